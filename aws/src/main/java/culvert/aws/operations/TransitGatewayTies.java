package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulitcastDomainAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;

/** What ties VPCs, subnets and interfaces to transit gateways, as those must respect it. */
public final class TransitGatewayTies {

  private TransitGatewayTies() {}

  /** Whether an attachment came to an end, and is only described for a while (R4.2.14). */
  public static boolean isOver(TransitGatewayAttachment attachment) {
    return switch (attachment.state()) {
      case DELETED, FAILED, REJECTED -> true;
      default -> false;
    };
  }

  /** Whether a subnet's association with a multicast domain came to nothing, and is only listed. */
  public static boolean isOver(TransitGatewayMulticastDomainAssociations association) {
    return association.subnets().getFirst().state()
        == TransitGatewayMulitcastDomainAssociationState.REJECTED;
  }

  /** Whether the VPC has an available attachment to the gateway (R4.2.8). */
  static boolean reach(CatalogView view, String vpc, String gateway) {
    return view.referring(Kinds.TRANSIT_GATEWAY_ATTACHMENT, vpc)
        .anyMatch(each ->
            each.transitGatewayId().equals(gateway)
                && each.state() == TransitGatewayAttachmentState.AVAILABLE);
  }

  /** Whether an attachment uses the VPC or subnet of that id, so that it must stay (R4.2.13). */
  static boolean attach(CatalogView view, String id) {
    return view.referring(Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT, id)
        .anyMatch(each ->
            !isOver(
                Objects.requireNonNull(
                    view.find(
                        Kinds.TRANSIT_GATEWAY_ATTACHMENT, each.transitGatewayAttachmentId()))));
  }

  /** Whether the subnet is in a multicast domain of any account, or about to be. */
  static boolean multicast(CatalogView view, String subnet) {
    return view.snapshot()
        .referringAnywhere(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, subnet)
        .anyMatch(each -> !isOver(each.shape()));
  }

  /** Takes an interface that is deleted out of every multicast group. */
  static void leaveGroups(Transaction transaction, String networkInterface) {
    for (Kind<?> kind :
        List.of(Kinds.TRANSIT_GATEWAY_MULTICAST_MEMBER, Kinds.TRANSIT_GATEWAY_MULTICAST_SOURCE)) {
      transaction
          .snapshot()
          .referringAnywhere(kind, networkInterface)
          .toList()
          .forEach(each -> transaction.remove(each.scope(), kind, each.id()));
    }
  }
}
