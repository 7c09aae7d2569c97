package culvert.network.difference;

import culvert.network.proof.Grouping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts pairs of groups together: those that ask the same, and those that ask one another. */
final class Lines {

  static final Comparator<Grouping.Key> KEYS =
      Comparator.comparing(Grouping.Key::name).thenComparing(Grouping.Key::id);

  /** Pairs of flows between two groups. */
  private static final class Cell {

    private final Flow first;
    private long pairs;

    Cell(Flow first) {
      this.first = first;
    }
  }

  /** Groups that each ask each of others. */
  record Block(
      Line.Shape shape,
      SortedSet<Grouping.Key> from,
      SortedSet<Grouping.Key> to,
      long pairs,
      Flow first) {}

  private final Map<Grouping.Key, Map<Grouping.Key, Cell>> cells = new TreeMap<>(KEYS);

  void add(Grouping.Key from, Grouping.Key to, Flow flow) {
    cells
        .computeIfAbsent(from, _ -> new TreeMap<>(KEYS))
        .computeIfAbsent(to, _ -> new Cell(flow))
        .pairs++;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Map<SortedSet<Grouping.Key>, SortedSet<Grouping.Key>> askers = new LinkedHashMap<>();
    for (SortedSet<Grouping.Key> circle : circles()) {
      blocks.add(block(Line.Shape.AMONG, circle, circle));
      for (Grouping.Key each : circle) {
        SortedSet<Grouping.Key> others = asked(each);
        others.removeAll(circle);
        ask(each, others, askers);
      }
    }
    for (Grouping.Key each : cells.keySet()) {
      if (blocks.stream().noneMatch(block -> block.from.contains(each))) {
        ask(each, asked(each), askers);
      }
    }
    Map<List<SortedSet<Grouping.Key>>, Block> mirrored = new HashMap<>();
    askers.forEach((to, from) -> {
      Block mirror = mirrored.remove(List.of(to, from));
      if (from.equals(to)) {
        blocks.add(block(from.size() > 1 ? Line.Shape.AMONG : Line.Shape.ONE_WAY, from, to));
      } else if (mirror == null) {
        Block block = block(Line.Shape.ONE_WAY, from, to);
        blocks.add(block);
        mirrored.put(List.of(from, to), block);
      } else {
        blocks.set(
            blocks.indexOf(mirror),
            new Block(
                Line.Shape.BOTH_WAYS,
                mirror.from,
                mirror.to,
                mirror.pairs + pairs(from, to),
                mirror.first));
      }
    });
    return blocks;
  }

  private static void ask(
      Grouping.Key from,
      SortedSet<Grouping.Key> to,
      Map<SortedSet<Grouping.Key>, SortedSet<Grouping.Key>> askers) {
    if (!to.isEmpty()) {
      askers.computeIfAbsent(to, _ -> new TreeSet<>(KEYS)).add(from);
    }
  }

  private SortedSet<Grouping.Key> asked(Grouping.Key from) {
    SortedSet<Grouping.Key> asked = new TreeSet<>(KEYS);
    asked.addAll(cells.getOrDefault(from, Map.of()).keySet());
    return asked;
  }

  /** Groups that ask one another, not themselves, and all the same others; two alone are none. */
  private List<SortedSet<Grouping.Key>> circles() {
    Map<SortedSet<Grouping.Key>, SortedSet<Grouping.Key>> circles = new LinkedHashMap<>();
    for (Grouping.Key each : cells.keySet()) {
      SortedSet<Grouping.Key> with = asked(each);
      if (with.add(each)) {
        circles.computeIfAbsent(with, _ -> new TreeSet<>(KEYS)).add(each);
      }
    }
    List<SortedSet<Grouping.Key>> found = new ArrayList<>();
    circles.forEach((with, circle) -> {
      if (circle.size() > 1 && with.size() > 2 && with.containsAll(circle)) {
        found.add(circle);
      }
    });
    return found;
  }

  private Block block(Line.Shape shape, SortedSet<Grouping.Key> from, SortedSet<Grouping.Key> to) {
    Flow first = null;
    for (Grouping.Key asking : from) {
      for (Grouping.Key asked : to) {
        Cell cell = cells.getOrDefault(asking, Map.of()).get(asked);
        if (first == null && cell != null) {
          first = cell.first;
        }
      }
    }
    if (first == null) {
      throw new IllegalArgumentException("nobody of " + from + " asks any of " + to);
    }
    return new Block(shape, from, to, pairs(from, to), first);
  }

  private long pairs(SortedSet<Grouping.Key> from, SortedSet<Grouping.Key> to) {
    long pairs = 0;
    for (Grouping.Key asking : from) {
      Map<Grouping.Key, Cell> row = cells.getOrDefault(asking, Map.of());
      for (Grouping.Key asked : to) {
        Cell cell = row.get(asked);
        pairs += cell == null ? 0 : cell.pairs;
      }
    }
    return pairs;
  }
}
