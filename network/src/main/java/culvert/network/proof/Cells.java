package culvert.network.proof;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.Spoken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the matrix of a network: proves all pairs, and counts them by groups. */
final class Cells {

  private static final Comparator<Grouping.Key> KEYS =
      Comparator.comparing(Grouping.Key::name).thenComparing(Grouping.Key::id);

  private final Spoken spoken;
  private final List<Matrix.Group> groups = new ArrayList<>();
  private final List<List<Member>> members = new ArrayList<>();
  private final Universe universe;
  private final Proof proof;
  private final int[] groupOf;
  private final boolean[] speaksV4;
  private final Map<Integer, Counted> counted = new HashMap<>();

  /**
   * How many addresses a group has.
   *
   * @param v6OfBoth those of members that speak IPv4 too
   */
  private record Counted(long v4, long v6, long v6OfBoth) {}

  /**
   * @param spoken null for all traffic
   * @param last what is known from before
   */
  Cells(ForwardingGraph graph, Grouping grouping, @Nullable Spoken spoken, LastProof last) {
    this.spoken = spoken == null ? Spoken.DEFAULT : spoken;
    Topology topology = graph.topology();
    Map<Grouping.Key, List<Member>> byKey = new TreeMap<>(KEYS);
    for (Member member : Member.of(topology)) {
      byKey.computeIfAbsent(grouping.of(member, topology), _ -> new ArrayList<>()).add(member);
    }
    byKey.forEach((key, belonging) -> {
      groups.add(
          new Matrix.Group(
              key.id(),
              key.name(),
              belonging.stream().map(Member::id).toList(),
              List.of(key.id())));
      members.add(belonging);
    });
    universe =
        new Universe(
            members.stream()
                .flatMap(List::stream)
                .flatMap(member -> Stream.of(member.v4(), member.v6()))
                .flatMap(List::stream)
                .toList(),
            topology);
    groupOf = new int[universe.size()];
    speaksV4 = new boolean[universe.size()];
    for (int group = 0; group < members.size(); group++) {
      for (Member member : members.get(group)) {
        for (End end : member.ends()) {
          groupOf[universe.numberOf(end)] = group;
          speaksV4[universe.numberOf(end)] = !member.v4().isEmpty();
        }
      }
    }
    TrafficKinds kinds = spoken == null ? TrafficKinds.all(topology) : TrafficKinds.of(spoken);
    proof = last.ofAllPairs(graph, universe, kinds);
  }

  Matrix matrix() {
    List<Matrix.Cell> cells = new ArrayList<>();
    for (int from = 0; from < groups.size(); from++) {
      long[] reached = reachedBy(from);
      for (int to = 0; to < groups.size(); to++) {
        long pairs = pairs(from, to);
        if (pairs > 0) {
          cells.add(
              new Matrix.Cell(
                  groups.get(from).id(),
                  groups.get(to).id(),
                  reached[to] == pairs
                      ? Matrix.Reach.ALL
                      : reached[to] == 0 ? Matrix.Reach.NONE : Matrix.Reach.SOME,
                  reached[to] == pairs ? null : unreached(from, to)));
        }
      }
    }
    return new Matrix(List.copyOf(groups), cells);
  }

  /** How many addresses of each group those of one reach, all its addresses together. */
  private long[] reachedBy(int from) {
    long[] reached = new long[groups.size()];
    for (Member member : members.get(from)) {
      for (End end : member.ends()) {
        int asker = universe.numberOf(end);
        boolean v4 = end.address().isV4();
        proof
            .reachedBy(asker)
            .forEach(asked -> {
              if (v4 || !speaksV4[asker] || !speaksV4[asked]) {
                reached[groupOf[asked]]++;
              }
            });
      }
    }
    return reached;
  }

  /** How many pairs of addresses there are to ask about: IPv4 where both members speak it. */
  private long pairs(int from, int to) {
    long pairs = count(from, to);
    if (from == to) {
      for (Member member : members.get(from)) {
        long own = member.v4().isEmpty() ? member.v6().size() : member.v4().size();
        pairs -= own * own;
      }
    }
    return pairs;
  }

  private long count(int from, int to) {
    Counted one = counted(from);
    Counted other = counted(to);
    return one.v4 * other.v4 + one.v6 * other.v6 - one.v6OfBoth * other.v6OfBoth;
  }

  private Counted counted(int group) {
    return counted.computeIfAbsent(
        group,
        _ -> {
          long v4 = 0;
          long v6 = 0;
          long both = 0;
          for (Member member : members.get(group)) {
            v4 += member.v4().size();
            v6 += member.v6().size();
            both += member.v4().isEmpty() ? 0 : member.v6().size();
          }
          return new Counted(v4, v6, both);
        });
  }

  private @Nullable Question unreached(int from, int to) {
    for (Member asker : members.get(from)) {
      for (Member target : members.get(to)) {
        if (asker.id().equals(target.id())) {
          continue;
        }
        for (End source : asker.towards(target)) {
          for (End destination : target.towards(asker)) {
            if (!proof
                .reachedBy(universe.numberOf(source))
                .contains(universe.numberOf(destination))) {
              return new Question(
                  source, destination, spoken.between(source.address(), destination.address()));
            }
          }
        }
      }
    }
    return null;
  }
}
