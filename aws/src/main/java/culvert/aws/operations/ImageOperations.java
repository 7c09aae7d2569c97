package culvert.aws.operations;

import culvert.aws.catalog.View;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;

/** DescribeImages: what everybody may launch, and any image that is named by its id. */
final class ImageOperations implements OperationFamily {

  static final Filters<Image> FILTERS =
      new Filters<Image>()
          .at("architecture", "Architecture")
          .at(
              "block-device-mapping.delete-on-termination",
              "BlockDeviceMappings.Ebs.DeleteOnTermination")
          .at("block-device-mapping.device-name", "BlockDeviceMappings.DeviceName")
          .at("block-device-mapping.snapshot-id", "BlockDeviceMappings.Ebs.SnapshotId")
          .at("block-device-mapping.volume-size", "BlockDeviceMappings.Ebs.VolumeSize")
          .at("block-device-mapping.volume-type", "BlockDeviceMappings.Ebs.VolumeType")
          .at("block-device-mapping.encrypted", "BlockDeviceMappings.Ebs.Encrypted")
          .at("creation-date", "CreationDate")
          .at("description", "Description")
          .at("ena-support", "EnaSupport")
          .at("free-tier-eligible", "FreeTierEligible")
          .at("hypervisor", "Hypervisor")
          .at("image-allowed", "ImageAllowed")
          .at("image-id", "ImageId")
          .at("image-type", "ImageType")
          .at("is-public", "PublicLaunchPermissions")
          .at("kernel-id", "KernelId")
          .at("manifest-location", "ImageLocation")
          .at("name", "Name")
          .at("owner-alias", "ImageOwnerAlias")
          .at("owner-id", "OwnerId")
          .at("platform", "Platform")
          .at("product-code", "ProductCodes.ProductCodeId")
          .at("product-code.type", "ProductCodes.ProductCodeType")
          .at("ramdisk-id", "RamdiskId")
          .at("root-device-name", "RootDeviceName")
          .at("root-device-type", "RootDeviceType")
          .at("source-image-id", "SourceImageId")
          .at("source-image-region", "SourceImageRegion")
          .at("source-instance-id", "SourceInstanceId")
          .at("state", "State")
          .at("state-reason-code", "StateReason.Code")
          .at("state-reason-message", "StateReason.Message")
          .at("sriov-net-support", "SriovNetSupport")
          .at("virtualization-type", "VirtualizationType")
          .onTags();

  @Override
  public void register(Registry registry) {
    registry.read("DescribeImages", DescribeImagesRequest::builder, ImageOperations::describe);
  }

  private static DescribeImagesResponse describe(DescribeImagesRequest request, View view) {
    Paging.refuseWithIds(request.maxResults(), !request.imageIds().isEmpty(), "imageIds");
    String account = view.scope().account();
    Predicate<Image> matching = FILTERS.matching(request.filters());
    List<Image> found =
        candidates(request, view.scope().region())
            .filter(image -> request.owners().isEmpty() || isOwned(image, request, account))
            .filter(image -> request.executableUsers().isEmpty() || isPublicFor(request))
            .filter(matching)
            .toList();
    Listing<Image> page = Listing.page(found, Paging.of(request, 1, 1000));
    return DescribeImagesResponse.builder()
        .images(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** A filter on {@code image-id} alone finds what is not in the list, too. */
  private static Stream<Image> candidates(DescribeImagesRequest request, String region) {
    if (!request.imageIds().isEmpty()) {
      return request.imageIds().stream().map(id -> Images.get(region, id));
    }
    Stream<Image> named =
        request.filters().stream()
            .filter(filter -> Objects.equals(filter.name(), "image-id"))
            .flatMap(filter -> filter.values().stream())
            .distinct()
            .filter(id -> Images.isId(id) && !Images.isKnown(region, id))
            .map(id -> Images.get(region, id));
    return Stream.concat(Images.known(region).stream(), named);
  }

  private static boolean isOwned(Image image, DescribeImagesRequest request, String account) {
    return request.owners().stream()
        .map(owner -> owner.equals("self") ? account : owner)
        .anyMatch(owner -> owner.equals(image.ownerId()) || owner.equals(image.imageOwnerAlias()));
  }

  /** All images are public: whoever launches as everybody sees them, no account does by name. */
  private static boolean isPublicFor(DescribeImagesRequest request) {
    return request.executableUsers().contains("all");
  }
}
