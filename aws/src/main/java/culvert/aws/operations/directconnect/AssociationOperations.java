package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayAssociationRequest;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayAssociationResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayAssociationRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayAssociationResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAssociationsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAssociationsResponse;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationState;
import software.amazon.awssdk.services.directconnect.model.GatewayType;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;
import software.amazon.awssdk.services.directconnect.model.UpdateDirectConnectGatewayAssociationRequest;
import software.amazon.awssdk.services.directconnect.model.UpdateDirectConnectGatewayAssociationResponse;

/** Associations of Direct Connect gateways with gateways of the same account (B5). */
final class AssociationOperations implements OperationFamily {

  private final Quotas quotas;

  AssociationOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "CreateDirectConnectGatewayAssociation",
        CreateDirectConnectGatewayAssociationRequest::builder,
        this::create);
    calls.write(
        "UpdateDirectConnectGatewayAssociation",
        UpdateDirectConnectGatewayAssociationRequest::builder,
        AssociationOperations::update);
    calls.write(
        "DeleteDirectConnectGatewayAssociation",
        DeleteDirectConnectGatewayAssociationRequest::builder,
        AssociationOperations::delete);
    calls.read(
        "DescribeDirectConnectGatewayAssociations",
        DescribeDirectConnectGatewayAssociationsRequest::builder,
        AssociationOperations::describe);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION, Associations::next);
  }

  private CreateDirectConnectGatewayAssociationResponse create(
      CreateDirectConnectGatewayAssociationRequest request, Transaction transaction) {
    String associated = request.gatewayId();
    if (associated == null) {
      associated = request.virtualGatewayId();
    }
    if (associated == null) {
      throw DirectConnectError.refused("The parameter gatewayId is required.");
    }
    DirectConnectGateway gateway = Gateways.own(transaction, request.directConnectGatewayId());
    return CreateDirectConnectGatewayAssociationResponse.builder()
        .directConnectGatewayAssociation(
            NewAssociation.make(
                transaction,
                gateway,
                AssociableGateway.get(transaction, associated, transaction.scope().account()),
                request.addAllowedPrefixesToDirectConnectGateway(),
                quotas))
        .build();
  }

  /** Whoever has one of the two gateways may end it; it changes with the Direct Connect gateway. */
  private static DirectConnectGatewayAssociation get(CatalogView view, @Nullable String id) {
    if (id == null) {
      throw DirectConnectError.refused("The parameter associationId is required.");
    }
    return view.snapshot()
        .byId(Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION, id)
        .map(Resource::shape)
        .filter(each -> Associations.isSeen(view, each))
        .findFirst()
        .orElseThrow(() -> DirectConnectError.refused("Association " + id + " does not exist."));
  }

  private static void expectAssociated(DirectConnectGatewayAssociation association) {
    if (association.associationState() != DirectConnectGatewayAssociationState.ASSOCIATED) {
      throw DirectConnectError.refused(
          "Association "
              + association.associationId()
              + " is in state "
              + association.associationStateAsString()
              + ".");
    }
  }

  private static UpdateDirectConnectGatewayAssociationResponse update(
      UpdateDirectConnectGatewayAssociationRequest request, Transaction transaction) {
    DirectConnectGatewayAssociation before = get(transaction, request.associationId());
    if (!before.directConnectGatewayOwnerAccount().equals(transaction.scope().account())) {
      throw DirectConnectError.refused(
          "Association "
              + before.associationId()
              + " is changed by the owner of the Direct Connect gateway, who accepts a proposal.");
    }
    expectAssociated(before);
    return UpdateDirectConnectGatewayAssociationResponse.builder()
        .directConnectGatewayAssociation(
            allow(
                transaction,
                before,
                AllowedPrefixes.changed(
                    before.allowedPrefixesToDirectConnectGateway(),
                    request.addAllowedPrefixesToDirectConnectGateway(),
                    request.removeAllowedPrefixesToDirectConnectGateway())))
        .build();
  }

  /** Gives an association other allowed prefixes. */
  static DirectConnectGatewayAssociation allow(
      Transaction transaction,
      DirectConnectGatewayAssociation association,
      List<RouteFilterPrefix> prefixes) {
    if (association.associatedGateway().type() == GatewayType.TRANSIT_GATEWAY) {
      NewAssociation.checkAnnounced(
          association.associatedGateway().id(),
          prefixes,
          Associations.of(transaction.snapshot(), association.directConnectGatewayId())
              .map(Resource::shape)
              .toList());
    }
    return Associations.put(
        transaction,
        association.toBuilder()
            .associationState(DirectConnectGatewayAssociationState.UPDATING)
            .allowedPrefixesToDirectConnectGateway(prefixes)
            .build());
  }

  private static DeleteDirectConnectGatewayAssociationResponse delete(
      DeleteDirectConnectGatewayAssociationRequest request, Transaction transaction) {
    DirectConnectGatewayAssociation association =
        request.associationId() == null
            ? ofBoth(transaction, request.directConnectGatewayId(), request.virtualGatewayId())
            : get(transaction, request.associationId());
    expectAssociated(association);
    return DeleteDirectConnectGatewayAssociationResponse.builder()
        .directConnectGatewayAssociation(Associations.end(transaction, association))
        .build();
  }

  private static DirectConnectGatewayAssociation ofBoth(
      CatalogView view, @Nullable String gateway, @Nullable String vpnGateway) {
    if (gateway == null || vpnGateway == null) {
      throw DirectConnectError.refused(
          "Specify an associationId, or a directConnectGatewayId and a virtualGatewayId.");
    }
    return Associations.of(view.snapshot(), gateway)
        .map(Resource::shape)
        .filter(each -> each.associatedGateway().id().equals(vpnGateway))
        .filter(each -> Associations.isSeen(view, each))
        .findFirst()
        .orElseThrow(() ->
            DirectConnectError.refused(
                "An association of " + gateway + " with " + vpnGateway + " does not exist."));
  }

  private static DescribeDirectConnectGatewayAssociationsResponse describe(
      DescribeDirectConnectGatewayAssociationsRequest request, View view) {
    String id = request.associationId();
    String gateway = request.directConnectGatewayId();
    String associated =
        request.associatedGatewayId() == null
            ? request.virtualGatewayId()
            : request.associatedGatewayId();
    if (id == null && gateway == null && associated == null) {
      throw DirectConnectError.refused(
          "Specify a directConnectGatewayId, an associatedGatewayId or an associationId.");
    }
    List<DirectConnectGatewayAssociation> found =
        view.snapshot()
            .everywhere(Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION)
            .map(Resource::shape)
            .filter(each -> Associations.isSeen(view, each))
            .filter(each -> id == null || id.equals(each.associationId()))
            .filter(each -> gateway == null || gateway.equals(each.directConnectGatewayId()))
            .filter(each -> associated == null || associated.equals(each.associatedGateway().id()))
            .toList();
    Listing<DirectConnectGatewayAssociation> page = Pages.of(found, request);
    return DescribeDirectConnectGatewayAssociationsResponse.builder()
        .directConnectGatewayAssociations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
