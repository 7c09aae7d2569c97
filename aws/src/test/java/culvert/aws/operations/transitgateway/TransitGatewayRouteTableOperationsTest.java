package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.transitgateway.Hub.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;

/** Tables, and which attachments they are associated with and learn from. */
class TransitGatewayRouteTableOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());
  private final String gateway = hub.bareGateway();
  private final Spoke spoke = hub.spoke(gateway, "10.1");
  private final String table = hub.table(gateway);

  @AfterEach
  void close() {
    cloud.close();
  }

  private TransitGatewayAssociation disassociate(String from, String attachment) {
    return hub.ec2
        .disassociateTransitGatewayRouteTable(
            r -> r.transitGatewayRouteTableId(from).transitGatewayAttachmentId(attachment))
        .association();
  }

  private TransitGatewayPropagation disable(String in, String attachment) {
    return hub.ec2
        .disableTransitGatewayRouteTablePropagation(
            r -> r.transitGatewayRouteTableId(in).transitGatewayAttachmentId(attachment))
        .propagation();
  }

  private void deleteTable(String id) {
    hub.ec2.deleteTransitGatewayRouteTable(r -> r.transitGatewayRouteTableId(id));
  }

  @Test
  void r4_4_17_a_table_is_pending_then_available() {
    TransitGatewayRouteTable made =
        hub.ec2
            .createTransitGatewayRouteTable(r -> r.transitGatewayId(gateway))
            .transitGatewayRouteTable();
    assertThat(made.stateAsString()).isEqualTo("pending");
    assertThat(made.defaultAssociationRouteTable()).isFalse();
    assertThat(hub.describedTable(made.transitGatewayRouteTableId()).stateAsString())
        .isEqualTo("available");
    assertThat(
            hub.ec2
                .describeTransitGatewayRouteTables(r ->
                    r.filters(
                        by("transit-gateway-id", gateway),
                        by("default-association-route-table", "false")))
                .transitGatewayRouteTables())
        .extracting(TransitGatewayRouteTable::transitGatewayRouteTableId)
        .containsExactly(table, made.transitGatewayRouteTableId());
  }

  @Test
  void r4_4_1_an_attachment_has_one_table() {
    TransitGatewayAssociation made =
        hub.ec2
            .associateTransitGatewayRouteTable(r ->
                r.transitGatewayRouteTableId(table).transitGatewayAttachmentId(spoke.attachment()))
            .association();
    assertThat(made.stateAsString()).isEqualTo("associating");
    assertThat(made.resourceId()).isEqualTo(spoke.vpc());
    assertThat(made.resourceTypeAsString()).isEqualTo("vpc");
    assertThat(hub.associations(table)).containsExactly(spoke.attachment() + " associated");
    String other = hub.table(gateway);
    refused(
        () -> hub.associate(other, spoke.attachment()),
        "Resource.AlreadyAssociated",
        "Transit Gateway Attachment "
            + spoke.attachment()
            + " is already associated to a route table.");
    assertThat(disassociate(table, spoke.attachment()).stateAsString()).isEqualTo("disassociating");
    assertThat(hub.associations(table)).isEmpty();
    hub.associate(other, spoke.attachment());
  }

  @Test
  void r5_6_disassociation_names_the_table_with_a_small_p() {
    String other = hub.table(gateway);
    hub.associate(table, spoke.attachment());
    refused(
        () -> disassociate(other, spoke.attachment()),
        "InvalidparameterValue",
        "is not associated with route table " + other);
    refused(
        () -> disable(table, spoke.attachment()),
        "InvalidparameterValue",
        "Propagation " + spoke.attachment() + " does not exist");
  }

  @Test
  void an_attachment_of_another_gateway_is_not_there() {
    String stranger = hub.spoke(hub.gateway(), "10.2").attachment();
    refused(() -> hub.associate(table, stranger), "InvalidTransitGatewayAttachmentID.NotFound");
    refused(() -> hub.propagate(table, stranger), "InvalidTransitGatewayAttachmentID.NotFound");
    refused(
        () -> hub.lead(table, "10.9.0.0/16", stranger),
        "InvalidTransitGatewayAttachmentID.NotFound");
  }

  @Test
  void r4_4_3_propagation_is_independent_of_association_and_not_twice() {
    TransitGatewayPropagation made =
        hub.ec2
            .enableTransitGatewayRouteTablePropagation(r ->
                r.transitGatewayRouteTableId(table).transitGatewayAttachmentId(spoke.attachment()))
            .propagation();
    assertThat(made.stateAsString()).isEqualTo("enabled");
    assertThat(hub.associations(table)).isEmpty();
    assertThat(hub.propagations(table)).containsExactly(spoke.attachment());
    refused(
        () -> hub.propagate(table, spoke.attachment()),
        "TransitGatewayRouteTablePropagation.Duplicate",
        "Propagation "
            + spoke.attachment()
            + " already exists in Transit Gateway Route Table "
            + table);
    String other = hub.table(gateway);
    hub.propagate(other, spoke.attachment());
    assertThat(disable(table, spoke.attachment()).stateAsString()).isEqualTo("disabled");
    assertThat(hub.propagations(table)).isEmpty();
    assertThat(hub.routes(table)).isEmpty();
    assertThat(hub.propagations(other)).containsExactly(spoke.attachment());
  }

  @Test
  void an_association_is_in_the_way_of_deletion_and_what_the_table_holds_is_not() {
    hub.associate(table, spoke.attachment());
    hub.propagate(table, spoke.attachment());
    hub.blackhole(table, "10.9.0.0/16");
    refused(() -> deleteTable(table), "IncorrectState", table + " has associated attachments");
    disassociate(table, spoke.attachment());
    deleteTable(table);
    assertThat(hub.describedTable(table).stateAsString()).isEqualTo("deleted");
    assertThat(
            hub.ec2
                .getTransitGatewayAttachmentPropagations(
                    r -> r.transitGatewayAttachmentId(spoke.attachment()))
                .transitGatewayAttachmentPropagations())
        .isEmpty();
    refused(
        () -> hub.routes(table),
        "InvalidRouteTableID.NotFound",
        "Transit Gateway Route Table " + table + " was deleted or does not exist.");
    refused(() -> deleteTable(table), "InvalidRouteTableID.NotFound");
    cloud.timeline().advance(Duration.ofHours(2));
    refused(() -> hub.describedTable(table), "InvalidRouteTableID.NotFound");
  }

  @Test
  void r5_2_ids_that_name_no_table() {
    refused(() -> hub.describedTable("tgw-rtb-x"), "InvalidRouteTableId.Malformed");
    refused(() -> hub.associate(Hub.NO_TABLE, spoke.attachment()), "InvalidRouteTableID.NotFound");
    refused(
        () -> hub.associate(table, Hub.NO_ATTACHMENT),
        "InvalidTransitGatewayAttachmentID.NotFound");
  }

  @Test
  void associations_and_propagations_are_filtered_and_paged() {
    for (int i = 2; i < 5; i++) {
      Spoke each = hub.spoke(gateway, "10." + i);
      hub.associate(table, each.attachment());
      hub.propagate(table, each.attachment());
    }
    hub.associate(table, spoke.attachment());
    hub.propagate(table, spoke.attachment());
    assertThat(
            hub.ec2
                .getTransitGatewayRouteTableAssociations(r ->
                    r.transitGatewayRouteTableId(table).filters(by("resource-id", spoke.vpc())))
                .associations())
        .singleElement()
        .satisfies(
            each -> assertThat(each.transitGatewayAttachmentId()).isEqualTo(spoke.attachment()));
    assertThat(
            hub.ec2
                .getTransitGatewayRouteTablePropagations(
                    r -> r.transitGatewayRouteTableId(table).filters(by("resource-type", "vpn")))
                .transitGatewayRouteTablePropagations())
        .isEmpty();
    assertThat(
            hub.ec2
                .getTransitGatewayRouteTablePropagationsPaginator(
                    r -> r.transitGatewayRouteTableId(table).maxResults(5))
                .transitGatewayRouteTablePropagations())
        .hasSize(4);
  }
}
