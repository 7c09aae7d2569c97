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
    refused(
        () -> ec2.deleteManagedPrefixList(r -> r.prefixListId(id)),
        "DependencyViolation",
        table,
        group);
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
      refused(
          () -> client.modifyManagedPrefixList(r -> r.prefixListId(fitting).maxEntries(51)),
          "InvalidParameterValue",
          "no room");
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
    "prefix-list-id, pl-*, 1",
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
