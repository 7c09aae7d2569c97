package culvert.aws.catalog;

import culvert.network.collection.HashTrie;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Everything that was declared, at one moment. Immutable; a change shares all that it does not
 * touch, so readers never wait and writers never copy.
 */
public final class Snapshot {

  private record Table(Scope scope, Kind<?> kind) {}

  /** Looked up many times in a call: the hash is computed once, and the ids tell most apart. */
  private record Key(Scope scope, Kind<?> kind, String id, int hash) {

    Key(Scope scope, Kind<?> kind, String id) {
      this(scope, kind, id, 31 * (31 * id.hashCode() + kind.hashCode()) + scope.hashCode());
    }

    Key(Resource<?> resource) {
      this(resource.scope(), resource.kind(), resource.id());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Key key
              && hash == key.hash
              && kind == key.kind
              && id.equals(key.id)
              && scope.equals(key.scope);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** An id that resources of a kind name. */
  private record Named(Kind<?> kind, String id) {}

  private record Due(Instant at, long sequence) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  public static final Snapshot EMPTY =
      new Snapshot(HashTrie.empty(), HashTrie.empty(), HashTrie.empty(), TreePMap.empty(), 0);

  private final HashTrie<Table, SequenceTrie<Resource<?>>> tables;
  private final HashTrie<Key, Resource<?>> byId;
  private final HashTrie<Named, HashTrie<Key, Key>> referring;
  private final TreePMap<Due, Resource<?>> due;
  private final long lastSequence;

  private Snapshot(
      HashTrie<Table, SequenceTrie<Resource<?>>> tables,
      HashTrie<Key, Resource<?>> byId,
      HashTrie<Named, HashTrie<Key, Key>> referring,
      TreePMap<Due, Resource<?>> due,
      long lastSequence) {
    this.tables = tables;
    this.byId = byId;
    this.referring = referring;
    this.due = due;
    this.lastSequence = lastSequence;
  }

  long lastSequence() {
    return lastSequence;
  }

  @SuppressWarnings("unchecked")
  public <T> @Nullable Resource<T> find(Scope scope, Kind<T> kind, String id) {
    return (Resource<T>) byId.get(new Key(scope, kind, id));
  }

  /** Those of one scope, in the order of creation. */
  public <T> Stream<Resource<T>> all(Scope scope, Kind<T> kind) {
    return after(scope, kind, -1);
  }

  /** Those of one scope that come after a sequence, in the order of creation. */
  public <T> Stream<Resource<T>> after(Scope scope, Kind<T> kind, long sequence) {
    return typed(rows(new Table(scope, kind)).after(sequence));
  }

  @SuppressWarnings("unchecked")
  private static <T> Stream<Resource<T>> typed(Stream<Resource<?>> resources) {
    return (Stream<Resource<T>>) (Stream<?>) resources;
  }

  /** How many of a kind a scope has. */
  public int count(Scope scope, Kind<?> kind) {
    return rows(new Table(scope, kind)).size();
  }

  /** Those of one kind of every scope. */
  public <T> Stream<Resource<T>> everywhere(Kind<T> kind) {
    List<SequenceTrie<Resource<?>>> found = new ArrayList<>();
    tables.forEach((table, rows) -> {
      if (table.kind() == kind) {
        found.add(rows);
      }
    });
    return typed(found.stream().flatMap(rows -> rows.after(-1)));
  }

  /**
   * Every resource that is not what it was then: its state then and now, of which one is null where
   * it was added or removed. Costs what has changed.
   */
  public void since(
      Snapshot before, BiConsumer<@Nullable Resource<?>, @Nullable Resource<?>> changed) {
    since(before, _ -> true, changed);
  }

  /** The same of some kinds alone. */
  public void since(
      Snapshot before,
      Predicate<Kind<?>> kinds,
      BiConsumer<@Nullable Resource<?>, @Nullable Resource<?>> changed) {
    tables.forEachChangeSince(
        before.tables,
        (table, was, is) -> {
          if (kinds.test(table.kind())) {
            orEmpty(is).since(orEmpty(was), changed);
          }
        });
  }

  private SequenceTrie<Resource<?>> rows(Table table) {
    return orEmpty(tables.get(table));
  }

  private static SequenceTrie<Resource<?>> orEmpty(@Nullable SequenceTrie<Resource<?>> rows) {
    return rows == null ? SequenceTrie.empty() : rows;
  }

  /** Every scope that has anything. */
  public Stream<Scope> scopes() {
    Set<Scope> found = new LinkedHashSet<>();
    tables.forEach((table, _) -> found.add(table.scope()));
    return found.stream();
  }

  /** Those of a kind that have that id, in any scope: one, or the views of two sides. */
  public <T> Stream<Resource<T>> byId(Kind<T> kind, String id) {
    List<Resource<T>> found = new ArrayList<>(1);
    tables.forEach((table, _) -> {
      if (table.kind() == kind) {
        Resource<T> resource = find(table.scope(), kind, id);
        if (resource != null) {
          found.add(resource);
        }
      }
    });
    return found.stream();
  }

  /** Those of a kind and scope whose shape names that id. */
  @SuppressWarnings("unchecked")
  public <T> Stream<Resource<T>> referring(Scope scope, Kind<T> kind, String id) {
    return referrers(kind, id)
        .filter(key -> key.scope.equals(scope))
        .map(key -> (Resource<T>) byId.get(key));
  }

  /** Those of a kind, in any scope, whose shape names that id. */
  @SuppressWarnings("unchecked")
  public <T> Stream<Resource<T>> referringAnywhere(Kind<T> kind, String id) {
    return referrers(kind, id).map(key -> (Resource<T>) byId.get(key));
  }

  /** How many of a kind, in all scopes together, have a shape that names that id. */
  public int countReferring(Kind<?> kind, String id) {
    HashTrie<Key, Key> keys = referring.get(new Named(kind, id));
    return keys == null ? 0 : keys.size();
  }

  private Stream<Key> referrers(Kind<?> kind, String id) {
    HashTrie<Key, Key> keys = referring.get(new Named(kind, id));
    if (keys == null) {
      return Stream.empty();
    }
    List<Key> found = new ArrayList<>(keys.size());
    keys.forEach((key, _) -> found.add(key));
    return found.stream();
  }

  /** What is next to be done by itself, if that is due by now. */
  @Nullable Resource<?> dueBy(Instant now) {
    if (due.isEmpty()) {
      return null;
    }
    Map.Entry<Due, Resource<?>> first = due.firstEntry();
    return first.getKey().at.isAfter(now) ? null : first.getValue();
  }

  /** With the resource added, or in the place of its earlier state. */
  Snapshot with(Resource<?> resource) {
    Key key = new Key(resource);
    Resource<?> before = byId.get(key);
    Table table = new Table(resource.scope(), resource.kind());
    return new Snapshot(
        tables.plus(table, rows(table).plus(resource.sequence(), resource)),
        byId.plus(key, resource),
        referencesOf(key, before, resource),
        dueOf(before, resource),
        Math.max(lastSequence, resource.sequence()));
  }

  /** Without the resource. */
  Snapshot without(Resource<?> resource) {
    Key key = new Key(resource);
    Table table = new Table(resource.scope(), resource.kind());
    SequenceTrie<Resource<?>> left = rows(table).minus(resource.sequence());
    return new Snapshot(
        left.isEmpty() ? tables.minus(table) : tables.plus(table, left),
        byId.minus(key),
        referencesOf(key, resource, null),
        dueOf(resource, null),
        lastSequence);
  }

  private HashTrie<Named, HashTrie<Key, Key>> referencesOf(
      Key key, @Nullable Resource<?> before, @Nullable Resource<?> after) {
    HashTrie<Named, HashTrie<Key, Key>> map = referring;
    if (before != null) {
      for (String id : before.references()) {
        if (after == null || !after.references().contains(id)) {
          Named named = new Named(key.kind, id);
          HashTrie<Key, Key> keys = map.get(named);
          if (keys != null) {
            HashTrie<Key, Key> left = keys.minus(key);
            map = left.isEmpty() ? map.minus(named) : map.plus(named, left);
          }
        }
      }
    }
    if (after != null) {
      for (String id : after.references()) {
        if (before == null || !before.references().contains(id)) {
          Named named = new Named(key.kind, id);
          HashTrie<Key, Key> keys = map.get(named);
          map = map.plus(named, (keys == null ? HashTrie.<Key, Key>empty() : keys).plus(key, key));
        }
      }
    }
    return map;
  }

  private TreePMap<Due, Resource<?>> dueOf(
      @Nullable Resource<?> before, @Nullable Resource<?> after) {
    TreePMap<Due, Resource<?>> map = due;
    if (before != null && before.due() != null) {
      map = map.minus(new Due(before.due(), before.sequence()));
    }
    if (after != null && after.due() != null) {
      map = map.plus(new Due(after.due(), after.sequence()), after);
    }
    return map;
  }
}
