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
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayState;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationStatus;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationType;

/** What can be shared, and what is: transit gateways. */
public final class SharedResources {

  /** What RAM calls the type of all that is shared. */
  static final String TYPE = "ec2:TransitGateway";

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

  /** Refuses what is not a transit gateway of the owner's. */
  static void check(CatalogView owner, String arn) {
    Matcher form = form(arn);
    if (!form.group(1).equals("ec2") || !form.group(4).equals(Kinds.TRANSIT_GATEWAY.name())) {
      throw RamError.INVALID_PARAMETER.with(
          "Culvert shares transit gateways only; " + arn + " is something else.");
    }
    if (!form.group(3).equals(owner.scope().account())) {
      throw RamError.OPERATION_NOT_PERMITTED.with(
          "Resource " + arn + " is not owned by account " + owner.scope().account() + ".");
    }
    TransitGateway gateway =
        form.group(2).equals(owner.scope().region())
            ? owner.find(Kinds.TRANSIT_GATEWAY, form.group(5))
            : null;
    if (gateway == null || gateway.state() == TransitGatewayState.DELETED) {
      throw RamError.UNKNOWN_RESOURCE.with("Resource " + arn);
    }
  }
}
