package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.AcceptDirectConnectGatewayAssociationProposalRequest;
import software.amazon.awssdk.services.directconnect.model.AcceptDirectConnectGatewayAssociationProposalResponse;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayAssociationProposalRequest;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayAssociationProposalResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayAssociationProposalRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayAssociationProposalResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAssociationProposalsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAssociationProposalsResponse;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationProposal;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationProposalState;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationState;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;

/**
 * Associations with another account's Direct Connect gateway: proposed by the owner of the virtual
 * private gateway or transit gateway, accepted by that of the Direct Connect gateway (B5).
 */
final class ProposalOperations implements OperationFamily {

  private static final Duration EXPIRY = Duration.ofDays(7);
  private static final Duration SHOWN = Duration.ofDays(3);

  private final Quotas quotas;

  ProposalOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "CreateDirectConnectGatewayAssociationProposal",
        CreateDirectConnectGatewayAssociationProposalRequest::builder,
        ProposalOperations::create);
    calls.write(
        "AcceptDirectConnectGatewayAssociationProposal",
        AcceptDirectConnectGatewayAssociationProposalRequest::builder,
        this::accept);
    calls.write(
        "DeleteDirectConnectGatewayAssociationProposal",
        DeleteDirectConnectGatewayAssociationProposalRequest::builder,
        ProposalOperations::delete);
    calls.read(
        "DescribeDirectConnectGatewayAssociationProposals",
        DescribeDirectConnectGatewayAssociationProposalsRequest::builder,
        ProposalOperations::describe);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.DIRECT_CONNECT_PROPOSAL, ProposalOperations::next);
  }

  private static @Nullable Step<DirectConnectGatewayAssociationProposal> next(
      DirectConnectGatewayAssociationProposal proposal) {
    String state = proposal.proposalStateAsString();
    return switch (proposal.proposalState()) {
      case REQUESTED ->
          Step.term(
              state,
              EXPIRY,
              (t, each) -> move(t, each, DirectConnectGatewayAssociationProposalState.DELETED));
      case ACCEPTED, DELETED ->
          Step.term(
              state,
              SHOWN,
              (t, each) -> t.remove(Kinds.DIRECT_CONNECT_PROPOSAL, each.proposalId()));
      default -> null;
    };
  }

  private static DirectConnectGatewayAssociationProposal move(
      Transaction transaction,
      DirectConnectGatewayAssociationProposal proposal,
      DirectConnectGatewayAssociationProposalState state) {
    return transaction.replace(
        Gateways.scope(proposal.associatedGateway().ownerAccount()),
        Kinds.DIRECT_CONNECT_PROPOSAL,
        proposal.proposalId(),
        proposal.toBuilder().proposalState(state).build());
  }

  private static CreateDirectConnectGatewayAssociationProposalResponse create(
      CreateDirectConnectGatewayAssociationProposalRequest request, Transaction transaction) {
    String account = transaction.scope().account();
    String gateway = request.directConnectGatewayId();
    String owner = Accounts.check(request.directConnectGatewayOwnerAccount());
    AssociableGateway associated = AssociableGateway.get(transaction, request.gatewayId(), account);
    if (transaction.snapshot().find(Gateways.scope(owner), Kinds.DIRECT_CONNECT_GATEWAY, gateway)
        == null) {
      throw Gateways.notFound(gateway);
    }
    if (transaction
        .in(Gateways.scope(account))
        .all(Kinds.DIRECT_CONNECT_PROPOSAL)
        .anyMatch(each ->
            isOpen(each)
                && each.directConnectGatewayId().equals(gateway)
                && each.associatedGateway().id().equals(associated.id()))) {
      throw DirectConnectError.refused(
          "There is a proposal of " + associated.id() + " to " + gateway + " already.");
    }
    DirectConnectGatewayAssociation existing = existing(transaction, gateway, associated.id());
    List<RouteFilterPrefix> before =
        existing == null ? List.of() : existing.allowedPrefixesToDirectConnectGateway();
    String id = Gateways.newId();
    DirectConnectGatewayAssociationProposal made =
        transaction.add(
            Gateways.scope(account),
            Kinds.DIRECT_CONNECT_PROPOSAL,
            id,
            DirectConnectGatewayAssociationProposal.builder()
                .proposalId(id)
                .directConnectGatewayId(gateway)
                .directConnectGatewayOwnerAccount(owner)
                .proposalState(DirectConnectGatewayAssociationProposalState.REQUESTED)
                .associatedGateway(associated.shape())
                .existingAllowedPrefixesToDirectConnectGateway(before)
                .requestedAllowedPrefixesToDirectConnectGateway(
                    AllowedPrefixes.changed(
                        before,
                        request.addAllowedPrefixesToDirectConnectGateway(),
                        request.removeAllowedPrefixesToDirectConnectGateway()))
                .build());
    return CreateDirectConnectGatewayAssociationProposalResponse.builder()
        .directConnectGatewayAssociationProposal(made)
        .build();
  }

  private static @Nullable DirectConnectGatewayAssociation existing(
      CatalogView view, String gateway, String associated) {
    return Associations.of(view.snapshot(), gateway)
        .map(Resource::shape)
        .filter(each -> each.associatedGateway().id().equals(associated))
        .filter(
            each -> each.associationState() != DirectConnectGatewayAssociationState.DISASSOCIATING)
        .findFirst()
        .orElse(null);
  }

  private static boolean isOpen(DirectConnectGatewayAssociationProposal proposal) {
    return proposal.proposalState() == DirectConnectGatewayAssociationProposalState.REQUESTED;
  }

  private static boolean isSeen(
      CatalogView view, DirectConnectGatewayAssociationProposal proposal) {
    String account = view.scope().account();
    return account.equals(proposal.directConnectGatewayOwnerAccount())
        || account.equals(proposal.associatedGateway().ownerAccount());
  }

  /** The one of that id that is open, and whose side the caller is on. */
  private static DirectConnectGatewayAssociationProposal open(CatalogView view, String id) {
    return view.snapshot()
        .byId(Kinds.DIRECT_CONNECT_PROPOSAL, id)
        .map(Resource::shape)
        .filter(each -> isSeen(view, each) && isOpen(each))
        .findFirst()
        .orElseThrow(() -> DirectConnectError.refused("Proposal " + id + " does not exist."));
  }

  /** What the acceptor says of prefixes goes before what is asked for. */
  private AcceptDirectConnectGatewayAssociationProposalResponse accept(
      AcceptDirectConnectGatewayAssociationProposalRequest request, Transaction transaction) {
    DirectConnectGatewayAssociationProposal proposal = open(transaction, request.proposalId());
    DirectConnectGateway gateway = Gateways.own(transaction, request.directConnectGatewayId());
    String account = request.associatedGatewayOwnerAccount();
    if (!proposal.directConnectGatewayId().equals(gateway.directConnectGatewayId())
        || !proposal.associatedGateway().ownerAccount().equals(account)) {
      throw DirectConnectError.refused(
          "Proposal " + proposal.proposalId() + " is of other gateways.");
    }
    List<RouteFilterPrefix> allowed =
        request.overrideAllowedPrefixesToDirectConnectGateway().isEmpty()
            ? proposal.requestedAllowedPrefixesToDirectConnectGateway()
            : request.overrideAllowedPrefixesToDirectConnectGateway();
    move(transaction, proposal, DirectConnectGatewayAssociationProposalState.ACCEPTED);
    String associated = proposal.associatedGateway().id();
    DirectConnectGatewayAssociation existing =
        existing(transaction, gateway.directConnectGatewayId(), associated);
    return AcceptDirectConnectGatewayAssociationProposalResponse.builder()
        .directConnectGatewayAssociation(
            existing == null
                ? NewAssociation.make(
                    transaction,
                    gateway,
                    AssociableGateway.get(transaction, associated, account),
                    allowed,
                    quotas)
                : AssociationOperations.allow(
                    transaction, existing, AllowedPrefixes.changed(allowed, List.of(), List.of())))
        .build();
  }

  /** By either side. */
  private static DeleteDirectConnectGatewayAssociationProposalResponse delete(
      DeleteDirectConnectGatewayAssociationProposalRequest request, Transaction transaction) {
    DirectConnectGatewayAssociationProposal proposal = open(transaction, request.proposalId());
    return DeleteDirectConnectGatewayAssociationProposalResponse.builder()
        .directConnectGatewayAssociationProposal(
            move(transaction, proposal, DirectConnectGatewayAssociationProposalState.DELETED))
        .build();
  }

  private static DescribeDirectConnectGatewayAssociationProposalsResponse describe(
      DescribeDirectConnectGatewayAssociationProposalsRequest request, View view) {
    String gateway = request.directConnectGatewayId();
    String id = request.proposalId();
    String associated = request.associatedGatewayId();
    List<DirectConnectGatewayAssociationProposal> found =
        view.snapshot()
            .everywhere(Kinds.DIRECT_CONNECT_PROPOSAL)
            .map(Resource::shape)
            .filter(each -> isSeen(view, each))
            .filter(each -> gateway == null || gateway.equals(each.directConnectGatewayId()))
            .filter(each -> id == null || id.equals(each.proposalId()))
            .filter(each -> associated == null || associated.equals(each.associatedGateway().id()))
            .toList();
    Listing<DirectConnectGatewayAssociationProposal> page = Pages.of(found, request);
    return DescribeDirectConnectGatewayAssociationProposalsResponse.builder()
        .directConnectGatewayAssociationProposals(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
