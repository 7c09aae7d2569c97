package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.reading.TopologyReader;
import culvert.network.address.IpPrefix;
import culvert.network.topology.PrefixList;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListAssociation;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

class PrefixListOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  private static List<AddPrefixListEntry> added(String... cidrs) {
    return Stream.of(cidrs).map(c -> AddPrefixListEntry.builder().cidr(c).build()).toList();
  }

  private static ManagedPrefixList create(Ec2Client client, int most, String... cidrs) {
    return client
        .createManagedPrefixList(r ->
            r.prefixListName("offices")
                .addressFamily("IPv4")
                .maxEntries(most)
                .entries(added(cidrs)))
        .prefixList();
  }

  private ManagedPrefixList described(String id) {
    return ec2.describeManagedPrefixLists(r -> r.prefixListIds(id)).prefixLists().getFirst();
  }

  private List<String> entries(String id) {
    return ec2.getManagedPrefixListEntries(r -> r.prefixListId(id)).entries().stream()
        .map(PrefixListEntry::cidr)
        .toList();
  }

  @Test
  void a_list_is_made_in_canonical_form() {
    ManagedPrefixList made = create(ec2, 5, "10.1.2.3/16", "192.168.0.0/24", "10.1.0.0/16");
    assertThat(made.stateAsString()).isEqualTo("create-in-progress");
    assertThat(made.prefixListArn())
        .isEqualTo("arn:aws:ec2:us-east-1:111111111111:prefix-list/" + made.prefixListId());
    assertThat(described(made.prefixListId()).stateAsString()).isEqualTo("create-complete");
    assertThat(entries(made.prefixListId())).containsExactly("10.1.0.0/16", "192.168.0.0/24");
  }

  @Test
  void every_change_of_entries_is_a_version_that_can_be_restored() {
    String id = create(ec2, 5, "10.1.0.0/16").prefixListId();
    ec2.modifyManagedPrefixList(r ->
        r.prefixListId(id)
            .currentVersion(1L)
            .addEntries(added("10.2.0.0/16"))
            .removeEntries(e -> e.cidr("10.1.0.0/16")));
    assertThat(entries(id)).containsExactly("10.2.0.0/16");
    assertThat(ec2.getManagedPrefixListEntries(r -> r.prefixListId(id).targetVersion(1L)).entries())
        .extracting(PrefixListEntry::cidr)
        .containsExactly("10.1.0.0/16");
    ec2.restoreManagedPrefixListVersion(
        r -> r.prefixListId(id).previousVersion(1L).currentVersion(2L));
    assertThat(described(id).version()).isEqualTo(3);
    assertThat(described(id).stateAsString()).isEqualTo("restore-complete");
    assertThat(entries(id)).containsExactly("10.1.0.0/16");
    refused(
        () ->
            ec2.modifyManagedPrefixList(
                r -> r.prefixListId(id).currentVersion(1L).addEntries(added("10.3.0.0/16"))),
        "PrefixListVersionMismatch");
    refused(
        () ->
            ec2.restoreManagedPrefixListVersion(
                r -> r.prefixListId(id).previousVersion(9L).currentVersion(3L)),
        "InvalidParameterValue",
        "9");
  }

  @Test
  void a_new_name_makes_no_version() {
    String id = create(ec2, 5).prefixListId();
    ec2.modifyManagedPrefixList(r -> r.prefixListId(id).prefixListName("branches"));
    assertThat(described(id).prefixListName()).isEqualTo("branches");
    assertThat(described(id).version()).isEqualTo(1);
  }

  @Test
  void while_aws_works_on_a_list_it_does_not_change() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Ec2Client client = slow.ec2();
      String id = create(client, 5).prefixListId();
      refused(
          () -> client.deleteManagedPrefixList(r -> r.prefixListId(id)),
          "IncorrectState",
          "create-in-progress");
      slow.timeline().advance(Duration.ofSeconds(5));
      assertThat(
              client.deleteManagedPrefixList(r -> r.prefixListId(id)).prefixList().stateAsString())
          .isEqualTo("delete-in-progress");
      slow.timeline().advance(Duration.ofSeconds(5));
      refused(
          () -> client.describeManagedPrefixLists(r -> r.prefixListIds(id)),
          "InvalidPrefixListID.NotFound");
    }
  }

  @Test
  void what_cannot_be_a_list_is_refused() {
    refused(() -> create(ec2, 1, "10.0.0.0/8", "11.0.0.0/8"), "PrefixListMaxEntriesExceeded", "1");
    refused(() -> create(ec2, 5, "2001:db8::/32"), "InvalidParameterValue", "IPv4");
    refused(() -> create(ec2, 5, "10.0.0.0/33"), "InvalidParameterValue", "10.0.0.0/33");
    refused(() -> create(ec2, 0), "InvalidParameterValue");
    refused(() -> create(ec2, 1001), "InvalidParameterValue");
    refused(
        () ->
            ec2.createManagedPrefixList(
                r -> r.prefixListName("com.amazonaws.x").addressFamily("IPv4").maxEntries(1)),
        "InvalidParameterValue");
    refused(
        () ->
            ec2.createManagedPrefixList(
                r -> r.prefixListName("x").addressFamily("IPv5").maxEntries(1)),
        "InvalidParameterValue",
        "IPv5");
    refused(() -> ec2.createManagedPrefixList(r -> r.maxEntries(1)), "MissingParameter");
    refused(
        () -> ec2.describeManagedPrefixLists(r -> r.prefixListIds("pl-1")),
        "InvalidPrefixListId.Malformed");
  }

  private String table() {
    String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
    return ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
  }

  private String gateway() {
    return ec2.describeInternetGateways().internetGateways().getFirst().internetGatewayId();
  }

  @Test
  void r1_3_9_a_route_follows_its_lists_entries_in_the_topology() {
    String id = create(ec2, 5, "52.0.0.0/8").prefixListId();
    ec2.createRoute(r -> r.routeTableId(table()).destinationPrefixListId(id).gatewayId(gateway()));
    TopologyReader reader = new TopologyReader();
    assertThat(reader.read(cloud.api().catalog().snapshot()).get(PrefixList.class, id).entries())
        .containsExactly(IpPrefix.parse("52.0.0.0/8"));
    ec2.modifyManagedPrefixList(
        r -> r.prefixListId(id).currentVersion(1L).addEntries(added("54.0.0.0/8")));
    assertThat(reader.read(cloud.api().catalog().snapshot()).get(PrefixList.class, id).entries())
        .hasSize(2);
  }

  @Test
  void r1_3_10_a_list_in_use_stays_and_its_users_are_told() {
    String id = create(ec2, 5).prefixListId();
    String table = table();
    ec2.createRoute(r -> r.routeTableId(table).destinationPrefixListId(id).gatewayId(gateway()));
    String group = ec2.describeSecurityGroups().securityGroups().getFirst().groupId();
    ec2.authorizeSecurityGroupIngress(r ->
        r.groupId(group)
            .ipPermissions(p ->
                p.ipProtocol("tcp")
                    .fromPort(22)
                    .toPort(22)
                    .prefixListIds(l -> l.prefixListId(id))));
    assertThat(
            ec2.getManagedPrefixListAssociations(r -> r.prefixListId(id)).prefixListAssociations())
        .extracting(PrefixListAssociation::resourceId)
        .containsExactly(table, group);
    assertThat(ec2.deleteManagedPrefixList(r -> r.prefixListId(id)).prefixList().stateAsString())
        .isEqualTo("delete-in-progress");
    assertThat(described(id).stateAsString()).isEqualTo("delete-failed");
    assertThat(described(id).stateMessage())
        .isEqualTo("The prefix list is used by " + table + ", " + group + ".");
    ec2.deleteRoute(r -> r.routeTableId(table).destinationPrefixListId(id));
    ec2.revokeSecurityGroupIngress(r ->
        r.groupId(group)
            .ipPermissions(p ->
                p.ipProtocol("tcp")
                    .fromPort(22)
                    .toPort(22)
                    .prefixListIds(l -> l.prefixListId(id))));
    ec2.deleteManagedPrefixList(r -> r.prefixListId(id));
    refused(
        () -> ec2.describeManagedPrefixLists(r -> r.prefixListIds(id)),
        "InvalidPrefixListID.NotFound");
  }

  @Test
  void r1_3_9_r1_3_10_a_list_counts_for_its_most_entries() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String vpc = client.describeVpcs().vpcs().getFirst().vpcId();
      String table = client.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
      String gateway =
          client.describeInternetGateways().internetGateways().getFirst().internetGatewayId();
      String large = create(client, 51).prefixListId();
      refused(
          () ->
              client.createRoute(
                  r -> r.routeTableId(table).destinationPrefixListId(large).gatewayId(gateway)),
          "RouteLimitExceeded");
      String fitting = create(client, 50).prefixListId();
      client.createRoute(
          r -> r.routeTableId(table).destinationPrefixListId(fitting).gatewayId(gateway));
      client.modifyManagedPrefixList(r -> r.prefixListId(fitting).maxEntries(51));
      ManagedPrefixList unchanged =
          client.describeManagedPrefixLists(r -> r.prefixListIds(fitting)).prefixLists().getFirst();
      assertThat(unchanged.stateAsString()).isEqualTo("modify-failed");
      assertThat(unchanged.stateMessage()).contains(table);
      assertThat(unchanged.maxEntries()).isEqualTo(50);
      client.modifyManagedPrefixList(r -> r.prefixListId(fitting).maxEntries(49));
      client.createRoute(
          r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
      String group = client.describeSecurityGroups().securityGroups().getFirst().groupId();
      String rules = create(client, 61).prefixListId();
      refused(
          () ->
              client.authorizeSecurityGroupIngress(r ->
                  r.groupId(group)
                      .ipPermissions(
                          p -> p.ipProtocol("-1").prefixListIds(l -> l.prefixListId(rules)))),
          "RulesPerSecurityGroupLimitExceeded");
    }
  }

  @Test
  void r1_3_9_a_list_counts_in_its_own_family_only() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String group = group(client);
      allow(client, group, create(client, 60).prefixListId());
      allow(client, group, sixes(client, 59));
      allow(client, group, sixes(client, 1));
      refused(() -> allow(client, group, sixes(client, 1)), "RulesPerSecurityGroupLimitExceeded");
      refused(
          () -> allow(client, group, create(client, 1).prefixListId()),
          "RulesPerSecurityGroupLimitExceeded");
    }
  }

  private static String group(Ec2Client client) {
    return client.createSecurityGroup(r -> r.groupName("web").description("web")).groupId();
  }

  private static String sixes(Ec2Client client, int most) {
    return client
        .createManagedPrefixList(
            r -> r.prefixListName("six").addressFamily("IPv6").maxEntries(most))
        .prefixList()
        .prefixListId();
  }

  private static void allow(Ec2Client client, String group, String list) {
    client.authorizeSecurityGroupIngress(r ->
        r.groupId(group)
            .ipPermissions(p -> p.ipProtocol("-1").prefixListIds(l -> l.prefixListId(list))));
  }

  @Test
  void entries_and_their_number_are_changed_one_at_a_time() {
    String id = create(ec2, 5, "10.0.0.0/8").prefixListId();
    refused(
        () ->
            ec2.modifyManagedPrefixList(r ->
                r.prefixListId(id)
                    .currentVersion(1L)
                    .maxEntries(6)
                    .addEntries(added("11.0.0.0/8"))),
        "InvalidParameterCombination",
        "You cannot modify the entries and the maximum number of entries");
    refused(
        () ->
            ec2.modifyManagedPrefixList(r ->
                r.prefixListId(id)
                    .currentVersion(1L)
                    .removeEntries(e -> e.cidr("10.0.0.0/8"))
                    .addEntries(added("10.0.0.0/8"))),
        "InvalidParameterValue",
        "in both AddPrefixListEntries and RemovePrefixListEntries");
    refused(
        () ->
            ec2.modifyManagedPrefixList(r ->
                r.prefixListId(id).currentVersion(1L).removeEntries(e -> e.cidr("11.0.0.0/8"))),
        "InvalidParameterValue",
        "11.0.0.0/8");
    ec2.modifyManagedPrefixList(
        r -> r.prefixListId(id).currentVersion(1L).addEntries(added("11.0.0.0/8")));
    refused(
        () -> ec2.modifyManagedPrefixList(r -> r.prefixListId(id).maxEntries(1)),
        "InvalidParameterValue",
        "2");
    ec2.modifyManagedPrefixList(r -> r.prefixListId(id).maxEntries(2));
    assertThat(described(id).maxEntries()).isEqualTo(2);
    assertThat(described(id).version()).isEqualTo(2);
  }

  @Test
  void r2_1_2_aws_shows_its_own_lists_which_nobody_changes() {
    ManagedPrefixList s3 = named(ec2, "com.amazonaws.us-east-1.s3");
    assertThat(s3.prefixListId()).isEqualTo("pl-63a5400a");
    assertThat(s3.prefixListArn()).isEqualTo("arn:aws:ec2:us-east-1:aws:prefix-list/pl-63a5400a");
    assertThat(s3.ownerId()).isEqualTo("AWS");
    assertThat(s3.version()).isNull();
    assertThat(s3.maxEntries()).isNull();
    assertThat(entries("pl-63a5400a")).contains("52.216.0.0/15");
    refused(
        () -> ec2.deleteManagedPrefixList(r -> r.prefixListId("pl-63a5400a")),
        "UnsupportedOperation");
    refused(
        () ->
            ec2.modifyManagedPrefixList(
                r -> r.prefixListId("pl-63a5400a").addEntries(added("10.0.0.0/8"))),
        "UnsupportedOperation");
    refused(
        () -> ec2.getManagedPrefixListEntries(r -> r.prefixListId("pl-63a5400a").targetVersion(1L)),
        "InvalidParameterValue");
    assertThat(named(cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1"), s3.prefixListName()))
        .isEqualTo(s3);
    assertThat(
            named(cloud.ec2(TestCloud.ACCOUNT, "eu-west-1"), "com.amazonaws.eu-west-1.dynamodb")
                .prefixListId())
        .startsWith("pl-");
  }

  private static ManagedPrefixList named(Ec2Client client, String name) {
    return client
        .describeManagedPrefixLists(r -> r.filters(Filtered.by("prefix-list-name", name)))
        .prefixLists()
        .getFirst();
  }

  @Test
  void describe_prefix_lists_shows_those_of_aws_with_their_blocks() {
    String own = create(ec2, 5, "10.0.0.0/8").prefixListId();
    assertThat(ec2.describePrefixLists().prefixLists())
        .extracting(software.amazon.awssdk.services.ec2.model.PrefixList::prefixListName)
        .containsExactly("com.amazonaws.us-east-1.s3", "com.amazonaws.us-east-1.dynamodb");
    assertThat(
            ec2.describePrefixLists(r -> r.filters(Filtered.by("prefix-list-name", "*.dynamodb")))
                .prefixLists()
                .getFirst()
                .cidrs())
        .contains("52.94.0.0/22");
    assertThat(
            ec2.describePrefixLists(r -> r.filters(Filtered.by("prefix-list-id", "pl-63a5400a")))
                .prefixLists())
        .hasSize(1);
    assertThat(ec2.describePrefixListsPaginator(r -> r.maxResults(1)).prefixLists()).hasSize(2);
    refused(
        () -> ec2.describePrefixLists(r -> r.prefixListIds(own)), "InvalidPrefixListID.NotFound");
    refused(
        () -> ec2.describePrefixLists(r -> r.filters(Filtered.by("owner-id", "AWS"))),
        "InvalidParameterValue");
  }

  @Test
  void r1_3_9_a_list_of_aws_counts_for_one() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String group = group(client);
      allow(client, group, "pl-63a5400a");
      allow(client, group, create(client, 59).prefixListId());
      refused(() -> allow(client, group, "pl-02cd2c6b"), "RulesPerSecurityGroupLimitExceeded");
    }
  }

  @Test
  void entries_come_in_pages() {
    String id = create(ec2, 9, "10.0.0.0/8", "11.0.0.0/8", "12.0.0.0/8").prefixListId();
    assertThat(
            ec2
                .getManagedPrefixListEntriesPaginator(r -> r.prefixListId(id).maxResults(2))
                .entries()
                .stream()
                .map(PrefixListEntry::cidr))
        .containsExactly("10.0.0.0/8", "11.0.0.0/8", "12.0.0.0/8");
  }

  @ParameterizedTest
  @CsvSource({
    "owner-id, 111111111111, 1",
    "owner-id, AWS, 2",
    "prefix-list-id, pl-*, 3",
    "prefix-list-id, pl-63a5400a, 1",
    "tag:Name, of*, 0",
    "prefix-list-name, off*, 1",
    "prefix-list-name, none, 0",
    "tag-key, Name, 0",
  })
  void filters(String name, String value, int found) {
    create(ec2, 1);
    assertThat(
            ec2.describeManagedPrefixLists(r -> r.filters(Filtered.by(name, value))).prefixLists())
        .hasSize(found);
  }
}
