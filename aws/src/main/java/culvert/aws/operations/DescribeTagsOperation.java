package culvert.aws.operations;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.View;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** DescribeTags: every tag of every resource of the caller's. */
final class DescribeTagsOperation implements OperationFamily {

  private static final int MOST = 1000;

  private static final Filters<TagDescription> FILTERS =
      new Filters<TagDescription>()
          .on("key", TagDescription::key)
          .on("resource-id", TagDescription::resourceId)
          .on("resource-type", TagDescription::resourceTypeAsString)
          .on("value", TagDescription::value);

  @Override
  public void register(Registry registry) {
    registry.read("DescribeTags", DescribeTagsRequest::builder, DescribeTagsOperation::describe);
  }

  private static DescribeTagsResponse describe(DescribeTagsRequest request, View view) {
    List<TagDescription> all =
        Kinds.all().stream()
            .flatMap(kind -> tags(kind, view))
            .filter(FILTERS.matching(request.filters()))
            .sorted(
                Comparator.comparing(TagDescription::resourceId).thenComparing(TagDescription::key))
            .toList();
    int from = (int) Math.min(PageToken.read(request.nextToken()), all.size());
    int most = Math.min(Objects.requireNonNullElse(request.maxResults(), MOST), MOST);
    int to = Math.min(from + most, all.size());
    return DescribeTagsResponse.builder()
        .tags(all.subList(from, to))
        .nextToken(to < all.size() ? PageToken.write(to) : null)
        .build();
  }

  private static <T> Stream<TagDescription> tags(Kind<T> kind, View view) {
    return view.snapshot()
        .all(view.scope(), kind)
        .flatMap(resource ->
            Tags.in(resource.shape()).stream()
                .map(tag ->
                    TagDescription.builder()
                        .resourceId(resource.id())
                        .resourceType(kind.name())
                        .key(tag.key())
                        .value(tag.value())
                        .build()));
  }
}
