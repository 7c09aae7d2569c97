package culvert.network.forwarding;

import culvert.network.topology.NetworkAcl;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import culvert.network.topology.SecurityGroup;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.VpcPeering;
import java.util.ArrayList;
import java.util.List;

/** The filters: security groups of an interface (§1.6), the network ACL of a subnet (§1.7). */
final class FilterSteps {

  private final Topology topology;

  FilterSteps(Topology topology) {
    this.topology = topology;
  }

  /** The union of all rules of all groups (R1.6.1); nothing where the interface has no groups. */
  List<Step> securityGroups(NetworkInterface of, Direction direction) {
    if (of.groups().isEmpty()) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    for (String id : of.groups()) {
      SecurityGroup group = topology.find(SecurityGroup.class, id);
      if (group != null) {
        for (SecurityGroupRule rule :
            direction == Direction.INBOUND ? group.inbound() : group.outbound()) {
          rules.add(rule(group, rule, of, direction));
        }
      }
    }
    return List.of(
        new Step.Filter(Kind.SECURITY_GROUP, of.groups(), of.id(), direction, rules, of.id()));
  }

  private Rule rule(
      SecurityGroup group, SecurityGroupRule rule, NetworkInterface of, Direction direction) {
    return switch (rule.peer()) {
      case SecurityGroupRule.CidrPeer peer ->
          new Rule(
              group.id(),
              rule.id(),
              rule.traffic(),
              AddressSet.of(peer.prefix()),
              null,
              null,
              true);
      case SecurityGroupRule.PrefixListPeer peer -> {
        PrefixList list = topology.find(PrefixList.class, peer.prefixList());
        AddressSet entries = list == null ? AddressSet.of() : AddressSet.of(list.entries());
        yield new Rule(group.id(), rule.id(), rule.traffic(), entries, null, null, true);
      }
      case SecurityGroupRule.GroupPeer peer -> reference(group, rule, peer.group(), of, direction);
    };
  }

  /**
   * The named group's members, or nobody where the reference is stale (R1.6.5, R1.6.7). Over a
   * transit gateway inbound rules name groups (R4.6.2), where that lets the packet keep its origin,
   * though not those of endpoints (R2.2.15).
   */
  private Rule reference(
      SecurityGroup group,
      SecurityGroupRule rule,
      String named,
      NetworkInterface of,
      Direction direction) {
    String vpc = of.vpc();
    SecurityGroup other = topology.find(SecurityGroup.class, named);
    boolean live =
        other != null
            && (other.vpc().equals(vpc)
                || arePeeredInOneRegion(vpc, other.vpc())
                || direction == Direction.INBOUND
                    && !(of.holder() instanceof NetworkInterface.EndpointHolder)
                    && topology.shareTransitGateway(vpc, other.vpc()));
    AddressSet members =
        live
            ? AddressSet.of(
                topology.membersOf(named).stream().flatMap(m -> m.own().stream()).toList())
            : AddressSet.of();
    String membersIn = other == null ? vpc : other.vpc();
    return new Rule(group.id(), rule.id(), rule.traffic(), members, named, membersIn, true);
  }

  /** Whether an active peering in one Region joins the VPCs (R1.6.5). */
  private boolean arePeeredInOneRegion(String one, String other) {
    VpcPeering peering = topology.peeringBetween(one, other);
    return peering != null && !peering.crossesRegions();
  }

  /** The lowest matching entry decides (R1.7.2). */
  List<Step> networkAcl(Subnet subnet, Direction direction) {
    NetworkAcl acl = topology.aclOf(subnet);
    if (acl == null) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    for (NetworkAcl.Entry entry : direction == Direction.INBOUND ? acl.inbound() : acl.outbound()) {
      rules.add(
          new Rule(
              acl.id(),
              Integer.toString(entry.number()),
              entry.traffic(),
              AddressSet.of(entry.prefix()),
              null,
              null,
              entry.allow()));
    }
    return List.of(
        new Step.Filter(Kind.NETWORK_ACL, List.of(acl.id()), subnet.id(), direction, rules, null));
  }
}
