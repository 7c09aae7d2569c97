package culvert.network.proof;

import culvert.network.address.IpPrefix;
import culvert.network.forwarding.Direction;
import culvert.network.forwarding.Rule;
import culvert.network.forwarding.Step;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which packets the steps of a place may treat otherwise than others did: told as boxes, in which
 * all packets are that do not fare alike. Of ends that are known by their own addresses when they
 * come by.
 */
final class StepDifference {

  /**
   * Packets that may fare otherwise.
   *
   * @param byNote whether answers to flows that were noted there are none of them
   */
  record Part(Box box, boolean byNote) {}

  private final Universe universe;
  private final TrafficKinds kinds;
  private final List<Part> parts = new ArrayList<>();

  private StepDifference(Universe universe, TrafficKinds kinds) {
    this.universe = universe;
    this.kinds = kinds;
  }

  /** Empty where the steps do the same. */
  static List<Part> between(
      List<Step> before, List<Step> after, Universe universe, TrafficKinds kinds) {
    StepDifference difference = new StepDifference(universe, kinds);
    difference.compare(before, after, universe.all());
    return difference.parts;
  }

  /** Whatever comes by. */
  static List<Part> whole(Universe universe) {
    return List.of(new Part(new Box(universe.all(), universe.all()), false));
  }

  private void compare(List<Step> before, List<Step> after, Bits rows) {
    if (before == after) {
      return;
    }
    if (before.size() != after.size()) {
      add(rows);
      return;
    }
    boolean rewritten = false;
    for (int i = 0; i < before.size(); i++) {
      Step one = before.get(i);
      Step other = after.get(i);
      if (!one.equals(other)) {
        if (rewritten || !compare(one, other, rows)) {
          add(rows);
          return;
        }
      }
      rewritten |= rewrites(one);
    }
  }

  private void add(Bits rows) {
    parts.add(new Part(new Box(universe.all(), rows), false));
  }

  /** Adds what two steps of one sort may do differently; no where they are of two. */
  private boolean compare(Step before, Step after, Bits rows) {
    if (before instanceof Step.Lookup one && after instanceof Step.Lookup other) {
      compare(one, other, rows);
      return true;
    }
    if (before instanceof Step.Filter one
        && after instanceof Step.Filter other
        && one.direction() == other.direction()
        && Objects.equals(one.memory(), other.memory())) {
      compare(one, other, rows);
      return true;
    }
    return tells(before) && tells(after);
  }

  /** What is there for explanations alone. */
  private static boolean tells(Step step) {
    return switch (step) {
      case Step.Meet _,
          Step.Mtu _,
          Step.Routed _,
          Step.RoutedByTransitGateway _,
          Step.RoutedByLearning _,
          Step.ByZone _ ->
          true;
      case Step.Filter _,
          Step.Require _,
          Step.Remember _,
          Step.TurnReplies _,
          Step.LoseOrigin _,
          Step.MapSource _,
          Step.MapDestination _,
          Step.Masquerade _,
          Step.AskFor _,
          Step.Unmasquerade _,
          Step.Lookup _,
          Step.If _,
          Step.Go _,
          Step.Spread _,
          Step.Copy _,
          Step.Deliver _,
          Step.Drop _ ->
          false;
    };
  }

  /** Whether ends may be known by other addresses behind it. */
  private static boolean rewrites(Step step) {
    return step instanceof Step.MapSource
        || step instanceof Step.MapDestination
        || step instanceof Step.Masquerade
        || step instanceof Step.AskFor;
  }

  /** The rules between those that both begin and end with: whom they name. */
  private void compare(Step.Filter before, Step.Filter after, Bits rows) {
    List<Rule> one = before.rules();
    List<Rule> other = after.rules();
    int shorter = Math.min(one.size(), other.size());
    int start = 0;
    while (start < shorter && doTheSame(one.get(start), other.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && doTheSame(one.get(one.size() - 1 - end), other.get(other.size() - 1 - end))) {
      end++;
    }
    List<Rule> changed = new ArrayList<>(one.subList(start, one.size() - end));
    changed.addAll(other.subList(start, other.size() - end));
    List<IpPrefix> named = new ArrayList<>();
    for (Rule rule : changed) {
      if (!kinds.matching(rule.traffic(), Ports.AS_SENT, false).isEmpty()
          || !kinds.matching(rule.traffic(), Ports.AS_SENT, true).isEmpty()) {
        named.addAll(rule.peers().prefixes());
      }
    }
    Bits peers = universe.in(named);
    boolean inbound = before.direction() == Direction.INBOUND;
    Box box = inbound ? new Box(peers, rows) : new Box(universe.all(), rows.and(peers));
    if (!box.isEmpty()) {
      parts.add(new Part(box, before.memory() != null));
    }
  }

  private static boolean doTheSame(Rule one, Rule other) {
    return one.allow() == other.allow()
        && one.traffic().equals(other.traffic())
        && one.peers().equals(other.peers())
        && Objects.equals(one.membersIn(), other.membersIn());
  }

  private void compare(Step.Lookup before, Step.Lookup after, Bits rows) {
    Map<List<Step>, Map<List<Step>, Bits.Builder>> ways = new IdentityHashMap<>();
    new Looked(before, universe)
        .forEachWith(
            new Looked(after, universe),
            (one, other, from, to) ->
                ways.computeIfAbsent(one, _ -> new IdentityHashMap<>(1))
                    .computeIfAbsent(other, _ -> new Bits.Builder(universe.size()))
                    .addRange(from, to));
    ways.forEach((one, others) ->
        others.forEach((other, some) -> {
          Bits common = rows.and(some.build());
          if (!common.isEmpty()) {
            compare(one, other, common);
          }
        }));
  }
}
