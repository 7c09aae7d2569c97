package culvert.network.topology;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transit gateway's route table.
 *
 * @param associations the attachments whose packets it routes (R4.4.1)
 * @param propagations the attachments whose prefixes it learns (R4.4.3)
 * @param routes static routes and prefix list references
 */
public record TransitGatewayRouteTable(
    String id,
    String transitGateway,
    String name,
    Set<String> associations,
    Set<String> propagations,
    List<StaticRoute> routes)
    implements Component {

  /**
   * A static route; to the entries of a prefix list, where it is a reference (R4.4.14).
   *
   * @param attachment where it leads; null drops what it matches (R4.4.10)
   */
  public record StaticRoute(RouteDestination destination, @Nullable String attachment) {}
}
