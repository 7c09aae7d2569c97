package culvert.aws.operations.endpoint;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.region.Regions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** The load balancers behind an endpoint service: of one type, and where they are (R2.3.1). */
public final class EndpointServiceBalancers {

  private EndpointServiceBalancers() {}

  /** The service with these load balancers, which decide its type and its zones (R2.3.9). */
  static ServiceConfiguration with(
      CatalogView view, ServiceConfiguration service, List<String> network, List<String> gateway) {
    if (!network.isEmpty() && !gateway.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Network Load Balancers and Gateway Load Balancers cannot be specified together");
    }
    if (network.isEmpty() && gateway.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("NetworkLoadBalancerArn");
    }
    boolean inspecting = network.isEmpty();
    List<LoadBalancer> balancers =
        (inspecting ? gateway : network)
            .stream().map(arn -> get(view, arn, service.serviceId(), inspecting)).toList();
    List<Regions.Zone> zones =
        Regions.get(view.scope().region()).zones().stream()
            .filter(zone -> balancers.stream().anyMatch(balancer -> isIn(balancer, zone)))
            .toList();
    return service.toBuilder()
        .serviceType(
            ServiceTypeDetail.builder()
                .serviceType(inspecting ? ServiceType.GATEWAY_LOAD_BALANCER : ServiceType.INTERFACE)
                .build())
        .networkLoadBalancerArns(network)
        .gatewayLoadBalancerArns(gateway)
        .availabilityZones(zones.stream().map(Regions.Zone::name).toList())
        .availabilityZoneIds(zones.stream().map(Regions.Zone::id).toList())
        .build();
  }

  /** Gives services behind a load balancer the zones that it has now. */
  public static void moved(Transaction transaction, String balancer) {
    behind(transaction, balancer)
        .toList()
        .forEach(service ->
            transaction.replace(
                Kinds.VPC_ENDPOINT_SERVICE,
                with(
                    transaction,
                    service,
                    service.networkLoadBalancerArns(),
                    service.gatewayLoadBalancerArns())));
  }

  /** Whether endpoints are connected to a service behind a load balancer. */
  public static boolean areConnected(CatalogView view, String balancer) {
    return behind(view, balancer)
        .anyMatch(service -> EndpointConnections.areTo(view, service.serviceId()));
  }

  private static Stream<ServiceConfiguration> behind(CatalogView view, String balancer) {
    return view.all(Kinds.VPC_ENDPOINT_SERVICE)
        .filter(service ->
            service.networkLoadBalancerArns().contains(balancer)
                || service.gatewayLoadBalancerArns().contains(balancer));
  }

  private static boolean isIn(LoadBalancer balancer, Regions.Zone zone) {
    return balancer.availabilityZones().stream()
        .map(AvailabilityZone::zoneName)
        .anyMatch(zone.name()::equals);
  }

  private static LoadBalancer get(
      CatalogView view, String arn, String service, boolean inspecting) {
    LoadBalancer found = view.find(Kinds.LOAD_BALANCER, arn);
    LoadBalancerTypeEnum wanted =
        inspecting ? LoadBalancerTypeEnum.GATEWAY : LoadBalancerTypeEnum.NETWORK;
    if (found == null || found.type() != wanted) {
      throw inspecting
          ? Ec2Error.INVALID_GATEWAY_LOAD_BALANCER_ARN_NOT_FOUND.with(arn)
          : Ec2Error.INVALID_NETWORK_LOAD_BALANCER_ARN_NOT_FOUND.with(arn);
    }
    if (!inspecting
        && view.all(Kinds.VPC_ENDPOINT_SERVICE)
            .filter(other -> !Objects.equals(other.serviceId(), service))
            .anyMatch(other -> other.networkLoadBalancerArns().contains(arn))) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "The Network Load Balancer " + arn + " is used by another VPC endpoint service");
    }
    return found;
  }
}
