package culvert.aws.operations.vpn;

import culvert.aws.catalog.CatalogView;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lookup;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;

/** Customer gateways by their ids. They are in one of the states of a VPN gateway, as text. */
final class CustomerGateways {

  static final String PENDING = "pending";
  static final String AVAILABLE = "available";
  static final String DELETING = "deleting";
  static final String DELETED = "deleted";

  private CustomerGateways() {}

  /** The one of that id; one that is deleted is described, and nothing else. */
  static CustomerGateway get(CatalogView view, @Nullable String id) {
    CustomerGateway gateway = Lookup.CUSTOMER_GATEWAY.get(view, id, "CustomerGatewayId");
    if (isGone(gateway)) {
      throw Lookup.CUSTOMER_GATEWAY.notFound(gateway.customerGatewayId());
    }
    return gateway;
  }

  /** The same, on which something can be done. */
  static CustomerGateway available(CatalogView view, @Nullable String id) {
    CustomerGateway gateway = get(view, id);
    if (!gateway.state().equals(AVAILABLE)) {
      throw Ec2Error.INVALID_CUSTOMER_GATEWAY_STATE.with(
          gateway.customerGatewayId(), gateway.state());
    }
    return gateway;
  }

  static boolean isGone(CustomerGateway gateway) {
    return gateway.state().equals(DELETED);
  }

  /** The AS number, wherever its size has put it (A1). */
  static long asn(CustomerGateway gateway) {
    return Long.parseLong(gateway.bgpAsn() == null ? gateway.bgpAsnExtended() : gateway.bgpAsn());
  }
}
