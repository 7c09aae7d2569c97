package culvert.aws.operations.ram;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ram.model.ResourceOwner;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareStatus;

/** Resource shares by their ARNs, and who sees which. */
final class ResourceShares {

  private static final Pattern ARN =
      Pattern.compile("arn:aws:ram:([a-z0-9-]+):(\\d{12}):resource-share/[0-9a-f-]{36}");

  private ResourceShares() {}

  /** A new ARN of RAM's. */
  static String arn(Scope owner, String type) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "arn:aws:ram:"
        + owner.region()
        + ":"
        + owner.account()
        + ":"
        + type
        + "/"
        + new UUID(random.nextLong(), random.nextLong());
  }

  /** Whose share it is, and where. */
  static Scope ownerOf(@Nullable String arn) {
    if (arn == null) {
      throw RamError.INVALID_PARAMETER.with("The parameter resourceShareArn is required.");
    }
    Matcher form = ARN.matcher(arn);
    if (!form.matches()) {
      throw RamError.MALFORMED_ARN.with(arn);
    }
    return new Scope(form.group(2), form.group(1));
  }

  /** The caller's own, to be changed. */
  static ResourceShare own(CatalogView view, @Nullable String arn) {
    Scope owner = ownerOf(arn);
    if (!owner.account().equals(view.scope().account())) {
      throw RamError.OPERATION_NOT_PERMITTED.with(
          "Resource share " + arn + " is not owned by account " + view.scope().account() + ".");
    }
    ResourceShare share =
        owner.equals(view.scope())
            ? view.find(Kinds.RESOURCE_SHARE, Objects.requireNonNull(arn))
            : null;
    if (share == null || share.status() != ResourceShareStatus.ACTIVE) {
      throw RamError.UNKNOWN_RESOURCE.with("ResourceShare " + arn);
    }
    return share;
  }

  /** The caller's own, or those it takes part in, without their owners' tags. */
  static List<ResourceShare> seen(CatalogView view, @Nullable ResourceOwner owner) {
    return switch (owner) {
      case SELF -> view.all(Kinds.RESOURCE_SHARE).toList();
      case OTHER_ACCOUNTS ->
          joined(view).map(share -> share.shape().toBuilder().tags(List.of()).build()).toList();
      case UNKNOWN_TO_SDK_VERSION ->
          throw RamError.INVALID_PARAMETER.with(
              "The parameter resourceOwner must be SELF or OTHER-ACCOUNTS.");
      case null ->
          throw RamError.INVALID_PARAMETER.with("The parameter resourceOwner is required.");
    };
  }

  /** Those of the named that the caller sees; one that it does not see is not there. */
  static List<ResourceShare> seen(
      CatalogView view, @Nullable ResourceOwner owner, List<String> arns) {
    List<ResourceShare> all = seen(view, owner);
    for (String arn : arns) {
      ownerOf(arn);
      if (all.stream().noneMatch(share -> share.resourceShareArn().equals(arn))) {
        throw RamError.UNKNOWN_RESOURCE.with("ResourceShare " + arn);
      }
    }
    return all.stream()
        .filter(share -> arns.isEmpty() || arns.contains(share.resourceShareArn()))
        .toList();
  }

  /** Other accounts' that the caller takes part in. */
  static Stream<Resource<ResourceShare>> joined(CatalogView view) {
    return view.all(Kinds.RESOURCE_SHARE_ASSOCIATION)
        .map(ResourceShareAssociation::resourceShareArn)
        .filter(arn -> !ownerOf(arn).equals(view.scope()))
        .map(arn ->
            Objects.requireNonNull(view.in(ownerOf(arn)).resource(Kinds.RESOURCE_SHARE, arn)));
  }
}
