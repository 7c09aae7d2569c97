package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** The rules that a request's permissions stand for: one for each peer, in canonical form. */
final class SecurityGroupPermissions {

  private static final int MAX_PORT = 65535;

  private SecurityGroupPermissions() {}

  /**
   * The permissions of a request in either of its two styles: listed, or flat with one peer.
   *
   * @param source the name of the group in the default VPC that is the flat style's peer
   */
  static List<IpPermission> given(
      CatalogView view,
      List<IpPermission> listed,
      @Nullable String protocol,
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable String cidr,
      @Nullable String source) {
    if (!listed.isEmpty()) {
      return listed;
    }
    IpPermission.Builder flat =
        IpPermission.builder()
            .ipProtocol(Objects.requireNonNullElse(protocol, "-1"))
            .fromPort(from)
            .toPort(to);
    if (source != null) {
      String id = SecurityGroups.named(view, source).groupId();
      return List.of(flat.userIdGroupPairs(pair -> pair.groupId(id)).build());
    }
    if (protocol == null || cidr == null) {
      throw Ec2Error.MISSING_PARAMETER.with("IpPermissions");
    }
    return List.of(flat.ipRanges(range -> range.cidrIp(cidr)).build());
  }

  static boolean same(SecurityGroupRule one, SecurityGroupRule other) {
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

  static String spoken(SecurityGroupRule rule) {
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
  static List<SecurityGroupRule> expand(
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
        Lookup.PREFIX_LIST.get(view, list.prefixListId(), "PrefixListId");
        rules.add(
            traffic.toBuilder()
                .prefixListId(list.prefixListId())
                .description(list.description())
                .build());
      }
      for (UserIdGroupPair pair : permission.userIdGroupPairs()) {
        rules.add(
            traffic.toBuilder()
                .referencedGroupInfo(referenced(view, group, egress, pair))
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

  /** A rule with the traffic of a permission and no peer yet. */
  static SecurityGroupRule traffic(SecurityGroup group, boolean egress, IpPermission permission) {
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
    return SecurityGroupRules.rule(group, egress)
        .ipProtocol(protocol)
        .fromPort(from)
        .toPort(to)
        .build();
  }

  /**
   * A group of the same VPC, of a peer over an active peering within the Region (R1.6.5), or, for
   * what comes in, of a VPC on the same transit gateway (R4.6.1, R4.6.2).
   */
  private static ReferencedSecurityGroup referenced(
      CatalogView view, SecurityGroup group, boolean egress, UserIdGroupPair pair) {
    String id =
        pair.groupId() == null && pair.groupName() != null
            ? SecurityGroups.named(view, pair.groupName()).groupId()
            : pair.groupId();
    if (id == null) {
      throw Ec2Error.MISSING_PARAMETER.with("GroupId");
    }
    Lookup.SECURITY_GROUP.check(id);
    SecurityGroup found =
        view.snapshot()
            .byId(Kinds.SECURITY_GROUP, id)
            .filter(other -> other.scope().region().equals(view.scope().region()))
            .map(other -> other.shape())
            .findFirst()
            .orElseThrow(() -> Ec2Error.INVALID_GROUP_NOT_FOUND.with(id));
    ReferencedSecurityGroup.Builder reference =
        ReferencedSecurityGroup.builder().groupId(id).userId(found.ownerId());
    if (SecurityGroups.usable(view, found, group.vpcId())) {
      return reference.build();
    }
    reference.vpcId(found.vpcId());
    VpcPeeringConnection peering =
        view.referring(Kinds.VPC_PEERING_CONNECTION, group.vpcId())
            .filter(each -> carries(each, group.vpcId(), found.vpcId()))
            .findFirst()
            .orElse(null);
    if (peering == null) {
      if (egress || GroupReferences.carrier(view, group.vpcId(), found.vpcId()) == null) {
        throw Ec2Error.OTHER_NETWORK.with();
      }
      return reference.build();
    }
    return reference
        .vpcPeeringConnectionId(peering.vpcPeeringConnectionId())
        .peeringStatus("active")
        .build();
  }

  /** Whether a peering lets one VPC's groups name the other's: active, in one Region (R1.6.5). */
  static boolean carries(VpcPeeringConnection peering, String one, String other) {
    return peering.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE
        && peering.requesterVpcInfo().region().equals(peering.accepterVpcInfo().region())
        && Peerings.joins(peering, one, other);
  }
}
