package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateTransitGatewayRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateTransitGatewayRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateTransitGatewayRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateTransitGatewayRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTableAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTableAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableAssociation;

/** Associations of attachments with route tables (R4.4.1, R4.4.2). */
final class AssociationOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(10);

  private static final Filters<TransitGatewayRouteTableAssociation> FILTERS =
      new Filters<TransitGatewayRouteTableAssociation>()
          .on("resource-id", TransitGatewayRouteTableAssociation::resourceId)
          .on("resource-type", TransitGatewayRouteTableAssociation::resourceTypeAsString)
          .on(
              "transit-gateway-attachment-id",
              TransitGatewayRouteTableAssociation::transitGatewayAttachmentId);

  @Override
  public void register(Registry registry) {
    registry.write(
        "AssociateTransitGatewayRouteTable",
        AssociateTransitGatewayRouteTableRequest::builder,
        AssociationOperations::associate);
    registry.write(
        "DisassociateTransitGatewayRouteTable",
        DisassociateTransitGatewayRouteTableRequest::builder,
        AssociationOperations::disassociate);
    registry.read(
        "GetTransitGatewayRouteTableAssociations",
        GetTransitGatewayRouteTableAssociationsRequest::builder,
        AssociationOperations::list);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.TRANSIT_GATEWAY_ASSOCIATION, AssociationOperations::next);
  }

  private static @Nullable Step<TransitGatewayAssociation> next(
      TransitGatewayAssociation association) {
    String state = association.stateAsString();
    return switch (association.state()) {
      case ASSOCIATING ->
          Step.work(
              state,
              WORK,
              (t, a) -> Associations.move(t, a, TransitGatewayAssociationState.ASSOCIATED));
      case DISASSOCIATING -> Step.work(state, WORK, Associations::remove);
      case ASSOCIATED, DISASSOCIATED, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static AssociateTransitGatewayRouteTableResponse associate(
      AssociateTransitGatewayRouteTableRequest request, Transaction transaction) {
    TransitGatewayRouteTable table =
        RouteTables.available(transaction, request.transitGatewayRouteTableId());
    TransitGatewayAttachment attachment =
        Attachments.available(
            transaction, request.transitGatewayAttachmentId(), table.transitGatewayId());
    String id = attachment.transitGatewayAttachmentId();
    if (transaction.find(Kinds.TRANSIT_GATEWAY_ASSOCIATION, id) != null) {
      throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
          "Transit Gateway Attachment " + id + " is already associated to a route table.");
    }
    return AssociateTransitGatewayRouteTableResponse.builder()
        .association(
            Associations.add(
                transaction, transaction.scope(), table.transitGatewayRouteTableId(), attachment))
        .build();
  }

  private static DisassociateTransitGatewayRouteTableResponse disassociate(
      DisassociateTransitGatewayRouteTableRequest request, Transaction transaction) {
    TransitGatewayRouteTable table =
        RouteTables.own(transaction, request.transitGatewayRouteTableId());
    TransitGatewayAttachment attachment =
        Attachments.get(transaction, request.transitGatewayAttachmentId());
    String id = attachment.transitGatewayAttachmentId();
    TransitGatewayAssociation association = transaction.find(Kinds.TRANSIT_GATEWAY_ASSOCIATION, id);
    if (association == null
        || !association.transitGatewayRouteTableId().equals(table.transitGatewayRouteTableId())) {
      throw Ec2Error.NOT_OF_TRANSIT_GATEWAY_ROUTE_TABLE.with(
          "Transit Gateway Attachment "
              + id
              + " is not associated with route table "
              + table.transitGatewayRouteTableId()
              + ".");
    }
    if (association.state() != TransitGatewayAssociationState.ASSOCIATED) {
      throw TransitGateways.invalidState(id);
    }
    return DisassociateTransitGatewayRouteTableResponse.builder()
        .association(
            Associations.move(
                transaction, association, TransitGatewayAssociationState.DISASSOCIATING))
        .build();
  }

  private static GetTransitGatewayRouteTableAssociationsResponse list(
      GetTransitGatewayRouteTableAssociationsRequest request, View view) {
    TransitGatewayRouteTable table = RouteTables.own(view, request.transitGatewayRouteTableId());
    List<TransitGatewayRouteTableAssociation> all =
        RouteTables.referring(
                view, Kinds.TRANSIT_GATEWAY_ASSOCIATION, table.transitGatewayRouteTableId())
            .stream()
            .map(AssociationOperations::listed)
            .filter(FILTERS.matching(request.filters()))
            .toList();
    Listing<TransitGatewayRouteTableAssociation> page = Listing.page(all, request);
    return GetTransitGatewayRouteTableAssociationsResponse.builder()
        .associations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static TransitGatewayRouteTableAssociation listed(TransitGatewayAssociation association) {
    return TransitGatewayRouteTableAssociation.builder()
        .transitGatewayAttachmentId(association.transitGatewayAttachmentId())
        .resourceId(association.resourceId())
        .resourceType(association.resourceType())
        .state(association.state())
        .build();
  }
}
