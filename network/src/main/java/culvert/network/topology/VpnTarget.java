package culvert.network.topology;

/** Where a Site-to-Site VPN connection ends on AWS's side. */
public sealed interface VpnTarget {

  record ToVpnGateway(String vpnGateway) implements VpnTarget {}

  /** By an attachment of its own. */
  record ToTransitGateway(String transitGateway, String attachment) implements VpnTarget {}

  /** The id of the gateway. */
  default String gateway() {
    return switch (this) {
      case ToVpnGateway to -> to.vpnGateway;
      case ToTransitGateway to -> to.transitGateway;
    };
  }
}
