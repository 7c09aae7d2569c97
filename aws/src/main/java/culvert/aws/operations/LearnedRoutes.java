package culvert.aws.operations;

import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpPrefix;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.Session;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What routing makes of a state of everything, as far as the VPN operations show it. */
public interface LearnedRoutes {

  /** The session of a tunnel, {@code vpn-…/1}, or null where there is none. */
  @Nullable Session tunnel(Snapshot at, String tunnel);

  /** The prefixes that a virtual private gateway propagates. */
  Collection<IpPrefix> ofVpnGateway(Snapshot at, String vpnGateway);

  /** As the engine computes it, which may be asked for one state many times. */
  static LearnedRoutes of(Function<Snapshot, HybridRouting> routing) {
    return new LearnedRoutes() {
      @Override
      public @Nullable Session tunnel(Snapshot at, String tunnel) {
        return routing.apply(at).sessions().get(tunnel);
      }

      @Override
      public Collection<IpPrefix> ofVpnGateway(Snapshot at, String vpnGateway) {
        return routing.apply(at).ofVpnGateway(vpnGateway).keySet().stream().sorted().toList();
      }
    };
  }
}
