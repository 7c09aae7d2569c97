package culvert.network.topology;

import culvert.network.collection.HashTrie;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Components by id and by every {@link Index}. Immutable; a change costs what it touches and shares
 * the rest. Indexes hold ids, so that a component that changes but keeps its keys leaves them as
 * they are.
 */
final class Components {

  /** Where an index has the ids of the components of one key. */
  private record Entry(Index<?, ?> index, Object key) {}

  static final Components NONE = new Components(HashTrie.empty(), HashTrie.empty());

  private final HashTrie<Class<?>, HashTrie<String, Component>> byKind;
  private final HashTrie<Entry, HashTrie<String, String>> ids;

  private Components(
      HashTrie<Class<?>, HashTrie<String, Component>> byKind,
      HashTrie<Entry, HashTrie<String, String>> ids) {
    this.byKind = byKind;
    this.ids = ids;
  }

  static Components of(Collection<? extends Component> all) {
    Components components = NONE;
    for (Component component : all) {
      components = components.with(component);
    }
    return components;
  }

  /** What a component is found by. */
  private static Class<?> kindOf(Component component) {
    return component instanceof VpcEndpoint ? VpcEndpoint.class : component.getClass();
  }

  private HashTrie<String, Component> ofKind(Class<?> kind) {
    HashTrie<String, Component> found = byKind.get(kind);
    return found == null ? HashTrie.empty() : found;
  }

  /** With the component added, or in the place of the one of its kind and id. */
  Components with(Component component) {
    Class<?> kind = kindOf(component);
    HashTrie<String, Component> ofKind = ofKind(kind);
    Component before = ofKind.get(component.id());
    return component.equals(before)
        ? this
        : new Components(
            byKind.plus(kind, ofKind.plus(component.id(), component)),
            indexed(kind, component.id(), before, component));
  }

  /** Without the component of the kind and id, if there is one. */
  Components without(Class<? extends Component> kind, String id) {
    HashTrie<String, Component> ofKind = ofKind(kind);
    Component before = ofKind.get(id);
    return before == null
        ? this
        : new Components(byKind.plus(kind, ofKind.minus(id)), indexed(kind, id, before, null));
  }

  private HashTrie<Entry, HashTrie<String, String>> indexed(
      Class<?> kind, String id, @Nullable Component before, @Nullable Component after) {
    Set<Entry> had = entries(kind, before);
    Set<Entry> has = entries(kind, after);
    HashTrie<Entry, HashTrie<String, String>> changed = ids;
    for (Entry entry : had) {
      HashTrie<String, String> present = changed.get(entry);
      if (present != null && !has.contains(entry)) {
        HashTrie<String, String> left = present.minus(id);
        changed = left.isEmpty() ? changed.minus(entry) : changed.plus(entry, left);
      }
    }
    for (Entry entry : has) {
      if (!had.contains(entry)) {
        HashTrie<String, String> present = changed.get(entry);
        changed =
            changed.plus(
                entry, (present == null ? HashTrie.<String, String>empty() : present).plus(id, id));
      }
    }
    return changed;
  }

  private static Set<Entry> entries(Class<?> kind, @Nullable Component component) {
    List<Index<?, ?>> indexes = Index.ALL.get(kind);
    if (component == null || indexes == null) {
      return Set.of();
    }
    Set<Entry> entries = new HashSet<>();
    for (Index<?, ?> index : indexes) {
      index.keys(component).forEach(key -> entries.add(new Entry(index, key)));
    }
    return entries;
  }

  <C extends Component> @Nullable C find(Class<C> kind, String id) {
    return kind.cast(ofKind(kind).get(id));
  }

  /** Told of every component that is another than in the components before. */
  void forEachChangeSince(Components before, HashTrie.ChangeConsumer<String, Component> action) {
    byKind.forEachChangeSince(
        before.byKind,
        (_, old, now) ->
            (now == null ? HashTrie.<String, Component>empty() : now)
                .forEachChangeSince(
                    old == null ? HashTrie.empty() : old,
                    (id, one, other) -> {
                      if (!Objects.equals(one, other)) {
                        action.changed(id, one, other);
                      }
                    }));
  }

  /** What is read otherwise where a component is changed, added or removed. */
  static Reads readOf(@Nullable Component before, @Nullable Component after) {
    Reads reads = new Reads();
    for (Component each : Stream.of(before, after).filter(Objects::nonNull).toList()) {
      Class<?> kind = kindOf(each);
      reads.component(kind, each.id());
      reads.all(kind);
      entries(kind, each).forEach(entry -> reads.index(entry.index, entry.key));
    }
    return reads;
  }

  /** Whether the components of a kind have not changed since the other was made into this. */
  boolean shares(Class<? extends Component> kind, Components other) {
    return byKind.get(kind) == other.byKind.get(kind);
  }

  /** Every component of a kind, in no order. */
  <C extends Component> List<C> all(Class<C> kind) {
    HashTrie<String, Component> found = ofKind(kind);
    List<C> all = new ArrayList<>(found.size());
    found.forEach((_, component) -> all.add(kind.cast(component)));
    return all;
  }

  /** Those that an index has under a key, in no order. */
  <C extends Component, K> Collection<C> under(Index<C, K> index, K key) {
    HashTrie<String, String> found = ids.get(new Entry(index, key));
    if (found == null) {
      return List.of();
    }
    HashTrie<String, Component> ofKind = ofKind(index.kind());
    List<C> all = new ArrayList<>(found.size());
    found.forEach((id, _) -> all.add(index.kind().cast(ofKind.get(id))));
    return all;
  }

  /** The one that an index has under a key, or null. */
  <C extends Component, K> @Nullable C one(Index<C, K> index, K key) {
    C first = null;
    for (C each : under(index, key)) {
      if (first == null || each.id().compareTo(first.id()) < 0) {
        first = each;
      }
    }
    return first;
  }
}
