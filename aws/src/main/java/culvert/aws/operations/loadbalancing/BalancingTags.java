package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** Tags of load balancers, listeners and target groups, which are none of EC2's. */
public final class BalancingTags implements OperationFamily {

  private static final Service ELB = Service.ELASTICLOADBALANCING;
  private static final int MOST = 50;

  @Override
  public void register(Registry registry) {
    registry.<AddTagsRequest>write(
        ELB,
        "AddTags",
        AddTagsRequest::builder,
        (request, transaction) -> {
          request
              .resourceArns()
              .forEach(arn -> {
                find(transaction, arn);
                add(transaction, arn, request.tags());
              });
          return AddTagsResponse.builder().build();
        });
    registry.<RemoveTagsRequest>write(
        ELB,
        "RemoveTags",
        RemoveTagsRequest::builder,
        (request, transaction) -> {
          request
              .resourceArns()
              .forEach(arn -> {
                find(transaction, arn);
                remove(transaction, arn, request.tagKeys());
              });
          return RemoveTagsResponse.builder().build();
        });
    registry.read(ELB, "DescribeTags", DescribeTagsRequest::builder, BalancingTags::describe);
  }

  /** Refuses an ARN that names nothing. */
  private static void find(CatalogView view, String arn) {
    if (arn.contains(":targetgroup/")) {
      LoadBalancers.targetGroup(view, arn);
    } else if (arn.contains(":listener/")) {
      LoadBalancers.listener(view, arn);
    } else {
      LoadBalancers.get(view, arn);
    }
  }

  /** Adds tags, or puts them in the place of those of the same key. */
  static void add(Transaction transaction, String arn, List<Tag> added) {
    if (added.stream().map(Tag::key).distinct().count() < added.size()) {
      throw BalancingError.DUPLICATE_TAG_KEYS.with();
    }
    TagDescription present = transaction.find(Kinds.LOAD_BALANCING_TAGS, arn);
    Map<String, Tag> tags = new LinkedHashMap<>();
    if (present != null) {
      present.tags().forEach(tag -> tags.put(tag.key(), tag));
    }
    added.forEach(tag -> tags.put(tag.key(), tag));
    if (tags.size() > MOST) {
      throw BalancingError.TOO_MANY_TAGS.with();
    }
    store(transaction, arn, present, List.copyOf(tags.values()));
  }

  private static void remove(Transaction transaction, String arn, List<String> keys) {
    TagDescription present = transaction.find(Kinds.LOAD_BALANCING_TAGS, arn);
    if (present != null) {
      store(
          transaction,
          arn,
          present,
          present.tags().stream().filter(tag -> !keys.contains(tag.key())).toList());
    }
  }

  private static void store(
      Transaction transaction,
      String arn,
      @org.jspecify.annotations.Nullable TagDescription present,
      List<Tag> tags) {
    TagDescription now = TagDescription.builder().resourceArn(arn).tags(tags).build();
    if (present == null) {
      transaction.add(Kinds.LOAD_BALANCING_TAGS, now);
    } else {
      transaction.replace(Kinds.LOAD_BALANCING_TAGS, now);
    }
  }

  private static DescribeTagsResponse describe(DescribeTagsRequest request, View view) {
    return DescribeTagsResponse.builder()
        .tagDescriptions(request.resourceArns().stream().map(arn -> of(view, arn)).toList())
        .build();
  }

  private static TagDescription of(View view, String arn) {
    find(view, arn);
    TagDescription found = view.find(Kinds.LOAD_BALANCING_TAGS, arn);
    return found == null
        ? TagDescription.builder().resourceArn(arn).tags(List.of()).build()
        : found;
  }
}
