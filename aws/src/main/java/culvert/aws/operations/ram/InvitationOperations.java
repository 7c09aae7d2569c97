package culvert.aws.operations.ram;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.List;
import software.amazon.awssdk.services.ram.model.AcceptResourceShareInvitationRequest;
import software.amazon.awssdk.services.ram.model.AcceptResourceShareInvitationResponse;
import software.amazon.awssdk.services.ram.model.GetResourceShareInvitationsRequest;
import software.amazon.awssdk.services.ram.model.GetResourceShareInvitationsResponse;
import software.amazon.awssdk.services.ram.model.RejectResourceShareInvitationRequest;
import software.amazon.awssdk.services.ram.model.RejectResourceShareInvitationResponse;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitation;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitationStatus;

/** The invitations that an account has received, and its answers. */
final class InvitationOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.read(
        Service.RAM,
        "GetResourceShareInvitations",
        GetResourceShareInvitationsRequest::builder,
        InvitationOperations::list);
    registry.write(
        Service.RAM,
        "AcceptResourceShareInvitation",
        AcceptResourceShareInvitationRequest::builder,
        InvitationOperations::accept);
    registry.write(
        Service.RAM,
        "RejectResourceShareInvitation",
        RejectResourceShareInvitationRequest::builder,
        InvitationOperations::reject);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.RESOURCE_SHARE_INVITATION, Invitations::next);
  }

  private static GetResourceShareInvitationsResponse list(
      GetResourceShareInvitationsRequest request, View view) {
    List<String> arns = request.resourceShareInvitationArns();
    List<String> shares = request.resourceShareArns();
    arns.forEach(arn -> Invitations.get(view, arn));
    shares.forEach(ResourceShares::ownerOf);
    List<ResourceShareInvitation> found =
        view.all(Kinds.RESOURCE_SHARE_INVITATION)
            .filter(each -> arns.isEmpty() || arns.contains(each.resourceShareInvitationArn()))
            .filter(each -> shares.isEmpty() || shares.contains(each.resourceShareArn()))
            .toList();
    Listing<ResourceShareInvitation> page =
        Pages.of("GetResourceShareInvitations", found, request.maxResults(), request.nextToken());
    return GetResourceShareInvitationsResponse.builder()
        .resourceShareInvitations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static AcceptResourceShareInvitationResponse accept(
      AcceptResourceShareInvitationRequest request, Transaction transaction) {
    ResourceShareInvitation pending =
        Invitations.pending(transaction, request.resourceShareInvitationArn());
    ShareAssociations.join(transaction, pending.resourceShareArn());
    return AcceptResourceShareInvitationResponse.builder()
        .resourceShareInvitation(
            Invitations.move(transaction, pending, ResourceShareInvitationStatus.ACCEPTED))
        .build();
  }

  private static RejectResourceShareInvitationResponse reject(
      RejectResourceShareInvitationRequest request, Transaction transaction) {
    ResourceShareInvitation pending =
        Invitations.pending(transaction, request.resourceShareInvitationArn());
    ShareAssociations.fail(
        transaction,
        pending.resourceShareArn(),
        pending.receiverAccountId(),
        "The invitation was rejected.");
    return RejectResourceShareInvitationResponse.builder()
        .resourceShareInvitation(
            Invitations.move(transaction, pending, ResourceShareInvitationStatus.REJECTED))
        .build();
  }
}
