package culvert.network.difference;

import culvert.network.topology.Component;
import culvert.network.topology.Instance;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one topology would have to be changed in to become another, in the smallest parts. */
final class Edits {

  private final List<Edit> edits = new ArrayList<>();

  private Edits() {}

  /** By the ids of what they edit; those that make sense together only are in one. */
  static List<Bundle> between(Topology before, Topology after) {
    Edits all = new Edits();
    after.forEachChangeSince(before, all::add);
    all.edits.sort(Comparator.comparing(Edit::id));
    return all.bundles();
  }

  /** A terminated instance is shown for a while, with nothing that it could speak by. */
  private static @Nullable Component there(@Nullable Component component) {
    return component instanceof Instance instance && instance.interfaces().isEmpty()
        ? null
        : component;
  }

  private void add(@Nullable Component before, @Nullable Component after) {
    Component was = there(before);
    Component is = there(after);
    if (was != null || is != null) {
      addEdits(was, is);
    }
  }

  private void addEdits(@Nullable Component was, @Nullable Component is) {
    if (was == null || is == null || !isSame(was, is)) {
      edits.add(new Edit.Whole(was, is));
      return;
    }
    for (String field : Fields.of(was.getClass())) {
      Object before = Fields.get(was, field);
      Object after = Fields.get(is, field);
      Phrase phrase = Vocabulary.of(was.getClass(), field);
      if (!same(before, after, phrase)) {
        switch (phrase) {
          case Phrase.Label _, Phrase.Fixed _ -> {}
          case Phrase.Value _ ->
              edits.add(new Edit.Part(was, field, Elements.WHOLE, Elements.WHOLE, before, after));
          case Phrase.Flag _,
              Phrase.State _,
              Phrase.Main _,
              Phrase.Ordered _,
              Phrase.Member _,
              Phrase.Association _ ->
              addParts(was, field, before, after, phrase instanceof Phrase.Ordered);
        }
      }
    }
  }

  /** The order of what is said as one value does not count. */
  private static boolean same(@Nullable Object was, @Nullable Object is, Phrase phrase) {
    return phrase instanceof Phrase.Value
            && was instanceof List<?> one
            && is instanceof List<?> other
        ? Set.copyOf(one).equals(Set.copyOf(other))
        : Objects.equals(was, is);
  }

  private static boolean isSame(Component was, Component is) {
    return was.getClass() == is.getClass()
        && Fields.of(was.getClass()).stream()
            .filter(field -> Vocabulary.of(was.getClass(), field) instanceof Phrase.Fixed)
            .allMatch(field -> Objects.equals(Fields.get(was, field), Fields.get(is, field)));
  }

  private void addParts(
      Component of, String field, @Nullable Object before, @Nullable Object after, boolean order) {
    Map<Object, Object> was = Elements.of(before);
    Map<Object, Object> is = Elements.of(after);
    int found = edits.size();
    Map<Object, Object> renewed = renewed(was, is);
    was.forEach((key, element) -> {
      Object otherKey = renewed.getOrDefault(key, key);
      Object other = is.get(otherKey);
      if (other == null || !Elements.same(element, other)) {
        edits.add(new Edit.Part(of, field, key, otherKey, element, other));
      }
    });
    is.forEach((key, element) -> {
      if (!was.containsKey(key) && !renewed.containsValue(key)) {
        edits.add(new Edit.Part(of, field, key, key, null, element));
      }
    });
    if (order && edits.size() == found && before instanceof List<?> && after instanceof List<?>) {
      edits.add(new Edit.Part(of, field, Elements.WHOLE, Elements.WHOLE, before, after));
    }
  }

  /** The rules of a security group that say something else under the same id, by their keys. */
  private static Map<Object, Object> renewed(Map<Object, Object> was, Map<Object, Object> is) {
    Map<String, List<Object>> gone = onlyIn(was, is);
    Map<Object, Object> renewed = new HashMap<>();
    onlyIn(is, was)
        .forEach((id, added) -> {
          List<Object> before = gone.getOrDefault(id, List.of());
          if (before.size() == 1 && added.size() == 1) {
            renewed.put(before.getFirst(), added.getFirst());
          }
        });
    return renewed;
  }

  /** Keys of rules that the other does not have, by the rules' ids. */
  private static Map<String, List<Object>> onlyIn(
      Map<Object, Object> one, Map<Object, Object> other) {
    Map<String, List<Object>> byId = new HashMap<>();
    one.forEach((key, element) -> {
      if (element instanceof SecurityGroupRule rule && !other.containsKey(key)) {
        byId.computeIfAbsent(rule.id(), _ -> new ArrayList<>()).add(key);
      }
    });
    return byId;
  }

  /** Joins what names something new or gone with that, and what is lost here with where it goes. */
  private List<Bundle> bundles() {
    Joined joined = new Joined(edits.size());
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < edits.size(); i++) {
      if (edits.get(i) instanceof Edit.Whole whole) {
        for (String name : References.names(whole.component())) {
          Integer other = byName.putIfAbsent(name, i);
          if (other != null) {
            joined.join(i, other);
          }
        }
      }
    }
    Map<Exclusive, Integer> touching = new HashMap<>();
    for (int i = 0; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      for (Object value : new Object[] {edit.was(), edit.is()}) {
        for (String name : References.in(value)) {
          Integer other = byName.get(name);
          if (other != null) {
            joined.join(i, other);
          }
        }
      }
      for (Exclusive each : Exclusive.of(edit)) {
        Integer other = touching.putIfAbsent(each, i);
        if (other != null) {
          joined.join(i, other);
        }
      }
    }
    Map<Integer, List<Edit>> together = new LinkedHashMap<>();
    for (int i = 0; i < edits.size(); i++) {
      together.computeIfAbsent(joined.root(i), _ -> new ArrayList<>()).add(edits.get(i));
    }
    return together.values().stream().map(List::copyOf).map(Bundle::new).toList();
  }

  /** Which numbers have been joined. */
  private static final class Joined {

    private final int[] above;

    Joined(int size) {
      above = new int[size];
      for (int i = 0; i < size; i++) {
        above[i] = i;
      }
    }

    int root(int of) {
      int at = of;
      while (above[at] != at) {
        above[at] = above[above[at]];
        at = above[at];
      }
      return at;
    }

    void join(int one, int other) {
      int first = Math.min(root(one), root(other));
      int second = Math.max(root(one), root(other));
      above[second] = first;
    }
  }

  private record Edited(Class<? extends Component> kind, String id) {}

  /**
   * The topology after some edits.
   *
   * @param from the one that has none of them
   * @param to the one that has all of them
   * @param back whether they are taken back
   */
  static Topology applied(Topology from, Topology to, Collection<Bundle> bundles, boolean back) {
    Topology changed = from;
    Map<Edited, Map<String, List<Edit.Part>>> parts = new LinkedHashMap<>();
    for (Bundle bundle : bundles) {
      for (Edit edit : bundle.edits()) {
        switch (edit) {
          case Edit.Whole whole -> {
            Component target = back ? whole.was() : whole.is();
            changed =
                target == null ? changed.without(whole.kind(), whole.id()) : changed.with(target);
          }
          case Edit.Part part ->
              parts
                  .computeIfAbsent(new Edited(part.kind(), part.id()), _ -> new LinkedHashMap<>())
                  .computeIfAbsent(part.field(), _ -> new ArrayList<>())
                  .add(part);
        }
      }
    }
    for (Map.Entry<Edited, Map<String, List<Edit.Part>>> each : parts.entrySet()) {
      Component component = from.get(each.getKey().kind, each.getKey().id);
      Component target = to.get(each.getKey().kind, each.getKey().id);
      for (Map.Entry<String, List<Edit.Part>> field : each.getValue().entrySet()) {
        component =
            Fields.with(
                component,
                field.getKey(),
                Elements.changed(
                    Fields.get(component, field.getKey()),
                    Fields.get(target, field.getKey()),
                    field.getValue(),
                    back));
      }
      changed = changed.with(component);
    }
    return changed;
  }
}
