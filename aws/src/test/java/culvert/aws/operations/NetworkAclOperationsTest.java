package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;

class NetworkAclOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private String vpc = "";
  private String acl = "";

  @BeforeEach
  void network() {
    vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    acl = create(ec2, vpc);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private static String create(Ec2Client client, String vpc) {
    return client.createNetworkAcl(r -> r.vpcId(vpc)).networkAcl().networkAclId();
  }

  private NetworkAcl described(String id) {
    return ec2.describeNetworkAcls(r -> r.networkAclIds(id)).networkAcls().getFirst();
  }

  private NetworkAcl defaultOf(String vpcId) {
    return ec2.describeNetworkAcls(
            r -> r.filters(Filtered.by("vpc-id", vpcId), Filtered.by("default", "true")))
        .networkAcls()
        .getFirst();
  }

  private NetworkAclEntry entry(int number) {
    return described(acl).entries().stream()
        .filter(e -> e.ruleNumber() == number)
        .findFirst()
        .orElseThrow();
  }

  /** Adds an inbound rule that allows all IPv4 traffic, but for what is said otherwise. */
  private void add(int number, Consumer<CreateNetworkAclEntryRequest.Builder> otherwise) {
    add(ec2, acl, number, otherwise);
  }

  private static void add(
      Ec2Client client,
      String acl,
      int number,
      Consumer<CreateNetworkAclEntryRequest.Builder> otherwise) {
    client.createNetworkAclEntry(r -> {
      r.networkAclId(acl)
          .ruleNumber(number)
          .egress(false)
          .protocol("-1")
          .ruleAction("allow")
          .cidrBlock("10.0.0.0/8");
      otherwise.accept(r);
    });
  }

  @Test
  void r1_7_3_a_default_acl_allows_everything_and_a_custom_one_nothing() {
    NetworkAcl open = defaultOf(vpc);
    assertThat(open.isDefault()).isTrue();
    assertThat(open.entries())
        .extracting(
            NetworkAclEntry::egress, NetworkAclEntry::ruleNumber, e -> e.ruleActionAsString())
        .containsExactlyInAnyOrder(
            tuple(false, 100, "allow"),
            tuple(true, 100, "allow"),
            tuple(false, 32767, "deny"),
            tuple(true, 32767, "deny"));
    assertThat(described(acl).isDefault()).isFalse();
    assertThat(described(acl).vpcId()).isEqualTo(vpc);
    assertThat(described(acl).ownerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(described(acl).entries())
        .extracting(NetworkAclEntry::ruleNumber)
        .containsExactly(32767, 32767);
  }

  @Test
  void r1_7_2_a_vpc_with_ipv6_has_a_last_rule_for_it() {
    String dual =
        ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16").amazonProvidedIpv6CidrBlock(true))
            .vpc()
            .vpcId();
    assertThat(described(create(ec2, dual)).entries())
        .filteredOn(e -> e.ipv6CidrBlock() != null)
        .extracting(
            NetworkAclEntry::ipv6CidrBlock, NetworkAclEntry::ruleNumber, NetworkAclEntry::egress)
        .containsExactlyInAnyOrder(tuple("::/0", 32768, true), tuple("::/0", 32768, false));
    assertThat(defaultOf(dual).entries())
        .extracting(NetworkAclEntry::ruleNumber)
        .contains(100, 101, 32767, 32768);
  }

  @Test
  void r1_7_2_a_number_stands_once_in_a_direction() {
    add(100, r -> {});
    add(100, r -> r.egress(true));
    refused(
        () -> add(100, r -> r.cidrBlock(null).ipv6CidrBlock("::/0")),
        "NetworkAclEntryAlreadyExists",
        "The network acl entry identified by 100 already exists.");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 32767, 32768, 65536})
  void r1_7_2_own_rules_have_numbers_1_to_32766(int number) {
    refused(() -> add(number, r -> {}), "InvalidParameterValue", "ruleNumber");
    add(1, r -> {});
    add(32766, r -> {});
    assertThat(described(acl).entries()).hasSize(4);
  }

  @Test
  void r1_7_7_blocks_are_stored_in_canonical_form() {
    add(100, r -> r.cidrBlock("100.68.0.18/18"));
    add(110, r -> r.cidrBlock(null).ipv6CidrBlock("2001:DB8:1::5/48"));
    assertThat(entry(100).cidrBlock()).isEqualTo("100.68.0.0/18");
    assertThat(entry(110).ipv6CidrBlock()).isEqualTo("2001:db8:1::/48");
    assertThat(entry(110).cidrBlock()).isNull();
  }

  @Test
  void r1_7_7_a_rule_has_one_block() {
    refused(() -> add(100, r -> r.cidrBlock(null)), "MissingParameter");
    refused(() -> add(100, r -> r.ipv6CidrBlock("::/0")), "MissingParameter");
    refused(() -> add(100, r -> r.cidrBlock("10.0.0.0/33")), "InvalidParameterValue");
    refused(() -> add(100, r -> r.cidrBlock("::/0")), "InvalidParameterValue");
    refused(
        () -> add(100, r -> r.cidrBlock(null).ipv6CidrBlock("10.0.0.0/8")),
        "InvalidParameterValue");
    refused(() -> add(100, r -> r.cidrBlock("pl-63a5400a")), "InvalidParameterValue");
  }

  @ParameterizedTest
  @CsvSource({
    "6, , , MissingParameter",
    "tcp, 80, , MissingParameter",
    "17, 90, 80, InvalidParameterValue",
    "udp, 0, 65536, InvalidParameterValue",
    "6, -1, 80, InvalidParameterValue",
    "1, , , MissingParameter",
    "icmpv6, , , MissingParameter",
    "256, , , InvalidParameterValue",
    "carrier-pigeon, , , InvalidParameterValue",
  })
  void r1_7_7_tcp_and_udp_need_ports_and_icmp_needs_a_type(
      String protocol, Integer from, Integer to, String code) {
    refused(() -> add(100, r -> r.protocol(protocol).portRange(p -> p.from(from).to(to))), code);
    assertThat(described(acl).entries()).hasSize(2);
  }

  @Test
  void r1_7_9_protocols_are_numbers_and_ports_go_with_tcp_and_udp_only() {
    add(1, r -> r.protocol("tcp").portRange(p -> p.from(80).to(443)));
    add(2, r -> r.protocol("1").icmpTypeCode(i -> i.type(8).code(-1)).portRange(p -> p.from(1)));
    add(3, r -> r.protocol("-1").portRange(p -> p.from(80).to(80)));
    add(4, r -> r.protocol("50").portRange(p -> p.from(80).to(80)));
    add(
        5,
        r ->
            r.protocol("58")
                .icmpTypeCode(i -> i.type(128).code(0))
                .cidrBlock(null)
                .ipv6CidrBlock("::/0"));
    assertThat(entry(1).protocol()).isEqualTo("6");
    assertThat(entry(1).portRange().to()).isEqualTo(443);
    assertThat(entry(2).icmpTypeCode().type()).isEqualTo(8);
    assertThat(entry(2).portRange()).isNull();
    assertThat(entry(3).portRange()).isNull();
    assertThat(entry(4).protocol()).isEqualTo("50");
    assertThat(entry(4).portRange()).isNull();
    assertThat(entry(5).protocol()).isEqualTo("58");
  }

  @Test
  void r5_1_2_what_is_missing_is_said_first() {
    refused(() -> add(100, r -> r.networkAclId(null)), "MissingParameter", "NetworkAclId");
    refused(() -> add(100, r -> r.ruleNumber(null)), "MissingParameter", "RuleNumber");
    refused(() -> add(100, r -> r.egress(null)), "MissingParameter", "Egress");
    refused(
        () ->
            ec2.createNetworkAclEntry(r ->
                r.networkAclId(acl)
                    .ruleNumber(1)
                    .egress(true)
                    .protocol("-1")
                    .cidrBlock("0.0.0.0/0")),
        "MissingParameter",
        "RuleAction");
    refused(() -> add(100, r -> r.protocol(null)), "MissingParameter", "Protocol");
    refused(() -> add(100, r -> r.ruleAction("maybe")), "InvalidParameterValue");
    refused(() -> add(100, r -> r.networkAclId("acl-x")), "InvalidNetworkAclId.Malformed");
    refused(
        () -> add(100, r -> r.networkAclId("acl-0123456789abcdef0")),
        "InvalidNetworkAclID.NotFound",
        "The networkAcl ID 'acl-0123456789abcdef0' does not exist");
  }

  @Test
  void r1_7_9_20_rules_a_direction_and_family_the_last_one_included() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String own =
          client
              .createVpc(r -> r.cidrBlock("10.1.0.0/16").amazonProvidedIpv6CidrBlock(true))
              .vpc()
              .vpcId();
      String id = create(client, own);
      for (int number = 1; number <= 19; number++) {
        add(client, id, number, r -> {});
      }
      refused(() -> add(client, id, 20, r -> {}), "NetworkAclEntryLimitExceeded");
      add(client, id, 20, r -> r.egress(true));
      add(client, id, 21, r -> r.cidrBlock(null).ipv6CidrBlock("::/0"));
    }
  }

  @Test
  void r1_1_13_a_vpc_has_200_acls() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String own = client.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
      for (int i = 0; i < 199; i++) {
        create(client, own);
      }
      refused(() -> create(client, own), "NetworkAclLimitExceeded");
    }
  }

  @Test
  void a_rule_is_replaced_by_its_number_and_direction() {
    add(100, r -> {});
    ec2.replaceNetworkAclEntry(r ->
        r.networkAclId(acl)
            .ruleNumber(100)
            .egress(false)
            .protocol("udp")
            .portRange(p -> p.from(53).to(53))
            .ruleAction("deny")
            .ipv6CidrBlock("::/0"));
    assertThat(entry(100).ruleActionAsString()).isEqualTo("deny");
    assertThat(entry(100).protocol()).isEqualTo("17");
    assertThat(entry(100).cidrBlock()).isNull();
    refused(
        () ->
            ec2.replaceNetworkAclEntry(r ->
                r.networkAclId(acl)
                    .ruleNumber(100)
                    .egress(true)
                    .protocol("-1")
                    .ruleAction("deny")
                    .cidrBlock("0.0.0.0/0")),
        "InvalidNetworkAclEntry.NotFound",
        "100");
    refused(
        () ->
            ec2.replaceNetworkAclEntry(r ->
                r.networkAclId(acl)
                    .ruleNumber(32767)
                    .egress(true)
                    .protocol("-1")
                    .ruleAction("allow")
                    .cidrBlock("0.0.0.0/0")),
        "InvalidParameterValue");
  }

  @Test
  void a_rule_is_deleted_but_the_last_one_stays() {
    add(100, r -> {});
    refused(
        () -> ec2.deleteNetworkAclEntry(r -> r.networkAclId(acl).ruleNumber(100).egress(true)),
        "InvalidNetworkAclEntry.NotFound");
    ec2.deleteNetworkAclEntry(r -> r.networkAclId(acl).ruleNumber(100).egress(false));
    assertThat(described(acl).entries()).hasSize(2);
    refused(
        () -> ec2.deleteNetworkAclEntry(r -> r.networkAclId(acl).ruleNumber(32767).egress(true)),
        "InvalidParameterValue");
    refused(
        () -> ec2.deleteNetworkAclEntry(r -> r.networkAclId(acl).egress(true)),
        "MissingParameter",
        "RuleNumber");
    refused(
        () -> ec2.deleteNetworkAclEntry(r -> r.networkAclId(acl).ruleNumber(100)),
        "MissingParameter",
        "Egress");
  }

  private String subnet() {
    return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24")).subnet().subnetId();
  }

  private NetworkAclAssociation association() {
    return defaultOf(vpc).associations().getFirst();
  }

  @Test
  void r1_7_3_a_subnet_has_one_acl_the_default_one_at_first() {
    String subnet = subnet();
    NetworkAclAssociation first = association();
    assertThat(first.subnetId()).isEqualTo(subnet);
    String id =
        ec2.replaceNetworkAclAssociation(
                r -> r.associationId(first.networkAclAssociationId()).networkAclId(acl))
            .newAssociationId();
    assertThat(id).startsWith("aclassoc-").isNotEqualTo(first.networkAclAssociationId());
    assertThat(described(acl).associations())
        .containsExactly(
            NetworkAclAssociation.builder()
                .networkAclAssociationId(id)
                .networkAclId(acl)
                .subnetId(subnet)
                .build());
    assertThat(defaultOf(vpc).associations()).isEmpty();
    refused(
        () ->
            ec2.replaceNetworkAclAssociation(
                r -> r.associationId(first.networkAclAssociationId()).networkAclId(acl)),
        "InvalidAssociationID.NotFound",
        first.networkAclAssociationId());
    refused(
        () -> ec2.deleteNetworkAcl(r -> r.networkAclId(acl)),
        "DependencyViolation",
        "The networkAcl '" + acl + "' has dependencies and cannot be deleted.");
    ec2.deleteSubnet(r -> r.subnetId(subnet));
    assertThat(described(acl).associations()).isEmpty();
    ec2.deleteNetworkAcl(r -> r.networkAclId(acl));
    refused(
        () -> ec2.describeNetworkAcls(r -> r.networkAclIds(acl)), "InvalidNetworkAclID.NotFound");
  }

  @Test
  void an_acl_serves_subnets_of_its_own_vpc_only() {
    subnet();
    String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    String foreign = create(ec2, other);
    refused(
        () ->
            ec2.replaceNetworkAclAssociation(r ->
                r.associationId(association().networkAclAssociationId()).networkAclId(foreign)),
        "InvalidParameterValue",
        "belong to different networks");
    refused(
        () -> ec2.replaceNetworkAclAssociation(r -> r.networkAclId(acl)),
        "MissingParameter",
        "AssociationId");
  }

  @Test
  void r1_1_12_the_default_acl_goes_with_its_vpc_and_not_before() {
    String open = defaultOf(vpc).networkAclId();
    refused(() -> ec2.deleteNetworkAcl(r -> r.networkAclId(open)), "CannotDelete", open);
    refused(() -> ec2.deleteVpc(r -> r.vpcId(vpc)), "DependencyViolation");
    ec2.deleteNetworkAcl(r -> r.networkAclId(acl));
    ec2.deleteVpc(r -> r.vpcId(vpc));
    refused(
        () -> ec2.describeNetworkAcls(r -> r.networkAclIds(open)), "InvalidNetworkAclID.NotFound");
  }

  @Test
  void another_account_neither_sees_nor_changes_an_acl() {
    Ec2Client other = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
    refused(
        () -> other.describeNetworkAcls(r -> r.networkAclIds(acl)), "InvalidNetworkAclID.NotFound");
    refused(() -> add(other, acl, 1, r -> {}), "InvalidNetworkAclID.NotFound");
    refused(() -> create(other, vpc), "InvalidVpcID.NotFound");
  }

  @Test
  void a_repeated_call_with_one_token_makes_one_acl() {
    String first =
        ec2.createNetworkAcl(r -> r.vpcId(vpc).clientToken("t")).networkAcl().networkAclId();
    assertThat(ec2.createNetworkAcl(r -> r.vpcId(vpc).clientToken("t")).networkAcl().networkAclId())
        .isEqualTo(first);
    refused(
        () ->
            ec2.createNetworkAcl(r ->
                r.vpcId(vpc)
                    .tagSpecifications(
                        t -> t.resourceType("subnet").tags(g -> g.key("Name").value("a")))),
        "InvalidParameterValue",
        "subnet");
  }

  /** Three ACLs: the default VPC's, the VPC's default one, and a custom one with two rules. */
  @ParameterizedTest
  @CsvSource({
    "association.association-id, aclassoc-*, 2",
    "association.network-acl-id, acl-*, 2",
    "association.subnet-id, subnet-*, 2",
    "association.subnet-id, subnet-0, 0",
    "default, true, 2",
    "default, false, 1",
    "entry.cidr, 10.0.0.0/8, 1",
    "entry.cidr, 0.0.0.0/0, 3",
    "entry.ipv6-cidr, 2001:db8::/32, 1",
    "entry.egress, true, 3",
    "entry.icmp.code, 0, 1",
    "entry.icmp.type, 128, 1",
    "entry.icmp.type, 8, 0",
    "entry.port-range.from, 80, 1",
    "entry.port-range.to, 443, 1",
    "entry.port-range.to, 80, 0",
    "entry.protocol, tcp, 1",
    "entry.protocol, 6, 1",
    "entry.protocol, udp, 0",
    "entry.protocol, -1, 3",
    "entry.rule-action, allow, 3",
    "entry.rule-number, 77, 1",
    "entry.rule-number, 100, 2",
    "network-acl-id, acl-*, 3",
    "owner-id, 111111111111, 3",
    "owner-id, 222222222222, 0",
    "vpc-id, vpc-*, 3",
    "vpc-id, vpc-0123456789abcdef0, 0",
    "tag:Name, ed*, 1",
    "tag-key, Name, 1",
    "tag-key, Owner, 0",
  })
  void filters(String name, String value, int found) {
    subnet();
    add(77, r -> r.protocol("tcp").portRange(p -> p.from(80).to(443)));
    add(
        78,
        r ->
            r.protocol("58")
                .icmpTypeCode(i -> i.type(128).code(0))
                .cidrBlock(null)
                .ipv6CidrBlock("2001:db8::/32"));
    ec2.createTags(r -> r.resources(acl).tags(t -> t.key("Name").value("edge")));
    assertThat(
            ec2.describeNetworkAcls(r -> r.filters(List.of(Filtered.by(name, value))))
                .networkAcls())
        .hasSize(found);
  }

  @Test
  void r5_1_5_an_unknown_filter_is_refused() {
    refused(
        () -> ec2.describeNetworkAcls(r -> r.filters(Filtered.by("entry.port", "80"))),
        "InvalidParameterValue",
        "The filter 'entry.port' is invalid");
  }
}
