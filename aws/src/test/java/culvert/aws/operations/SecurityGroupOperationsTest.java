package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupForVpc;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

class SecurityGroupOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private String vpc = "";
  private String group = "";

  @BeforeEach
  void network() {
    vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    group = create("web");
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private String create(String name) {
    return create(ec2, vpc, name);
  }

  private static String create(Ec2Client client, String vpc, String name) {
    return client
        .createSecurityGroup(r -> r.vpcId(vpc).groupName(name).description("of " + name))
        .groupId();
  }

  private SecurityGroup described(String id) {
    return ec2.describeSecurityGroups(r -> r.groupIds(id)).securityGroups().getFirst();
  }

  private static IpPermission tcp(int port, String... cidrs) {
    return IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .ipRanges(List.of(cidrs).stream().map(c -> IpRange.builder().cidrIp(c).build()).toList())
        .build();
  }

  private static IpPermission from(String groupId) {
    return IpPermission.builder()
        .ipProtocol("-1")
        .userIdGroupPairs(UserIdGroupPair.builder().groupId(groupId).build())
        .build();
  }

  private List<SecurityGroupRule> ingress(String id) {
    return ec2
        .describeSecurityGroupRules(r -> r.filters(Filtered.by("group-id", id)))
        .securityGroupRules()
        .stream()
        .filter(rule -> !rule.isEgress())
        .toList();
  }

  private void allow(IpPermission... permissions) {
    ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(permissions));
  }

  @Test
  void r1_6_2_a_new_group_lets_nothing_in_and_everything_out() {
    SecurityGroup made = described(group);
    assertThat(made.ipPermissions()).isEmpty();
    assertThat(made.ipPermissionsEgress())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.ipProtocol()).isEqualTo("-1");
          assertThat(p.fromPort()).isNull();
          assertThat(p.ipRanges().getFirst().cidrIp()).isEqualTo("0.0.0.0/0");
        });
    assertThat(made.securityGroupArn())
        .isEqualTo("arn:aws:ec2:us-east-1:111111111111:security-group/" + group);
  }

  @Test
  void r1_6_2_the_default_group_lets_its_members_in_and_stays() {
    SecurityGroup standard =
        ec2.describeSecurityGroups(
                r -> r.filters(Filtered.by("vpc-id", vpc), Filtered.by("group-name", "default")))
            .securityGroups()
            .getFirst();
    assertThat(standard.ipPermissions().getFirst().userIdGroupPairs().getFirst().groupId())
        .isEqualTo(standard.groupId());
    refused(() -> ec2.deleteSecurityGroup(r -> r.groupId(standard.groupId())), "CannotDelete");
  }

  @Test
  void r1_6_12_names() {
    refused(() -> create("web"), "InvalidGroup.Duplicate", "web", vpc);
    refused(() -> create("default"), "InvalidGroup.Reserved");
    refused(() -> create("sg-web"), "InvalidParameterValue");
    refused(() -> create("x".repeat(256)), "InvalidParameterValue");
    refused(() -> ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName("x")), "MissingParameter");
    String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    assertThat(create(ec2, other, "web")).isNotEqualTo(group);
  }

  @Test
  void r1_6_3_a_duplicate_takes_the_whole_call_back() {
    allow(tcp(80, "0.0.0.0/0"));
    refused(
        () -> allow(tcp(443, "0.0.0.0/0"), tcp(80, "10.1.2.3/0")),
        "InvalidPermission.Duplicate",
        "peer: 0.0.0.0/0, tcp, from port: 80, to port: 80, ALLOW");
    assertThat(ingress(group)).hasSize(1);
  }

  @Test
  void every_peer_is_a_rule_and_rules_of_one_traffic_show_together() {
    allow(tcp(80, "10.0.0.0/8", "192.168.0.0/16"));
    assertThat(ingress(group)).hasSize(2);
    assertThat(described(group).ipPermissions())
        .singleElement()
        .satisfies(p -> assertThat(p.ipRanges()).hasSize(2));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, , , InvalidParameterValue",
    "tcp, 80, 70, InvalidParameterValue",
    "tcp, 0, 65536, InvalidParameterValue",
    "nosuch, 0, 0, InvalidParameterValue",
  })
  void what_is_no_traffic_is_refused(String protocol, Integer from, Integer to, String code) {
    refused(
        () ->
            allow(
                IpPermission.builder()
                    .ipProtocol(protocol)
                    .fromPort(from)
                    .toPort(to)
                    .ipRanges(r -> r.cidrIp("0.0.0.0/0"))
                    .build()),
        code);
    refused(
        () -> allow(IpPermission.builder().ipProtocol("tcp").fromPort(1).toPort(1).build()),
        "InvalidPermission.Malformed");
  }

  @ParameterizedTest
  @CsvSource({"6, tcp", "17, udp", "1, icmp", "58, icmpv6", "50, 50", "-1, -1"})
  void a_protocol_has_one_name(String given, String shown) {
    allow(
        IpPermission.builder()
            .ipProtocol(given)
            .fromPort(1)
            .toPort(2)
            .ipRanges(r -> r.cidrIp("0.0.0.0/0"))
            .build());
    assertThat(ingress(group).getFirst().ipProtocol()).isEqualTo(shown);
  }

  @Test
  void rules_are_revoked_by_what_they_say_and_by_their_ids() {
    allow(tcp(80, "10.0.0.0/8"), tcp(81, "10.0.0.0/8"));
    ec2.revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(tcp(80, "10.0.0.0/8")));
    String left = ingress(group).getFirst().securityGroupRuleId();
    assertThat(
            ec2.revokeSecurityGroupIngress(r -> r.groupId(group).securityGroupRuleIds(left))
                .revokedSecurityGroupRules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.fromPort()).isEqualTo(81));
    assertThat(ingress(group)).isEmpty();
    refused(
        () ->
            ec2.revokeSecurityGroupIngress(
                r -> r.groupId(group).ipPermissions(tcp(80, "10.0.0.0/8"))),
        "InvalidPermission.NotFound");
    refused(
        () -> ec2.revokeSecurityGroupIngress(r -> r.groupId(group).securityGroupRuleIds(left)),
        "InvalidSecurityGroupRuleId.NotFound");
  }

  @Test
  void a_rule_is_changed_in_place() {
    allow(tcp(80, "10.0.0.0/8"), tcp(81, "10.0.0.0/8"));
    String id = ingress(group).getFirst().securityGroupRuleId();
    ec2.modifySecurityGroupRules(r ->
        r.groupId(group)
            .securityGroupRules(u ->
                u.securityGroupRuleId(id)
                    .securityGroupRule(n ->
                        n.ipProtocol("udp")
                            .fromPort(53)
                            .toPort(53)
                            .cidrIpv4("10.1.2.3/16")
                            .description("names"))));
    SecurityGroupRule changed =
        ec2.describeSecurityGroupRules(r -> r.securityGroupRuleIds(id))
            .securityGroupRules()
            .getFirst();
    assertThat(changed.ipProtocol()).isEqualTo("udp");
    assertThat(changed.cidrIpv4()).isEqualTo("10.1.0.0/16");
    assertThat(changed.description()).isEqualTo("names");
    refused(
        () ->
            ec2.modifySecurityGroupRules(r ->
                r.groupId(group)
                    .securityGroupRules(u ->
                        u.securityGroupRuleId(id)
                            .securityGroupRule(n ->
                                n.ipProtocol("tcp")
                                    .fromPort(81)
                                    .toPort(81)
                                    .cidrIpv4("10.0.0.0/8")))),
        "InvalidPermission.Duplicate");
  }

  @Test
  void descriptions_are_changed_by_rule_and_by_id() {
    allow(tcp(80, "10.0.0.0/8"));
    ec2.updateSecurityGroupRuleDescriptionsIngress(r ->
        r.groupId(group)
            .ipPermissions(p ->
                p.ipProtocol("tcp")
                    .fromPort(80)
                    .toPort(80)
                    .ipRanges(i -> i.cidrIp("10.0.0.0/8").description("inside"))));
    assertThat(ingress(group).getFirst().description()).isEqualTo("inside");
    String id = ingress(group).getFirst().securityGroupRuleId();
    ec2.updateSecurityGroupRuleDescriptionsIngress(r ->
        r.groupId(group)
            .securityGroupRuleDescriptions(d -> d.securityGroupRuleId(id).description("again")));
    assertThat(ingress(group).getFirst().description()).isEqualTo("again");
    refused(
        () ->
            ec2.updateSecurityGroupRuleDescriptionsEgress(
                r -> r.groupId(group).ipPermissions(tcp(80, "10.0.0.0/8"))),
        "InvalidPermission.NotFound");
    refused(
        () -> ec2.updateSecurityGroupRuleDescriptionsEgress(r -> r.groupId(group)),
        "MissingParameter");
  }

  @Test
  void r1_6_9_a_group_in_use_stays() {
    String other = create("db");
    ec2.authorizeSecurityGroupIngress(r -> r.groupId(other).ipPermissions(from(group)));
    refused(
        () -> ec2.deleteSecurityGroup(r -> r.groupId(group)),
        "DependencyViolation",
        "resource " + group + " has a dependent object");
    ec2.revokeSecurityGroupIngress(r -> r.groupId(other).ipPermissions(from(group)));
    String subnet =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24")).subnet().subnetId();
    String held =
        ec2.createNetworkInterface(r -> r.subnetId(subnet).groups(group))
            .networkInterface()
            .networkInterfaceId();
    refused(() -> ec2.deleteSecurityGroup(r -> r.groupId(group)), "DependencyViolation");
    ec2.deleteNetworkInterface(r -> r.networkInterfaceId(held));
    ec2.deleteSecurityGroup(r -> r.groupId(group));
    refused(
        () -> ec2.describeSecurityGroups(r -> r.groupIds(group)), "InvalidGroup.NotFound", group);
  }

  @Test
  void a_group_may_name_itself_and_still_go() {
    allow(from(group));
    ec2.deleteSecurityGroup(r -> r.groupId(group));
  }

  private final Ec2Client theirs = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");

  private String peer(String theirVpc) {
    String id =
        ec2.createVpcPeeringConnection(
                r -> r.vpcId(vpc).peerVpcId(theirVpc).peerOwnerId(TestCloud.OTHER_ACCOUNT))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    theirs.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
    return id;
  }

  @Test
  void r1_6_5_a_reference_needs_the_same_network_or_an_active_peering() {
    String theirVpc = theirs.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    String theirGroup = create(theirs, theirVpc, "clients");
    refused(
        () -> allow(from(theirGroup)),
        "InvalidGroup.NotFound",
        "You have specified two resources that belong to different networks.");
    String peering = peer(theirVpc);
    allow(from(theirGroup));
    UserIdGroupPair pair =
        described(group).ipPermissions().getFirst().userIdGroupPairs().getFirst();
    assertThat(pair.userId()).isEqualTo(TestCloud.OTHER_ACCOUNT);
    assertThat(pair.vpcPeeringConnectionId()).isEqualTo(peering);
    assertThat(pair.peeringStatus()).isEqualTo("active");
    refused(() -> allow(from("sg-0123456789abcdef0")), "InvalidGroup.NotFound");
  }

  @Test
  void r3_3_13_no_reference_goes_to_another_region() {
    Ec2Client abroad = cloud.ec2(TestCloud.ACCOUNT, "eu-west-1");
    String far = abroad.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    String farGroup = create(abroad, far, "clients");
    String id =
        ec2.createVpcPeeringConnection(r -> r.vpcId(vpc).peerVpcId(far).peerRegion("eu-west-1"))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    abroad.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
    refused(() -> allow(from(farGroup)), "InvalidGroup.NotFound");
  }

  @Test
  void r1_6_7_a_reference_over_a_deleted_peering_is_stale_and_revives() {
    String theirVpc = theirs.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    String theirGroup = create(theirs, theirVpc, "clients");
    String peering = peer(theirVpc);
    allow(from(theirGroup));
    assertThat(
            theirs
                .describeSecurityGroupReferences(r -> r.groupId(theirGroup))
                .securityGroupReferenceSet())
        .singleElement()
        .satisfies(reference -> {
          assertThat(reference.referencingVpcId()).isEqualTo(vpc);
          assertThat(reference.vpcPeeringConnectionId()).isEqualTo(peering);
        });
    assertThat(stale()).isZero();
    theirs.deleteVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    assertThat(stale()).isEqualTo(1);
    assertThat(
            described(group)
                .ipPermissions()
                .getFirst()
                .userIdGroupPairs()
                .getFirst()
                .peeringStatus())
        .isEqualTo("deleted");
    peer(theirVpc);
    assertThat(stale()).isZero();
    theirs.deleteSecurityGroup(r -> r.groupId(theirGroup));
    assertThat(stale()).isEqualTo(1);
    assertThat(ingress(group)).hasSize(1);
  }

  private int stale() {
    return ec2.describeStaleSecurityGroups(r -> r.vpcId(vpc)).staleSecurityGroupSet().size();
  }

  @Test
  void a_group_may_serve_another_vpc() {
    String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    String subnet =
        ec2.createSubnet(r -> r.vpcId(other).cidrBlock("10.1.1.0/24")).subnet().subnetId();
    refused(
        () -> ec2.createNetworkInterface(r -> r.subnetId(subnet).groups(group)),
        "InvalidParameterValue",
        "different networks");
    ec2.associateSecurityGroupVpc(r -> r.groupId(group).vpcId(other));
    assertThat(
            ec2.describeSecurityGroupVpcAssociations(r ->
                    r.filters(
                        Filtered.by("group-id", group),
                        Filtered.by("vpc-id", other),
                        Filtered.by("group-owner-id", TestCloud.ACCOUNT),
                        Filtered.by("vpc-owner-id", TestCloud.ACCOUNT),
                        Filtered.by("state", "associated")))
                .securityGroupVpcAssociations())
        .hasSize(1);
    assertThat(
            ec2.getSecurityGroupsForVpc(
                    r -> r.vpcId(other).filters(Filtered.by("primary-vpc-id", vpc)))
                .securityGroupForVpcs())
        .extracting(SecurityGroupForVpc::groupId)
        .containsExactly(group);
    String held =
        ec2.createNetworkInterface(r -> r.subnetId(subnet).groups(group))
            .networkInterface()
            .networkInterfaceId();
    refused(
        () -> ec2.disassociateSecurityGroupVpc(r -> r.groupId(group).vpcId(other)),
        "DependencyViolation");
    ec2.deleteNetworkInterface(r -> r.networkInterfaceId(held));
    ec2.disassociateSecurityGroupVpc(r -> r.groupId(group).vpcId(other));
    refused(
        () -> ec2.disassociateSecurityGroupVpc(r -> r.groupId(group).vpcId(other)),
        "InvalidGroupVpcAssociation.NotFound");
    refused(
        () -> ec2.associateSecurityGroupVpc(r -> r.groupId(group).vpcId(vpc)),
        "Resource.AlreadyAssociated");
  }

  @Test
  void in_the_default_vpc_a_group_has_a_name() {
    String standard =
        ec2.describeVpcs(r -> r.filters(Filtered.by("is-default", "true")))
            .vpcs()
            .getFirst()
            .vpcId();
    String named = create(ec2, standard, "named");
    ec2.authorizeSecurityGroupIngress(
        r -> r.groupName("named").ipProtocol("tcp").fromPort(22).toPort(22).cidrIp("10.0.0.0/8"));
    ec2.authorizeSecurityGroupIngress(r -> r.groupName("named").sourceSecurityGroupName("default"));
    assertThat(ingress(named)).hasSize(2);
    assertThat(ec2.describeSecurityGroups(r -> r.groupNames("named")).securityGroups())
        .extracting(SecurityGroup::groupId)
        .containsExactly(named);
    refused(
        () -> ec2.describeSecurityGroups(r -> r.groupNames("web")),
        "InvalidGroup.NotFound",
        "The security group 'web' does not exist in default VPC '" + standard + "'");
    ec2.deleteSecurityGroup(r -> r.groupName("named"));
  }

  @Test
  void r1_6_11_a_new_account_has_60_rules_a_direction_and_family() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String id = client.describeSecurityGroups().securityGroups().getFirst().groupId();
      for (int i = 1; i < 60; i++) {
        IpPermission rule = tcp(i, "10.0.0.0/8");
        client.authorizeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(rule));
      }
      refused(
          () ->
              client.authorizeSecurityGroupIngress(
                  r -> r.groupId(id).ipPermissions(tcp(100, "10.0.0.0/8"))),
          "RulesPerSecurityGroupLimitExceeded");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "description=of web",
        "group-id=sg-*",
        "group-name=web",
        "owner-id=111111111111",
        "vpc-id=vpc-*",
        "ip-permission.cidr=10.7.0.0/16",
        "ip-permission.ipv6-cidr=2001:db8::/32",
        "ip-permission.from-port=80",
        "ip-permission.to-port=90",
        "ip-permission.protocol=tcp",
        "ip-permission.group-id=sg-*",
        "ip-permission.user-id=111111111111",
        "egress.ip-permission.cidr=0.0.0.0/0",
        "egress.ip-permission.protocol=-1",
        "tag-key=Name",
        "tag:Name=w?b",
      })
  void filters(String filter) {
    ec2.createTags(r -> r.resources(group).tags(t -> t.key("Name").value("web")));
    allow(
        IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(80)
            .toPort(90)
            .ipRanges(r -> r.cidrIp("10.7.0.0/16"))
            .ipv6Ranges(r -> r.cidrIpv6("2001:db8::/32"))
            .userIdGroupPairs(r -> r.groupId(group))
            .build());
    String[] parts = filter.split("=", 2);
    assertThat(
            ec2.describeSecurityGroups(r -> r.filters(Filtered.by(parts[0], parts[1])))
                .securityGroups())
        .anyMatch(each -> each.groupId().equals(group));
    assertThat(
            ec2.describeSecurityGroups(r -> r.filters(Filtered.by(parts[0], "nothing-such")))
                .securityGroups())
        .isEmpty();
  }
}
