package culvert.network.proof;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import culvert.network.why.Blocker;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who reaches whom, proved for every pair of instances and sites.
 *
 * @param groups by name, then by id
 * @param cells by asking group, then by asked one; none for a group of one with itself
 */
public record Matrix(List<Group> groups, List<Cell> cells) {

  /** How many of the pairs of addresses reach each other. */
  public enum Reach {
    ALL,
    SOME,
    NONE
  }

  /**
   * Members that belong together.
   *
   * @param id of what they belong to
   * @param members their ids
   */
  public record Group(String id, String name, List<String> members) {}

  /**
   * One group asking another.
   *
   * @param example what is in the way of the first pair that does not reach each other, or null
   */
  public record Cell(String from, String to, Reach reach, @Nullable Blocker example) {}

  private static final Comparator<Grouping.Key> KEYS =
      Comparator.comparing(Grouping.Key::name).thenComparing(Grouping.Key::id);

  /** Asks for every pair, by one kind of packet. */
  public static Matrix of(ForwardingGraph graph, Grouping grouping, Spoken spoken) {
    return new Making(graph, grouping, spoken).matrix();
  }

  /** What is needed of a network to make its matrix. */
  private static final class Making {

    private final ForwardingGraph graph;
    private final Spoken spoken;
    private final Map<Grouping.Key, List<Member>> groups = new TreeMap<>(KEYS);
    private final Universe universe;
    private final Proof proof;

    Making(ForwardingGraph graph, Grouping grouping, Spoken spoken) {
      this.graph = graph;
      this.spoken = spoken;
      Topology topology = graph.topology();
      List<Member> members = Member.of(topology);
      for (Member member : members) {
        groups.computeIfAbsent(grouping.of(member, topology), _ -> new ArrayList<>()).add(member);
      }
      universe =
          new Universe(
              members.stream()
                  .flatMap(member -> Stream.of(member.v4(), member.v6()))
                  .flatMap(List::stream)
                  .toList(),
              topology);
      proof = Proof.ofAllPairs(graph, universe, TrafficKinds.of(spoken));
    }

    Matrix matrix() {
      List<Cell> cells = new ArrayList<>();
      groups.forEach((from, askers) ->
          groups.forEach((to, asked) -> {
            Cell cell = cell(from.id(), askers, to.id(), asked);
            if (cell != null) {
              cells.add(cell);
            }
          }));
      List<Group> named = new ArrayList<>();
      groups.forEach((key, members) ->
          named.add(new Group(key.id(), key.name(), members.stream().map(Member::id).toList())));
      return new Matrix(named, cells);
    }

    private @Nullable Cell cell(String from, List<Member> askers, String to, List<Member> asked) {
      int reached = 0;
      int pairs = 0;
      Question failed = null;
      for (Member asker : askers) {
        for (Member target : asked) {
          if (asker.id().equals(target.id())) {
            continue;
          }
          for (End source : asker.towards(target)) {
            for (End destination : target.towards(asker)) {
              pairs++;
              if (reaches(source, destination)) {
                reached++;
              } else if (failed == null) {
                failed =
                    new Question(
                        source,
                        destination,
                        spoken.between(source.address(), destination.address()));
              }
            }
          }
        }
      }
      if (pairs == 0) {
        return null;
      }
      Blocker example = failed == null ? null : Why.ask(graph, failed).blockers().getFirst();
      return new Cell(
          from, to, reached == pairs ? Reach.ALL : reached == 0 ? Reach.NONE : Reach.SOME, example);
    }

    private boolean reaches(End source, End destination) {
      return proof.reaches(universe.numberOf(source), universe.numberOf(destination));
    }
  }
}
