package culvert.aws.operations.ram;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ram.model.AssociateResourceSharePermissionRequest;
import software.amazon.awssdk.services.ram.model.AssociateResourceSharePermissionResponse;
import software.amazon.awssdk.services.ram.model.GetPermissionRequest;
import software.amazon.awssdk.services.ram.model.GetPermissionResponse;
import software.amazon.awssdk.services.ram.model.ListPermissionsRequest;
import software.amazon.awssdk.services.ram.model.ListPermissionsResponse;
import software.amazon.awssdk.services.ram.model.ListResourceSharePermissionsRequest;
import software.amazon.awssdk.services.ram.model.ListResourceSharePermissionsResponse;
import software.amazon.awssdk.services.ram.model.PermissionTypeFilter;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceSharePermissionSummary;

/** What participants may do with what is shared: one permission of AWS's for each type. */
final class SharePermissionOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.read(
        Service.RAM,
        "ListPermissions",
        ListPermissionsRequest::builder,
        SharePermissionOperations::all);
    registry.read(
        Service.RAM,
        "GetPermission",
        GetPermissionRequest::builder,
        SharePermissionOperations::get);
    registry.read(
        Service.RAM,
        "ListResourceSharePermissions",
        ListResourceSharePermissionsRequest::builder,
        SharePermissionOperations::ofShare);
    registry.write(
        Service.RAM,
        "AssociateResourceSharePermission",
        AssociateResourceSharePermissionRequest::builder,
        SharePermissionOperations::associate);
  }

  /** Refuses permissions that there are not. */
  static void check(List<String> arns) {
    arns.forEach(SharePermissionOperations::type);
  }

  /** What the permission of that ARN is for. */
  private static ShareableType type(String arn) {
    if (!arn.startsWith("arn:aws:ram:")) {
      throw RamError.MALFORMED_ARN.with(arn);
    }
    return Stream.of(ShareableType.values())
        .filter(type -> type.permission().arn().equals(arn))
        .findAny()
        .orElseThrow(() -> RamError.UNKNOWN_RESOURCE.with("Permission " + arn));
  }

  private static ShareableType type(@Nullable String arn, @Nullable Integer version) {
    if (arn == null) {
      throw RamError.INVALID_PARAMETER.with("The parameter permissionArn is required.");
    }
    ShareableType type = type(arn);
    if (version != null && version != SharePermission.VERSION) {
      throw RamError.UNKNOWN_RESOURCE.with("Version " + version + " of permission " + arn);
    }
    return type;
  }

  private static ListPermissionsResponse all(ListPermissionsRequest request, View view) {
    List<ResourceSharePermissionSummary> found =
        Stream.of(ShareableType.values())
            .filter(_ -> request.permissionType() != PermissionTypeFilter.CUSTOMER_MANAGED)
            .filter(type ->
                request.resourceType() == null
                    || request.resourceType().equalsIgnoreCase(type.ramName()))
            .map(type -> type.permission().summary())
            .toList();
    Listing<ResourceSharePermissionSummary> page =
        Pages.of("ListPermissions", found, request.maxResults(), request.nextToken());
    return ListPermissionsResponse.builder()
        .permissions(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static GetPermissionResponse get(GetPermissionRequest request, View view) {
    return GetPermissionResponse.builder()
        .permission(
            type(request.permissionArn(), request.permissionVersion()).permission().detail())
        .build();
  }

  /** The types of a share's resources, whose permissions it has. */
  private static Stream<ShareableType> types(CatalogView view, ResourceShare share) {
    String arn = share.resourceShareArn();
    return SharedResources.of(view.in(ResourceShares.ownerOf(arn)), arn)
        .map(each -> SharedResources.type(each.associatedEntity()))
        .distinct()
        .sorted();
  }

  /** Whether a share has that permission, which must be one that there is. */
  static boolean isOf(
      CatalogView view, ResourceShare share, String arn, @Nullable Integer version) {
    ShareableType wanted = type(arn, version);
    return types(view, share).anyMatch(wanted::equals);
  }

  private static ListResourceSharePermissionsResponse ofShare(
      ListResourceSharePermissionsRequest request, View view) {
    ResourceShare share = ResourceShares.own(view, request.resourceShareArn());
    Listing<ResourceSharePermissionSummary> page =
        Pages.of(
            "ListResourceSharePermissions",
            types(view, share).map(type -> type.permission().summary()).toList(),
            request.maxResults(),
            request.nextToken());
    return ListResourceSharePermissionsResponse.builder()
        .permissions(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** There is one a type, which every share of such resources has already. */
  private static AssociateResourceSharePermissionResponse associate(
      AssociateResourceSharePermissionRequest request, Transaction transaction) {
    ResourceShares.own(transaction, request.resourceShareArn());
    type(request.permissionArn(), request.permissionVersion());
    return AssociateResourceSharePermissionResponse.builder().returnValue(true).build();
  }
}
