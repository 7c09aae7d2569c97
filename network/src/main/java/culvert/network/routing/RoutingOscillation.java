package culvert.network.routing;

import java.util.Collection;

/**
 * Routing has no fixed point: what links carry takes away the routes that they need themselves, as
 * where the route to a tunnel's outer address leads into the tunnel.
 */
public final class RoutingOscillation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RoutingOscillation(Collection<String> speakers) {
    super(
        "routing does not settle: these sessions go up and down by what they carry themselves: "
            + String.join(", ", speakers));
  }
}
