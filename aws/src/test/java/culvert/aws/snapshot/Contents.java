package culvert.aws.snapshot;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that a dump holds of a catalog, in the order of creation, with what is due when. */
final class Contents {

  private Contents() {}

  static List<String> of(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    for (Kind<?> kind : Kinds.all()) {
      if (!Corrections.LEFT_OUT.contains(kind)) {
        snapshot
            .scopes()
            .sorted(Comparator.comparing(Object::toString))
            .forEach(scope -> snapshot.all(scope, kind).forEach(each -> lines.add(line(each))));
      }
    }
    return lines;
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
