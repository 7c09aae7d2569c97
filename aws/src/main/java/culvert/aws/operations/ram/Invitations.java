package culvert.aws.operations.ram;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitation;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitationStatus;

/** Invitations to shares, in the scope of the account that is invited. */
final class Invitations {

  private static final Duration EXPIRY = Duration.ofDays(7);

  private Invitations() {}

  static void send(Transaction transaction, ResourceShare share, String account) {
    Scope here = transaction.scope();
    Scope receiver = new Scope(account, here.region());
    withdraw(transaction, receiver, share.resourceShareArn());
    String arn = ResourceShares.arn(here, "resource-share-invitation");
    transaction.add(
        receiver,
        Kinds.RESOURCE_SHARE_INVITATION,
        arn,
        ResourceShareInvitation.builder()
            .resourceShareInvitationArn(arn)
            .resourceShareName(share.name())
            .resourceShareArn(share.resourceShareArn())
            .senderAccountId(here.account())
            .receiverAccountId(account)
            .invitationTimestamp(transaction.now())
            .status(ResourceShareInvitationStatus.PENDING)
            .build());
  }

  /** Whatever became of it, it is not shown any more. */
  static void withdraw(Transaction transaction, Scope receiver, String share) {
    transaction
        .in(receiver)
        .all(Kinds.RESOURCE_SHARE_INVITATION)
        .filter(each -> each.resourceShareArn().equals(share))
        .toList()
        .forEach(each ->
            transaction.remove(
                receiver, Kinds.RESOURCE_SHARE_INVITATION, each.resourceShareInvitationArn()));
  }

  /** One that waits for the caller's answer. */
  static ResourceShareInvitation pending(CatalogView view, @Nullable String arn) {
    ResourceShareInvitation found = get(view, arn);
    String known = found.resourceShareInvitationArn();
    switch (found.status()) {
      case ACCEPTED -> throw RamError.INVITATION_ALREADY_ACCEPTED.with(known);
      case REJECTED -> throw RamError.INVITATION_ALREADY_REJECTED.with(known);
      case EXPIRED -> throw RamError.INVITATION_EXPIRED.with(known);
      default -> {
        return found;
      }
    }
  }

  static ResourceShareInvitation get(CatalogView view, @Nullable String arn) {
    if (arn == null) {
      throw RamError.INVALID_PARAMETER.with(
          "The parameter resourceShareInvitationArn is required.");
    }
    if (!arn.startsWith("arn:aws:ram:")) {
      throw RamError.MALFORMED_ARN.with(arn);
    }
    ResourceShareInvitation found = view.find(Kinds.RESOURCE_SHARE_INVITATION, arn);
    if (found == null) {
      throw RamError.INVITATION_NOT_FOUND.with(arn);
    }
    return found;
  }

  static ResourceShareInvitation move(
      Transaction transaction,
      ResourceShareInvitation invitation,
      ResourceShareInvitationStatus status) {
    return transaction.replace(
        Kinds.RESOURCE_SHARE_INVITATION, invitation.toBuilder().status(status).build());
  }

  static @Nullable Step<ResourceShareInvitation> next(ResourceShareInvitation invitation) {
    return invitation.status() == ResourceShareInvitationStatus.PENDING
        ? Step.term(invitation.statusAsString(), EXPIRY, Invitations::expire)
        : null;
  }

  private static void expire(Transaction transaction, ResourceShareInvitation invitation) {
    move(transaction, invitation, ResourceShareInvitationStatus.EXPIRED);
    ShareAssociations.fail(
        transaction,
        invitation.resourceShareArn(),
        invitation.receiverAccountId(),
        "The invitation has expired.");
  }
}
