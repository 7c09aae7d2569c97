package culvert.app.demo;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DefaultRouteTableAssociationValue;
import software.amazon.awssdk.services.ec2.model.DefaultRouteTablePropagationValue;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A transit gateway without default tables, and the steps of filling it. */
final class DemoTransitGateway {

  private final DemoAccount owner;
  private final Ec2Client ec2;
  private final String id;

  DemoTransitGateway(DemoAccount owner, String name) {
    this.owner = owner;
    ec2 = owner.ec2();
    id =
        ec2.createTransitGateway(r ->
                r.options(o ->
                        o.defaultRouteTableAssociation(DefaultRouteTableAssociationValue.DISABLE)
                            .defaultRouteTablePropagation(
                                DefaultRouteTablePropagationValue.DISABLE))
                    .tagSpecifications(DemoAccount.name(ResourceType.TRANSIT_GATEWAY, name)))
            .transitGateway()
            .transitGatewayId();
  }

  String table(String name) {
    return ec2.createTransitGatewayRouteTable(r ->
            r.transitGatewayId(id)
                .tagSpecifications(
                    DemoAccount.name(ResourceType.TRANSIT_GATEWAY_ROUTE_TABLE, name)))
        .transitGatewayRouteTable()
        .transitGatewayRouteTableId();
  }

  String attach(String vpc, String subnet) {
    return ec2.createTransitGatewayVpcAttachment(
            r -> r.transitGatewayId(id).vpcId(vpc).subnetIds(subnet))
        .transitGatewayVpcAttachment()
        .transitGatewayAttachmentId();
  }

  /** Looks up what comes from the attachment in the table. */
  void associate(String table, String attachment) {
    ec2.associateTransitGatewayRouteTable(
        r -> r.transitGatewayRouteTableId(table).transitGatewayAttachmentId(attachment));
  }

  /** Lets the table learn the attachment's prefixes. */
  void propagate(String table, String attachment) {
    ec2.enableTransitGatewayRouteTablePropagation(
        r -> r.transitGatewayRouteTableId(table).transitGatewayAttachmentId(attachment));
  }

  /** The attachment of a peering with one in another Region: both ends know it by one id. */
  String peerWith(DemoTransitGateway other) {
    String attachment =
        ec2.createTransitGatewayPeeringAttachment(r ->
                r.transitGatewayId(id)
                    .peerTransitGatewayId(other.id)
                    .peerAccountId(other.owner.account())
                    .peerRegion(other.owner.region()))
            .transitGatewayPeeringAttachment()
            .transitGatewayAttachmentId();
    other.ec2.acceptTransitGatewayPeeringAttachment(r -> r.transitGatewayAttachmentId(attachment));
    return attachment;
  }

  /** Leads to the attachment what no attachment propagates. */
  void route(String table, String destination, String attachment) {
    ec2.createTransitGatewayRoute(r ->
        r.transitGatewayRouteTableId(table)
            .destinationCidrBlock(destination)
            .transitGatewayAttachmentId(attachment));
  }

  /** Leads a VPC's packets into the gateway. */
  void routeHere(String table, String destination) {
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock(destination).transitGatewayId(id));
  }
}
