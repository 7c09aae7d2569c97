package culvert.network.proof;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.why.Blocker;
import culvert.network.why.Question;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import java.util.List;
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
   * @param id of what they belong to; of several alike the first's
   * @param name of several alike the beginning of their names, and how many there are
   * @param members their ids
   * @param alike the ids of the groups that it stands for, itself first
   */
  public record Group(String id, String name, List<String> members, List<String> alike) {}

  /**
   * One group asking another.
   *
   * @param unreached the first pair that does not reach each other, asked; null where all do
   */
  public record Cell(String from, String to, Reach reach, @Nullable Question unreached) {

    /** What is in the way of the first pair that does not reach each other, or null. */
    public @Nullable Blocker example(ForwardingGraph graph) {
      List<Blocker> blockers = unreached == null ? List.of() : Why.ask(graph, unreached).blockers();
      return blockers.isEmpty() ? null : blockers.getFirst();
    }
  }

  /** Asks for every pair, by one kind of packet. */
  public static Matrix of(ForwardingGraph graph, Grouping grouping, Spoken spoken) {
    return of(graph, grouping, spoken, new LastProof());
  }

  /** Whether every pair can speak at all: by any protocol and port, there and back. */
  public static Matrix ofAllTraffic(ForwardingGraph graph, Grouping grouping) {
    return of(graph, grouping, null, new LastProof());
  }

  /**
   * As one of these, made from the last one of the network before a change.
   *
   * @param spoken null for all traffic
   */
  public static Matrix of(
      ForwardingGraph graph, Grouping grouping, @Nullable Spoken spoken, LastProof last) {
    return new Cells(graph, grouping, spoken, last).matrix();
  }

  /**
   * The same with groups that behave alike in one: those that reach, and are reached by, the same
   * others, and each other both ways or neither.
   */
  public Matrix folded() {
    return new Folding(this).matrix();
  }
}
