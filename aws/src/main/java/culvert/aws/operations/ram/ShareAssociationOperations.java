package culvert.aws.operations.ram;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ram.model.AssociateResourceShareRequest;
import software.amazon.awssdk.services.ram.model.AssociateResourceShareResponse;
import software.amazon.awssdk.services.ram.model.DisassociateResourceShareRequest;
import software.amazon.awssdk.services.ram.model.DisassociateResourceShareResponse;
import software.amazon.awssdk.services.ram.model.GetResourceShareAssociationsRequest;
import software.amazon.awssdk.services.ram.model.GetResourceShareAssociationsResponse;
import software.amazon.awssdk.services.ram.model.ResourceOwner;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationType;

/** What belongs to a share, and who takes part in it. */
final class ShareAssociationOperations implements OperationFamily {

  private final Unsharing unsharing;

  ShareAssociationOperations(Unsharing unsharing) {
    this.unsharing = unsharing;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        Service.RAM,
        "AssociateResourceShare",
        AssociateResourceShareRequest::builder,
        ShareAssociationOperations::associate);
    registry.write(
        Service.RAM,
        "DisassociateResourceShare",
        DisassociateResourceShareRequest::builder,
        this::disassociate);
    registry.read(
        Service.RAM,
        "GetResourceShareAssociations",
        GetResourceShareAssociationsRequest::builder,
        ShareAssociationOperations::list);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.RESOURCE_SHARE_ASSOCIATION, ShareAssociations::next);
  }

  private static AssociateResourceShareResponse associate(
      AssociateResourceShareRequest request, Transaction transaction) {
    ResourceShare share = ResourceShares.own(transaction, request.resourceShareArn());
    refuseNone(request.resourceArns(), request.principals());
    if (!request.sources().isEmpty()) {
      throw RamError.INVALID_PARAMETER.with("A source is for service principals only.");
    }
    List<ResourceShareAssociation> added = new ArrayList<>();
    for (String arn : request.resourceArns()) {
      added.add(ShareAssociations.addResource(transaction, share, arn));
    }
    for (String principal : request.principals()) {
      added.add(ShareAssociations.addPrincipal(transaction, share, principal));
    }
    return AssociateResourceShareResponse.builder().resourceShareAssociations(added).build();
  }

  private static void refuseNone(List<String> resources, List<String> principals) {
    if (resources.isEmpty() && principals.isEmpty()) {
      throw RamError.INVALID_PARAMETER.with("A resource or a principal is required.");
    }
  }

  /** By the owner; a principal may take itself out. */
  private DisassociateResourceShareResponse disassociate(
      DisassociateResourceShareRequest request, Transaction transaction) {
    String share = request.resourceShareArn();
    Scope owner = ResourceShares.ownerOf(share);
    List<String> entities =
        Stream.concat(request.resourceArns().stream(), request.principals().stream()).toList();
    refuseNone(request.resourceArns(), request.principals());
    boolean leaves =
        entities.equals(List.of(transaction.scope().account()))
            && owner.region().equals(transaction.scope().region());
    if (!leaves) {
      ResourceShares.own(transaction, share);
    }
    List<ResourceShareAssociation> live = new ArrayList<>();
    for (String entity : entities) {
      ResourceShareAssociation association =
          ShareAssociations.live(transaction, owner, share, entity);
      if (association == null) {
        throw RamError.UNKNOWN_RESOURCE.with("Association of " + entity + " with " + share);
      }
      live.add(association);
    }
    return DisassociateResourceShareResponse.builder()
        .resourceShareAssociations(ShareAssociations.end(transaction, live, unsharing))
        .build();
  }

  /** Of the shares that the caller owns. */
  private static GetResourceShareAssociationsResponse list(
      GetResourceShareAssociationsRequest request, View view) {
    ResourceShareAssociationType type = request.associationType();
    if (type == null || type == ResourceShareAssociationType.UNKNOWN_TO_SDK_VERSION) {
      throw RamError.INVALID_PARAMETER.with("The parameter associationType is required.");
    }
    if (type == ResourceShareAssociationType.PRINCIPAL && request.resourceArn() != null
        || type == ResourceShareAssociationType.RESOURCE && request.principal() != null) {
      throw RamError.INVALID_PARAMETER.with(
          type == ResourceShareAssociationType.PRINCIPAL
              ? "The parameter resourceArn is for associations of resources."
              : "The parameter principal is for associations of principals.");
    }
    String entity = request.resourceArn() == null ? request.principal() : request.resourceArn();
    List<ResourceShareAssociation> found =
        ResourceShares.seen(view, ResourceOwner.SELF, request.resourceShareArns()).stream()
            .flatMap(share -> named(view, share))
            .filter(each -> each.associationType() == type)
            .filter(each -> entity == null || entity.equals(each.associatedEntity()))
            .filter(each ->
                request.associationStatus() == null || request.associationStatus() == each.status())
            .toList();
    Listing<ResourceShareAssociation> page =
        Pages.of("GetResourceShareAssociations", found, request.maxResults(), request.nextToken());
    return GetResourceShareAssociationsResponse.builder()
        .resourceShareAssociations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** With the name that the share has now. */
  private static Stream<ResourceShareAssociation> named(CatalogView view, ResourceShare share) {
    return ShareAssociations.of(view, share.resourceShareArn())
        .map(each -> each.toBuilder().resourceShareName(share.name()).build());
  }
}
