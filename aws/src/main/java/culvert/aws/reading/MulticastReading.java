package culvert.aws.reading;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpAddress;
import culvert.network.topology.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Igmpv2SupportValue;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.StaticSourcesSupportValue;
import software.amazon.awssdk.services.ec2.model.SubnetAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulitcastDomainAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastRegisteredGroupMembers;

/** Puts multicast domains together from what is stored of each, and from what hosts join. */
public final class MulticastReading {

  /** The tag by which a host joins groups, {@code 224.0.0.200,224.0.0.201}. */
  private static final String IGMP_TAG = "culvert:igmp";

  private final Map<String, List<String>> subnets = new HashMap<>();
  private final Map<String, Map<IpAddress, Set<String>>> members = new HashMap<>();
  private final Map<String, Map<IpAddress, Set<String>>> sources = new HashMap<>();

  private MulticastReading() {}

  /** An interface that has joined a group by IGMP. */
  public record Join(IpAddress group, String networkInterface) {}

  static void all(Snapshot from, Reading reading, List<Component> all) {
    MulticastReading domains = new MulticastReading();
    from.everywhere(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION)
        .map(Resource::shape)
        .forEach(domains::add);
    add(from, Kinds.TRANSIT_GATEWAY_MULTICAST_MEMBER, domains.members);
    add(from, Kinds.TRANSIT_GATEWAY_MULTICAST_SOURCE, domains.sources);
    from.everywhere(Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN)
        .filter(domain -> domain.shape().state() == TransitGatewayMulticastDomainState.AVAILABLE)
        .forEach(domain -> all.add(reading.same(domain, domains.domain(from, domain.shape()))));
  }

  private void add(TransitGatewayMulticastDomainAssociations association) {
    for (SubnetAssociation subnet : association.subnets()) {
      if (subnet.state() == TransitGatewayMulitcastDomainAssociationState.ASSOCIATED) {
        subnets
            .computeIfAbsent(association.transitGatewayMulticastDomainId(), _ -> new ArrayList<>())
            .add(subnet.subnetId());
      }
    }
  }

  private static void add(
      Snapshot from,
      Kind<TransitGatewayMulticastRegisteredGroupMembers> kind,
      Map<String, Map<IpAddress, Set<String>>> into) {
    from.everywhere(kind)
        .map(Resource::shape)
        .forEach(each ->
            into.computeIfAbsent(each.transitGatewayMulticastDomainId(), _ -> new TreeMap<>())
                .computeIfAbsent(IpAddress.parse(each.groupIpAddress()), _ -> new TreeSet<>())
                .addAll(each.registeredNetworkInterfaceIds()));
  }

  private culvert.network.topology.TransitGatewayMulticastDomain domain(
      Snapshot from, TransitGatewayMulticastDomain domain) {
    String id = domain.transitGatewayMulticastDomainId();
    List<String> in = subnets.getOrDefault(id, List.of());
    Map<IpAddress, Set<String>> joined = new TreeMap<>();
    if (domain.options().igmpv2Support() == Igmpv2SupportValue.ENABLE) {
      joins(from, in)
          .forEach(join ->
              joined
                  .computeIfAbsent(join.group(), _ -> new TreeSet<>())
                  .add(join.networkInterface()));
    }
    return new culvert.network.topology.TransitGatewayMulticastDomain(
        id,
        domain.transitGatewayId(),
        VpcReading.name(domain.tags()),
        domain.options().staticSourcesSupport() == StaticSourcesSupportValue.ENABLE,
        in,
        members.getOrDefault(id, Map.of()),
        joined,
        sources.getOrDefault(id, Map.of()));
  }

  /** What the running instances of the subnets join; IGMPv2 knows IPv4 groups only. */
  public static Stream<Join> joins(Snapshot from, Collection<String> subnets) {
    return subnets.stream()
        .flatMap(subnet -> from.referringAnywhere(Kinds.NETWORK_INTERFACE, subnet))
        .flatMap(held -> joins(from, held));
  }

  private static Stream<Join> joins(Snapshot from, Resource<NetworkInterface> held) {
    NetworkInterface at = held.shape();
    if (!InterfaceReading.isOnInstance(at.attachment())) {
      return Stream.of();
    }
    Resource<Instance> instance =
        from.find(held.scope(), Kinds.INSTANCE, at.attachment().instanceId());
    if (instance == null || instance.shape().state().name() != InstanceStateName.RUNNING) {
      return Stream.of();
    }
    return Stream.of(VpcReading.value(instance.shape().tags(), IGMP_TAG).split(","))
        .map(String::strip)
        .flatMap(text -> Stream.ofNullable(IpAddress.tryParse(text)))
        .filter(group -> group.isV4() && group.isMulticast())
        .map(group -> new Join(group, at.networkInterfaceId()));
  }
}
