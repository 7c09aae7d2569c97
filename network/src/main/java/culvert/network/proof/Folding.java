package culvert.network.proof;

import culvert.network.why.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Puts groups of a matrix together that behave alike. Two are alike where every third one is
 * reached, and reaches, both in the same way, both reach each other in the same way, and their
 * members their own. That is an equivalence, and those of one class all reach each other in one
 * way.
 */
final class Folding {

  private static final int VALUES = Matrix.Reach.values().length + 1;

  private final List<Matrix.Group> groups;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Matrix.Cell[][] cells;
  private final int[] classOf;
  private final List<List<Integer>> classes = new ArrayList<>();

  Folding(Matrix matrix) {
    groups = matrix.groups();
    int size = groups.size();
    for (int i = 0; i < size; i++) {
      numbers.put(groups.get(i).id(), i);
    }
    cells = new Matrix.Cell[size][size];
    for (Matrix.Cell cell : matrix.cells()) {
      cells[number(cell.from())][number(cell.to())] = cell;
    }
    classOf = new int[size];
    classify();
  }

  private int number(String group) {
    Integer number = numbers.get(group);
    if (number == null) {
      throw new IllegalArgumentException("the matrix has no group " + group);
    }
    return number;
  }

  /** 0 where there is no cell. */
  private int value(int from, int to) {
    Matrix.Cell cell = cells[from][to];
    return cell == null ? 0 : 1 + cell.reach().ordinal();
  }

  /**
   * A group's sum has a random number for what it is to each other group. The sums of two that are
   * alike differ by what they are to each other alone, which is one of few values.
   */
  private void classify() {
    int size = groups.size();
    SplittableRandom random = new SplittableRandom(size);
    long[][] asked = new long[size][VALUES * VALUES];
    for (long[] each : asked) {
      Arrays.setAll(each, _ -> random.nextLong());
    }
    Map<Long, List<Integer>> candidates = new HashMap<>();
    Arrays.fill(classOf, -1);
    for (int group = 0; group < size; group++) {
      long sum = 0;
      for (int other = 0; other < size; other++) {
        if (other != group) {
          sum += asked[other][value(group, other) * VALUES + value(other, group)];
        }
      }
      List<Long> keys = new ArrayList<>(VALUES);
      for (int value = 0; value < VALUES; value++) {
        keys.add(
            (sum + asked[group][value * VALUES + value]) * VALUES + value
                ^ (long) value(group, group) << Integer.SIZE);
      }
      join(group, keys, candidates);
    }
  }

  private void join(int group, List<Long> keys, Map<Long, List<Integer>> candidates) {
    for (long key : keys) {
      for (int first : candidates.getOrDefault(key, List.of())) {
        if (areAlike(first, group)) {
          classOf[group] = classOf[first];
          classes.get(classOf[group]).add(group);
          return;
        }
      }
    }
    classOf[group] = classes.size();
    classes.add(new ArrayList<>(List.of(group)));
    for (long key : keys) {
      candidates.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(group);
    }
  }

  private boolean areAlike(int one, int other) {
    if (value(one, other) != value(other, one) || value(one, one) != value(other, other)) {
      return false;
    }
    for (int third = 0; third < groups.size(); third++) {
      if (third != one
          && third != other
          && (value(one, third) != value(other, third)
              || value(third, one) != value(third, other))) {
        return false;
      }
    }
    return true;
  }

  Matrix matrix() {
    List<Matrix.Group> folded = classes.stream().map(this::group).toList();
    List<Matrix.Cell> between = new ArrayList<>();
    for (int from = 0; from < classes.size(); from++) {
      for (int to = 0; to < classes.size(); to++) {
        Matrix.Cell cell = from == to ? within(from) : between(from, to);
        if (cell != null) {
          between.add(
              new Matrix.Cell(
                  folded.get(from).id(), folded.get(to).id(), cell.reach(), cell.unreached()));
        }
      }
    }
    return new Matrix(folded, between);
  }

  private Matrix.@Nullable Cell between(int from, int to) {
    return cells[classes.get(from).getFirst()][classes.get(to).getFirst()];
  }

  /** Each with the others, and each with its own. */
  private Matrix.@Nullable Cell within(int folded) {
    List<Integer> alike = classes.get(folded);
    Matrix.Cell own = cells[alike.getFirst()][alike.getFirst()];
    Matrix.Cell others = alike.size() < 2 ? null : cells[alike.getFirst()][alike.get(1)];
    if (own == null || others == null) {
      return own == null ? others : own;
    }
    if (own.reach() == others.reach()) {
      return others;
    }
    Question unreached = others.unreached() == null ? own.unreached() : others.unreached();
    return new Matrix.Cell(others.from(), others.to(), Matrix.Reach.SOME, unreached);
  }

  private Matrix.Group group(List<Integer> alike) {
    Matrix.Group first = groups.get(alike.getFirst());
    if (alike.size() == 1) {
      return first;
    }
    List<Matrix.Group> all = alike.stream().map(groups::get).toList();
    return new Matrix.Group(
        first.id(),
        commonStart(all.stream().map(Matrix.Group::name).toList()) + "… ×" + alike.size(),
        all.stream().flatMap(group -> group.members().stream()).toList(),
        all.stream().map(Matrix.Group::id).toList());
  }

  private static String commonStart(List<String> names) {
    String start = names.getFirst();
    for (String name : names) {
      while (!name.startsWith(start)) {
        start = start.substring(0, start.length() - 1);
      }
    }
    return start;
  }
}
