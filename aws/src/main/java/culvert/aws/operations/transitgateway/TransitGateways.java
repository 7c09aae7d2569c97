package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lookup;
import culvert.aws.wire.WireException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayState;

/** Transit gateways by their ids, and the state in which anything can be done with one. */
final class TransitGateways {

  private TransitGateways() {}

  /** The caller's own; one that is deleted is still described, and nothing else (R4.1.5). */
  static TransitGateway own(CatalogView view, @Nullable String id) {
    TransitGateway gateway = Lookup.TRANSIT_GATEWAY.get(view, id, "TransitGatewayId");
    if (isDeleted(gateway)) {
      throw Lookup.TRANSIT_GATEWAY.notFound(gateway.transitGatewayId());
    }
    return gateway;
  }

  static boolean isDeleted(TransitGateway gateway) {
    return gateway.state() == TransitGatewayState.DELETED;
  }

  /** Whether packets and requests reach it. */
  static boolean isUp(TransitGateway gateway) {
    return switch (gateway.state()) {
      case AVAILABLE, MODIFYING -> true;
      default -> false;
    };
  }

  static void expectAvailable(TransitGateway gateway) {
    if (gateway.state() != TransitGatewayState.AVAILABLE) {
      throw invalidState(gateway.transitGatewayId());
    }
  }

  /** What is said of a gateway, an attachment or a table that is not in the state for it. */
  static WireException invalidState(String id) {
    return Ec2Error.INCORRECT_STATE.with(id + " is in invalid state");
  }
}
