package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.Component;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The topology of a snapshot, of all accounts and Regions; the last one is kept. */
public final class TopologyReader {

  private @Nullable Snapshot snapshot;
  private @Nullable Topology topology;
  private Reading reading = Reading.first();

  /** What the snapshot declares, as the engines see it. */
  public synchronized Topology read(Snapshot wanted) {
    Topology last = topology;
    if (last != null && snapshot == wanted) {
      return last;
    }
    reading = reading.next();
    Topology read = new Topology(components(wanted, reading));
    snapshot = wanted;
    topology = read;
    return read;
  }

  private static List<Component> components(Snapshot from, Reading reading) {
    List<Component> all = new ArrayList<>();
    from.everywhere(Kinds.VPC)
        .forEach(vpc -> all.add(reading.same(vpc, VpcReading.vpc(vpc, from))));
    from.everywhere(Kinds.SUBNET)
        .forEach(subnet -> all.add(reading.of(subnet, VpcReading::subnet)));
    from.everywhere(Kinds.ROUTE_TABLE)
        .forEach(table -> all.add(reading.of(table, RouteTableReading::table)));
    from.everywhere(Kinds.NETWORK_ACL)
        .forEach(acl -> all.add(reading.of(acl, SecurityReading::acl)));
    from.everywhere(Kinds.NETWORK_INTERFACE)
        .forEach(held -> all.add(reading.of(held, InterfaceReading::networkInterface)));
    from.everywhere(Kinds.INTERNET_GATEWAY)
        .forEach(gateway -> all.add(reading.of(gateway, GatewayReading::internetGateway)));
    from.everywhere(Kinds.EGRESS_ONLY_INTERNET_GATEWAY)
        .forEach(gateway -> all.add(reading.of(gateway, GatewayReading::egressOnly)));
    from.everywhere(Kinds.NAT_GATEWAY)
        .filter(gateway -> !GatewayReading.isGone(gateway.shape()))
        .forEach(gateway -> all.add(reading.of(gateway, GatewayReading::natGateway)));
    from.everywhere(Kinds.VPC_PEERING_CONNECTION)
        .filter(peering -> !GatewayReading.isGone(peering.shape()))
        .forEach(peering -> all.add(reading.of(peering, GatewayReading::peering)));
    from.everywhere(Kinds.VPC_ENDPOINT)
        .filter(endpoint -> EndpointReading.isAvailable(endpoint.shape()))
        .forEach(
            endpoint -> all.add(reading.same(endpoint, EndpointReading.endpoint(endpoint, from))));
    securityGroups(from, reading, all);
    instances(from, reading, all);
    PrefixListReading.all(from, reading, all);
    TransitGatewayReading.all(from, reading, all);
    DirectConnectReading.all(from, reading, all);
    return all;
  }

  private static void securityGroups(Snapshot from, Reading reading, List<Component> all) {
    Map<String, List<SecurityGroupRule>> inbound = new HashMap<>();
    Map<String, List<SecurityGroupRule>> outbound = new HashMap<>();
    from.everywhere(Kinds.SECURITY_GROUP_RULE)
        .forEach(rule ->
            (rule.shape().isEgress() ? outbound : inbound)
                .computeIfAbsent(rule.shape().groupId(), _ -> new ArrayList<>())
                .add(SecurityReading.rule(rule.shape())));
    from.everywhere(Kinds.SECURITY_GROUP)
        .forEach(resource -> {
          SecurityGroup group = resource.shape();
          all.add(
              reading.same(
                  resource,
                  new culvert.network.topology.SecurityGroup(
                      group.groupId(),
                      group.vpcId(),
                      group.groupName(),
                      inbound.getOrDefault(group.groupId(), List.of()),
                      outbound.getOrDefault(group.groupId(), List.of()))));
        });
  }

  private static void instances(Snapshot from, Reading reading, List<Component> all) {
    Map<String, List<InterfaceReading.Device>> devices = new HashMap<>();
    from.everywhere(Kinds.NETWORK_INTERFACE)
        .map(Resource::shape)
        .forEach(shape -> InterfaceReading.collectDevice(shape, devices));
    from.everywhere(Kinds.INSTANCE)
        .forEach(instance ->
            all.add(
                reading.same(
                    instance,
                    InterfaceReading.instance(
                        instance.shape(), devices.getOrDefault(instance.id(), List.of())))));
  }
}
