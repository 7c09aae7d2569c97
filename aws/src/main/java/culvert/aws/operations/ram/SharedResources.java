package culvert.aws.operations.ram;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationStatus;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationType;

/** What accounts share, by its ARNs. */
public final class SharedResources {

  private static final Pattern ARN =
      Pattern.compile("arn:aws:([a-z0-9-]+):([a-z0-9-]*):(\\d{12}):([a-z0-9-]+)[/:](.+)");

  private SharedResources() {}

  /** The resources of that kind that other accounts share with the viewer, each once. */
  public static <T> Stream<Resource<T>> with(CatalogView view, Kind<T> kind) {
    return ResourceShares.joined(view)
        .flatMap(share -> of(view.in(share.scope()), share.id()))
        .map(ResourceShareAssociation::associatedEntity)
        .distinct()
        .map(arn -> find(view, kind, arn))
        .flatMap(Stream::ofNullable);
  }

  /** The resources of a share that takes effect on them, as its owner sees them. */
  static Stream<ResourceShareAssociation> of(CatalogView owner, String share) {
    return ShareAssociations.of(owner, share)
        .filter(each -> each.associationType() == ResourceShareAssociationType.RESOURCE)
        .filter(each -> each.status() == ResourceShareAssociationStatus.ASSOCIATED);
  }

  /** What is deleted is in no share of its owner's, who calls, any more. */
  public static void withdraw(Transaction transaction, String arn) {
    transaction
        .referring(Kinds.RESOURCE_SHARE_ASSOCIATION, arn)
        .filter(ShareAssociations::isLive)
        .toList()
        .forEach(each -> ShareAssociations.end(transaction, each));
  }

  private static <T> @Nullable Resource<T> find(CatalogView view, Kind<T> kind, String arn) {
    Matcher form = form(arn);
    return kind.name().equals(form.group(4))
        ? view.in(new Scope(form.group(3), form.group(2))).resource(kind, form.group(5))
        : null;
  }

  private static Matcher form(String arn) {
    Matcher form = ARN.matcher(arn);
    if (!form.matches()) {
      throw RamError.MALFORMED_ARN.with(arn);
    }
    return form;
  }

  /** The type of what an ARN names, which must be one that can be shared. */
  static ShareableType type(String arn) {
    Matcher form = form(arn);
    ShareableType type = ShareableType.inArn(form.group(1), form.group(4));
    if (type == null) {
      throw RamError.INVALID_PARAMETER.with(
          "Culvert shares transit gateways and their multicast domains only; "
              + arn
              + " is something else.");
    }
    return type;
  }

  /** Refuses what the owner does not have or cannot share. */
  static void check(CatalogView owner, String arn) {
    ShareableType type = type(arn);
    Matcher form = form(arn);
    if (!form.group(3).equals(owner.scope().account())) {
      throw RamError.OPERATION_NOT_PERMITTED.with(
          "Resource " + arn + " is not owned by account " + owner.scope().account() + ".");
    }
    if (!form.group(2).equals(owner.scope().region()) || !type.has(owner, form.group(5))) {
      throw RamError.UNKNOWN_RESOURCE.with("Resource " + arn);
    }
  }

  /** Whether another account shares what the ARN names with the viewer. */
  static boolean isShared(CatalogView view, String arn) {
    return ResourceShares.joined(view)
        .flatMap(share -> of(view.in(share.scope()), share.id()))
        .anyMatch(each -> each.associatedEntity().equals(arn));
  }
}
