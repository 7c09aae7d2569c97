package culvert.aws.operations;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;

/** CreateTags and DeleteTags, for every kind of resource that has tags. */
final class TagOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write("CreateTags", CreateTagsRequest::builder, TagOperations::create);
    registry.write("DeleteTags", DeleteTagsRequest::builder, TagOperations::delete);
  }

  private static CreateTagsResponse create(CreateTagsRequest request, Transaction transaction) {
    if (request.tags().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("Tag");
    }
    change(transaction, request.resources(), tags -> Tags.plus(tags, request.tags()));
    return CreateTagsResponse.builder().build();
  }

  /** Without tags in the request, all go. */
  private static DeleteTagsResponse delete(DeleteTagsRequest request, Transaction transaction) {
    change(
        transaction,
        request.resources(),
        tags -> request.tags().isEmpty() ? List.of() : Tags.minus(tags, request.tags()));
    return DeleteTagsResponse.builder().build();
  }

  private static void change(
      Transaction transaction, List<String> ids, UnaryOperator<List<Tag>> change) {
    if (ids.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("ResourceId");
    }
    for (String id : ids) {
      change(transaction, tagged(transaction, id), change);
    }
  }

  private static <T> void change(
      Transaction transaction, Resource<T> resource, UnaryOperator<List<Tag>> change) {
    T shape = resource.shape();
    transaction.replace(
        resource.scope(),
        resource.kind(),
        resource.id(),
        Tags.with(shape, change.apply(Tags.in(shape))));
  }

  private static Resource<?> tagged(Transaction transaction, String id) {
    for (Kind<?> kind : Kinds.all()) {
      Resource<?> resource = transaction.resource(kind, id);
      if (resource != null && Tags.has(resource.shape())) {
        return resource;
      }
    }
    throw Lookup.unknown(id);
  }
}
