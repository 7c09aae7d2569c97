package culvert.aws.operations;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.TransitGateway;

/**
 * A VPC on a transit gateway, as parameters of Query requests.
 *
 * @param attachment {@code &TransitGatewayAttachmentId=…}
 * @param table the gateway's default one, {@code &TransitGatewayRouteTableId=…}
 */
record AttachedVpc(String attachment, String table) {

  /** The default VPC, newly attached. */
  static AttachedVpc of(Ec2Client ec2) {
    TransitGateway gateway = ec2.createTransitGateway(r -> {}).transitGateway();
    Subnet subnet =
        ec2.describeSubnets().subnets().stream()
            .filter(Subnet::defaultForAz)
            .findFirst()
            .orElseThrow();
    String attachment =
        ec2.createTransitGatewayVpcAttachment(r ->
                r.transitGatewayId(gateway.transitGatewayId())
                    .vpcId(subnet.vpcId())
                    .subnetIds(subnet.subnetId()))
            .transitGatewayVpcAttachment()
            .transitGatewayAttachmentId();
    return new AttachedVpc(
        "&TransitGatewayAttachmentId=" + attachment,
        "&TransitGatewayRouteTableId=" + gateway.options().associationDefaultRouteTableId());
  }
}
