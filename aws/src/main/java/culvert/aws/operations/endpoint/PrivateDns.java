package culvert.aws.operations.endpoint;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.operations.Ec2Error;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.DnsOptions;
import software.amazon.awssdk.services.ec2.model.DnsOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.IpAddressType;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** When an endpoint may answer to its service's own names inside the VPC (R2.2.7, R2.2.9). */
final class PrivateDns {

  private PrivateDns() {}

  /**
   * Whether private DNS is on: asked for, or, as the API's default is, where the service has it.
   */
  static boolean enabled(@Nullable Boolean wanted, EndpointService service) {
    return Objects.requireNonNullElse(wanted, !service.privateNames().isEmpty());
  }

  /** Refuses private DNS that cannot be. */
  static void check(CatalogView view, VpcEndpoint endpoint, EndpointService service) {
    List<String> names = service.privateNames();
    if (names.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER.with(
          service.detail().privateDnsName() == null
              ? "Private DNS can't be enabled because the service "
                  + service.name()
                  + " does not provide a private DNS name."
              : "Private DNS can't be enabled because the service "
                  + service.name()
                  + " has not verified the private DNS name.");
    }
    String vpc = endpoint.vpcId();
    DescribeVpcAttributeResponse attributes =
        Objects.requireNonNull(view.find(Kinds.VPC_ATTRIBUTES, vpc));
    if (!isOn(attributes.enableDnsSupport()) || !isOn(attributes.enableDnsHostnames())) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC"
              + " attributes set to true for "
              + vpc);
    }
    Set<String> taken = taken(view, endpoint);
    names.stream()
        .filter(taken::contains)
        .findFirst()
        .ifPresent(name -> {
          throw Ec2Error.INVALID_PARAMETER.with(
              "private-dns-enabled cannot be set because there is already a conflicting DNS domain"
                  + " for "
                  + name
                  + " in the VPC "
                  + vpc);
        });
  }

  private static boolean isOn(@Nullable AttributeBooleanValue value) {
    return value != null && Objects.equals(value.value(), true);
  }

  private static Set<String> taken(CatalogView view, VpcEndpoint endpoint) {
    return view.referring(Kinds.VPC_ENDPOINT, endpoint.vpcId())
        .filter(other -> !other.vpcEndpointId().equals(endpoint.vpcEndpointId()))
        .filter(other -> Objects.equals(other.privateDnsEnabled(), true))
        .flatMap(other -> other.dnsEntries().stream().map(DnsEntry::dnsName))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The DNS options of an endpoint, as they are or as a request changes them. */
  static DnsOptions options(
      CatalogView view,
      VpcEndpoint endpoint,
      @Nullable DnsOptionsSpecification wanted,
      EndpointService service) {
    DnsOptions present = endpoint.dnsOptions();
    DnsOptions.Builder options =
        present == null
            ? DnsOptions.builder()
                .dnsRecordIpType(
                    endpoint.ipAddressType() == IpAddressType.DUALSTACK ? "dualstack" : "ipv4")
            : present.toBuilder();
    if (wanted == null) {
      return options.build();
    }
    if (wanted.dnsRecordIpType() != null) {
      options.dnsRecordIpType(wanted.dnsRecordIpType());
    }
    if (wanted.privateDnsOnlyForInboundResolverEndpoint() != null) {
      if (wanted.privateDnsOnlyForInboundResolverEndpoint()) {
        checkInboundOnly(view, endpoint, service);
      }
      options.privateDnsOnlyForInboundResolverEndpoint(
          wanted.privateDnsOnlyForInboundResolverEndpoint());
    }
    return options.build();
  }

  /** R2.2.9: those in the VPC keep to the gateway endpoint, which must be there. */
  private static void checkInboundOnly(
      CatalogView view, VpcEndpoint endpoint, EndpointService service) {
    boolean both =
        AwsServices.in(service.detail().serviceRegion()).stream()
                .filter(each -> each.name().equals(service.name()))
                .count()
            > 1;
    if (!both) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "PrivateDnsOnlyForInboundResolverEndpoint not supported for this service.");
    }
    if (view.referring(Kinds.VPC_ENDPOINT, endpoint.vpcId())
        .noneMatch(other -> isGatewayTo(other, service.name()))) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC "
              + endpoint.vpcId()
              + " must have a Gateway endpoint for the service.");
    }
  }

  private static boolean isGatewayTo(VpcEndpoint endpoint, String service) {
    return endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY
        && endpoint.serviceName().equals(service)
        && EndpointState.of(endpoint) == EndpointState.AVAILABLE;
  }

  /** R2.2.9: whether an interface endpoint of the VPC counts on this gateway endpoint. */
  static boolean dependsOn(CatalogView view, VpcEndpoint gateway) {
    return view.referring(Kinds.VPC_ENDPOINT, gateway.vpcId())
        .filter(other -> other.serviceName().equals(gateway.serviceName()))
        .filter(other -> Objects.equals(other.privateDnsEnabled(), true))
        .anyMatch(PrivateDns::isInboundOnly);
  }

  private static boolean isInboundOnly(VpcEndpoint endpoint) {
    return endpoint.dnsOptions() != null
        && Objects.equals(endpoint.dnsOptions().privateDnsOnlyForInboundResolverEndpoint(), true);
  }
}
