package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.forwarding.Verdict.Arrive;
import culvert.network.forwarding.Verdict.Branch;
import culvert.network.forwarding.Verdict.Move;
import culvert.network.forwarding.Verdict.Multiply;
import culvert.network.forwarding.Verdict.Pass;
import culvert.network.forwarding.Verdict.Refuse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one rule by which a step acts on a packet. */
public final class StepRule {

  private StepRule() {}

  public static Verdict apply(Step step, Flight flight, Flows flows) {
    return switch (step) {
      case Step.Meet _,
          Step.Mtu _,
          Step.Routed _,
          Step.RoutedByTransitGateway _,
          Step.RoutedByLearning _,
          Step.ByZone _ ->
          new Pass(flight, null);
      case Step.Filter filter -> filter(filter, flight, flows);
      case Step.Require require ->
          holds(require.condition(), flight, flows)
              ? new Pass(flight, null)
              : new Refuse(require.component(), require.otherwise());
      case Step.Remember remember -> {
        flows.note(remember.component(), flight.packet());
        yield new Pass(flight, null);
      }
      case Step.TurnReplies turn ->
          flows.isReply(turn.component(), flight.packet())
              ? new Move(turn.to(), flight)
              : new Pass(flight, null);
      case Step.LoseOrigin lose -> new Pass(flight.withoutOrigin(lose.reason()), null);
      case Step.MapSource map -> new Pass(mapSource(map.counterparts(), flight), null);
      case Step.MapDestination map -> new Pass(mapDestination(map.counterparts(), flight), null);
      case Step.Masquerade masquerade -> new Pass(masquerade(masquerade, flight, flows), null);
      case Step.AskFor ask -> new Pass(askFor(ask, flight, flows), null);
      case Step.Unmasquerade undo -> {
        Packet restored = flows.restore(undo.component(), flight.packet());
        yield restored == null
            ? new Pass(flight, null)
            : new Move(
                undo.to(), flight.with(restored).withoutOrigin(Reason.SG_REFERENCES_NOT_PRESERVED));
      }
      case Step.Lookup lookup -> {
        List<Step> found = lookup.table().find(flight.packet().destination());
        yield new Branch(found == null ? lookup.otherwise() : found);
      }
      case Step.If aside ->
          holds(aside.condition(), flight, flows)
              ? new Branch(aside.then())
              : new Pass(flight, null);
      case Step.Go go -> new Move(go.place(), flight);
      case Step.Spread spread -> {
        Packet packet = flight.packet();
        int chosen = spread.chosen(packet, packet.source(), packet.destination());
        yield new Move(spread.places().get(chosen), flight);
      }
      case Step.Copy copy -> new Multiply(copy.places());
      case Step.Deliver deliver -> new Arrive(deliver.component());
      case Step.Drop drop -> new Refuse(drop.component(), drop.reason());
    };
  }

  /** Goes on behind a filter that refused the packet, as if it had let it pass. */
  static void force(Step step, Flight flight, Flows flows) {
    if (step instanceof Step.Filter filter && filter.memory() != null) {
      flows.note(filter.memory(), flight.packet());
    }
  }

  private static Verdict filter(Step.Filter filter, Flight flight, Flows flows) {
    String memory = filter.memory();
    if (memory != null && flows.isReply(memory, flight.packet())) {
      return new Pass(flight, null);
    }
    for (Rule rule : filter.rules()) {
      if (rule.matches(flight, filter.direction())) {
        if (!rule.allow()) {
          return refuse(filter, rule.component(), flight);
        }
        if (memory != null) {
          flows.note(memory, flight.packet());
        }
        return new Pass(flight, rule);
      }
    }
    return refuse(filter, filter.components().getFirst(), flight);
  }

  private static Refuse refuse(Step.Filter filter, String component, Flight flight) {
    if (filter.memory() == null) {
      return new Refuse(component, Reason.SUBNET_ACL_RESTRICTION);
    }
    if (filter.rules().isEmpty()) {
      return new Refuse(component, Reason.SG_HAS_NO_RULES);
    }
    Reason lost = flight.originLost();
    if (lost != null) {
      for (Rule rule : filter.rules()) {
        if (rule.matchesAddresses(flight, filter.direction())) {
          return new Refuse(rule.component(), lost);
        }
      }
    }
    return new Refuse(component, Reason.ENI_SG_RULES_MISMATCH);
  }

  private static boolean holds(Condition condition, Flight flight, Flows flows) {
    Packet packet = flight.packet();
    return switch (condition) {
      case Condition.SourceIn in -> in.addresses().contains(packet.source());
      case Condition.DestinationIn in -> in.addresses().contains(packet.destination());
      case Condition.ProtocolIn in -> in.protocols().contains(packet.protocol());
      case Condition.TrafficIn in -> in.traffic().stream().anyMatch(packet::is);
      case Condition.OpensFlow _ -> flight.opening();
      case Condition.FlowKnown known -> flight.opening() || flows.isReply(known.at(), packet);
      case Condition.Not not -> !holds(not.condition(), flight, flows);
      case Condition.Never _ -> false;
    };
  }

  private static Flight mapSource(Map<IpAddress, IpAddress> counterparts, Flight flight) {
    @Nullable IpAddress counterpart = counterparts.get(flight.packet().source());
    return counterpart == null ? flight : flight.with(flight.packet().withSource(counterpart));
  }

  private static Flight mapDestination(Map<IpAddress, IpAddress> counterparts, Flight flight) {
    @Nullable IpAddress counterpart = counterparts.get(flight.packet().destination());
    return counterpart == null ? flight : flight.with(flight.packet().withDestination(counterpart));
  }

  private static Flight masquerade(Step.Masquerade step, Flight flight, Flows flows) {
    Packet before = flight.packet();
    Packet inV4 =
        before.source().isV4()
            ? before.withSource(step.address())
            : before.toV4(step.address(), Nat64.embedded(before.destination()));
    Packet after = inV4.fromNatPort();
    flows.bind(step.component(), before, after);
    return flight.with(after).withoutOrigin(Reason.SG_REFERENCES_NOT_PRESERVED);
  }

  private static Flight askFor(Step.AskFor step, Flight flight, Flows flows) {
    Packet before = flight.packet();
    Packet after = before.readdressed(step.from(), step.to()).toPort(step.port());
    flows.bind(step.endpointInterface(), before, after);
    return flight.onBehalfOf(step.endpointInterface(), after, step.vpc());
  }
}
