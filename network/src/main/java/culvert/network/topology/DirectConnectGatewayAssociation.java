package culvert.network.topology;

import culvert.network.address.IpPrefix;
import java.util.List;

/**
 * A gateway that a Direct Connect gateway leads to.
 *
 * @param allowedPrefixes of a virtual private gateway a filter, of a transit gateway what is
 *     announced (B5)
 */
public record DirectConnectGatewayAssociation(
    String id, String directConnectGateway, Gateway gateway, List<IpPrefix> allowedPrefixes)
    implements Component {

  /** What is associated. */
  public sealed interface Gateway {

    record OfVpnGateway(String vpnGateway) implements Gateway {}

    /** By an attachment of its own. */
    record OfTransitGateway(String transitGateway, String attachment) implements Gateway {}
  }
}
