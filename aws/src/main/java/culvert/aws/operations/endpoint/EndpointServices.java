package culvert.aws.operations.endpoint;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.Ec2Error;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DnsNameState;
import software.amazon.awssdk.services.ec2.model.PrivateDnsDetails;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceState;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Which services an account sees: AWS's, its own, and those that it is allowed (R2.3.3). */
final class EndpointServices {

  private EndpointServices() {}

  /** Every service of a Region that the caller may have an endpoint to. */
  static Stream<EndpointService> visible(CatalogView view, String region) {
    boolean here = region.equals(view.scope().region());
    return Stream.concat(
        AwsServices.in(region).stream().filter(service -> here || service.remote()),
        view.snapshot()
            .everywhere(Kinds.VPC_ENDPOINT_SERVICE)
            .filter(service -> service.scope().region().equals(region))
            .filter(service -> isVisible(view, service))
            .map(EndpointServices::of));
  }

  /**
   * The service of that name and type.
   *
   * @param serviceRegion where it is; null for the caller's Region
   */
  static EndpointService get(
      CatalogView view, String name, @Nullable String serviceRegion, ServiceType type) {
    String region = Objects.requireNonNullElse(serviceRegion, view.scope().region());
    List<EndpointService> named =
        name.contains(".vpce-svc-")
            ? own(view, name, region).stream().toList()
            : visible(view, region).filter(service -> service.name().equals(name)).toList();
    if (named.isEmpty()) {
      throw Ec2Error.INVALID_SERVICE_NAME.with(name);
    }
    return named.stream()
        .filter(service -> service.type() == type)
        .findFirst()
        .orElseThrow(() ->
            Ec2Error.INVALID_PARAMETER.with(
                "Endpoint type ("
                    + type
                    + ") does not match available service types ("
                    + named.stream().map(EndpointService::type).toList()
                    + ")."));
  }

  private static java.util.Optional<EndpointService> own(
      CatalogView view, String name, String region) {
    return view.snapshot()
        .byId(Kinds.VPC_ENDPOINT_SERVICE, name.substring(name.lastIndexOf('.') + 1))
        .filter(service -> service.shape().serviceName().equals(name))
        .filter(service -> service.scope().region().equals(region))
        .filter(service -> isVisible(view, service))
        .findFirst()
        .map(EndpointServices::of);
  }

  /** R2.3.3, R2.3.10: to its owner and to whom it is allowed, in the Regions that it serves. */
  private static boolean isVisible(CatalogView view, Resource<ServiceConfiguration> service) {
    Scope viewer = view.scope();
    return service.shape().serviceState() == ServiceState.AVAILABLE
        && service.shape().supportedRegions().stream()
            .anyMatch(region -> region.region().equals(viewer.region()))
        && (service.scope().account().equals(viewer.account())
            || view.in(service.scope())
                .referring(Kinds.VPC_ENDPOINT_SERVICE_PERMISSION, service.id())
                .anyMatch(each -> Principals.includes(each.principal(), viewer.account())));
  }

  /** The service of an endpoint, whether or not its owner would still see it. */
  static EndpointService ofEndpoint(CatalogView view, VpcEndpoint endpoint, ServiceType type) {
    return Stream.concat(
            AwsServices.in(endpoint.serviceRegion()).stream()
                .filter(service -> service.name().equals(endpoint.serviceName())),
            EndpointConnections.of(view.snapshot(), endpoint.vpcEndpointId()).stream()
                .map(seen ->
                    of(
                        Objects.requireNonNull(
                            view.snapshot()
                                .find(
                                    seen.scope(),
                                    Kinds.VPC_ENDPOINT_SERVICE,
                                    seen.shape().serviceId())))))
        .filter(service -> service.type() == type)
        .findFirst()
        .orElseThrow(() -> Ec2Error.INVALID_SERVICE_NAME.with(endpoint.serviceName()));
  }

  /** A service of an account's as others see it. */
  private static EndpointService of(Resource<ServiceConfiguration> service) {
    ServiceConfiguration made = service.shape();
    String privateName = made.privateDnsName();
    DnsNameState verified =
        made.privateDnsNameConfiguration() == null
            ? null
            : made.privateDnsNameConfiguration().state();
    ServiceDetail detail =
        ServiceDetail.builder()
            .serviceName(made.serviceName())
            .serviceId(made.serviceId())
            .serviceType(made.serviceType())
            .serviceRegion(service.scope().region())
            .availabilityZones(made.availabilityZones())
            .availabilityZoneIds(made.availabilityZoneIds())
            .owner(service.scope().account())
            .baseEndpointDnsNames(made.baseEndpointDnsNames())
            .privateDnsName(privateName)
            .privateDnsNames(
                privateName == null
                    ? List.of()
                    : List.of(PrivateDnsDetails.builder().privateDnsName(privateName).build()))
            .privateDnsNameVerificationState(verified)
            .vpcEndpointPolicySupported(false)
            .acceptanceRequired(made.acceptanceRequired())
            .managesVpcEndpoints(made.managesVpcEndpoints())
            .payerResponsibility(made.payerResponsibility())
            .supportedIpAddressTypes(made.supportedIpAddressTypes())
            .tags(made.tags())
            .build();
    return new EndpointService(detail, service, made.supportedRegions().size() > 1, false);
  }
}
