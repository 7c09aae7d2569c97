package culvert.aws.operations;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.View;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** DescribeTags: every tag of every resource of the caller's. */
final class DescribeTagsOperation implements OperationFamily {

  private static final Filters<TagDescription> FILTERS =
      new Filters<TagDescription>()
          .on("key", TagDescription::key)
          .on("resource-id", TagDescription::resourceId)
          .on("resource-type", TagDescription::resourceTypeAsString)
          .on("value", TagDescription::value)
          .onTags(tag -> List.of(Tag.builder().key(tag.key()).value(tag.value()).build()));

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
    Listing<TagDescription> page = Listing.page(all, request);
    return DescribeTagsResponse.builder().tags(page.elements()).nextToken(page.nextToken()).build();
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
