package culvert.network.difference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Edits that make sense together only. */
record Bundle(List<Edit> edits) {

  /** What is with one component at a time, and with which. */
  private static final class Move {

    private @Nullable String from;
    private @Nullable String to;
    private Edit.@Nullable Part part;
  }

  /** Whose it is, in words. */
  ChangeSet words() {
    Map<Exclusive, Move> moves = new LinkedHashMap<>();
    for (Edit edit : edits) {
      for (Exclusive each : Exclusive.of(edit, true)) {
        move(moves, each, edit).from = edit.id();
      }
      for (Exclusive each : Exclusive.of(edit, false)) {
        move(moves, each, edit).to = edit.id();
      }
    }
    List<Change> parts = new ArrayList<>();
    Set<Edit.Part> said = new HashSet<>();
    moves.forEach((what, move) -> {
      Edit.Part part = move.part;
      if (part != null) {
        parts.add(Wording.moved(part, what.subject(), move.from, move.to));
      }
    });
    for (Edit edit : edits) {
      if (edit instanceof Edit.Part part && Exclusive.of(part).isEmpty() && said.add(part)) {
        parts.add(Wording.of(part));
      }
    }
    List<Edit.Whole> wholes =
        edits.stream().filter(Edit.Whole.class::isInstance).map(Edit.Whole.class::cast).toList();
    if (wholes.isEmpty()) {
      return new ChangeSet(List.copyOf(parts), List.of());
    }
    List<Edit.Whole> roots = roots(wholes);
    List<Change> with = new ArrayList<>(parts);
    wholes.stream().filter(each -> !roots.contains(each)).map(Wording::of).forEach(with::add);
    return new ChangeSet(roots.stream().map(Wording::of).toList(), with);
  }

  private static Move move(Map<Exclusive, Move> moves, Exclusive what, Edit edit) {
    Move move = moves.computeIfAbsent(what, _ -> new Move());
    if (edit instanceof Edit.Part part) {
      move.part = part;
    }
    return move;
  }

  /** Those that name no other of them, or none but such as name them in turn. */
  private static List<Edit.Whole> roots(List<Edit.Whole> wholes) {
    Map<String, List<Integer>> byName = new HashMap<>();
    for (int i = 0; i < wholes.size(); i++) {
      int number = i;
      References.names(wholes.get(i).component())
          .forEach(name -> byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(number));
    }
    List<Set<Integer>> reached = new ArrayList<>();
    for (int i = 0; i < wholes.size(); i++) {
      reached.add(reached(i, wholes, byName));
    }
    List<Edit.Whole> roots = new ArrayList<>();
    for (int i = 0; i < wholes.size(); i++) {
      int number = i;
      Set<Integer> circle = reached.get(i);
      boolean root = circle.stream().allMatch(other -> reached.get(other).contains(number));
      boolean first =
          circle.stream()
              .allMatch(other ->
                  rank(wholes.get(number)) < rank(wholes.get(other))
                      || rank(wholes.get(number)) == rank(wholes.get(other)) && number <= other);
      if (root && first) {
        roots.add(wholes.get(i));
      }
    }
    return roots;
  }

  private static Set<Integer> reached(
      int from, List<Edit.Whole> wholes, Map<String, List<Integer>> byName) {
    Set<Integer> reached = new HashSet<>();
    List<Integer> left = new ArrayList<>(List.of(from));
    while (!left.isEmpty()) {
      int each = left.removeLast();
      for (String name : References.in(wholes.get(each).component())) {
        for (int other : byName.getOrDefault(name, List.of())) {
          if (reached.add(other)) {
            left.add(other);
          }
        }
      }
    }
    reached.remove(from);
    return reached;
  }

  /** Of what holds one another, the network interface is the lesser. */
  private static int rank(Edit.Whole whole) {
    return whole.component() instanceof culvert.network.topology.NetworkInterface ? 1 : 0;
  }
}
