package culvert.aws.operations.ram;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ram.model.CreateResourceShareRequest;
import software.amazon.awssdk.services.ram.model.CreateResourceShareResponse;
import software.amazon.awssdk.services.ram.model.DeleteResourceShareRequest;
import software.amazon.awssdk.services.ram.model.DeleteResourceShareResponse;
import software.amazon.awssdk.services.ram.model.EnableSharingWithAwsOrganizationRequest;
import software.amazon.awssdk.services.ram.model.EnableSharingWithAwsOrganizationResponse;
import software.amazon.awssdk.services.ram.model.GetResourceSharesRequest;
import software.amazon.awssdk.services.ram.model.GetResourceSharesResponse;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceShareFeatureSet;
import software.amazon.awssdk.services.ram.model.ResourceShareStatus;
import software.amazon.awssdk.services.ram.model.TagFilter;
import software.amazon.awssdk.services.ram.model.UpdateResourceShareRequest;
import software.amazon.awssdk.services.ram.model.UpdateResourceShareResponse;

/** Resource shares (R4.3.12). */
final class ResourceShareOperations implements OperationFamily {

  private final Unsharing unsharing;

  ResourceShareOperations(Unsharing unsharing) {
    this.unsharing = unsharing;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        Service.RAM,
        "CreateResourceShare",
        CreateResourceShareRequest::builder,
        ResourceShareOperations::create);
    registry.write(
        Service.RAM,
        "UpdateResourceShare",
        UpdateResourceShareRequest::builder,
        ResourceShareOperations::update);
    registry.write(
        Service.RAM, "DeleteResourceShare", DeleteResourceShareRequest::builder, this::delete);
    registry.read(
        Service.RAM,
        "GetResourceShares",
        GetResourceSharesRequest::builder,
        ResourceShareOperations::list);
    registry.write(
        Service.RAM,
        "EnableSharingWithAwsOrganization",
        EnableSharingWithAwsOrganizationRequest::builder,
        ResourceShareOperations::enableOrganization);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.RESOURCE_SHARE, ResourceShareOperations::next);
  }

  private static @Nullable Step<ResourceShare> next(ResourceShare share) {
    String state = share.statusAsString();
    return switch (share.status()) {
      case DELETING ->
          Step.work(
              state, ShareAssociations.WORK, (t, s) -> move(t, s, ResourceShareStatus.DELETED));
      case DELETED ->
          Step.term(
              state,
              ShareAssociations.AFTERGLOW,
              (t, s) -> t.remove(Kinds.RESOURCE_SHARE, s.resourceShareArn()));
      default -> null;
    };
  }

  private static void move(
      Transaction transaction, ResourceShare share, ResourceShareStatus status) {
    transaction.replace(
        Kinds.RESOURCE_SHARE,
        share.toBuilder().status(status).lastUpdatedTime(transaction.now()).build());
  }

  private static CreateResourceShareResponse create(
      CreateResourceShareRequest request, Transaction transaction) {
    String name = name(request.name());
    SharePermissionOperations.check(request.permissionArns());
    if (!request.sources().isEmpty()) {
      throw RamError.INVALID_PARAMETER.with("A source is for service principals only.");
    }
    ResourceShare share =
        transaction.add(
            Kinds.RESOURCE_SHARE,
            ResourceShare.builder()
                .resourceShareArn(ResourceShares.arn(transaction.scope(), "resource-share"))
                .name(name)
                .owningAccountId(transaction.scope().account())
                .allowExternalPrincipals(
                    Objects.requireNonNullElse(request.allowExternalPrincipals(), true))
                .status(ResourceShareStatus.ACTIVE)
                .tags(ShareTagOperations.plus(List.of(), request.tags()))
                .creationTime(transaction.now())
                .lastUpdatedTime(transaction.now())
                .featureSet(ResourceShareFeatureSet.STANDARD)
                .build());
    request.resourceArns().forEach(arn -> ShareAssociations.addResource(transaction, share, arn));
    request
        .principals()
        .forEach(principal -> ShareAssociations.addPrincipal(transaction, share, principal));
    return CreateResourceShareResponse.builder().resourceShare(share).build();
  }

  private static String name(@Nullable String name) {
    if (name == null || name.isBlank()) {
      throw RamError.INVALID_PARAMETER.with("The parameter name is required.");
    }
    return name;
  }

  private static UpdateResourceShareResponse update(
      UpdateResourceShareRequest request, Transaction transaction) {
    ResourceShare before = ResourceShares.own(transaction, request.resourceShareArn());
    ResourceShare.Builder changed = before.toBuilder().lastUpdatedTime(transaction.now());
    if (request.name() != null) {
      changed.name(name(request.name()));
    }
    if (request.allowExternalPrincipals() != null) {
      changed.allowExternalPrincipals(request.allowExternalPrincipals());
    }
    return UpdateResourceShareResponse.builder()
        .resourceShare(transaction.replace(Kinds.RESOURCE_SHARE, changed.build()))
        .build();
  }

  /** What the participants made of transit gateways stays (R4.3.12). */
  private DeleteResourceShareResponse delete(
      DeleteResourceShareRequest request, Transaction transaction) {
    ResourceShare share = ResourceShares.own(transaction, request.resourceShareArn());
    ShareAssociations.end(
        transaction,
        ShareAssociations.of(transaction, share.resourceShareArn())
            .filter(ShareAssociations::isLive)
            .toList(),
        unsharing);
    move(transaction, share, ResourceShareStatus.DELETING);
    return DeleteResourceShareResponse.builder().returnValue(true).build();
  }

  private static GetResourceSharesResponse list(GetResourceSharesRequest request, View view) {
    List<ResourceShare> found =
        ResourceShares.seen(view, request.resourceOwner(), request.resourceShareArns()).stream()
            .filter(share -> request.name() == null || request.name().equals(share.name()))
            .filter(share ->
                request.resourceShareStatus() == null
                    || request.resourceShareStatus() == share.status())
            .filter(
                share -> request.tagFilters().stream().allMatch(wanted -> isTagged(share, wanted)))
            .filter(share -> hasPermission(view, share, request))
            .toList();
    Listing<ResourceShare> page =
        Pages.of("GetResourceShares", found, request.maxResults(), request.nextToken());
    return GetResourceSharesResponse.builder()
        .resourceShares(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static boolean hasPermission(
      View view, ResourceShare share, GetResourceSharesRequest request) {
    return request.permissionArn() == null
        || SharePermissionOperations.isOf(
            view, share, request.permissionArn(), request.permissionVersion());
  }

  private static boolean isTagged(ResourceShare share, TagFilter wanted) {
    return share.tags().stream()
        .anyMatch(tag ->
            tag.key().equals(wanted.tagKey())
                && (wanted.tagValues().isEmpty() || wanted.tagValues().contains(tag.value())));
  }

  private static EnableSharingWithAwsOrganizationResponse enableOrganization(
      EnableSharingWithAwsOrganizationRequest request, Transaction transaction) {
    throw RamError.OPERATION_NOT_PERMITTED.with(
        "Account "
            + transaction.scope().account()
            + " is in no organization: Culvert has none in this version.");
  }
}
