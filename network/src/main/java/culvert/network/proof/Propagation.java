package culvert.network.proof;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.collection.HashTrie;
import culvert.network.forwarding.AddressSet;
import culvert.network.forwarding.Direction;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Nat64;
import culvert.network.forwarding.Packet;
import culvert.network.forwarding.Place;
import culvert.network.forwarding.PrefixTable;
import culvert.network.forwarding.Reason;
import culvert.network.forwarding.Step;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.topology.VpcEndpoint;
import culvert.network.why.End;
import culvert.network.why.Ends;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes sets of packets from place to place, all that are equally far from their start together, so
 * that those that meet go on as one. {@link culvert.network.forwarding.StepRule} says what a step
 * does to one packet; this says it of all that stand at it.
 */
final class Propagation {

  /** Longer than any way that is no loop, mostly; from there on nobody goes anywhere twice. */
  private static final int LONG_WAY = 48;

  /** So many ways of a table are told apart in one go. */
  private static final int FEW_WAYS = 8;

  private static final AddressSet ALL_V4 = AddressSet.of(IpPrefix.ALL_V4);

  private record State(Place place, Situation situation, int hash) {

    State(Place place, Situation situation) {
      this(place, situation, place.hashCode() * 31 + situation.hashCode());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof State state
          && hash == state.hash
          && place.equals(state.place)
          && situation.equals(state.situation);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** Where requests have arrived: at an interface, a gateway endpoint, a site or the internet. */
  private record Arrival(String component, Situation situation) {}

  /** A place that somebody has come by. */
  private static final class Spot {

    private final List<Step> steps;
    private Passed passed;
    private boolean grown;

    Spot(List<Step> steps, Passed passed) {
      this.steps = steps;
      this.passed = passed;
    }

    void pass(Passed more) {
      Passed both = passed.or(more);
      grown |= both != passed;
      passed = both;
    }
  }

  private final ForwardingGraph graph;
  private final Topology topology;
  private final Ends ends;
  private final Universe universe;
  private final TrafficKinds kinds;
  private final Sieve sieve;
  private final Map<PrefixTable<List<Step>>, Looked> looked = new IdentityHashMap<>();
  private final Gathering<Arrival> arrivals = new Gathering<>();
  private final List<Flows> answered = new ArrayList<>();
  private final List<Flows> lost = new ArrayList<>();
  private final Rounding rounding = new Rounding();
  private final HashTrie<Place, Passed> before;
  private final Map<Place, Spot> spots = new HashMap<>();
  private Gathering<State> next = new Gathering<>();
  private Spot here = new Spot(List.of(), Passed.NOBODY);

  private Propagation(
      ForwardingGraph graph,
      Universe universe,
      TrafficKinds kinds,
      HashTrie<Place, Passed> before) {
    this.graph = graph;
    this.before = before;
    this.universe = universe;
    this.kinds = kinds;
    sieve = new Sieve(universe, kinds);
    topology = graph.topology();
    ends = new Ends(graph);
  }

  /**
   * @param asked rows are those who are asked, senders those who ask
   * @param before who is known to have passed each place
   */
  static Outcome of(
      Pairs asked,
      ForwardingGraph graph,
      Universe universe,
      TrafficKinds kinds,
      HashTrie<Place, Passed> before) {
    Propagation propagation = new Propagation(graph, universe, kinds, before);
    for (IpFamily family : IpFamily.values()) {
      Bits speaking = universe.ofFamily(family);
      propagation.ask(new Flows(kinds.of(family), asked.toRows(speaking).by(speaking)));
    }
    propagation.spread();
    propagation.answer();
    propagation.spread();
    return new Outcome(propagation.answered, propagation.lost, propagation.passed());
  }

  private Map<Place, Passed> passed() {
    Map<Place, Passed> passed = new HashMap<>();
    spots.forEach((place, spot) -> {
      if (spot.grown) {
        passed.put(place, spot.passed);
      }
    });
    return passed;
  }

  private void ask(Flows asked) {
    Header asSent = new Header(View.own(universe), View.own(universe), Ports.AS_SENT);
    asked
        .pairs()
        .transposed(universe.size())
        .forEachRun((from, to, targets) -> {
          for (int asker = from; asker < to; asker++) {
            ask(asker, targets, asked.traffic(), asSent);
          }
        });
  }

  private void ask(int asker, Bits targets, TrafficSet traffic, Header asSent) {
    End end = universe.end(asker);
    Situation situation =
        Situation.asking(
            asSent, end instanceof End.AtInterface ? null : Reason.SG_REFERENCES_NOT_PRESERVED);
    Bits who = Bits.of(asker);
    if (end instanceof End.Internet || end instanceof End.Service) {
      Map<Place, Bits.Builder> entrances = new HashMap<>();
      targets.forEach(target -> {
        Place start = ends.start(end, universe.end(target));
        if (start != null) {
          entrances.computeIfAbsent(start, _ -> new Bits.Builder(universe.size())).add(target);
        }
      });
      entrances.forEach((start, rows) ->
          next.add(new State(start, situation), new Flows(traffic, Pairs.of(rows.build(), who))));
    } else {
      Place start = ends.start(end, end);
      if (start != null) {
        next.add(new State(start, situation), new Flows(traffic, Pairs.of(targets, who)));
      }
    }
  }

  private void spread() {
    Map<State, Map<TrafficSet, Pairs>> seen = new HashMap<>();
    for (int distance = 0; !next.isEmpty(); distance++) {
      Gathering<State> round = next;
      next = new Gathering<>();
      boolean far = distance > LONG_WAY;
      round.takeEach((state, flows) -> {
        Pairs pairs = far ? notSeen(seen, state, flows) : flows.pairs();
        if (!pairs.isEmpty()) {
          here = spot(state.place);
          here.pass(Passed.of(state.situation, box(pairs)));
          run(here.steps, 0, state.situation, new Flows(flows.traffic(), pairs));
        }
      });
    }
  }

  private Spot spot(Place place) {
    Spot known = spots.get(place);
    if (known == null) {
      Passed earlier = before.get(place);
      known = new Spot(graph.at(place), earlier == null ? Passed.NOBODY : earlier);
      spots.put(place, known);
    }
    return known;
  }

  private Box box(Pairs pairs) {
    return new Box(rounding.round(pairs.allSenders()), rounding.round(pairs.rows()));
  }

  /** What comes by again goes round in circles. */
  private Pairs notSeen(Map<State, Map<TrafficSet, Pairs>> seen, State state, Flows flows) {
    Map<TrafficSet, Pairs> there = seen.computeIfAbsent(state, _ -> new HashMap<>(2));
    Pairs before = there.getOrDefault(flows.traffic(), Product.NONE);
    there.put(flows.traffic(), before.or(flows.pairs()));
    Pairs fresh = flows.pairs().minus(before);
    drop(state.situation, new Flows(flows.traffic(), flows.pairs().minus(fresh)));
    return fresh;
  }

  /** Whoever has been reached answers. */
  private void answer() {
    arrivals.takeEach((arrival, flows) -> {
      NetworkInterface at = topology.find(NetworkInterface.class, arrival.component);
      Place start =
          at != null
              ? new Place.InterfaceOut(at.id())
              : topology.find(VpcEndpoint.class, arrival.component) != null
                  ? new Place.GatewayEndpointIn(arrival.component)
                  : arrival.component.equals(Place.Internet.ID)
                      ? new Place.Internet()
                      : new Place.SiteRouter(arrival.component);
      String provider = at != null && arrival.situation.asked() != null ? at.vpc() : null;
      Situation answering =
          arrival.situation.answered(
              at == null ? Reason.SG_REFERENCES_NOT_PRESERVED : null, provider);
      next.add(
          new State(start, answering),
          new Flows(flows.traffic(), flows.pairs().transposed(universe.size())));
    });
  }

  /** Only what may be taken another way too is of interest when it is lost. */
  private void drop(Situation situation, Flows flows) {
    if (!situation.choices().isEmpty() && !flows.pairs().isEmpty()) {
      lost.add(
          situation.reply()
              ? flows
              : new Flows(flows.traffic(), flows.pairs().transposed(universe.size())));
    }
  }

  private void drop(Situation situation, List<Flows> flows) {
    flows.forEach(each -> drop(situation, each));
  }

  private void run(List<Step> steps, int from, Situation start, Flows given) {
    Situation situation = start;
    Flows flows = given;
    for (int i = from; i < steps.size(); i++) {
      switch (steps.get(i)) {
        case Step.Meet _,
            Step.Mtu _,
            Step.Routed _,
            Step.RoutedByTransitGateway _,
            Step.RoutedByLearning _,
            Step.ByZone _ -> {}
        case Step.LoseOrigin lose -> situation = situation.withoutOrigin(lose.reason());
        case Step.Remember remember -> situation = noted(remember.component(), situation);
        case Step.MapSource map ->
            situation =
                situation.withSources(
                    situation.sources().mapped(map.counterparts(), flows.pairs().allSenders()));
        case Step.MapDestination map ->
            situation =
                situation.withDestinations(
                    situation.destinations().mapped(map.counterparts(), flows.pairs().rows()));
        case Step.AskFor ask -> situation = asked(ask, situation);
        case Step.Require require -> {
          Sieve.Split split = sieve.split(require.condition(), situation, flows);
          drop(situation, split.failing());
          if (split.holding().size() != 1) {
            go(steps, i + 1, situation, split.holding());
            return;
          }
          flows = split.holding().getFirst();
        }
        case Step.If aside -> {
          Sieve.Split split = sieve.split(aside.condition(), situation, flows);
          for (Flows each : split.holding()) {
            run(aside.then(), 0, situation, each);
          }
          if (split.failing().size() != 1) {
            go(steps, i + 1, situation, split.failing());
            return;
          }
          flows = split.failing().getFirst();
        }
        case Step.TurnReplies turn -> {
          Pairs replies = sieve.replies(turn.component(), situation, flows.pairs());
          next.add(new State(turn.to(), situation), new Flows(flows.traffic(), replies));
          flows = new Flows(flows.traffic(), flows.pairs().minus(replies));
        }
        case Step.Unmasquerade undo -> {
          Header before =
              situation.reply()
                  ? situation.history().before(undo.component(), situation.header())
                  : null;
          if (before != null) {
            next.add(
                new State(
                    undo.to(),
                    situation.with(before).withoutOrigin(Reason.SG_REFERENCES_NOT_PRESERVED)),
                flows);
            return;
          }
        }
        case Step.Masquerade masquerade -> {
          masquerade(masquerade, situation, flows, steps, i + 1);
          return;
        }
        case Step.Filter filter -> {
          filter(filter, situation, flows, steps, i + 1);
          return;
        }
        case Step.Lookup lookup -> {
          lookup(lookup, situation, flows);
          return;
        }
        case Step.Go go -> {
          next.add(new State(go.place(), situation), flows);
          return;
        }
        case Step.Spread spread -> {
          spread(spread, situation, flows);
          return;
        }
        case Step.Deliver deliver -> {
          deliver(deliver.component(), situation, flows);
          return;
        }
        case Step.Drop _ -> {
          drop(situation, flows);
          return;
        }
        case Step.Copy _ -> throw new IllegalStateException("no end is a multicast group");
      }
      if (flows.pairs().isEmpty() || flows.traffic().isEmpty()) {
        return;
      }
    }
    throw new IllegalStateException("the steps of a place lead nowhere");
  }

  private void go(List<Step> steps, int from, Situation situation, List<Flows> sets) {
    for (Flows each : sets) {
      if (!each.pairs().isEmpty() && !each.traffic().isEmpty()) {
        run(steps, from, situation, each);
      }
    }
  }

  private static Situation noted(String component, Situation situation) {
    return situation.reply()
        ? situation
        : situation.with(situation.history().noted(component, situation.header()));
  }

  private static Situation asked(Step.AskFor ask, Situation situation) {
    Header before = situation.header();
    Ports ports = before.ports();
    Header anew =
        new Header(
            before.asker().all(ask.from()),
            before.answerer().all(ask.to()),
            new Ports(ports.shifted(), ask.port(), ports.toV4()));
    return situation.onBehalfOf(ask.endpointInterface(), anew, ask.vpc());
  }

  private void masquerade(
      Step.Masquerade step, Situation situation, Flows flows, List<Step> steps, int onward) {
    Header before = situation.header();
    View hidden = before.asker().all(step.address());
    Pairs inV4 = sieve.from(before.asker(), ALL_V4, flows.pairs());
    masqueraded(
        step,
        new Header(
            hidden,
            before.answerer(),
            new Ports(true, before.ports().answerer(), before.ports().toV4())),
        situation,
        new Flows(flows.traffic(), inV4),
        steps,
        onward);
    Pairs inV6 = flows.pairs().minus(inV4);
    masqueraded(
        step,
        new Header(
            hidden,
            before.answerer().changed(Nat64::embedded, inV6.rows()),
            new Ports(true, before.ports().answerer(), true)),
        situation,
        new Flows(flows.traffic(), inV6),
        steps,
        onward);
  }

  private void masqueraded(
      Step.Masquerade step,
      Header after,
      Situation situation,
      Flows flows,
      List<Step> steps,
      int onward) {
    if (!flows.pairs().isEmpty()) {
      Situation translated =
          situation
              .with(situation.history().bound(step.component(), situation.header(), after))
              .with(after)
              .withoutOrigin(Reason.SG_REFERENCES_NOT_PRESERVED);
      run(steps, onward, translated, flows);
    }
  }

  private void filter(
      Step.Filter filter, Situation situation, Flows flows, List<Step> steps, int onward) {
    String memory = filter.memory();
    Pairs replies = memory == null ? Product.NONE : sieve.replies(memory, situation, flows.pairs());
    if (!replies.isEmpty()) {
      run(steps, onward, situation, new Flows(flows.traffic(), replies));
    }
    Pairs asking = replies == flows.pairs() ? Product.NONE : flows.pairs().minus(replies);
    if (asking.isEmpty()) {
      return;
    }
    if (memory != null && situation.reply()) {
      here.pass(Passed.judged(box(asking)));
    }
    Sieve.Split allowed = sieve.allowed(filter, situation, new Flows(flows.traffic(), asking));
    drop(situation, allowed.failing());
    for (Flows each : allowed.holding()) {
      if (memory == null || situation.reply()) {
        run(steps, onward, situation, each);
      } else {
        note(filter, memory, situation, each, steps, onward);
      }
    }
  }

  /** The interfaces of both ends note for each pair what others note for all. */
  private void note(
      Step.Filter filter,
      String memory,
      Situation situation,
      Flows flows,
      List<Step> steps,
      int onward) {
    Bits own = universe.ofInterface(memory);
    Header header = situation.header();
    History history = situation.history();
    boolean leaving = filter.direction() == Direction.OUTBOUND;
    Pairs ofEnd = leaving ? flows.pairs().by(own) : flows.pairs().toRows(own);
    Pairs ofOthers = leaving ? flows.pairs().byOthers(own) : flows.pairs().toOtherRows(own);
    if (!ofEnd.isEmpty()) {
      History noted =
          leaving ? history.notedByAsker(memory, header) : history.notedByAnswerer(memory, header);
      run(steps, onward, situation.with(noted), new Flows(flows.traffic(), ofEnd));
    }
    if (!ofOthers.isEmpty()) {
      run(
          steps,
          onward,
          situation.with(history.noted(memory, header)),
          new Flows(flows.traffic(), ofOthers));
    }
  }

  private void lookup(Step.Lookup lookup, Situation situation, Flows flows) {
    View view = situation.destinations();
    if (flows.pairs() instanceof Product few && few.rows().isFew()) {
      List<Step> common = commonWay(lookup, view, few.rows());
      if (common != null) {
        run(common, 0, situation, flows);
        return;
      }
    }
    if (!view.isOwn() || flows.pairs() instanceof Product some && some.rows().isFew()) {
      Ways<Pairs.Builder> ways = new Ways<>(Pairs.Builder::new);
      flows
          .pairs()
          .forEachRun((from, to, senders) -> {
            for (int row = from; row < to; row++) {
              List<Step> found = lookup.table().find(view.at(row));
              ways.by(found == null ? lookup.otherwise() : found).add(row, row + 1, senders);
            }
          });
      ways.forEach((way, some) -> run(way, 0, situation, new Flows(flows.traffic(), some.build())));
      return;
    }
    Looked looked = looked(lookup);
    if (flows.pairs() instanceof Product && looked.ways() <= FEW_WAYS) {
      Bits rows = flows.pairs().rows();
      Ways<List<Bits>> ways = new Ways<>(() -> new ArrayList<>(FEW_WAYS));
      looked.forEachIn(rows, (way, some) -> ways.by(way).add(some));
      ways.forEach((way, some) ->
          run(
              way,
              0,
              situation,
              new Flows(flows.traffic(), Pairs.of(Bits.union(some), flows.pairs().allSenders()))));
    } else {
      Ways<Pairs.Builder> ways = new Ways<>(Pairs.Builder::new);
      looked.forEachIn(
          flows.pairs(), (way, from, to, senders) -> ways.by(way).add(from, to, senders));
      ways.forEach((way, some) -> run(way, 0, situation, new Flows(flows.traffic(), some.build())));
    }
  }

  /** The one way that all these rows go, or null. */
  private static @Nullable List<Step> commonWay(Step.Lookup lookup, View view, Bits rows) {
    List<Step> common = null;
    for (int row = rows.first(); row >= 0; row = rows.next(row + 1)) {
      List<Step> found = lookup.table().find(view.at(row));
      List<Step> way = found == null ? lookup.otherwise() : found;
      if (common != null && way != common) {
        return null;
      }
      common = way;
    }
    return common;
  }

  private Looked looked(Step.Lookup lookup) {
    return looked.computeIfAbsent(lookup.table(), _ -> new Looked(lookup, universe));
  }

  private void spread(Step.Spread spread, Situation situation, Flows flows) {
    if (kinds.areSingle()) {
      spreadByHash(spread, situation, flows);
      return;
    }
    List<Place> places = spread.places();
    for (int i = 0; i < places.size(); i++) {
      Situation chosen = situation.choosing(spread.stage(), places.size(), i);
      if (chosen != null) {
        next.add(new State(places.get(i), chosen), flows);
      }
    }
  }

  private void spreadByHash(Step.Spread spread, Situation situation, Flows flows) {
    List<Place> places = spread.places();
    Packet packet = kinds.only(flows.traffic(), situation.header().ports(), situation.reply());
    Pairs.Builder[] chosen = new Pairs.Builder[places.size()];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = new Pairs.Builder();
    }
    flows
        .pairs()
        .forEachRun((from, to, all) -> {
          for (int row = from; row < to; row++) {
            IpAddress destination = situation.destinations().at(row);
            Bits.Builder[] senders = new Bits.Builder[chosen.length];
            all.forEach(sender -> {
              int way = spread.chosen(packet, situation.sources().at(sender), destination);
              if (senders[way] == null) {
                senders[way] = new Bits.Builder(universe.size());
              }
              senders[way].add(sender);
            });
            for (int i = 0; i < chosen.length; i++) {
              if (senders[i] != null) {
                chosen[i].add(row, row + 1, senders[i].build());
              }
            }
          }
        });
    for (int i = 0; i < chosen.length; i++) {
      next.add(new State(places.get(i), situation), new Flows(flows.traffic(), chosen[i].build()));
    }
  }

  /** At the right end, the flow is answered or has been; at another, it is lost. */
  private void deliver(String component, Situation situation, Flows flows) {
    Pairs arrived = flows.pairs().toRows(endsAt(component, situation));
    if (situation.reply()) {
      answered.add(new Flows(flows.traffic(), arrived));
    } else {
      arrivals.add(new Arrival(component, situation), new Flows(flows.traffic(), arrived));
    }
    if (arrived != flows.pairs()) {
      drop(situation, new Flows(flows.traffic(), flows.pairs().minus(arrived)));
    }
  }

  private Bits endsAt(String component, Situation situation) {
    if (topology.find(NetworkInterface.class, component) != null) {
      Bits own = universe.ofInterface(component);
      Situation.Asked asked = situation.asked();
      return asked == null ? own : own.or(universe.ofInterface(asked.endpointInterface()));
    }
    Bits here;
    if (component.equals(Place.Internet.ID)) {
      here = universe.ofInternet().or(universe.ofServices());
    } else if (topology.find(VpcEndpoint.class, component)
        instanceof VpcEndpoint.Gateway endpoint) {
      Bits.Builder served = new Bits.Builder(universe.size());
      universe
          .ofServices()
          .forEach(each -> {
            if (universe.end(each) instanceof End.Service(String name, _)
                && name.equals(endpoint.service())) {
              served.add(each);
            }
          });
      here = served.build();
    } else {
      here = universe.ofSite(component);
    }
    return here.isEmpty() ? here : here.and(situation.destinations().unchanged());
  }
}
