package culvert.aws.operations.ram;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ram.model.ListPendingInvitationResourcesRequest;
import software.amazon.awssdk.services.ram.model.ListPendingInvitationResourcesResponse;
import software.amazon.awssdk.services.ram.model.ListPrincipalsRequest;
import software.amazon.awssdk.services.ram.model.ListPrincipalsResponse;
import software.amazon.awssdk.services.ram.model.ListResourcesRequest;
import software.amazon.awssdk.services.ram.model.ListResourcesResponse;
import software.amazon.awssdk.services.ram.model.Principal;
import software.amazon.awssdk.services.ram.model.Resource;
import software.amazon.awssdk.services.ram.model.ResourceOwner;
import software.amazon.awssdk.services.ram.model.ResourceRegionScope;
import software.amazon.awssdk.services.ram.model.ResourceRegionScopeFilter;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationStatus;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationType;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitation;

/** What is shared with whom, as either side sees it. */
final class SharedResourceOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.read(
        Service.RAM,
        "ListResources",
        ListResourcesRequest::builder,
        SharedResourceOperations::resources);
    registry.read(
        Service.RAM,
        "ListPrincipals",
        ListPrincipalsRequest::builder,
        SharedResourceOperations::principals);
    registry.read(
        Service.RAM,
        "ListPendingInvitationResources",
        ListPendingInvitationResourcesRequest::builder,
        SharedResourceOperations::pending);
  }

  private static CatalogView ownerOf(CatalogView view, ResourceShare share) {
    return view.in(ResourceShares.ownerOf(share.resourceShareArn()));
  }

  /** What is of a type that may be asked for, null for any. */
  private static Predicate<ResourceShareAssociation> isOf(@Nullable String type) {
    if (type == null) {
      return _ -> true;
    }
    ShareableType wanted = ShareableType.named(type);
    return each -> SharedResources.type(each.associatedEntity()) == wanted;
  }

  private static ListResourcesResponse resources(ListResourcesRequest request, View view) {
    Predicate<ResourceShareAssociation> ofType = isOf(request.resourceType());
    List<String> arns = request.resourceArns();
    List<Resource> found =
        ResourceShares.seen(view, request.resourceOwner(), request.resourceShareArns()).stream()
            .filter(share -> request.principal() == null || has(view, share, request))
            .flatMap(share -> SharedResources.of(ownerOf(view, share), share.resourceShareArn()))
            .filter(ofType)
            .filter(each -> arns.isEmpty() || arns.contains(each.associatedEntity()))
            .filter(_ -> request.resourceRegionScope() != ResourceRegionScopeFilter.GLOBAL)
            .map(SharedResourceOperations::resource)
            .toList();
    Listing<Resource> page =
        Pages.of("ListResources", found, request.maxResults(), request.nextToken());
    return ListResourcesResponse.builder()
        .resources(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** The principal of another's share is its owner. */
  private static boolean has(CatalogView view, ResourceShare share, ListResourcesRequest request) {
    return partners(view, share, request.resourceOwner())
        .anyMatch(each -> each.id().equals(request.principal()));
  }

  private static Resource resource(ResourceShareAssociation association) {
    return Resource.builder()
        .arn(association.associatedEntity())
        .type(SharedResources.type(association.associatedEntity()).ramName())
        .resourceShareArn(association.resourceShareArn())
        .creationTime(association.creationTime())
        .lastUpdatedTime(association.lastUpdatedTime())
        .resourceRegionScope(ResourceRegionScope.REGIONAL)
        .build();
  }

  private static ListPrincipalsResponse principals(ListPrincipalsRequest request, View view) {
    Predicate<ResourceShareAssociation> ofType = isOf(request.resourceType());
    List<String> wanted = request.principals();
    List<Principal> found =
        ResourceShares.seen(view, request.resourceOwner(), request.resourceShareArns()).stream()
            .filter(share ->
                request.resourceArn() == null && request.resourceType() == null
                    || SharedResources.of(ownerOf(view, share), share.resourceShareArn())
                        .filter(ofType)
                        .anyMatch(each ->
                            request.resourceArn() == null
                                || each.associatedEntity().equals(request.resourceArn())))
            .flatMap(share -> partners(view, share, request.resourceOwner()))
            .filter(each -> wanted.isEmpty() || wanted.contains(each.id()))
            .toList();
    Listing<Principal> page =
        Pages.of("ListPrincipals", found, request.maxResults(), request.nextToken());
    return ListPrincipalsResponse.builder()
        .principals(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** Whom a share of the caller's is shared with; of another's, who shares it. */
  private static Stream<Principal> partners(
      CatalogView view, ResourceShare share, @Nullable ResourceOwner owner) {
    return owner == ResourceOwner.SELF
        ? ShareAssociations.of(view, share.resourceShareArn())
            .filter(each -> each.associationType() == ResourceShareAssociationType.PRINCIPAL)
            .filter(each -> each.status() == ResourceShareAssociationStatus.ASSOCIATED)
            .map(each ->
                Principal.builder()
                    .id(each.associatedEntity())
                    .resourceShareArn(each.resourceShareArn())
                    .creationTime(each.creationTime())
                    .lastUpdatedTime(each.lastUpdatedTime())
                    .external(each.external())
                    .build())
        : Stream.of(
            Principal.builder()
                .id(share.owningAccountId())
                .resourceShareArn(share.resourceShareArn())
                .creationTime(share.creationTime())
                .lastUpdatedTime(share.lastUpdatedTime())
                .external(true)
                .build());
  }

  private static ListPendingInvitationResourcesResponse pending(
      ListPendingInvitationResourcesRequest request, View view) {
    ResourceShareInvitation invitation =
        Invitations.pending(view, request.resourceShareInvitationArn());
    String share = invitation.resourceShareArn();
    List<Resource> found =
        SharedResources.of(view.in(ResourceShares.ownerOf(share)), share)
            .filter(_ -> request.resourceRegionScope() != ResourceRegionScopeFilter.GLOBAL)
            .map(SharedResourceOperations::resource)
            .toList();
    Listing<Resource> page =
        Pages.of(
            "ListPendingInvitationResources", found, request.maxResults(), request.nextToken());
    return ListPendingInvitationResourcesResponse.builder()
        .resources(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
