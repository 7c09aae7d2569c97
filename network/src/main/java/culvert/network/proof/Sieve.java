package culvert.network.proof;

import culvert.network.address.Traffic;
import culvert.network.forwarding.AddressSet;
import culvert.network.forwarding.Condition;
import culvert.network.forwarding.Direction;
import culvert.network.forwarding.Rule;
import culvert.network.forwarding.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells apart what filters let pass and what meets conditions, in whole sets. */
final class Sieve {

  private final Universe universe;
  private final TrafficKinds kinds;
  private final Map<View, Map<AddressSet, Bits>> found = new HashMap<>();
  private final Map<Traffic, TrafficSet> asking = new HashMap<>();
  private final Map<Traffic, TrafficSet> answering = new HashMap<>();

  Sieve(Universe universe, TrafficKinds kinds) {
    this.universe = universe;
    this.kinds = kinds;
  }

  /** What meets a condition, and what does not. */
  record Split(List<Flows> holding, List<Flows> failing) {

    static Split all(Flows flows) {
      return new Split(List.of(flows), List.of());
    }

    static Split none(Flows flows) {
      return new Split(List.of(), List.of(flows));
    }
  }

  /** What answers a flow that the component has noted. */
  Pairs replies(String component, Situation situation, Pairs pairs) {
    if (!situation.reply()) {
      return Product.NONE;
    }
    History history = situation.history();
    Header header = situation.header();
    if (history.hasNote(component, header)) {
      return pairs;
    }
    Pairs replies = Product.NONE;
    if (header.equals(history.byAnswerer())) {
      replies = pairs.by(universe.ofInterface(component));
    }
    if (header.equals(history.byAsker()) && replies != pairs) {
      replies = replies.or(pairs.toRows(universe.ofInterface(component)));
    }
    return replies;
  }

  /** What the rules let pass; what several let pass between the same ends goes on as one. */
  Split allowed(Step.Filter filter, Situation situation, Flows flows) {
    List<Flows> refused = new ArrayList<>();
    Map<TrafficSet, List<Pairs>> allowed = new LinkedHashMap<>(2);
    List<Flows> left = List.of(flows);
    for (Rule rule : filter.rules()) {
      if (left.isEmpty()) {
        break;
      }
      boolean inbound = filter.direction() == Direction.INBOUND;
      Bits senders = inbound ? membersOf(rule, situation) : null;
      if (senders != null && senders.isEmpty()) {
        continue;
      }
      TrafficSet traffic = matching(rule.traffic(), situation);
      List<Flows> unmatched = new ArrayList<>();
      for (Flows each : left) {
        TrafficSet meant = kinds.and(each.traffic(), traffic);
        Pairs matched = meant.isEmpty() ? Product.NONE : peering(rule, inbound, situation, each);
        if (senders != null) {
          matched = matched.by(senders);
        }
        if (matched.isEmpty()) {
          unmatched.add(each);
          continue;
        }
        if (matched == flows.pairs() && meant == flows.traffic()) {
          return rule.allow() ? Split.all(flows) : Split.none(flows);
        }
        if (rule.allow()) {
          allowed.computeIfAbsent(meant, _ -> new ArrayList<>()).add(matched);
        } else {
          refused.add(new Flows(meant, matched));
        }
        TrafficSet others = kinds.minus(each.traffic(), meant);
        if (!others.isEmpty()) {
          unmatched.add(new Flows(others, each.pairs()));
        }
        Pairs rest = matched == each.pairs() ? Product.NONE : each.pairs().minus(matched);
        if (!rest.isEmpty()) {
          unmatched.add(new Flows(meant, rest));
        }
      }
      left = unmatched;
    }
    refused.addAll(left);
    Map<Pairs, TrafficSet> passing = new LinkedHashMap<>(2);
    allowed.forEach((traffic, pairs) -> passing.merge(Pairs.union(pairs), traffic, kinds::or));
    List<Flows> together = new ArrayList<>();
    passing.forEach((pairs, traffic) -> together.add(new Flows(traffic, pairs)));
    return new Split(together, refused);
  }

  private Pairs peering(Rule rule, boolean inbound, Situation situation, Flows flows) {
    return inbound
        ? from(situation.sources(), rule.peers(), flows.pairs())
        : to(situation.destinations(), rule.peers(), flows.pairs());
  }

  private TrafficSet matching(Traffic traffic, Situation situation) {
    Ports ports = situation.header().ports();
    return ports.equals(Ports.AS_SENT)
        ? (situation.reply() ? answering : asking)
            .computeIfAbsent(traffic, each -> kinds.matching(each, ports, situation.reply()))
        : kinds.matching(traffic, ports, situation.reply());
  }

  /** Who may send what an inbound rule lets in; null where it names no group. */
  private @Nullable Bits membersOf(Rule rule, Situation situation) {
    if (rule.membersIn() == null) {
      return null;
    }
    if (situation.originLost() != null) {
      return Bits.NONE;
    }
    return situation.origin() == null
        ? universe.ofVpc(rule.membersIn())
        : situation.origin().equals(rule.membersIn()) ? universe.all() : Bits.NONE;
  }

  /** What meets a condition, and what does not. */
  Split split(Condition condition, Situation situation, Flows flows) {
    return switch (condition) {
      case Condition.SourceIn in ->
          divided(flows, from(situation.sources(), in.addresses(), flows.pairs()));
      case Condition.DestinationIn in ->
          divided(flows, to(situation.destinations(), in.addresses(), flows.pairs()));
      case Condition.ProtocolIn in ->
          divided(
              flows,
              kinds.where(
                  packet -> in.protocols().contains(packet.protocol()),
                  situation.header().ports(),
                  situation.reply()));
      case Condition.TrafficIn in ->
          divided(
              flows,
              kinds.where(
                  packet -> in.traffic().stream().anyMatch(packet::is),
                  situation.header().ports(),
                  situation.reply()));
      case Condition.OpensFlow _ -> situation.reply() ? Split.none(flows) : Split.all(flows);
      case Condition.FlowKnown known ->
          situation.reply()
              ? divided(flows, replies(known.at(), situation, flows.pairs()))
              : Split.all(flows);
      case Condition.Not not -> {
        Split opposite = split(not.condition(), situation, flows);
        yield new Split(opposite.failing(), opposite.holding());
      }
      case Condition.Never _ -> Split.none(flows);
    };
  }

  private static Split divided(Flows flows, Pairs holding) {
    if (holding == flows.pairs()) {
      return Split.all(flows);
    }
    if (holding.isEmpty()) {
      return Split.none(flows);
    }
    return new Split(
        List.of(new Flows(flows.traffic(), holding)),
        List.of(new Flows(flows.traffic(), flows.pairs().minus(holding))));
  }

  private Split divided(Flows flows, TrafficSet meant) {
    TrafficSet holding = kinds.and(flows.traffic(), meant);
    TrafficSet failing = kinds.minus(flows.traffic(), holding);
    return new Split(
        holding.isEmpty() ? List.of() : List.of(new Flows(holding, flows.pairs())),
        failing.isEmpty() ? List.of() : List.of(new Flows(failing, flows.pairs())));
  }

  /** Only what is sent by those that are known by an address of the set. */
  Pairs from(View view, AddressSet set, Pairs pairs) {
    return pairs instanceof Product product && product.allSenders().isFew()
        ? pairs.by(fewIn(view, set, product.allSenders()))
        : pairs.by(in(view, set));
  }

  /** Only what is headed for those that are known by an address of the set. */
  private Pairs to(View view, AddressSet set, Pairs pairs) {
    return pairs instanceof Product product && product.rows().isFew()
        ? pairs.toRows(fewIn(view, set, product.rows()))
        : pairs.toRows(in(view, set));
  }

  private static Bits fewIn(View view, AddressSet set, Bits few) {
    Bits in = few;
    for (int end = few.first(); end >= 0; end = few.next(end + 1)) {
      if (!set.contains(view.at(end))) {
        in = in.minus(Bits.of(end));
      }
    }
    return in;
  }

  /** The ends that are known there by an address of the set. */
  private Bits in(View view, AddressSet set) {
    return found.computeIfAbsent(view, _ -> new HashMap<>()).computeIfAbsent(set, view::in);
  }
}
