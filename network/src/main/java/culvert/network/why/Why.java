package culvert.network.why;

import culvert.network.forwarding.Flight;
import culvert.network.forwarding.FlowMemory;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import culvert.network.forwarding.Place;
import culvert.network.forwarding.Reason;
import culvert.network.forwarding.Walk;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/** Follows one packet and its reply, and says what is in their way. */
public final class Why {

  private final ForwardingGraph graph;
  private final Question question;
  private final Ends ends;
  private final FlowMemory flows = new FlowMemory();
  private final Trail forward;
  private final Trail back;

  private Why(ForwardingGraph graph, Question question) {
    this.graph = graph;
    this.question = question;
    Topology topology = graph.topology();
    ends = new Ends(graph);
    forward = new Trail(topology, Leg.FORWARD);
    back = new Trail(topology, Leg.RETURN);
  }

  public static Answer ask(ForwardingGraph graph, Question question) {
    Why why = new Why(graph, question);
    Walk.Landing landing =
        why.request(Flight.request(question.packet(), why.ends.origin(question.from())));
    return question.to() instanceof End.MulticastGroup ? why.toGroup(landing) : why.toOne(landing);
  }

  /** Whatever keeps the packet from any receiver is in the way; nobody replies to a group. */
  private Answer toGroup(Walk.Landing landing) {
    List<String> receivers = new ArrayList<>();
    boolean sent = outcome(landing, false, forward) == Outcome.DELIVERED;
    List<Blocker> blockers = new ArrayList<>(forward.blockers());
    if (landing instanceof Walk.Copied copied) {
      for (Place place : copied.places()) {
        Trail copy = new Trail(graph.topology(), Leg.FORWARD);
        Walk.Landing end = Walk.from(place, copied.flight(), graph, flows, copy);
        if (outcome(end, true, copy) == Outcome.DELIVERED && sent) {
          receivers.add(place.component());
        }
        blockers.addAll(copy.blockers());
      }
    }
    boolean reachable = !receivers.isEmpty();
    return new Answer(
        reachable,
        new Answer.OneWay(reachable ? Outcome.DELIVERED : Outcome.DROPPED, forward.path()),
        new Answer.OneWay(Outcome.NONE, List.of()),
        receivers,
        blockers,
        reachable ? Warnings.of(forward) : List.of());
  }

  private Answer toOne(Walk.Landing landing) {
    boolean arrived =
        landing instanceof Walk.Delivered delivered && ends.isAt(question.to(), delivered);
    Outcome there = outcome(landing, arrived, forward);
    if (!arrived) {
      flows.trustReplies();
    }
    Packet received =
        arrived ? landing.flight().packet() : ends.asReceived(question, landing.flight());
    Outcome home = received == null ? Outcome.DROPPED : reply(received.reverse(), landing);
    List<Blocker> blockers = new ArrayList<>(forward.blockers());
    blockers.addAll(back.blockers());
    boolean reachable = there == Outcome.DELIVERED && home == Outcome.DELIVERED;
    return new Answer(
        reachable,
        new Answer.OneWay(there, forward.path()),
        new Answer.OneWay(home, back.path()),
        List.of(),
        blockers,
        reachable ? Warnings.of(forward, back, graph.topology()) : List.of());
  }

  private Walk.Landing request(Flight request) {
    Place start = ends.start(question.from(), question.to());
    if (start != null) {
      return Walk.from(start, request, graph, flows, forward);
    }
    String component =
        switch (question.to()) {
          case End.AtInterface to -> to.networkInterface();
          case End.UnusedAddress to -> to.vpc();
          case End.AtHostService to -> to.vpc();
          case End.AtSite to -> to.site();
          case End.Internet _, End.Service _, End.AtGatewayEndpoint _, End.MulticastGroup _ ->
              Place.Internet.ID;
        };
    return new Walk.Dropped(
        component, Reason.IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS, null, request);
  }

  private Outcome reply(Packet packet, Walk.Landing asked) {
    Flight reply = Flight.reply(packet, ends.origin(ends.answering(question.to(), asked)));
    Walk.Landing landing = Walk.from(ends.replyStart(question, asked), reply, graph, flows, back);
    boolean home =
        landing instanceof Walk.Delivered delivered && ends.isAt(question.from(), delivered);
    return outcome(landing, home, back);
  }

  /** A refusal that the walk went on behind is a drop all the same. */
  private static Outcome outcome(Walk.Landing landing, boolean arrived, Trail trail) {
    return switch (landing) {
      case Walk.Dropped drop -> {
        trail.dropped(drop);
        yield Outcome.DROPPED;
      }
      case Walk.Copied _ -> trail.blockers().isEmpty() ? Outcome.DELIVERED : Outcome.DROPPED;
      case Walk.Delivered _ when arrived ->
          trail.blockers().isEmpty() ? Outcome.DELIVERED : Outcome.DROPPED;
      case Walk.Delivered delivered -> {
        trail.misdelivered(delivered);
        yield trail.blockers().size() == 1 ? Outcome.MISDELIVERED : Outcome.DROPPED;
      }
    };
  }
}
