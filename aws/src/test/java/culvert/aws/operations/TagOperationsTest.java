package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

class TagOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();

  @AfterEach
  void close() {
    cloud.close();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private void tag(String id, Tag... tags) {
    ec2.createTags(r -> r.resources(id).tags(tags));
  }

  private void untag(String id, Tag... tags) {
    ec2.deleteTags(r -> r.resources(id).tags(tags));
  }

  private List<Tag> tags() {
    return ec2.describeVpcs(r -> r.vpcIds(vpc)).vpcs().getFirst().tags();
  }

  private List<TagDescription> described(Filter... filters) {
    return ec2.describeTags(r -> r.filters(filters)).tags();
  }

  @Test
  void a_tag_is_seen_at_its_resource_and_among_the_tags() {
    tag(vpc, tag("Name", "shop"), tag("Stage", ""));
    assertThat(tags()).containsExactly(tag("Name", "shop"), tag("Stage", ""));
    assertThat(described())
        .extracting(
            TagDescription::resourceId,
            TagDescription::resourceTypeAsString,
            TagDescription::key,
            TagDescription::value)
        .containsExactly(tuple(vpc, "vpc", "Name", "shop"), tuple(vpc, "vpc", "Stage", ""));
  }

  @Test
  void a_tag_takes_the_place_of_the_one_of_its_key() {
    tag(vpc, tag("Name", "shop"));
    tag(vpc, tag("Name", "store"), tag("name", "other"));
    assertThat(tags()).containsExactly(tag("Name", "store"), tag("name", "other"));
  }

  @Test
  void a_tag_is_deleted_by_its_key_or_only_where_its_value_is_equal() {
    tag(vpc, tag("a", "1"), tag("b", "2"), tag("c", "3"), tag("d", ""));
    untag(vpc, Tag.builder().key("a").build(), tag("b", "other"), tag("c", "3"));
    assertThat(tags()).containsExactly(tag("b", "2"), tag("d", ""));
    untag(vpc, tag("b", ""), tag("d", ""), tag("gone", "1"));
    assertThat(tags()).containsExactly(tag("b", "2"));
    untag(vpc);
    assertThat(tags()).isEmpty();
  }

  @Test
  void a_resource_has_fifty_tags() {
    Tag[] fifty = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toArray(Tag[]::new);
    tag(vpc, fifty);
    refused(() -> tag(vpc, tag("one-more", "v")), "TagLimitExceeded");
    tag(vpc, tag("k7", "in its place"));
    assertThat(tags()).hasSize(50).contains(tag("k7", "in its place"));
  }

  @Test
  void keys_and_values_have_their_bounds() {
    refused(() -> tag(vpc, tag("aws:mine", "v")), "InvalidParameterValue", "reserved");
    refused(() -> tag(vpc, tag("", "v")), "InvalidParameterValue", "cannot be null or empty");
    refused(() -> tag(vpc, tag("k".repeat(129), "v")), "InvalidParameterValue", "128");
    refused(() -> tag(vpc, tag("k", "v".repeat(257))), "InvalidParameterValue", "256");
    tag(vpc, tag("k".repeat(128), "v".repeat(256)), tag("AWS:mine", "v"));
    assertThat(tags()).hasSize(2);
  }

  @Test
  void all_resources_of_a_call_are_tagged_or_none() {
    String subnet =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
    refused(
        () ->
            ec2.createTags(
                r -> r.resources(vpc, subnet, "igw-0123456789abcdef0").tags(tag("a", "1"))),
        "InvalidInternetGatewayID.NotFound");
    assertThat(described()).isEmpty();
    ec2.createTags(r -> r.resources(vpc, subnet).tags(tag("a", "1")));
    assertThat(described()).extracting(TagDescription::resourceId).contains(vpc, subnet);
  }

  @Test
  void what_is_not_there_is_told_by_its_kind() {
    refused(() -> tag("subnet-0123456789abcdef0", tag("a", "1")), "InvalidSubnetID.NotFound");
    refused(() -> tag("subnet-x", tag("a", "1")), "InvalidSubnetID.Malformed");
    refused(() -> tag("what-0123456789abcdef0", tag("a", "1")), "InvalidID", "what-");
    refused(() -> tag(vpc), "MissingParameter", "Tag");
    refused(() -> ec2.createTags(r -> r.tags(tag("a", "1"))), "MissingParameter");
    Ec2Client stranger = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
    refused(
        () -> stranger.createTags(r -> r.resources(vpc).tags(tag("a", "1"))),
        "InvalidVpcID.NotFound");
  }

  @Test
  void tags_on_create_are_for_what_is_created() {
    refused(
        () ->
            ec2.createVpc(r ->
                r.cidrBlock("10.1.0.0/16")
                    .tagSpecifications(t -> t.resourceType("subnet").tags(tag("a", "1")))),
        "InvalidParameterValue",
        "'subnet' is not a valid taggable resource type");
    refused(
        () ->
            ec2.createVpc(r ->
                r.cidrBlock("10.1.0.0/16")
                    .tagSpecifications(
                        t -> t.resourceType("vpc").tags(tag("a", "1"), tag("a", "2")))),
        "InvalidParameterValue",
        "Duplicate tag key 'a'");
    assertThat(ec2.describeVpcs().vpcs()).hasSize(2);
  }

  @Test
  void everything_that_can_be_tagged_can_be_tagged() {
    Map<String, String> resources = new TreeMap<>();
    resources.put(vpc, "vpc");
    String subnet =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
    resources.put(subnet, "subnet");
    resources.put(
        ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId(), "route-table");
    resources.put(
        ec2.createNetworkAcl(r -> r.vpcId(vpc)).networkAcl().networkAclId(), "network-acl");
    resources.put(
        ec2.createInternetGateway().internetGateway().internetGatewayId(), "internet-gateway");
    resources.put(
        ec2.createEgressOnlyInternetGateway(r -> r.vpcId(vpc))
            .egressOnlyInternetGateway()
            .egressOnlyInternetGatewayId(),
        "egress-only-internet-gateway");
    String group =
        ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName("g").description("g")).groupId();
    resources.put(group, "security-group");
    resources.put(
        ec2.describeSecurityGroupRules(r -> r.filters(Filtered.by("group-id", group)))
            .securityGroupRules()
            .getFirst()
            .securityGroupRuleId(),
        "security-group-rule");
    resources.put(
        ec2.createNetworkInterface(r -> r.subnetId(subnet)).networkInterface().networkInterfaceId(),
        "network-interface");
    resources.put(ec2.allocateAddress(r -> r.domain("vpc")).allocationId(), "elastic-ip");
    resources.put(
        ec2.createNatGateway(r -> r.subnetId(subnet).connectivityType("private"))
            .natGateway()
            .natGatewayId(),
        "natgateway");
    resources.put(
        ec2.runInstances(
                r -> r.imageId("ami-0123456789abcdef0").subnetId(subnet).minCount(1).maxCount(1))
            .instances()
            .getFirst()
            .instanceId(),
        "instance");
    resources.put(
        ec2.createManagedPrefixList(r -> r.prefixListName("p").addressFamily("IPv4").maxEntries(1))
            .prefixList()
            .prefixListId(),
        "prefix-list");
    resources.put(
        ec2.createDhcpOptions(r -> r.dhcpConfigurations(c -> c.key("domain-name").values("x")))
            .dhcpOptions()
            .dhcpOptionsId(),
        "dhcp-options");
    resources.put(
        ec2.createSubnetCidrReservation(
                r -> r.subnetId(subnet).cidr("10.0.0.128/28").reservationType("explicit"))
            .subnetCidrReservation()
            .subnetCidrReservationId(),
        "subnet-cidr-reservation");
    resources.put(
        ec2.createFlowLogs(r ->
                r.resourceType("VPC")
                    .resourceIds(vpc)
                    .trafficType("ALL")
                    .logDestinationType("s3")
                    .logDestination("arn:aws:s3:::logs"))
            .flowLogIds()
            .getFirst(),
        "vpc-flow-log");
    String peer = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    resources.put(
        ec2.createVpcPeeringConnection(r -> r.vpcId(vpc).peerVpcId(peer))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId(),
        "vpc-peering-connection");
    ec2.createTags(r -> r.resources(resources.keySet()).tags(tag("all", "yes")));
    Map<String, String> tagged = new TreeMap<>();
    described(Filtered.by("key", "all"))
        .forEach(each -> tagged.put(each.resourceId(), each.resourceTypeAsString()));
    assertThat(tagged).isEqualTo(resources);
    ec2.deleteTags(r -> r.resources(resources.keySet()).tags(tag("all", "yes")));
    assertThat(described()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "key, Name, 2",
    "key, Na*, 2",
    "resource-id, vpc-*, 2",
    "resource-type, subnet, 1",
    "resource-type, vpc, 2",
    "value, sh?p, 2",
    "value, '', 1",
    "tag:Name, shop, 2",
    "tag:Name, Stage, 0",
    "tag:Stage, *, 1",
  })
  void filters(String name, String value, int found) {
    ec2.createSubnet(r ->
        r.vpcId(vpc)
            .cidrBlock("10.0.0.0/24")
            .tagSpecifications(t -> t.resourceType("subnet").tags(tag("Name", "shop"))));
    tag(vpc, tag("Name", "shop"), tag("Stage", ""));
    assertThat(described(Filtered.by(name, value))).hasSize(found);
  }

  @Test
  void pages_follow_each_other_without_gap_or_overlap() {
    for (int i = 0; i < 12; i++) {
      tag(vpc, tag("k%02d".formatted(i), "v"));
    }
    List<String> keys = new ArrayList<>();
    ec2.describeTagsPaginator(r -> r.maxResults(5)).tags().forEach(each -> keys.add(each.key()));
    assertThat(keys).hasSize(12).doesNotHaveDuplicates().isSorted();
    refused(() -> ec2.describeTags(r -> r.maxResults(4)), "InvalidParameterValue", "maxResults");
  }

  @Test
  void a_deleted_resource_takes_its_tags_along() {
    tag(vpc, tag("Name", "shop"));
    ec2.deleteVpc(r -> r.vpcId(vpc));
    assertThat(described()).isEmpty();
  }
}
