package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGateway;

/** Which transit gateways an account may attach something to: its own (R4.3.12). */
final class TransitGatewayAccess {

  private TransitGatewayAccess() {}

  /** The gateway of that id; one that the caller may not use is not there. */
  static TransitGateway usable(CatalogView view, @Nullable String id) {
    return TransitGateways.own(view, id);
  }
}
