package culvert.aws.snapshot;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a dump holds of a catalog, as text that can be compared: in the order of creation, with
 * what is due when. Versions of prefix lists are found by their numbers, so their order is
 * nobody's.
 */
final class Contents {

  private Contents() {}

  static List<String> of(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    for (Kind<?> kind : Kinds.all()) {
      if (!Corrections.LEFT_OUT.contains(kind)) {
        snapshot
            .scopes()
            .sorted(Comparator.comparing(Object::toString))
            .forEach(scope -> lines.addAll(of(snapshot, scope, kind)));
      }
    }
    return lines;
  }

  private static List<String> of(Snapshot snapshot, Scope scope, Kind<?> kind) {
    Stream<String> lines = snapshot.all(scope, kind).map(Contents::line);
    return (kind == Kinds.PREFIX_LIST_VERSION ? lines.sorted() : lines).toList();
  }

  /** What only one of two states has; order counts. */
  static List<String> differences(Snapshot one, Snapshot other) {
    List<String> first = of(one);
    List<String> second = of(other);
    List<String> differences = new ArrayList<>();
    Set<String> ofFirst = new HashSet<>(first);
    Set<String> ofSecond = new HashSet<>(second);
    first.stream().filter(line -> !ofSecond.contains(line)).forEach(l -> differences.add("- " + l));
    second.stream().filter(line -> !ofFirst.contains(line)).forEach(l -> differences.add("+ " + l));
    for (int i = 0; differences.isEmpty() && i < first.size(); i++) {
      if (!first.get(i).equals(second.get(i))) {
        differences.add("order: " + first.get(i) + " and " + second.get(i));
      }
    }
    return differences;
  }

  private static <T> String line(Resource<T> each) {
    return "%s due %s: %s"
        .formatted(
            each,
            each.due(),
            new String(each.kind().encode().apply(each.shape()), StandardCharsets.UTF_8));
  }
}
