package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Lists;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.directconnect.model.DescribeTagsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeTagsResponse;
import software.amazon.awssdk.services.directconnect.model.ResourceTag;
import software.amazon.awssdk.services.directconnect.model.Tag;
import software.amazon.awssdk.services.directconnect.model.TagResourceRequest;
import software.amazon.awssdk.services.directconnect.model.TagResourceResponse;
import software.amazon.awssdk.services.directconnect.model.UntagResourceRequest;
import software.amazon.awssdk.services.directconnect.model.UntagResourceResponse;

/** The tags of connections, LAGs, virtual interfaces and Direct Connect gateways, by their ARNs. */
final class TagOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.read("DescribeTags", DescribeTagsRequest::builder, TagOperations::describe);
    calls.write("TagResource", TagResourceRequest::builder, TagOperations::tag);
    calls.write("UntagResource", UntagResourceRequest::builder, TagOperations::untag);
  }

  private static DescribeTagsResponse describe(DescribeTagsRequest request, View view) {
    return DescribeTagsResponse.builder()
        .resourceTags(
            request.resourceArns().stream()
                .map(arn ->
                    ResourceTag.builder()
                        .resourceArn(arn)
                        .tags(tags(find(view, arn).shape()))
                        .build())
                .toList())
        .build();
  }

  private static TagResourceResponse tag(TagResourceRequest request, Transaction transaction) {
    change(
        transaction,
        find(transaction, request.resourceArn()),
        tags -> ResourceTags.plus(tags, request.tags()));
    return TagResourceResponse.builder().build();
  }

  private static UntagResourceResponse untag(
      UntagResourceRequest request, Transaction transaction) {
    change(
        transaction,
        find(transaction, request.resourceArn()),
        tags -> Lists.without(tags, tag -> request.tagKeys().contains(tag.key())));
    return UntagResourceResponse.builder().build();
  }

  private static Stream<Kind<? extends SdkPojo>> kinds(String type) {
    return switch (type) {
      case "dxcon" -> Stream.of(Kinds.DIRECT_CONNECT_CONNECTION, Kinds.DIRECT_CONNECT_INTERCONNECT);
      case "dxlag" -> Stream.of(Kinds.DIRECT_CONNECT_LAG);
      case "dxvif" -> Stream.of(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE);
      default -> Stream.of(Kinds.DIRECT_CONNECT_GATEWAY);
    };
  }

  /** The caller's own resource of that ARN. */
  private static Resource<? extends SdkPojo> find(CatalogView view, String text) {
    Arn arn = Arn.parse(text);
    if (arn.owner().account().equals(view.scope().account())) {
      for (Kind<? extends SdkPojo> kind : kinds(arn.type()).toList()) {
        Resource<? extends SdkPojo> found = view.snapshot().find(arn.owner(), kind, arn.id());
        if (found != null) {
          return found;
        }
      }
    }
    throw DirectConnectError.refused("The resource " + text + " does not exist.");
  }

  private static Member member(SdkPojo shape) {
    return Objects.requireNonNull(Shape.of(shape).member("tags"));
  }

  @SuppressWarnings("unchecked")
  private static List<Tag> tags(SdkPojo shape) {
    @Nullable Object tags = member(shape).get(shape);
    return tags == null ? List.of() : (List<Tag>) tags;
  }

  @SuppressWarnings("unchecked")
  private static <T extends SdkPojo> void change(
      Transaction transaction, Resource<T> resource, UnaryOperator<List<Tag>> change) {
    T shape = resource.shape();
    SdkPojo builder = Shape.copy(shape);
    member(shape).set(builder, change.apply(tags(shape)));
    transaction.replace(resource.scope(), resource.kind(), resource.id(), (T) Shape.build(builder));
  }
}
