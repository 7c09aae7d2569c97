package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DisableTransitGatewayRouteTablePropagationRequest;
import software.amazon.awssdk.services.ec2.model.DisableTransitGatewayRouteTablePropagationResponse;
import software.amazon.awssdk.services.ec2.model.EnableTransitGatewayRouteTablePropagationRequest;
import software.amazon.awssdk.services.ec2.model.EnableTransitGatewayRouteTablePropagationResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTablePropagationsRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTablePropagationsResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTablePropagation;

/** Propagation of attachments' prefixes into route tables (R4.4.3, R4.4.4). */
final class PropagationOperations implements OperationFamily {

  private static final Filters<TransitGatewayRouteTablePropagation> FILTERS =
      new Filters<TransitGatewayRouteTablePropagation>()
          .on("resource-id", TransitGatewayRouteTablePropagation::resourceId)
          .on("resource-type", TransitGatewayRouteTablePropagation::resourceTypeAsString)
          .on(
              "transit-gateway-attachment-id",
              TransitGatewayRouteTablePropagation::transitGatewayAttachmentId);

  @Override
  public void register(Registry registry) {
    registry.write(
        "EnableTransitGatewayRouteTablePropagation",
        EnableTransitGatewayRouteTablePropagationRequest::builder,
        PropagationOperations::enable);
    registry.write(
        "DisableTransitGatewayRouteTablePropagation",
        DisableTransitGatewayRouteTablePropagationRequest::builder,
        PropagationOperations::disable);
    registry.read(
        "GetTransitGatewayRouteTablePropagations",
        GetTransitGatewayRouteTablePropagationsRequest::builder,
        PropagationOperations::list);
  }

  private static EnableTransitGatewayRouteTablePropagationResponse enable(
      EnableTransitGatewayRouteTablePropagationRequest request, Transaction transaction) {
    refuseAnnouncement(request.transitGatewayRouteTableAnnouncementId());
    TransitGatewayRouteTable table =
        RouteTables.available(transaction, request.transitGatewayRouteTableId());
    TransitGatewayAttachment attachment =
        Attachments.available(
            transaction, request.transitGatewayAttachmentId(), table.transitGatewayId());
    if (attachment.resourceType() == TransitGatewayAttachmentResourceType.PEERING) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "You cannot propagate a peering attachment to a Transit Gateway Route Table");
    }
    String tableId = table.transitGatewayRouteTableId();
    String id = attachment.transitGatewayAttachmentId();
    if (transaction.find(Kinds.TRANSIT_GATEWAY_PROPAGATION, Propagations.id(tableId, id)) != null) {
      throw Ec2Error.TRANSIT_GATEWAY_PROPAGATION_DUPLICATE.with(id, tableId);
    }
    return EnableTransitGatewayRouteTablePropagationResponse.builder()
        .propagation(Propagations.add(transaction, transaction.scope(), tableId, attachment))
        .build();
  }

  /** Announcements are Cloud WAN's (R4.4.19). */
  private static void refuseAnnouncement(@Nullable String id) {
    if (id != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "Culvert has no route table announcements in this version");
    }
  }

  private static DisableTransitGatewayRouteTablePropagationResponse disable(
      DisableTransitGatewayRouteTablePropagationRequest request, Transaction transaction) {
    refuseAnnouncement(request.transitGatewayRouteTableAnnouncementId());
    TransitGatewayRouteTable table =
        RouteTables.own(transaction, request.transitGatewayRouteTableId());
    TransitGatewayAttachment attachment =
        Attachments.get(transaction, request.transitGatewayAttachmentId());
    String tableId = table.transitGatewayRouteTableId();
    String id = attachment.transitGatewayAttachmentId();
    TransitGatewayPropagation propagation =
        transaction.find(Kinds.TRANSIT_GATEWAY_PROPAGATION, Propagations.id(tableId, id));
    if (propagation == null) {
      throw Ec2Error.NOT_OF_TRANSIT_GATEWAY_ROUTE_TABLE.with(
          "Propagation " + id + " does not exist in Transit Gateway Route Table " + tableId + ".");
    }
    transaction.remove(Kinds.TRANSIT_GATEWAY_PROPAGATION, Propagations.id(tableId, id));
    return DisableTransitGatewayRouteTablePropagationResponse.builder()
        .propagation(propagation.toBuilder().state(TransitGatewayPropagationState.DISABLED).build())
        .build();
  }

  private static GetTransitGatewayRouteTablePropagationsResponse list(
      GetTransitGatewayRouteTablePropagationsRequest request, View view) {
    TransitGatewayRouteTable table = RouteTables.own(view, request.transitGatewayRouteTableId());
    List<TransitGatewayRouteTablePropagation> all =
        RouteTables.referring(
                view, Kinds.TRANSIT_GATEWAY_PROPAGATION, table.transitGatewayRouteTableId())
            .stream()
            .map(PropagationOperations::listed)
            .filter(FILTERS.matching(request.filters()))
            .toList();
    Listing<TransitGatewayRouteTablePropagation> page = Listing.page(all, request);
    return GetTransitGatewayRouteTablePropagationsResponse.builder()
        .transitGatewayRouteTablePropagations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static TransitGatewayRouteTablePropagation listed(TransitGatewayPropagation propagation) {
    return TransitGatewayRouteTablePropagation.builder()
        .transitGatewayAttachmentId(propagation.transitGatewayAttachmentId())
        .resourceId(propagation.resourceId())
        .resourceType(propagation.resourceType())
        .state(propagation.state())
        .build();
  }
}
