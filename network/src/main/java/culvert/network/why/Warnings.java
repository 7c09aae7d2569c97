package culvert.network.why;

import culvert.network.forwarding.Kind;
import culvert.network.topology.NatGateway;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is worth knowing of a path although it works. */
final class Warnings {

  /** What the network carries where nothing on the path says less (§1.9). */
  private static final int JUMBO = 9001;

  private Warnings() {}

  static List<Warning> of(Trail forward, Trail back, Topology topology) {
    List<Warning> warnings = new ArrayList<>(2);
    forward.path().stream()
        .filter(element -> element.kind() == Kind.NAT_GATEWAY)
        .map(element -> topology.get(NatGateway.class, element.component()))
        .filter(nat -> nat.addresses().size() > 1)
        .forEach(nat -> warnings.add(oneOfSeveral(nat)));
    warnings.addAll(of(narrower(forward.narrowest(), back.narrowest())));
    Stream.of(MtuDiscovery.blocked(forward, topology), MtuDiscovery.blocked(back, topology))
        .flatMap(Stream::ofNullable)
        .distinct()
        .forEach(warnings::add);
    String other = firstStranger(back, forward);
    String strange = other != null ? other : firstStranger(forward, back);
    if (strange != null) {
      warnings.add(
          new Warning(
              Warning.Code.ASYMMETRIC_PATH,
              strange,
              "the %s passes %s, the %s does not"
                  .formatted(
                      other != null ? "reply" : "request",
                      strange,
                      other != null ? "request" : "reply")));
    }
    return warnings;
  }

  /** Those of a packet that gets no reply. */
  static List<Warning> of(Trail only) {
    return of(only.narrowest());
  }

  private static List<Warning> of(Trail.@Nullable Narrowest narrowest) {
    return narrowest == null || narrowest.mtu() >= JUMBO
        ? List.of()
        : List.of(
            new Warning(
                Warning.Code.PATH_MTU,
                narrowest.component(),
                "packets of more than %d bytes do not pass %s"
                    .formatted(narrowest.mtu(), narrowest.component())));
  }

  private static Warning oneOfSeveral(NatGateway nat) {
    List<String> others =
        nat.addresses().stream().skip(1).map(each -> each.privateAddress().toString()).toList();
    return new Warning(
        Warning.Code.ONE_OF_SEVERAL_NAT_ADDRESSES,
        nat.id(),
        "%s is only one of the addresses that flows leave %s by: others leave by %s"
            .formatted(
                nat.addresses().getFirst().privateAddress(), nat.id(), String.join(", ", others)));
  }

  private static Trail.@Nullable Narrowest narrower(
      Trail.@Nullable Narrowest one, Trail.@Nullable Narrowest other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.mtu() < one.mtu() ? other : one;
  }

  /** The first waypoint of a trail that the other trail does not pass, or null. */
  private static @Nullable String firstStranger(Trail trail, Trail other) {
    Set<String> known = new HashSet<>();
    other.path().forEach(element -> known.add(element.component()));
    for (PathElement element : trail.path()) {
      if (isWaypoint(element.kind()) && !known.contains(element.component())) {
        return element.component();
      }
    }
    return null;
  }

  private static boolean isWaypoint(Kind kind) {
    return switch (kind) {
      case SECURITY_GROUP, NETWORK_ACL, ROUTE_TABLE, TRANSIT_GATEWAY_ROUTE_TABLE -> false;
      case NETWORK_INTERFACE,
          INSTANCE,
          INTERNET_GATEWAY,
          EGRESS_ONLY_INTERNET_GATEWAY,
          NAT_GATEWAY,
          VPC_PEERING_CONNECTION,
          TRANSIT_GATEWAY_ATTACHMENT,
          TRANSIT_GATEWAY_MULTICAST_DOMAIN,
          TRANSIT_GATEWAY_CONNECT_PEER,
          VPN_GATEWAY,
          VPN_TUNNEL,
          VIRTUAL_INTERFACE,
          DIRECT_CONNECT_GATEWAY,
          SITE,
          VPC_ENDPOINT,
          LOAD_BALANCER,
          INTERNET,
          HOST_SERVICE ->
          true;
    };
  }
}
