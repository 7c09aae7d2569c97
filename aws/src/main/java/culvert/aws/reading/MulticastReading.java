package culvert.aws.reading;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Igmpv2SupportValue;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.StaticSourcesSupportValue;
import software.amazon.awssdk.services.ec2.model.SubnetAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulitcastDomainAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastRegisteredGroupMembers;

/** Puts a multicast domain together from what is stored of it, and from what hosts join. */
public final class MulticastReading {

  /** The tag by which a host joins groups, {@code 224.0.0.200,224.0.0.201}. */
  private static final String IGMP_TAG = "culvert:igmp";

  private MulticastReading() {}

  /** An interface that has joined a group by IGMP. */
  public record Join(IpAddress group, String networkInterface) {}

  /** The domain, or null where it is not available. */
  static culvert.network.topology.@Nullable TransitGatewayMulticastDomain domain(
      Resource<TransitGatewayMulticastDomain> resource, Snapshot from) {
    TransitGatewayMulticastDomain domain = resource.shape();
    if (domain.state() != TransitGatewayMulticastDomainState.AVAILABLE) {
      return null;
    }
    List<String> in = subnets(resource.id(), from);
    Map<IpAddress, Set<String>> joined = new TreeMap<>();
    if (domain.options().igmpv2Support() == Igmpv2SupportValue.ENABLE) {
      joins(from, in)
          .forEach(join ->
              joined
                  .computeIfAbsent(join.group(), _ -> new TreeSet<>())
                  .add(join.networkInterface()));
    }
    return new culvert.network.topology.TransitGatewayMulticastDomain(
        resource.id(),
        domain.transitGatewayId(),
        VpcReading.name(domain.tags()),
        domain.options().staticSourcesSupport() == StaticSourcesSupportValue.ENABLE,
        in,
        groups(resource.id(), from, Kinds.TRANSIT_GATEWAY_MULTICAST_MEMBER),
        joined,
        groups(resource.id(), from, Kinds.TRANSIT_GATEWAY_MULTICAST_SOURCE));
  }

  private static List<String> subnets(String domain, Snapshot from) {
    return from.referringAnywhere(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, domain)
        .sorted(Comparator.comparingLong(Resource::sequence))
        .flatMap(association -> association.shape().subnets().stream())
        .filter(each -> each.state() == TransitGatewayMulitcastDomainAssociationState.ASSOCIATED)
        .map(SubnetAssociation::subnetId)
        .toList();
  }

  private static Map<IpAddress, Set<String>> groups(
      String domain, Snapshot from, Kind<TransitGatewayMulticastRegisteredGroupMembers> kind) {
    Map<IpAddress, Set<String>> groups = new TreeMap<>();
    from.referringAnywhere(kind, domain)
        .map(Resource::shape)
        .forEach(each ->
            groups
                .computeIfAbsent(IpAddress.parse(each.groupIpAddress()), _ -> new TreeSet<>())
                .addAll(each.registeredNetworkInterfaceIds()));
    return groups;
  }

  /** The ids of the domains that the interface's subnet is in. */
  static Stream<String> domainsOf(Snapshot from, NetworkInterface held) {
    return from.referringAnywhere(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, held.subnetId())
        .map(association -> association.shape().transitGatewayMulticastDomainId());
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
