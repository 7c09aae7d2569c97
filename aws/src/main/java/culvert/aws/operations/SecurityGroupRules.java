package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** The rules of a group: one resource a peer, shown together as permissions. */
final class SecurityGroupRules {

  private static final int MAX_PORT = 65535;

  private SecurityGroupRules() {}

  /** Those of one group. */
  static Stream<SecurityGroupRule> of(CatalogView view, String groupId) {
    return view.referring(Kinds.SECURITY_GROUP_RULE, groupId)
        .filter(rule -> rule.groupId().equals(groupId));
  }

  /** R1.6.2: all outbound, for each family that the VPC has. */
  static void addDefaultEgress(Transaction transaction, SecurityGroup group, Vpc vpc) {
    transaction.add(
        Kinds.SECURITY_GROUP_RULE, everything(group, true).cidrIpv4("0.0.0.0/0").build());
    if (NetworkAclDefaults.hasIpv6(vpc)) {
      addAllOutboundIpv6(transaction, group);
    }
  }

  static void addAllOutboundIpv6(Transaction transaction, SecurityGroup group) {
    transaction.add(Kinds.SECURITY_GROUP_RULE, everything(group, true).cidrIpv6("::/0").build());
  }

  /** R1.6.2: a default group lets its own members in. */
  static void addIngressFromItself(Transaction transaction, SecurityGroup group) {
    transaction.add(
        Kinds.SECURITY_GROUP_RULE,
        everything(group, false)
            .referencedGroupInfo(r -> r.groupId(group.groupId()).userId(group.ownerId()))
            .build());
  }

  private static SecurityGroupRule.Builder everything(SecurityGroup group, boolean egress) {
    return rule(group, egress)
        .securityGroupRuleId(Ids.next("sgr"))
        .ipProtocol("-1")
        .fromPort(-1)
        .toPort(-1);
  }

  private static SecurityGroupRule.Builder rule(SecurityGroup group, boolean egress) {
    return SecurityGroupRule.builder()
        .groupId(group.groupId())
        .groupOwnerId(group.ownerId())
        .isEgress(egress)
        .tags(List.of());
  }

  /** The permissions of a request in either of its two styles. */
  static List<IpPermission> permissions(
      List<IpPermission> given,
      @Nullable String protocol,
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable String cidr) {
    if (!given.isEmpty()) {
      return given;
    }
    if (protocol == null || cidr == null) {
      throw Ec2Error.MISSING_PARAMETER.with("IpPermissions");
    }
    return List.of(
        IpPermission.builder()
            .ipProtocol(protocol)
            .fromPort(from)
            .toPort(to)
            .ipRanges(IpRange.builder().cidrIp(cidr).build())
            .build());
  }

  /** Adds what the permissions say; a duplicate or an error takes all of it back (R1.6.3). */
  static List<SecurityGroupRule> add(
      Transaction transaction,
      SecurityGroup group,
      boolean egress,
      List<IpPermission> permissions,
      List<Tag> tags,
      Quotas quotas) {
    List<SecurityGroupRule> present =
        new ArrayList<>(
            of(transaction, group.groupId()).filter(r -> r.isEgress() == egress).toList());
    List<SecurityGroupRule> made = new ArrayList<>();
    for (SecurityGroupRule wanted : expand(transaction, group, egress, permissions)) {
      if (present.stream().anyMatch(rule -> same(rule, wanted))) {
        throw Ec2Error.INVALID_PERMISSION_DUPLICATE.with(spoken(wanted));
      }
      SecurityGroupRule rule =
          transaction.add(
              Kinds.SECURITY_GROUP_RULE,
              wanted.toBuilder().securityGroupRuleId(Ids.next("sgr")).tags(tags).build());
      present.add(rule);
      made.add(rule);
    }
    if (present.size() > quotas.rulesPerSecurityGroup()) {
      throw Ec2Error.RULES_PER_SECURITY_GROUP_LIMIT_EXCEEDED.with();
    }
    return made;
  }

  /** Removes the rules of those ids, or those that the permissions say. */
  static void revoke(
      Transaction transaction,
      SecurityGroup group,
      boolean egress,
      List<String> ids,
      Supplier<List<IpPermission>> permissions) {
    List<SecurityGroupRule> present =
        of(transaction, group.groupId()).filter(r -> r.isEgress() == egress).toList();
    List<SecurityGroupRule> gone = new ArrayList<>();
    for (String id : ids) {
      gone.add(
          present.stream()
              .filter(rule -> rule.securityGroupRuleId().equals(id))
              .findFirst()
              .orElseThrow(() -> Ec2Error.INVALID_SECURITY_GROUP_RULE_ID_NOT_FOUND.with(id)));
    }
    if (ids.isEmpty()) {
      for (SecurityGroupRule wanted : expand(transaction, group, egress, permissions.get())) {
        gone.add(
            present.stream()
                .filter(rule -> same(rule, wanted))
                .findFirst()
                .orElseThrow(Ec2Error.INVALID_PERMISSION_NOT_FOUND::with));
      }
    }
    gone.forEach(rule -> transaction.remove(Kinds.SECURITY_GROUP_RULE, rule.securityGroupRuleId()));
  }

  private static boolean same(SecurityGroupRule one, SecurityGroupRule other) {
    return bare(one).equals(bare(other));
  }

  private static SecurityGroupRule bare(SecurityGroupRule rule) {
    ReferencedSecurityGroup group = rule.referencedGroupInfo();
    return rule.toBuilder()
        .securityGroupRuleId(null)
        .securityGroupRuleArn(null)
        .description(null)
        .tags(List.of())
        .referencedGroupInfo(
            group == null
                ? null
                : ReferencedSecurityGroup.builder().groupId(group.groupId()).build())
        .build();
  }

  private static String spoken(SecurityGroupRule rule) {
    String peer =
        Stream.of(
                rule.cidrIpv4(),
                rule.cidrIpv6(),
                rule.prefixListId(),
                rule.referencedGroupInfo() == null ? null : rule.referencedGroupInfo().groupId())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    return "peer: "
        + peer
        + ", "
        + rule.ipProtocol()
        + ", from port: "
        + rule.fromPort()
        + ", to port: "
        + rule.toPort()
        + ", ALLOW";
  }

  /** One rule for each peer of each permission, in canonical form. */
  private static List<SecurityGroupRule> expand(
      CatalogView view, SecurityGroup group, boolean egress, List<IpPermission> permissions) {
    List<SecurityGroupRule> rules = new ArrayList<>();
    for (IpPermission permission : permissions) {
      SecurityGroupRule traffic = traffic(group, egress, permission);
      for (IpRange range : permission.ipRanges()) {
        String cidr = CidrRules.ipv4(range.cidrIp(), "cidrIp").toString();
        rules.add(traffic.toBuilder().cidrIpv4(cidr).description(range.description()).build());
      }
      for (Ipv6Range range : permission.ipv6Ranges()) {
        String cidr = CidrRules.ipv6(range.cidrIpv6(), "cidrIpv6").toString();
        rules.add(traffic.toBuilder().cidrIpv6(cidr).description(range.description()).build());
      }
      for (PrefixListId list : permission.prefixListIds()) {
        if (view.find(Kinds.PREFIX_LIST, list.prefixListId()) == null) {
          throw Ec2Error.INVALID_PARAMETER_VALUE.with(
              "The prefix list ID '" + list.prefixListId() + "' does not exist");
        }
        rules.add(
            traffic.toBuilder()
                .prefixListId(list.prefixListId())
                .description(list.description())
                .build());
      }
      for (UserIdGroupPair pair : permission.userIdGroupPairs()) {
        rules.add(
            traffic.toBuilder()
                .referencedGroupInfo(referenced(view, group, pair))
                .description(pair.description())
                .build());
      }
    }
    if (rules.isEmpty()) {
      throw Ec2Error.INVALID_PERMISSION_MALFORMED.with(
          "A rule needs a CIDR block, a prefix list or a security group");
    }
    return rules;
  }

  private static SecurityGroupRule traffic(
      SecurityGroup group, boolean egress, IpPermission permission) {
    String protocol = ProtocolNames.canonical(permission.ipProtocol());
    boolean all = protocol.equals("-1");
    Integer from =
        all || permission.fromPort() == null ? Integer.valueOf(-1) : permission.fromPort();
    Integer to = all || permission.toPort() == null ? Integer.valueOf(-1) : permission.toPort();
    boolean ports = protocol.equals("tcp") || protocol.equals("udp");
    if (ports && (permission.fromPort() == null || from < 0 || to > MAX_PORT || from > to)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Invalid value for portRange. Must specify both from and to ports with TCP/UDP, 0 to"
              + " 65535.");
    }
    return rule(group, egress).ipProtocol(protocol).fromPort(from).toPort(to).build();
  }

  /** R1.6.5: a group of the same VPC, or of a peer over an active peering within the Region. */
  private static ReferencedSecurityGroup referenced(
      CatalogView view, SecurityGroup group, UserIdGroupPair pair) {
    String id = pair.groupId();
    if (id == null) {
      throw Ec2Error.MISSING_PARAMETER.with("GroupId");
    }
    SecurityGroup found =
        view.snapshot()
            .byId(Kinds.SECURITY_GROUP, id)
            .filter(other -> other.scope().region().equals(view.scope().region()))
            .map(other -> other.shape())
            .findFirst()
            .orElseThrow(() -> Ec2Error.INVALID_GROUP_NOT_FOUND.with(id));
    ReferencedSecurityGroup.Builder reference =
        ReferencedSecurityGroup.builder().groupId(id).userId(found.ownerId());
    if (found.vpcId().equals(group.vpcId())) {
      return reference.build();
    }
    VpcPeeringConnection peering =
        view.referring(Kinds.VPC_PEERING_CONNECTION, group.vpcId())
            .filter(each -> joins(each, group.vpcId(), found.vpcId()))
            .findFirst()
            .orElseThrow(Ec2Error.OTHER_NETWORK::with);
    return reference
        .vpcId(found.vpcId())
        .vpcPeeringConnectionId(peering.vpcPeeringConnectionId())
        .peeringStatus("active")
        .build();
  }

  private static boolean joins(VpcPeeringConnection peering, String one, String other) {
    String requester = peering.requesterVpcInfo().vpcId();
    String accepter = peering.accepterVpcInfo().vpcId();
    return peering.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE
        && peering.requesterVpcInfo().region().equals(peering.accepterVpcInfo().region())
        && (requester.equals(one) && accepter.equals(other)
            || requester.equals(other) && accepter.equals(one));
  }

  /** The group with its rules as permissions, those of one protocol and port range together. */
  static SecurityGroup shown(SecurityGroup group, CatalogView view) {
    List<SecurityGroupRule> rules = of(view, group.groupId()).toList();
    return group.toBuilder()
        .ipPermissions(grouped(rules, false))
        .ipPermissionsEgress(grouped(rules, true))
        .build();
  }

  private static List<IpPermission> grouped(List<SecurityGroupRule> rules, boolean egress) {
    Map<String, List<SecurityGroupRule>> byTraffic = new LinkedHashMap<>();
    rules.stream()
        .filter(rule -> rule.isEgress() == egress)
        .forEach(rule ->
            byTraffic
                .computeIfAbsent(
                    rule.ipProtocol() + "/" + rule.fromPort() + "/" + rule.toPort(),
                    _ -> new ArrayList<>())
                .add(rule));
    return byTraffic.values().stream().map(SecurityGroupRules::permission).toList();
  }

  private static IpPermission permission(List<SecurityGroupRule> rules) {
    SecurityGroupRule first = rules.getFirst();
    boolean all = first.ipProtocol().equals("-1");
    return IpPermission.builder()
        .ipProtocol(first.ipProtocol())
        .fromPort(all ? null : first.fromPort())
        .toPort(all ? null : first.toPort())
        .ipRanges(
            rules.stream()
                .filter(rule -> rule.cidrIpv4() != null)
                .map(r ->
                    IpRange.builder().cidrIp(r.cidrIpv4()).description(r.description()).build())
                .toList())
        .ipv6Ranges(
            rules.stream()
                .filter(rule -> rule.cidrIpv6() != null)
                .map(r ->
                    Ipv6Range.builder().cidrIpv6(r.cidrIpv6()).description(r.description()).build())
                .toList())
        .prefixListIds(
            rules.stream()
                .filter(rule -> rule.prefixListId() != null)
                .map(r ->
                    PrefixListId.builder()
                        .prefixListId(r.prefixListId())
                        .description(r.description())
                        .build())
                .toList())
        .userIdGroupPairs(
            rules.stream()
                .filter(rule -> rule.referencedGroupInfo() != null)
                .map(SecurityGroupRules::pair)
                .toList())
        .build();
  }

  private static UserIdGroupPair pair(SecurityGroupRule rule) {
    ReferencedSecurityGroup group = rule.referencedGroupInfo();
    return UserIdGroupPair.builder()
        .groupId(group.groupId())
        .userId(group.userId())
        .vpcId(group.vpcId())
        .vpcPeeringConnectionId(group.vpcPeeringConnectionId())
        .peeringStatus(group.peeringStatus())
        .description(rule.description())
        .build();
  }
}
