package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.View;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Listing;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayAttachmentsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayAttachmentsResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayAttachmentPropagationsRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayAttachmentPropagationsResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentPropagation;

/** Attachments of every type, each of which has operations and a lifecycle of its own (R4.3.1). */
final class AttachmentOperations implements OperationFamily {

  private static final Filters<TransitGatewayAttachmentPropagation> PROPAGATIONS =
      new Filters<TransitGatewayAttachmentPropagation>()
          .on(
              "transit-gateway-route-table-id",
              TransitGatewayAttachmentPropagation::transitGatewayRouteTableId);

  @Override
  public void register(Registry registry) {
    registry.describe(
        "DescribeTransitGatewayAttachments",
        new Describe<>(
                Kinds.TRANSIT_GATEWAY_ATTACHMENT,
                DescribeTransitGatewayAttachmentsRequest::builder,
                DescribeTransitGatewayAttachmentsResponse::builder,
                "TransitGatewayAttachments",
                filters())
            .ids("TransitGatewayAttachmentIds", Lookup.TRANSIT_GATEWAY_ATTACHMENT)
            .view(AttachmentOperations::withAssociation));
    registry.read(
        "GetTransitGatewayAttachmentPropagations",
        GetTransitGatewayAttachmentPropagationsRequest::builder,
        AttachmentOperations::propagations);
  }

  private static Filters<TransitGatewayAttachment> filters() {
    return new Filters<TransitGatewayAttachment>()
        .on(
            "association.state",
            a -> a.association() == null ? null : a.association().stateAsString())
        .on(
            "association.transit-gateway-route-table-id",
            a -> a.association() == null ? null : a.association().transitGatewayRouteTableId())
        .onReference("resource-id", TransitGatewayAttachment::resourceId)
        .on("resource-owner-id", TransitGatewayAttachment::resourceOwnerId)
        .on("resource-type", TransitGatewayAttachment::resourceTypeAsString)
        .on("state", TransitGatewayAttachment::stateAsString)
        .on("transit-gateway-attachment-id", TransitGatewayAttachment::transitGatewayAttachmentId)
        .onReference("transit-gateway-id", TransitGatewayAttachment::transitGatewayId)
        .on("transit-gateway-owner-id", TransitGatewayAttachment::transitGatewayOwnerId)
        .onTags();
  }

  /** The gateway's owner sees its table; nobody else does (R4.3.12). */
  private static TransitGatewayAttachment withAssociation(
      TransitGatewayAttachment attachment, CatalogView view) {
    TransitGatewayAssociation association =
        view.find(Kinds.TRANSIT_GATEWAY_ASSOCIATION, attachment.transitGatewayAttachmentId());
    return association == null
        ? attachment
        : attachment.toBuilder()
            .association(a ->
                a.transitGatewayRouteTableId(association.transitGatewayRouteTableId())
                    .state(association.state()))
            .build();
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.addBySide(Kinds.TRANSIT_GATEWAY_ATTACHMENT, AttachmentOperations::next);
  }

  private static @Nullable Step<TransitGatewayAttachment> next(
      TransitGatewayAttachment attachment, Scope viewer) {
    return switch (attachment.resourceType()) {
      case VPC -> VpcAttachments.next(attachment, viewer);
      case PEERING -> PeeringAttachments.next(attachment);
      case CONNECT -> ConnectAttachments.next(attachment);
      case DIRECT_CONNECT_GATEWAY -> DirectConnectAttachments.next(attachment, viewer);
      case VPN -> VpnAttachments.next(attachment);
      default -> null;
    };
  }

  private static GetTransitGatewayAttachmentPropagationsResponse propagations(
      GetTransitGatewayAttachmentPropagationsRequest request, View view) {
    TransitGatewayAttachment attachment =
        Attachments.get(view, request.transitGatewayAttachmentId());
    List<TransitGatewayAttachmentPropagation> all =
        RouteTables.referring(
                view, Kinds.TRANSIT_GATEWAY_PROPAGATION, attachment.transitGatewayAttachmentId())
            .stream()
            .map(propagation ->
                TransitGatewayAttachmentPropagation.builder()
                    .transitGatewayRouteTableId(propagation.transitGatewayRouteTableId())
                    .state(propagation.state())
                    .build())
            .filter(PROPAGATIONS.matching(request.filters()))
            .toList();
    Listing<TransitGatewayAttachmentPropagation> page = Listing.page(all, request);
    return GetTransitGatewayAttachmentPropagationsResponse.builder()
        .transitGatewayAttachmentPropagations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
