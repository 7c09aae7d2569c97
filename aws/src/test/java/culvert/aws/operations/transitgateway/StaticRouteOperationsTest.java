package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.transitgateway.Hub.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRoute;

/** Static routes and references to prefix lists, and how they are found. */
class StaticRouteOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());
  private final String gateway = hub.gateway();
  private final Spoke spoke = hub.spoke(gateway, "10.1");
  private final String attachment = spoke.attachment();
  private final String table = hub.defaultTable(gateway);

  @AfterEach
  void close() {
    cloud.close();
  }

  private String prefixList(int most, String... cidrs) {
    return hub.ec2
        .createManagedPrefixList(r ->
            r.prefixListName("list")
                .addressFamily("IPv4")
                .maxEntries(most)
                .entries(
                    Stream.of(cidrs)
                        .map(cidr -> AddPrefixListEntry.builder().cidr(cidr).build())
                        .toList()))
        .prefixList()
        .prefixListId();
  }

  private TransitGatewayPrefixListReference refer(String list) {
    return hub.ec2
        .createTransitGatewayPrefixListReference(r ->
            r.transitGatewayRouteTableId(table)
                .prefixListId(list)
                .transitGatewayAttachmentId(attachment))
        .transitGatewayPrefixListReference();
  }

  private void delete(String destination) {
    hub.ec2.deleteTransitGatewayRoute(
        r -> r.transitGatewayRouteTableId(table).destinationCidrBlock(destination));
  }

  @Test
  void r4_4_9_one_static_route_a_prefix_in_canonical_form() {
    TransitGatewayRoute made =
        hub.ec2
            .createTransitGatewayRoute(r ->
                r.transitGatewayRouteTableId(table)
                    .destinationCidrBlock("10.9.1.2/16")
                    .transitGatewayAttachmentId(attachment))
            .route();
    assertThat(made.destinationCidrBlock()).isEqualTo("10.9.0.0/16");
    assertThat(made.stateAsString()).isEqualTo("active");
    assertThat(made.typeAsString()).isEqualTo("static");
    assertThat(made.transitGatewayAttachments().getFirst().resourceId()).isEqualTo(spoke.vpc());
    refused(
        () -> hub.blackhole(table, "10.9.0.0/16"),
        "RouteAlreadyExists",
        "Route 10.9.0.0/16 already exists in Transit Gateway Route Table " + table);
    hub.lead(table, "::/0", attachment);
    assertThat(hub.routes(table)).contains("::/0 static active " + attachment);
  }

  @Test
  void r4_4_8_a_static_route_hides_an_equal_propagated_one_until_it_goes() {
    hub.blackhole(table, "10.1.0.0/16");
    assertThat(hub.routes(table)).containsExactly("10.1.0.0/16 static blackhole");
    delete("10.1.0.0/16");
    assertThat(hub.routes(table)).containsExactly("10.1.0.0/16 propagated active " + attachment);
    refused(
        () -> delete("10.1.0.0/16"),
        "InvalidRoute.NotFound",
        "The route 10.1.0.0/16 does not exist in Transit Gateway Route Table " + table);
  }

  @Test
  void r4_4_20_replace_makes_the_route_where_there_is_none() {
    for (int i = 0; i < 2; i++) {
      hub.ec2.replaceTransitGatewayRoute(r ->
          r.transitGatewayRouteTableId(table)
              .destinationCidrBlock("10.9.0.0/16")
              .transitGatewayAttachmentId(attachment));
    }
    assertThat(hub.routes(table)).contains("10.9.0.0/16 static active " + attachment);
    hub.ec2.replaceTransitGatewayRoute(r ->
        r.transitGatewayRouteTableId(table).destinationCidrBlock("10.9.0.0/16").blackhole(true));
    assertThat(hub.routes(table)).contains("10.9.0.0/16 static blackhole");
  }

  @Test
  void a_blackhole_may_name_an_empty_attachment_as_terraform_does() {
    hub.ec2.createTransitGatewayRoute(r ->
        r.transitGatewayRouteTableId(table)
            .destinationCidrBlock("10.9.0.0/16")
            .transitGatewayAttachmentId("")
            .blackhole(true));
    assertThat(hub.routes(table)).contains("10.9.0.0/16 static blackhole");
  }

  @Test
  void a_route_leads_somewhere_or_nowhere() {
    refused(
        () ->
            hub.ec2.createTransitGatewayRoute(
                r -> r.transitGatewayRouteTableId(table).destinationCidrBlock("10.9.0.0/16")),
        "MissingParameter",
        "TransitGatewayAttachmentId");
    refused(
        () ->
            hub.ec2.createTransitGatewayRoute(r ->
                r.transitGatewayRouteTableId(table)
                    .destinationCidrBlock("10.9.0.0/16")
                    .transitGatewayAttachmentId(attachment)
                    .blackhole(true)),
        "InvalidParameterCombination");
    refused(() -> hub.blackhole(table, "10.9.0.0"), "InvalidParameterValue", "10.9.0.0");
    refused(() -> hub.blackhole(Hub.NO_TABLE, "10.9.0.0/16"), "InvalidRouteTableID.NotFound");
  }

  @Test
  void r4_4_14_a_reference_is_a_route_for_every_entry_listed_as_propagated() {
    String list = prefixList(5, "10.7.0.0/16", "10.8.0.0/16");
    TransitGatewayPrefixListReference made = refer(list);
    assertThat(made.stateAsString()).isEqualTo("pending");
    assertThat(made.prefixListOwnerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(hub.search(table, by("prefix-list-id", list)))
        .containsExactly(
            "10.7.0.0/16 propagated active " + attachment,
            "10.8.0.0/16 propagated active " + attachment);
    refused(() -> refer(list), "RouteAlreadyExists", list);
    hub.ec2.modifyTransitGatewayPrefixListReference(
        r -> r.transitGatewayRouteTableId(table).prefixListId(list).blackhole(true));
    assertThat(
            hub.ec2
                .getTransitGatewayPrefixListReferences(r ->
                    r.transitGatewayRouteTableId(table)
                        .filters(by("is-blackhole", "true"), by("state", "available")))
                .transitGatewayPrefixListReferences())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.prefixListId()).isEqualTo(list);
          assertThat(each.transitGatewayAttachment()).isNull();
        });
    assertThat(hub.search(table, by("state", "blackhole")))
        .containsExactly("10.7.0.0/16 propagated blackhole", "10.8.0.0/16 propagated blackhole");
    assertThat(
            hub.ec2
                .deleteTransitGatewayPrefixListReference(
                    r -> r.transitGatewayRouteTableId(table).prefixListId(list))
                .transitGatewayPrefixListReference()
                .stateAsString())
        .isEqualTo("deleting");
    assertThat(hub.search(table, by("prefix-list-id", list))).isEmpty();
    refused(
        () ->
            hub.ec2.deleteTransitGatewayPrefixListReference(
                r -> r.transitGatewayRouteTableId(table).prefixListId(list)),
        "InvalidRoute.NotFound",
        list);
  }

  @Test
  void r4_4_14_the_routes_of_a_reference_follow_its_list() {
    String list = prefixList(5, "10.7.0.0/16");
    refer(list);
    hub.ec2.modifyManagedPrefixList(r ->
        r.prefixListId(list)
            .currentVersion(1L)
            .addEntries(e -> e.cidr("10.8.0.0/16"))
            .removeEntries(e -> e.cidr("10.7.0.0/16")));
    assertThat(hub.search(table, by("prefix-list-id", list)))
        .containsExactly("10.8.0.0/16 propagated active " + attachment);
    hub.ec2.restoreManagedPrefixListVersion(
        r -> r.prefixListId(list).previousVersion(1L).currentVersion(2L));
    assertThat(hub.search(table, by("prefix-list-id", list)))
        .containsExactly("10.7.0.0/16 propagated active " + attachment);
  }

  @Test
  void r4_4_5_a_static_route_beats_a_reference_and_a_reference_what_is_propagated() {
    String list = prefixList(5, "10.1.0.0/16", "10.7.0.0/16");
    hub.ec2.createTransitGatewayPrefixListReference(
        r -> r.transitGatewayRouteTableId(table).prefixListId(list).blackhole(true));
    hub.lead(table, "10.7.0.0/16", attachment);
    assertThat(hub.routes(table))
        .containsExactly(
            "10.1.0.0/16 propagated blackhole", "10.7.0.0/16 static active " + attachment);
  }

  @Test
  void r4_4_11_a_reference_to_an_attachment_that_is_gone_is_a_blackhole() {
    String list = prefixList(5, "10.7.0.0/16");
    refer(list);
    hub.delete(attachment);
    assertThat(hub.routes(table)).containsExactly("10.7.0.0/16 propagated blackhole");
  }

  @Test
  void r1_3_10_a_list_that_a_table_refers_to_is_in_use() {
    String list = prefixList(5, "10.7.0.0/16");
    refer(list);
    assertThat(
            hub.ec2
                .getManagedPrefixListAssociations(r -> r.prefixListId(list))
                .prefixListAssociations())
        .extracting(each -> each.resourceId())
        .containsExactly(table);
    hub.ec2.deleteManagedPrefixList(r -> r.prefixListId(list));
    assertThat(described(list).stateAsString()).isEqualTo("delete-failed");
    assertThat(described(list).stateMessage()).contains(table);
  }

  private ManagedPrefixList described(String list) {
    return hub.ec2.describeManagedPrefixLists(r -> r.prefixListIds(list)).prefixLists().getFirst();
  }

  @Test
  void r1_3_10_a_list_does_not_grow_beyond_the_room_of_a_gateway() {
    String list = prefixList(999, "10.7.0.0/16");
    refer(list);
    IntStream.range(0, 9).forEach(i -> refer(prefixList(1000, "10.7.0.0/16")));
    hub.blackhole(table, "10.9.0.0/16");
    resize(list);
    assertThat(described(list).stateAsString()).isEqualTo("modify-failed");
    assertThat(described(list).stateMessage()).contains(table);
    delete("10.9.0.0/16");
    resize(list);
    assertThat(described(list).maxEntries()).isEqualTo(1000);
  }

  private void resize(String list) {
    hub.ec2.modifyManagedPrefixList(r -> r.prefixListId(list).maxEntries(1000));
  }

  @Test
  void r4_9_1_ten_thousand_routes_a_gateway_the_most_entries_of_lists_included() {
    IntStream.range(0, 10).forEach(i -> refer(prefixList(999, "10.7.0.0/16")));
    IntStream.range(0, 10).forEach(i -> hub.blackhole(table, "10.9." + i + ".0/24"));
    refused(() -> hub.blackhole(table, "10.9.99.0/24"), "RouteLimitExceeded", "10000");
    refused(() -> refer(prefixList(1, "10.7.0.0/16")), "RouteLimitExceeded");
    delete("10.9.0.0/24");
    hub.blackhole(table, "10.9.99.0/24");
  }

  @Test
  void r4_4_18_routes_are_searched_for() {
    hub.lead(table, "10.0.0.0/8", attachment);
    hub.blackhole(table, "10.1.4.0/24");
    hub.blackhole(table, "10.1.4.128/25");
    String wide = "10.0.0.0/8 static active " + attachment;
    String spokes = "10.1.0.0/16 propagated active " + attachment;
    String narrow = "10.1.4.0/24 static blackhole";
    String narrower = "10.1.4.128/25 static blackhole";
    assertThat(hub.search(table, by("route-search.exact-match", "10.1.4.0/24")))
        .containsExactly(narrow);
    assertThat(hub.search(table, by("route-search.longest-prefix-match", "10.1.4.200")))
        .containsExactly(narrower);
    assertThat(hub.search(table, by("route-search.longest-prefix-match", "192.0.2.1"))).isEmpty();
    assertThat(hub.search(table, by("route-search.subnet-of-match", "10.1.0.0/16")))
        .containsExactly(spokes, narrow, narrower);
    assertThat(hub.search(table, by("route-search.supernet-of-match", "10.1.4.0/24")))
        .containsExactly(wide, spokes, narrow);
    assertThat(hub.search(table, by("type", "propagated"))).containsExactly(spokes);
    assertThat(hub.search(table, by("state", "active"), by("type", "static")))
        .containsExactly(wide);
    assertThat(hub.search(table, by("attachment.resource-id", spoke.vpc())))
        .containsExactly(wide, spokes);
    assertThat(hub.search(table, by("attachment.resource-type", "vpn"))).isEmpty();
    assertThat(hub.search(table, by("attachment.transit-gateway-attachment-id", attachment)))
        .containsExactly(wide, spokes);
  }

  @Test
  void r4_4_18_a_search_has_filters_that_are_known() {
    refused(
        () -> hub.ec2.searchTransitGatewayRoutes(r -> r.transitGatewayRouteTableId(table)),
        "MissingParameter",
        "Filter");
    refused(
        () -> hub.search(table, by("vpc-id", "x")),
        "InvalidParameterValue",
        "The filter 'vpc-id' is invalid");
    refused(
        () -> hub.search(table, by("route-search.best", "10.0.0.0/8")),
        "InvalidParameterValue",
        "route-search.best");
    refused(
        () -> hub.search(table, by("route-search.longest-prefix-match", "10.0.0.0/8")),
        "InvalidParameterValue",
        "10.0.0.0/8");
    refused(() -> hub.search(table, by("route-search.exact-match", "x")), "InvalidParameterValue");
  }

  @Test
  void r4_4_18_a_search_says_when_there_are_more() {
    IntStream.range(0, 6).forEach(i -> hub.blackhole(table, "10.9." + i + ".0/24"));
    var page =
        hub.ec2.searchTransitGatewayRoutes(
            r -> r.transitGatewayRouteTableId(table).maxResults(5).filters(by("type", "static")));
    assertThat(page.routes()).hasSize(5);
    assertThat(page.additionalRoutesAvailable()).isTrue();
    assertThat(
            hub.ec2
                .searchTransitGatewayRoutes(r ->
                    r.transitGatewayRouteTableId(table).maxResults(6).filters(by("type", "static")))
                .additionalRoutesAvailable())
        .isFalse();
    refused(
        () ->
            hub.ec2.searchTransitGatewayRoutes(r ->
                r.transitGatewayRouteTableId(table).maxResults(4).filters(by("type", "static"))),
        "InvalidParameterValue",
        "maxResults");
  }

  @Test
  void r4_4_18_without_a_data_directory_there_is_nowhere_to_export_to() {
    refused(
        () ->
            hub.ec2.exportTransitGatewayRoutes(
                r -> r.transitGatewayRouteTableId(table).s3Bucket("backups")),
        "UnsupportedOperation",
        "no S3");
    refused(
        () -> hub.ec2.exportTransitGatewayRoutes(r -> r.transitGatewayRouteTableId(table)),
        "MissingParameter",
        "S3Bucket");
  }

  @Test
  void a_stored_route_is_read_back_as_it_was() {
    CreateTransitGatewayRouteRequest route =
        CreateTransitGatewayRouteRequest.builder()
            .transitGatewayRouteTableId(table)
            .destinationCidrBlock("10.9.0.0/16")
            .transitGatewayAttachmentId(attachment)
            .blackhole(false)
            .build();
    byte[] stored = Kinds.TRANSIT_GATEWAY_ROUTE.encode().apply(route);
    assertThat(Kinds.TRANSIT_GATEWAY_ROUTE.decode().apply(stored)).isEqualTo(route);
  }
}
