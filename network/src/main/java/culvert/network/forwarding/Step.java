package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.routing.LearnedRoute;
import culvert.network.routing.TransitGatewayRoute;
import culvert.network.topology.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happens to a packet at a place. Steps are data: {@link StepRule} applies them to
 * one packet, other engines may read them for all packets at once.
 */
public sealed interface Step {

  /** The packet is now at this component. */
  record Meet(Kind kind, String component) implements Step {}

  /** The component carries packets up to this size (§1.9). */
  record Mtu(String component, int bytes) implements Step {}

  /**
   * The first rule that matches decides, and without one the packet is dropped.
   *
   * @param components the groups, or the one network ACL
   * @param guarded the interface, or the subnet
   * @param memory where flows that pass are noted, so that their replies pass too; null in a
   *     stateless filter
   */
  record Filter(
      Kind kind,
      List<String> components,
      String guarded,
      Direction direction,
      List<Rule> rules,
      @Nullable String memory)
      implements Step {}

  /** Only what meets the condition passes. */
  record Require(String component, Condition condition, Reason otherwise) implements Step {}

  /** Notes the flow at this component. */
  record Remember(String component) implements Step {}

  /** Replies to flows noted at the component turn off to a place of their own. */
  record TurnReplies(String component, Place to) implements Step {}

  /** Security groups can no longer tell whose packet it is (R1.6.6), for that reason. */
  record LoseOrigin(Reason reason) implements Step {}

  /** A source that has a counterpart is replaced by it. */
  record MapSource(String component, Map<IpAddress, IpAddress> counterparts) implements Step {}

  /** A destination that has a counterpart is replaced by it. */
  record MapDestination(String component, Map<IpAddress, IpAddress> counterparts) implements Step {}

  /** Every source becomes this one address; IPv6 becomes IPv4 (R1.5.9). */
  record Masquerade(String component, IpAddress address) implements Step {}

  /**
   * The component asks in its own name for what the packet asked an interface of an endpoint
   * (R2.3.7): the packet is between these addresses from here on.
   *
   * @param endpointInterface where the translation is remembered
   * @param vpc where the packet starts anew
   */
  record AskFor(String endpointInterface, String vpc, IpAddress from, IpAddress to, int port)
      implements Step {}

  /**
   * Replies to what was masqueraded, or asked for another, get their destination back, and go to
   * that place.
   */
  record Unmasquerade(String component, Place to) implements Step {}

  /** A route table chose this route, by this prefix. */
  record Routed(String routeTable, Route route, IpPrefix matched) implements Step {}

  /** A transit gateway's route table chose this route. */
  record RoutedByTransitGateway(String routeTable, TransitGatewayRoute route) implements Step {}

  /** A gateway or a site's router chose this route, which it has learned. */
  record RoutedByLearning(String component, LearnedRoute route) implements Step {}

  /** The attachment touches its VPC in this subnet, in this zone. */
  record ByZone(String attachment, String subnet, String zone) implements Step {}

  /** The longest prefix that holds the destination says what happens next. */
  record Lookup(PrefixTable<List<Step>> table, List<Step> otherwise) implements Step {}

  /** What meets the condition turns off to these steps. */
  record If(Condition condition, List<Step> then) implements Step {}

  record Go(Place place) implements Step {}

  /**
   * One of several places, the same one for both directions of a flow.
   *
   * @param stage another one where the same flows are spread again, so that those that went the
   *     same way before do not all go the same way there
   */
  record Spread(List<Place> places, int stage) implements Step {

    public Spread {
      if (places.isEmpty()) {
        throw new IllegalArgumentException("there is no place to go");
      }
    }

    public Spread(List<Place> places) {
      this(places, 0);
    }

    /** Which of the places a packet takes. */
    public int chosen(Packet packet, IpAddress source, IpAddress destination) {
      return Math.floorMod(packet.flowHash(source, destination, stage), places.size());
    }
  }

  /** A copy to each of the places; the packet itself ends here. */
  record Copy(List<Place> places) implements Step {}

  /** The packet has arrived at an interface that has its destination, or in the internet. */
  record Deliver(String component) implements Step {}

  /** The end: there is no way on, so the reason is never a filter's. */
  record Drop(String component, Reason reason) implements Step {

    public Drop {
      if (reason.isFilter()) {
        throw new IllegalArgumentException(reason + " is a filter's reason");
      }
    }
  }
}
