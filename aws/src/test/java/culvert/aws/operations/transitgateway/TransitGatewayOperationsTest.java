package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.transitgateway.Hub.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayOptions;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayOptions;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;

class TransitGatewayOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());

  @AfterEach
  void close() {
    cloud.close();
  }

  private TransitGateway modify(
      String gateway, Consumer<ModifyTransitGatewayOptions.Builder> options) {
    return hub.ec2
        .modifyTransitGateway(r -> r.transitGatewayId(gateway).options(options))
        .transitGateway();
  }

  private TransitGatewayOptions options(String gateway) {
    return hub.described(gateway).options();
  }

  @Test
  void r4_1_1_a_gateway_has_its_defaults_and_one_table_for_both() {
    TransitGateway made = hub.ec2.createTransitGateway(r -> r.description("hub")).transitGateway();
    String id = made.transitGatewayId();
    assertThat(made.stateAsString()).isEqualTo("pending");
    assertThat(made.transitGatewayArn())
        .isEqualTo("arn:aws:ec2:us-east-1:111111111111:transit-gateway/" + id);
    assertThat(hub.described(id).stateAsString()).isEqualTo("available");
    assertThat(hub.described(id).description()).isEqualTo("hub");
    TransitGatewayOptions options = options(id);
    assertThat(options.amazonSideAsn()).isEqualTo(64512);
    assertThat(options.autoAcceptSharedAttachmentsAsString()).isEqualTo("disable");
    assertThat(options.defaultRouteTableAssociationAsString()).isEqualTo("enable");
    assertThat(options.defaultRouteTablePropagationAsString()).isEqualTo("enable");
    assertThat(options.vpnEcmpSupportAsString()).isEqualTo("enable");
    assertThat(options.dnsSupportAsString()).isEqualTo("enable");
    assertThat(options.securityGroupReferencingSupportAsString()).isEqualTo("disable");
    assertThat(options.multicastSupportAsString()).isEqualTo("disable");
    assertThat(options.transitGatewayCidrBlocks()).isEmpty();
    TransitGatewayRouteTable table = hub.describedTable(options.associationDefaultRouteTableId());
    assertThat(options.propagationDefaultRouteTableId())
        .isEqualTo(table.transitGatewayRouteTableId());
    assertThat(table.defaultAssociationRouteTable()).isTrue();
    assertThat(table.defaultPropagationRouteTable()).isTrue();
    assertThat(table.stateAsString()).isEqualTo("available");
  }

  @Test
  void r4_1_1_with_both_defaults_off_there_is_no_table() {
    String gateway = hub.bareGateway();
    assertThat(options(gateway).associationDefaultRouteTableId()).isNull();
    assertThat(options(gateway).propagationDefaultRouteTableId()).isNull();
    assertThat(hub.ec2.describeTransitGatewayRouteTables(r -> {}).transitGatewayRouteTables())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {64512, 65534, 4_200_000_000L, 4_294_967_294L})
  void the_as_number_is_a_private_one(long asn) {
    TransitGateway made =
        hub.ec2.createTransitGateway(r -> r.options(o -> o.amazonSideAsn(asn))).transitGateway();
    assertThat(made.options().amazonSideAsn()).isEqualTo(asn);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 64511, 65535, 4_199_999_999L, 4_294_967_295L})
  void another_as_number_is_refused(long asn) {
    refused(
        () -> hub.ec2.createTransitGateway(r -> r.options(o -> o.amazonSideAsn(asn))),
        "InvalidParameterValue",
        "amazonSideAsn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/25", "2001:db8::/65", "169.254.8.0/24", "10.0.0.0"})
  void r4_1_1_a_cidr_block_is_large_enough_and_not_link_local(String block) {
    refused(
        () -> hub.ec2.createTransitGateway(r -> r.options(o -> o.transitGatewayCidrBlocks(block))),
        "InvalidParameterValue",
        block);
  }

  @Test
  void r4_1_1_cidr_blocks_are_at_most_five_and_come_and_go() {
    String gateway =
        hub.ec2
            .createTransitGateway(
                r -> r.options(o -> o.transitGatewayCidrBlocks("10.0.0.5/24", "2001:db8::/64")))
            .transitGateway()
            .transitGatewayId();
    assertThat(options(gateway).transitGatewayCidrBlocks())
        .containsExactly("10.0.0.0/24", "2001:db8::/64");
    refused(
        () -> modify(gateway, o -> o.addTransitGatewayCidrBlocks("10.0.0.0/16")),
        "InvalidParameterValue",
        "overlaps");
    refused(
        () -> modify(gateway, o -> o.removeTransitGatewayCidrBlocks("10.9.0.0/24")),
        "InvalidParameterValue",
        "10.9.0.0/24");
    refused(
        () ->
            modify(
                gateway,
                o ->
                    o.addTransitGatewayCidrBlocks(
                        "10.1.0.0/24", "10.2.0.0/24", "10.3.0.0/24", "10.4.0.0/24")),
        "InvalidParameterValue",
        "at most 5");
    modify(
        gateway,
        o ->
            o.addTransitGatewayCidrBlocks("10.1.0.0/24")
                .removeTransitGatewayCidrBlocks("10.0.0.0/24"));
    assertThat(options(gateway).transitGatewayCidrBlocks())
        .containsExactly("2001:db8::/64", "10.1.0.0/24");
  }

  @Test
  void r4_1_8_a_gateways_blocks_and_what_is_attached_do_not_overlap() {
    String gateway = hub.gateway();
    Hub.Spoke spoke = hub.spoke(gateway, "10.1");
    refused(
        () -> modify(gateway, o -> o.addTransitGatewayCidrBlocks("10.1.9.0/24")),
        "InvalidParameterValue",
        "10.1.9.0/24 overlaps with the CIDR blocks of " + spoke.attachment());
    assertThat(options(gateway).transitGatewayCidrBlocks()).isEmpty();
    modify(gateway, o -> o.addTransitGatewayCidrBlocks("10.2.9.0/24"));
    String vpc = hub.vpc("10.2.0.0/16");
    String subnet = hub.subnet(vpc, "10.2.0.0/24", "us-east-1a");
    refused(() -> hub.attach(gateway, vpc, subnet), "InvalidParameterValue", vpc);
    hub.delete(spoke.attachment());
    modify(gateway, o -> o.addTransitGatewayCidrBlocks("10.1.9.0/24"));
    modify(gateway, o -> o.removeTransitGatewayCidrBlocks("10.2.9.0/24"));
    hub.attach(gateway, vpc, subnet);
  }

  @Test
  void r4_1_2_the_table_for_both_is_the_default_of_both() {
    String table = hub.defaultTable(hub.gateway());
    assertThat(hub.describedTable(table).defaultAssociationRouteTable()).isTrue();
    assertThat(hub.describedTable(table).defaultPropagationRouteTable()).isTrue();
  }

  @Test
  void r4_1_6_a_gateway_is_in_one_region_and_is_one_accounts() {
    String gateway = hub.gateway();
    Hub elsewhere = new Hub(cloud, cloud.ec2(TestCloud.ACCOUNT, "eu-west-1"));
    refused(() -> elsewhere.described(gateway), "InvalidTransitGatewayID.NotFound", gateway);
    assertThat(hub.described(gateway).ownerId()).isEqualTo(TestCloud.ACCOUNT);
  }

  @Test
  void r4_1_3_a_modification_moves_nothing_that_is_attached() {
    String gateway = hub.gateway();
    String first = hub.defaultTable(gateway);
    String old = hub.spoke(gateway, "10.1").attachment();
    String second = hub.table(gateway);
    modify(
        gateway,
        o -> o.associationDefaultRouteTableId(second).propagationDefaultRouteTableId(second));
    String late = hub.spoke(gateway, "10.2").attachment();
    assertThat(hub.associations(first)).containsExactly(old + " associated");
    assertThat(hub.propagations(first)).containsExactly(old);
    assertThat(hub.associations(second)).containsExactly(late + " associated");
    assertThat(hub.propagations(second)).containsExactly(late);
    assertThat(hub.describedTable(first).defaultAssociationRouteTable()).isFalse();
    assertThat(hub.describedTable(second).defaultPropagationRouteTable()).isTrue();
  }

  @Test
  void r4_1_4_a_default_that_is_enabled_has_a_table_and_one_that_is_not_has_none() {
    String gateway = hub.bareGateway();
    String table = hub.table(gateway);
    refused(
        () -> modify(gateway, o -> o.defaultRouteTableAssociation("enable")),
        "InvalidParameterCombination",
        "enable DefaultRouteTableAssociation conflicts with AssociationDefaultRouteTableId null");
    refused(
        () -> modify(gateway, o -> o.associationDefaultRouteTableId(table)),
        "InvalidParameterCombination",
        "disable DefaultRouteTableAssociation");
    refused(
        () ->
            modify(
                gateway,
                o ->
                    o.defaultRouteTablePropagation("disable")
                        .propagationDefaultRouteTableId(Hub.NO_TABLE)),
        "InvalidParameterCombination",
        "disable DefaultRouteTablePropagation conflicts with PropagationDefaultRouteTableId "
            + Hub.NO_TABLE);
    TransitGateway modified =
        modify(
            gateway,
            o -> o.defaultRouteTableAssociation("enable").associationDefaultRouteTableId(table));
    assertThat(modified.stateAsString()).isEqualTo("modifying");
    assertThat(hub.described(gateway).stateAsString()).isEqualTo("available");
    assertThat(hub.describedTable(table).defaultAssociationRouteTable()).isTrue();
    modify(gateway, o -> o.defaultRouteTableAssociation("disable"));
    assertThat(options(gateway).associationDefaultRouteTableId()).isNull();
    assertThat(hub.describedTable(table).defaultAssociationRouteTable()).isFalse();
  }

  @Test
  void r4_1_4_a_default_table_is_one_of_the_gateways() {
    String gateway = hub.gateway();
    String other = hub.defaultTable(hub.gateway());
    refused(
        () -> modify(gateway, o -> o.associationDefaultRouteTableId(other)),
        "InvalidRouteTableID.NotFound",
        other + " was deleted or does not exist in Transit Gateway " + gateway);
    refused(
        () -> modify(gateway, o -> o.propagationDefaultRouteTableId(Hub.NO_TABLE)),
        "InvalidRouteTableID.NotFound");
  }

  @Test
  void r4_1_4_a_default_table_cannot_be_deleted() {
    String gateway = hub.gateway();
    String table = hub.defaultTable(gateway);
    refused(
        () -> hub.ec2.deleteTransitGatewayRouteTable(r -> r.transitGatewayRouteTableId(table)),
        "IncorrectState",
        table + " is set as default association route table for " + gateway);
    modify(gateway, o -> o.defaultRouteTableAssociation("disable"));
    refused(
        () -> hub.ec2.deleteTransitGatewayRouteTable(r -> r.transitGatewayRouteTableId(table)),
        "IncorrectState",
        "default propagation route table");
    modify(gateway, o -> o.defaultRouteTablePropagation("disable"));
    hub.ec2.deleteTransitGatewayRouteTable(r -> r.transitGatewayRouteTableId(table));
    assertThat(hub.describedTable(table).stateAsString()).isEqualTo("deleted");
  }

  @Test
  void other_options_and_the_description_are_modified() {
    String gateway = hub.gateway();
    hub.ec2.modifyTransitGateway(r ->
        r.transitGatewayId(gateway)
            .description("renamed")
            .options(o ->
                o.amazonSideAsn(65000L)
                    .dnsSupport("disable")
                    .vpnEcmpSupport("disable")
                    .autoAcceptSharedAttachments("enable")
                    .securityGroupReferencingSupport("enable")
                    .encryptionSupport("enable")));
    TransitGatewayOptions options = options(gateway);
    assertThat(hub.described(gateway).description()).isEqualTo("renamed");
    assertThat(options.amazonSideAsn()).isEqualTo(65000);
    assertThat(options.dnsSupportAsString()).isEqualTo("disable");
    assertThat(options.vpnEcmpSupportAsString()).isEqualTo("disable");
    assertThat(options.autoAcceptSharedAttachmentsAsString()).isEqualTo("enable");
    assertThat(options.securityGroupReferencingSupportAsString()).isEqualTo("enable");
    assertThat(options.encryptionSupport().encryptionStateAsString()).isEqualTo("enabled");
    assertThat(options.associationDefaultRouteTableId()).isNotNull();
  }

  @Test
  void r4_1_5_a_gateway_goes_through_its_states() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.defaults())) {
      Hub slowly = new Hub(slow, slow.ec2());
      String gateway = slowly.gateway();
      assertThat(slowly.described(gateway).stateAsString()).isEqualTo("pending");
      refused(() -> slowly.table(gateway), "IncorrectState", gateway + " is in invalid state");
      slow.timeline().advance(Duration.ofSeconds(50));
      assertThat(slowly.described(gateway).stateAsString()).isEqualTo("available");
      String table = slowly.defaultTable(gateway);
      slowly.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway));
      assertThat(slowly.described(gateway).stateAsString()).isEqualTo("deleting");
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(slowly.described(gateway).stateAsString()).isEqualTo("deleted");
      assertThat(slowly.describedTable(table).stateAsString()).isEqualTo("deleted");
      refused(
          () -> slowly.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway)),
          "InvalidTransitGatewayID.NotFound");
      slow.timeline().advance(Duration.ofHours(2));
      refused(
          () -> slowly.described(gateway),
          "InvalidTransitGatewayID.NotFound",
          "Transit Gateway " + gateway + " was deleted or does not exist.");
      refused(() -> slowly.describedTable(table), "InvalidRouteTableID.NotFound");
    }
  }

  @Test
  void r4_1_7_attachments_are_in_the_way_of_deletion_and_tables_are_not() {
    String gateway = hub.gateway();
    String attachment = hub.spoke(gateway, "10.1").attachment();
    hub.blackhole(hub.defaultTable(gateway), "10.9.0.0/16");
    refused(
        () -> hub.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway)),
        "IncorrectState",
        gateway + " has non-deleted VPC Attachments: " + attachment + ".");
    hub.delete(attachment);
    hub.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway));
    assertThat(hub.described(gateway).stateAsString()).isEqualTo("deleted");
  }

  @Test
  void r4_9_1_five_gateways_an_account_and_region() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Hub few = new Hub(small, small.ec2());
      for (int i = 0; i < 4; i++) {
        few.gateway();
      }
      String last = few.gateway();
      refused(few::gateway, "TransitGatewayLimitExceeded");
      few.ec2.deleteTransitGateway(r -> r.transitGatewayId(last));
      few.gateway();
    }
  }

  @Test
  void r4_9_1_twenty_tables_a_gateway() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Hub few = new Hub(small, small.ec2());
      String gateway = few.gateway();
      for (int i = 0; i < 19; i++) {
        few.table(gateway);
      }
      refused(() -> few.table(gateway), "TransitGatewayRouteTableLimitExceeded", "20");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tgw-1, InvalidTransitGatewayID.Malformed",
    "tgw-attach-00000000000000000, InvalidTransitGatewayID.Malformed",
    "tgw-00000000000000000, InvalidTransitGatewayID.NotFound"
  })
  void r5_2_ids_that_name_no_gateway(String id, String code) {
    refused(() -> hub.described(id), code, id);
    refused(() -> hub.ec2.deleteTransitGateway(r -> r.transitGatewayId(id)), code, id);
    refused(() -> hub.table(id), code, id);
  }

  @Test
  void another_account_does_not_see_the_gateway() {
    String gateway = hub.gateway();
    Hub other = new Hub(cloud, cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1"));
    refused(() -> other.described(gateway), "InvalidTransitGatewayID.NotFound");
    String vpc = other.vpc("10.1.0.0/16");
    String subnet = other.subnet(vpc, "10.1.0.0/24", "us-east-1a");
    refused(() -> other.attach(gateway, vpc, subnet), "InvalidTransitGatewayID.NotFound");
  }

  @Test
  void gateways_are_filtered() {
    String one = hub.gateway();
    String other = hub.bareGateway();
    hub.ec2.createTags(r -> r.resources(other).tags(t -> t.key("Name").value("bare")));
    assertThat(
            hub.ec2
                .describeTransitGateways(
                    r -> r.filters(by("options.default-route-table-association", "enable")))
                .transitGateways())
        .extracting(TransitGateway::transitGatewayId)
        .containsExactly(one);
    assertThat(
            hub.ec2
                .describeTransitGateways(r -> r.filters(by("tag:Name", "bare")))
                .transitGateways())
        .extracting(TransitGateway::transitGatewayId)
        .containsExactly(other);
    refused(
        () -> hub.ec2.describeTransitGateways(r -> r.filters(by("vpc-id", "x"))),
        "InvalidParameterValue",
        "The filter 'vpc-id' is invalid");
  }

  @Test
  void gateways_attachments_and_tables_have_tags() {
    String gateway = hub.gateway();
    String attachment = hub.spoke(gateway, "10.1").attachment();
    String table = hub.defaultTable(gateway);
    hub.ec2.createTags(
        r -> r.resources(gateway, attachment, table).tags(t -> t.key("team").value("net")));
    assertThat(hub.ec2.describeTags(r -> r.filters(by("key", "team"))).tags())
        .extracting(TagDescription::resourceId, TagDescription::resourceTypeAsString)
        .containsExactlyInAnyOrder(
            tuple(gateway, "transit-gateway"),
            tuple(attachment, "transit-gateway-attachment"),
            tuple(table, "transit-gateway-route-table"));
    assertThat(hub.attachment(attachment).tags()).hasSize(1);
    assertThat(hub.vpcAttachment(attachment).tags()).hasSize(1);
    refused(
        () ->
            hub.ec2.createTags(
                r -> r.resources(Hub.NO_ATTACHMENT).tags(t -> t.key("team").value("net"))),
        "InvalidTransitGatewayAttachmentID.NotFound");
  }
}
