package culvert.aws.operations.endpoint;

import culvert.aws.operations.Ec2Error;
import culvert.aws.region.Regions;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServiceConfigurationRequest;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceConnectivityType;
import software.amazon.awssdk.services.ec2.model.ServiceState;
import software.amazon.awssdk.services.ec2.model.SupportedRegionDetail;

/** From where a service can be reached, and over which IP versions (R2.3.10). */
final class ServiceReach {

  private ServiceReach() {}

  /** A new service: its own Region is always among those that it serves. */
  static ServiceConfiguration with(
      ServiceConfiguration service, List<String> regions, List<String> families, String host) {
    return set(
        service,
        Stream.concat(Stream.of(host), regions.stream()).distinct().toList(),
        families.isEmpty() ? List.of("ipv4") : families,
        host);
  }

  static ServiceConfiguration changed(
      ServiceConfiguration service,
      ModifyVpcEndpointServiceConfigurationRequest request,
      String host) {
    if (request.removeSupportedRegions().contains(host)) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "The Region " + host + " hosts the service and cannot be removed");
    }
    List<String> regions =
        service.supportedRegions().stream().map(SupportedRegionDetail::region).toList();
    return set(
        service,
        VpcEndpointServiceOperations.changed(
            regions, request.addSupportedRegions(), request.removeSupportedRegions()),
        VpcEndpointServiceOperations.changed(
            service.supportedIpAddressTypesAsStrings(),
            request.addSupportedIpAddressTypes(),
            request.removeSupportedIpAddressTypes()),
        host);
  }

  private static ServiceConfiguration set(
      ServiceConfiguration service, List<String> regions, List<String> families, String host) {
    regions.stream()
        .filter(region -> !Regions.exists(region))
        .findFirst()
        .ifPresent(unknown -> {
          throw Ec2Error.INVALID_PARAMETER.with("The Region " + unknown + " does not exist");
        });
    boolean inspecting = !service.gatewayLoadBalancerArns().isEmpty();
    if (inspecting && regions.size() > 1) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "A service with Gateway Load Balancers is reached from its own Region only");
    }
    if (families.isEmpty()
        || families.stream()
            .anyMatch(each ->
                ServiceConnectivityType.fromValue(each)
                    == ServiceConnectivityType.UNKNOWN_TO_SDK_VERSION)) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "The supported IP address types must be ipv4, ipv6 or both, not " + families);
    }
    return service.toBuilder()
        .supportedRegions(
            regions.stream()
                .map(region ->
                    SupportedRegionDetail.builder()
                        .region(region)
                        .serviceState(ServiceState.AVAILABLE.toString())
                        .build())
                .toList())
        .remoteAccessEnabled(regions.size() > 1)
        .supportedIpAddressTypesWithStrings(families)
        .build();
  }
}
