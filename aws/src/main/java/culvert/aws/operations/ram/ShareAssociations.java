package culvert.aws.operations.ram;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationStatus;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationType;

/**
 * The resources and principals of shares, in the scope of the share's owner. A principal that has
 * joined sees itself too; that view comes and goes here and nowhere else.
 */
final class ShareAssociations {

  /** How long what has come to an end is still shown. */
  static final Duration AFTERGLOW = Duration.ofHours(2);

  static final Duration WORK = Duration.ofSeconds(5);

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private ShareAssociations() {}

  private static String id(String share, String entity) {
    return share + "|" + entity;
  }

  /** Those of one share, as its owner sees them. */
  static Stream<ResourceShareAssociation> of(CatalogView owner, String share) {
    return owner
        .all(Kinds.RESOURCE_SHARE_ASSOCIATION)
        .filter(each -> each.resourceShareArn().equals(share));
  }

  static @Nullable ResourceShareAssociation live(
      CatalogView view, Scope owner, String share, String entity) {
    ResourceShareAssociation found =
        view.in(owner).find(Kinds.RESOURCE_SHARE_ASSOCIATION, id(share, entity));
    return found == null || !isLive(found) ? null : found;
  }

  static boolean isLive(ResourceShareAssociation association) {
    return switch (association.status()) {
      case ASSOCIATING, ASSOCIATED -> true;
      default -> false;
    };
  }

  /** Adds a resource of the caller's to a share of its own; one that is there stays as it is. */
  static ResourceShareAssociation addResource(
      Transaction transaction, ResourceShare share, String arn) {
    SharedResources.check(transaction, arn);
    return add(transaction, share, arn, ResourceShareAssociationType.RESOURCE);
  }

  /** Invites an account to a share of the caller's. */
  static ResourceShareAssociation addPrincipal(
      Transaction transaction, ResourceShare share, String principal) {
    checkPrincipal(transaction.scope(), share, principal);
    boolean present =
        live(transaction, transaction.scope(), share.resourceShareArn(), principal) != null;
    ResourceShareAssociation added =
        add(transaction, share, principal, ResourceShareAssociationType.PRINCIPAL);
    if (!present) {
      Invitations.send(transaction, share, principal);
    }
    return added;
  }

  private static void checkPrincipal(Scope owner, ResourceShare share, String principal) {
    if (principal.startsWith("arn:aws:organizations:")) {
      throw RamError.OPERATION_NOT_PERMITTED.with(
          "Sharing with AWS Organizations is not enabled: Culvert has no organizations.");
    }
    if (!ACCOUNT.matcher(principal).matches()) {
      throw RamError.INVALID_PARAMETER.with(
          "Principal "
              + principal
              + " is not an account, and cannot take part in a resource share.");
    }
    if (principal.equals(owner.account())) {
      throw RamError.INVALID_PARAMETER.with(
          "Principal " + principal + " is the owner of the resource share.");
    }
    if (!share.allowExternalPrincipals()) {
      throw RamError.OPERATION_NOT_PERMITTED.with(
          "Resource share "
              + share.resourceShareArn()
              + " does not allow principals outside of your organization: "
              + principal);
    }
  }

  private static ResourceShareAssociation add(
      Transaction transaction,
      ResourceShare share,
      String entity,
      ResourceShareAssociationType type) {
    String arn = share.resourceShareArn();
    ResourceShareAssociation present = live(transaction, transaction.scope(), arn, entity);
    if (present != null) {
      return present;
    }
    transaction.remove(Kinds.RESOURCE_SHARE_ASSOCIATION, id(arn, entity));
    return transaction.add(
        Kinds.RESOURCE_SHARE_ASSOCIATION,
        ResourceShareAssociation.builder()
            .resourceShareArn(arn)
            .resourceShareName(share.name())
            .associatedEntity(entity)
            .associationType(type)
            .status(ResourceShareAssociationStatus.ASSOCIATING)
            .creationTime(transaction.now())
            .lastUpdatedTime(transaction.now())
            .external(type == ResourceShareAssociationType.PRINCIPAL)
            .build());
  }

  /** The caller takes part from now on. */
  static void join(Transaction transaction, String share) {
    String account = transaction.scope().account();
    ResourceShareAssociation joined =
        move(
            transaction,
            ResourceShares.ownerOf(share),
            share,
            account,
            ResourceShareAssociationStatus.ASSOCIATED,
            null);
    transaction.add(Kinds.RESOURCE_SHARE_ASSOCIATION, joined);
  }

  /** The account does not take part after all. */
  static void fail(Transaction transaction, String share, String account, String why) {
    move(
        transaction,
        ResourceShares.ownerOf(share),
        share,
        account,
        ResourceShareAssociationStatus.FAILED,
        why);
  }

  private static ResourceShareAssociation move(
      Transaction transaction,
      Scope owner,
      String share,
      String entity,
      ResourceShareAssociationStatus status,
      @Nullable String message) {
    ResourceShareAssociation before =
        Objects.requireNonNull(
            transaction.in(owner).find(Kinds.RESOURCE_SHARE_ASSOCIATION, id(share, entity)));
    return transaction.replace(
        owner,
        Kinds.RESOURCE_SHARE_ASSOCIATION,
        id(share, entity),
        before.toBuilder()
            .status(status)
            .statusMessage(message)
            .lastUpdatedTime(transaction.now())
            .build());
  }

  /** Ends one, by the share's owner or by the principal itself. */
  static ResourceShareAssociation end(
      Transaction transaction, ResourceShareAssociation association) {
    String share = association.resourceShareArn();
    String entity = association.associatedEntity();
    Scope owner = ResourceShares.ownerOf(share);
    if (association.associationType() == ResourceShareAssociationType.PRINCIPAL) {
      Scope principal = new Scope(entity, owner.region());
      transaction.remove(principal, Kinds.RESOURCE_SHARE_ASSOCIATION, id(share, entity));
      Invitations.withdraw(transaction, principal, share);
    }
    return move(
        transaction, owner, share, entity, ResourceShareAssociationStatus.DISASSOCIATING, null);
  }

  /**
   * Ends some of one share; participants lose what no other share gives them.
   *
   * @param unsharing hears of each resource that an account has lost
   */
  static List<ResourceShareAssociation> end(
      Transaction transaction, List<ResourceShareAssociation> associations, Unsharing unsharing) {
    if (associations.isEmpty()) {
      return List.of();
    }
    String share = associations.getFirst().resourceShareArn();
    Scope owner = ResourceShares.ownerOf(share);
    List<String> resources = associated(transaction, share, ResourceShareAssociationType.RESOURCE);
    List<String> accounts = associated(transaction, share, ResourceShareAssociationType.PRINCIPAL);
    List<ResourceShareAssociation> ended =
        associations.stream().map(each -> end(transaction, each)).toList();
    for (String account : accounts) {
      Scope participant = new Scope(account, owner.region());
      for (String resource : resources) {
        if (!SharedResources.isShared(transaction.in(participant), resource)) {
          unsharing.lost(transaction, resource, participant);
        }
      }
    }
    return ended;
  }

  private static List<String> associated(
      Transaction transaction, String share, ResourceShareAssociationType type) {
    return of(transaction.in(ResourceShares.ownerOf(share)), share)
        .filter(each -> each.associationType() == type)
        .filter(each -> each.status() == ResourceShareAssociationStatus.ASSOCIATED)
        .map(ResourceShareAssociation::associatedEntity)
        .toList();
  }

  /** A principal waits for its own answer. */
  static @Nullable Step<ResourceShareAssociation> next(ResourceShareAssociation association) {
    String state = association.statusAsString();
    return switch (association.status()) {
      case ASSOCIATING ->
          association.associationType() == ResourceShareAssociationType.RESOURCE
              ? to(state, ResourceShareAssociationStatus.ASSOCIATED)
              : null;
      case DISASSOCIATING -> to(state, ResourceShareAssociationStatus.DISASSOCIATED);
      case DISASSOCIATED, FAILED ->
          Step.term(
              state,
              AFTERGLOW,
              (t, a) ->
                  t.remove(
                      Kinds.RESOURCE_SHARE_ASSOCIATION,
                      id(a.resourceShareArn(), a.associatedEntity())));
      default -> null;
    };
  }

  private static Step<ResourceShareAssociation> to(
      String from, ResourceShareAssociationStatus status) {
    return Step.work(
        from,
        WORK,
        (t, a) -> move(t, t.scope(), a.resourceShareArn(), a.associatedEntity(), status, null));
  }
}
