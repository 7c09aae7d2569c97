package culvert.aws.operations.ram;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Lists;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.Tag;
import software.amazon.awssdk.services.ram.model.TagResourceRequest;
import software.amazon.awssdk.services.ram.model.TagResourceResponse;
import software.amazon.awssdk.services.ram.model.UntagResourceRequest;
import software.amazon.awssdk.services.ram.model.UntagResourceResponse;

/** The tags of resource shares, which only their owner sees. */
final class ShareTagOperations implements OperationFamily {

  private static final int MOST = 50;

  @Override
  public void register(Registry registry) {
    registry.write(
        Service.RAM, "TagResource", TagResourceRequest::builder, ShareTagOperations::tag);
    registry.write(
        Service.RAM, "UntagResource", UntagResourceRequest::builder, ShareTagOperations::untag);
  }

  /** Those with the new ones added, or in the place of the ones of the same key. */
  static List<Tag> plus(List<Tag> present, List<Tag> added) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    present.forEach(tag -> tags.put(tag.key(), tag));
    for (Tag tag : added) {
      if (tag.key() == null || tag.key().isEmpty() || tag.key().startsWith("aws:")) {
        throw RamError.INVALID_PARAMETER.with("The tag key '" + tag.key() + "' is not valid.");
      }
      tags.put(tag.key(), tag.value() == null ? tag.toBuilder().value("").build() : tag);
    }
    if (tags.size() > MOST) {
      throw RamError.TAG_LIMIT_EXCEEDED.with();
    }
    return List.copyOf(tags.values());
  }

  private static TagResourceResponse tag(TagResourceRequest request, Transaction transaction) {
    change(transaction, request.resourceShareArn(), tags -> plus(tags, request.tags()));
    return TagResourceResponse.builder().build();
  }

  private static UntagResourceResponse untag(
      UntagResourceRequest request, Transaction transaction) {
    change(
        transaction,
        request.resourceShareArn(),
        tags -> Lists.without(tags, tag -> request.tagKeys().contains(tag.key())));
    return UntagResourceResponse.builder().build();
  }

  private static void change(
      Transaction transaction, @Nullable String arn, UnaryOperator<List<Tag>> change) {
    ResourceShare share = ResourceShares.own(transaction, arn);
    transaction.replace(
        Kinds.RESOURCE_SHARE, share.toBuilder().tags(change.apply(share.tags())).build());
  }
}
