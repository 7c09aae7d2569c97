package culvert.network.forwarding;

import culvert.network.address.IpPrefix;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.LearnedRoute;
import culvert.network.routing.Session;
import culvert.network.routing.TransitGatewayRoute;
import culvert.network.topology.Reads;
import culvert.network.topology.TransitGatewayRouteTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What steps take from {@link HybridRouting}. Keeps what it said, so that after a change each of
 * that is asked again, and only who has heard another answer is told. Safe for concurrent use.
 */
final class Learned {

  /** A question, as it is noted among what has been read. */
  private record Asked(String what, String of, String by) {}

  private record Said<T>(Function<Learned, T> how, T answer) {

    boolean isOtherwise(Learned now) {
      return !answer.equals(how.apply(now));
    }
  }

  private final HybridRouting routing;
  private final Supplier<@Nullable Reads> reads;
  private final Map<Asked, Said<?>> said = new ConcurrentHashMap<>();
  private final Map<String, List<Session>> sessionsOver = new HashMap<>();

  Learned(HybridRouting routing, Supplier<@Nullable Reads> reads) {
    this.routing = routing;
    this.reads = reads;
    routing
        .sessions()
        .values()
        .forEach(session ->
            sessionsOver.computeIfAbsent(session.over(), _ -> new ArrayList<>()).add(session));
  }

  HybridRouting routing() {
    return routing;
  }

  /** Takes over what another said, and is still so; what is not, goes to those changes. */
  void takeOver(Learned before, Reads.Changed changed) {
    Reads otherwise = new Reads();
    before.said.forEach((asked, earlier) -> {
      if (earlier.isOtherwise(this)) {
        otherwise.add(asked);
      } else {
        said.put(asked, earlier);
      }
    });
    changed.add(otherwise);
  }

  private <T> T say(Asked asked, Function<Learned, T> how) {
    Reads noted = reads.get();
    T answer = how.apply(this);
    if (noted != null) {
      noted.add(asked);
      said.putIfAbsent(asked, new Said<>(how, answer));
    }
    return answer;
  }

  /** The best routes of a transit gateway's table. */
  Map<IpPrefix, TransitGatewayRoute> best(String table) {
    return say(
        new Asked("best", table, ""),
        from -> {
          TransitGatewayRouteTable found =
              from.routing.topology().find(TransitGatewayRouteTable.class, table);
          return found == null ? Map.of() : from.routing.transitGateways().best(found);
        });
  }

  Map<IpPrefix, LearnedRoute> ofVpnGateway(String id) {
    return say(new Asked("of VPN gateway", id, ""), from -> from.routing.ofVpnGateway(id));
  }

  List<LearnedRoute> propagatedBy(String vpnGateway) {
    return say(
        new Asked("propagated by", vpnGateway, ""), from -> from.routing.propagatedBy(vpnGateway));
  }

  Map<IpPrefix, LearnedRoute> outOfDirectConnectGateway(String id, String region) {
    return say(
        new Asked("out of Direct Connect gateway", id, region),
        from -> from.routing.outOfDirectConnectGateway(id, region));
  }

  Map<IpPrefix, LearnedRoute> bySiteLink(String gateway) {
    return say(new Asked("by SiteLink", gateway, ""), from -> from.routing.bySiteLink(gateway));
  }

  Map<IpPrefix, String> intoAwsFromDirectConnectGateway(String id) {
    return say(
        new Asked("into AWS", id, ""), from -> from.routing.intoAwsFromDirectConnectGateway(id));
  }

  List<LearnedRoute> ofAttachment(String transitGateway, String attachment) {
    return say(
        new Asked("of attachment", transitGateway, attachment),
        from -> List.copyOf(from.routing.ofAttachment(transitGateway, attachment)));
  }

  List<String> tunnelsOf(String connection) {
    return say(new Asked("tunnels of", connection, ""), from -> from.routing.tunnelsOf(connection));
  }

  Map<IpPrefix, LearnedRoute> ofSite(String site) {
    return say(new Asked("of site", site, ""), from -> from.routing.ofSite(site));
  }

  List<LearnedRoute> accepted(String session) {
    return say(new Asked("accepted", session, ""), from -> from.routing.accepted(session));
  }

  /** The tunnel or the BGP sessions over a component. */
  List<Session> sessionsOver(String component) {
    return say(
        new Asked("sessions over", component, ""),
        from -> Collections.unmodifiableList(from.sessionsOver.getOrDefault(component, List.of())));
  }
}
