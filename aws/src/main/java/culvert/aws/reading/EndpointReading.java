package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.VpcEndpoint.EndpointName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.DnsOptions;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Reads VPC endpoints; one that is not available is no way to anywhere. */
final class EndpointReading {

  private EndpointReading() {}

  /** The endpoint, or null where it is not available. */
  static culvert.network.topology.@Nullable VpcEndpoint endpoint(
      Resource<VpcEndpoint> resource, Snapshot from) {
    VpcEndpoint endpoint = resource.shape();
    if (!"available".equals(endpoint.stateAsString())) {
      return null;
    }
    String name = VpcReading.name(endpoint.tags());
    return switch (endpoint.vpcEndpointType()) {
      case GATEWAY ->
          new culvert.network.topology.VpcEndpoint.Gateway(
              resource.id(),
              endpoint.vpcId(),
              name,
              endpoint.serviceName(),
              prefixList(resource, from));
      case GATEWAY_LOAD_BALANCER ->
          new culvert.network.topology.VpcEndpoint.GatewayLoadBalancer(
              resource.id(),
              endpoint.vpcId(),
              name,
              endpoint.serviceName(),
              endpoint.subnetIds().getFirst(),
              endpoint.networkInterfaceIds().getFirst());
      case INTERFACE, RESOURCE, SERVICE_NETWORK, TUNNEL, UNKNOWN_TO_SDK_VERSION ->
          new culvert.network.topology.VpcEndpoint.Interface(
              resource.id(),
              endpoint.vpcId(),
              name,
              endpoint.serviceName(),
              endpoint.networkInterfaceIds(),
              isForInboundOnly(endpoint) ? List.of() : names(endpoint, true).toList(),
              endpointNames(resource, from));
    };
  }

  /** AWS's list of the service's addresses has the service's name. */
  /** The list of the service's addresses; empty where the Region's lists are not known. */
  private static String prefixList(Resource<VpcEndpoint> endpoint, Snapshot from) {
    return from.all(endpoint.scope(), Kinds.PREFIX_LIST)
        .filter(list -> endpoint.shape().serviceName().equals(list.shape().prefixListName()))
        .map(Resource::id)
        .findFirst()
        .orElse("");
  }

  /** R2.2.9: hosts of the VPC go on to use the service's public addresses. */
  private static boolean isForInboundOnly(VpcEndpoint endpoint) {
    DnsOptions options = endpoint.dnsOptions();
    return options != null
        && Objects.equals(options.privateDnsOnlyForInboundResolverEndpoint(), true);
  }

  /** The endpoint's own names carry its id, its service's private names do not. */
  private static Stream<String> names(VpcEndpoint endpoint, boolean ofService) {
    return endpoint.dnsEntries().stream()
        .map(DnsEntry::dnsName)
        .filter(name -> name.contains(endpoint.vpcEndpointId()) != ofService);
  }

  private static List<EndpointName> endpointNames(Resource<VpcEndpoint> resource, Snapshot from) {
    List<Subnet> subnets = new ArrayList<>();
    for (String id : resource.shape().subnetIds()) {
      Resource<Subnet> subnet = from.find(resource.scope(), Kinds.SUBNET, id);
      if (subnet != null) {
        subnets.add(subnet.shape());
      }
    }
    return names(resource.shape(), false)
        .map(name -> new EndpointName(name, zone(name, subnets)))
        .toList();
  }

  /** The id of the zone that a name says, or null. */
  private static @Nullable String zone(String name, List<Subnet> subnets) {
    for (Subnet subnet : subnets) {
      if (name.contains("-" + subnet.availabilityZone() + ".")) {
        return subnet.availabilityZoneId();
      }
    }
    return null;
  }

  /** The available endpoints that routes of a table lead to. */
  static Stream<culvert.network.topology.VpcEndpoint> targets(RouteTable table, Snapshot from) {
    return table.routes().stream()
        .map(route -> route.gatewayId())
        .filter(id -> id != null && id.startsWith("vpce-"))
        .distinct()
        .flatMap(id -> from.byId(Kinds.VPC_ENDPOINT, id))
        .flatMap(endpoint -> Stream.ofNullable(endpoint(endpoint, from)));
  }
}
