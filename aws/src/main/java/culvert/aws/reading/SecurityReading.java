package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.topology.SecurityGroupRule.CidrPeer;
import culvert.network.topology.SecurityGroupRule.GroupPeer;
import culvert.network.topology.SecurityGroupRule.Peer;
import culvert.network.topology.SecurityGroupRule.PrefixListPeer;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Reads security group rules and network ACLs. */
final class SecurityReading {

  private SecurityReading() {}

  /** A group and its rules, which are resources of their own (R1.6.3). */
  static culvert.network.topology.SecurityGroup group(
      Resource<SecurityGroup> resource, Snapshot from) {
    SecurityGroup group = resource.shape();
    List<SecurityGroupRule> rules =
        from.referringAnywhere(Kinds.SECURITY_GROUP_RULE, resource.id())
            .sorted(Comparator.comparingLong(Resource::sequence))
            .map(Resource::shape)
            .filter(rule -> rule.groupId().equals(resource.id()))
            .toList();
    return new culvert.network.topology.SecurityGroup(
        group.groupId(), group.vpcId(), group.groupName(), rules(rules, false), rules(rules, true));
  }

  private static List<culvert.network.topology.SecurityGroupRule> rules(
      List<SecurityGroupRule> rules, boolean egress) {
    return rules.stream()
        .filter(rule -> rule.isEgress() == egress)
        .map(SecurityReading::rule)
        .toList();
  }

  private static culvert.network.topology.SecurityGroupRule rule(SecurityGroupRule rule) {
    int protocol = protocol(rule.ipProtocol());
    Traffic traffic =
        protocol == Traffic.ANY
            ? Traffic.ALL
            : new Traffic(protocol, orAny(rule.fromPort()), orAny(rule.toPort()));
    return new culvert.network.topology.SecurityGroupRule(
        rule.securityGroupRuleId(), traffic, peer(rule));
  }

  private static Peer peer(SecurityGroupRule rule) {
    if (rule.cidrIpv4() != null) {
      return new CidrPeer(IpPrefix.parse(rule.cidrIpv4()));
    }
    if (rule.cidrIpv6() != null) {
      return new CidrPeer(IpPrefix.parse(rule.cidrIpv6()));
    }
    return rule.prefixListId() != null
        ? new PrefixListPeer(rule.prefixListId())
        : new GroupPeer(rule.referencedGroupInfo().groupId());
  }

  private static int orAny(Integer port) {
    return port == null ? Traffic.ANY : port;
  }

  /** A protocol as the API writes it: a name that AWS knows, or a number. */
  private static int protocol(String name) {
    return switch (name) {
      case "tcp" -> Traffic.TCP;
      case "udp" -> Traffic.UDP;
      case "icmp" -> Traffic.ICMP;
      case "icmpv6" -> Traffic.ICMPV6;
      default -> Integer.parseInt(name);
    };
  }

  static culvert.network.topology.NetworkAcl acl(NetworkAcl acl) {
    return new culvert.network.topology.NetworkAcl(
        acl.networkAclId(),
        acl.vpcId(),
        acl.associations().stream().map(NetworkAclAssociation::subnetId).toList(),
        entries(acl, false),
        entries(acl, true));
  }

  private static List<culvert.network.topology.NetworkAcl.Entry> entries(
      NetworkAcl acl, boolean egress) {
    return acl.entries().stream()
        .filter(entry -> entry.egress() == egress)
        .sorted(Comparator.comparingInt(NetworkAclEntry::ruleNumber))
        .map(SecurityReading::entry)
        .toList();
  }

  private static culvert.network.topology.NetworkAcl.Entry entry(NetworkAclEntry entry) {
    String cidr = entry.cidrBlock() != null ? entry.cidrBlock() : entry.ipv6CidrBlock();
    return new culvert.network.topology.NetworkAcl.Entry(
        entry.ruleNumber(),
        traffic(entry),
        IpPrefix.parse(cidr),
        entry.ruleAction() == RuleAction.ALLOW);
  }

  private static Traffic traffic(NetworkAclEntry entry) {
    int protocol = protocol(entry.protocol());
    if (protocol == Traffic.ANY) {
      return Traffic.ALL;
    }
    if (Traffic.isIcmp(protocol)) {
      return entry.icmpTypeCode() == null
          ? new Traffic(protocol, Traffic.ANY, Traffic.ANY)
          : new Traffic(
              protocol, orAny(entry.icmpTypeCode().type()), orAny(entry.icmpTypeCode().code()));
    }
    return entry.portRange() == null
        ? new Traffic(protocol, Traffic.ANY, Traffic.ANY)
        : new Traffic(protocol, orAny(entry.portRange().from()), orAny(entry.portRange().to()));
  }
}
