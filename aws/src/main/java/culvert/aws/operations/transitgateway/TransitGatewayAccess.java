package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.operations.ram.SharedResources;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGateway;

/**
 * Which transit gateways an account may attach something to: its own, and those that are shared
 * with it, of which it sees the gateway and nothing of its tables (R4.3.12).
 */
final class TransitGatewayAccess {

  private TransitGatewayAccess() {}

  /** The gateway of that id; one that the caller may not use is not there. */
  static TransitGateway usable(CatalogView view, @Nullable String id) {
    return shared(view)
        .filter(gateway -> gateway.id().equals(id))
        .map(Resource::shape)
        .filter(gateway -> !TransitGateways.isDeleted(gateway))
        .findFirst()
        .orElseGet(() -> TransitGateways.own(view, id));
  }

  /** Other accounts' that are shared with the caller. */
  static Stream<Resource<TransitGateway>> shared(CatalogView view) {
    return SharedResources.with(view, Kinds.TRANSIT_GATEWAY);
  }

  /** As the caller sees it: the tags are their owner's alone. */
  static TransitGateway shown(TransitGateway gateway, CatalogView view) {
    return gateway.ownerId().equals(view.scope().account())
        ? gateway
        : gateway.toBuilder().tags(List.of()).build();
  }
}
