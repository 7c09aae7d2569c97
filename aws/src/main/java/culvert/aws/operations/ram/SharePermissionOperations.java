package culvert.aws.operations.ram;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ram.model.AssociateResourceSharePermissionRequest;
import software.amazon.awssdk.services.ram.model.AssociateResourceSharePermissionResponse;
import software.amazon.awssdk.services.ram.model.GetPermissionRequest;
import software.amazon.awssdk.services.ram.model.GetPermissionResponse;
import software.amazon.awssdk.services.ram.model.ListPermissionsRequest;
import software.amazon.awssdk.services.ram.model.ListPermissionsResponse;
import software.amazon.awssdk.services.ram.model.ListResourceSharePermissionsRequest;
import software.amazon.awssdk.services.ram.model.ListResourceSharePermissionsResponse;
import software.amazon.awssdk.services.ram.model.PermissionFeatureSet;
import software.amazon.awssdk.services.ram.model.PermissionStatus;
import software.amazon.awssdk.services.ram.model.PermissionType;
import software.amazon.awssdk.services.ram.model.PermissionTypeFilter;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceSharePermissionDetail;
import software.amazon.awssdk.services.ram.model.ResourceSharePermissionSummary;

/** What participants may do with what is shared: for transit gateways, one permission of AWS's. */
final class SharePermissionOperations implements OperationFamily {

  private static final String NAME = "AWSRAMDefaultPermissionTransitGateway";
  private static final String ARN = "arn:aws:ram::aws:permission/" + NAME;
  private static final int VERSION = 1;

  private static final ResourceSharePermissionSummary SUMMARY =
      ResourceSharePermissionSummary.builder()
          .arn(ARN)
          .version(String.valueOf(VERSION))
          .defaultVersion(true)
          .name(NAME)
          .resourceType(SharedResources.TYPE)
          .status(PermissionStatus.ATTACHABLE.toString())
          .isResourceTypeDefault(true)
          .permissionType(PermissionType.AWS_MANAGED)
          .featureSet(PermissionFeatureSet.STANDARD)
          .build();

  /** The policy that AWS's permission holds (R4.3.12). */
  private static final String POLICY =
      """
      {"Effect":"Allow","Action":["ec2:CreateTransitGatewayVpcAttachment",\
      "ec2:DescribeTransitGateways","ec2:DescribeTransitGatewayVpcAttachments",\
      "ec2:ModifyTransitGatewayVpcAttachment","ec2:DeleteTransitGatewayVpcAttachment"]}\
      """;

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

  /** Refuses a permission that there is not. */
  static void check(List<String> arns) {
    for (String arn : arns) {
      if (!arn.startsWith("arn:aws:ram:")) {
        throw RamError.MALFORMED_ARN.with(arn);
      }
      if (!arn.equals(ARN)) {
        throw RamError.UNKNOWN_RESOURCE.with("Permission " + arn);
      }
    }
  }

  private static void check(@Nullable String arn, @Nullable Integer version) {
    if (arn == null) {
      throw RamError.INVALID_PARAMETER.with("The parameter permissionArn is required.");
    }
    check(List.of(arn));
    if (version != null && version != VERSION) {
      throw RamError.UNKNOWN_RESOURCE.with("Version " + version + " of permission " + arn);
    }
  }

  private static ListPermissionsResponse all(ListPermissionsRequest request, View view) {
    boolean wanted =
        (request.resourceType() == null
                || request.resourceType().equalsIgnoreCase(SharedResources.TYPE))
            && request.permissionType() != PermissionTypeFilter.CUSTOMER_MANAGED;
    Listing<ResourceSharePermissionSummary> page =
        Pages.of(
            "ListPermissions",
            wanted ? List.of(SUMMARY) : List.of(),
            request.maxResults(),
            request.nextToken());
    return ListPermissionsResponse.builder()
        .permissions(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static GetPermissionResponse get(GetPermissionRequest request, View view) {
    check(request.permissionArn(), request.permissionVersion());
    return GetPermissionResponse.builder()
        .permission(
            ResourceSharePermissionDetail.builder()
                .arn(ARN)
                .version(String.valueOf(VERSION))
                .defaultVersion(true)
                .name(NAME)
                .resourceType(SharedResources.TYPE)
                .permission(POLICY)
                .isResourceTypeDefault(true)
                .permissionType(PermissionType.AWS_MANAGED)
                .featureSet(PermissionFeatureSet.STANDARD)
                .status(PermissionStatus.ATTACHABLE)
                .build())
        .build();
  }

  /** A share has the permission as soon as it has a resource. */
  private static boolean isAttached(CatalogView view, ResourceShare share) {
    String arn = share.resourceShareArn();
    return SharedResources.of(view.in(ResourceShares.ownerOf(arn)), arn).findAny().isPresent();
  }

  /** Whether a share has that permission, which must be one that there is. */
  static boolean isOf(
      CatalogView view, ResourceShare share, String arn, @Nullable Integer version) {
    check(arn, version);
    return isAttached(view, share);
  }

  private static ListResourceSharePermissionsResponse ofShare(
      ListResourceSharePermissionsRequest request, View view) {
    ResourceShare share = ResourceShares.own(view, request.resourceShareArn());
    Listing<ResourceSharePermissionSummary> page =
        Pages.of(
            "ListResourceSharePermissions",
            isAttached(view, share) ? List.of(SUMMARY) : List.of(),
            request.maxResults(),
            request.nextToken());
    return ListResourceSharePermissionsResponse.builder()
        .permissions(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** There is one, which every share of a transit gateway has already. */
  private static AssociateResourceSharePermissionResponse associate(
      AssociateResourceSharePermissionRequest request, Transaction transaction) {
    ResourceShares.own(transaction, request.resourceShareArn());
    check(request.permissionArn(), request.permissionVersion());
    return AssociateResourceSharePermissionResponse.builder().returnValue(true).build();
  }
}
