package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;

/** What static routes and references to prefix lists have in common. */
final class StaticRoutes {

  private StaticRoutes() {}

  /**
   * The attachment that a route leads to, or null for a blackhole (R4.4.10, R4.4.12). Connect
   * attachments take no static routes (R4.3.10). An empty id is none, as Terraform says it.
   */
  static @Nullable TransitGatewayAttachment target(
      CatalogView view,
      TransitGatewayRouteTable table,
      @Nullable String attachment,
      @Nullable Boolean blackhole) {
    boolean drops = Objects.equals(blackhole, true);
    if (attachment == null || attachment.isEmpty()) {
      if (!drops) {
        throw Ec2Error.MISSING_PARAMETER.with("TransitGatewayAttachmentId");
      }
      return null;
    }
    if (drops) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "A blackhole route takes no Transit Gateway Attachment");
    }
    TransitGatewayAttachment found =
        Attachments.available(view, attachment, table.transitGatewayId());
    if (found.resourceType() == TransitGatewayAttachmentResourceType.CONNECT) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "You cannot create a static route to a Connect attachment");
    }
    return found;
  }

  /** Leaves blackholes where an attachment was (R4.2.15). */
  static void blackholeAll(Transaction transaction, Scope owner, String attachment) {
    transaction
        .snapshot()
        .referring(owner, Kinds.TRANSIT_GATEWAY_ROUTE, attachment)
        .toList()
        .forEach(route ->
            transaction.replace(
                owner,
                Kinds.TRANSIT_GATEWAY_ROUTE,
                route.id(),
                route.shape().toBuilder()
                    .transitGatewayAttachmentId(null)
                    .blackhole(true)
                    .build()));
    transaction
        .snapshot()
        .referring(owner, Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, attachment)
        .toList()
        .forEach(reference ->
            transaction.replace(
                owner,
                Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE,
                reference.id(),
                PrefixListReferenceOperations.leadingTo(reference.shape(), null)));
  }
}
