package culvert.aws.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.MapPSet;
import org.pcollections.TreePMap;

/**
 * Everything that was declared, at one moment. Immutable; a change shares all that it does not
 * touch, so readers never wait and writers never copy.
 */
public final class Snapshot {

  private record Table(Scope scope, Kind<?> kind) {}

  private record Key(Scope scope, Kind<?> kind, String id) {}

  private record Due(Instant at, long sequence) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  static final Snapshot EMPTY =
      new Snapshot(
          HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), TreePMap.empty(), 0);

  private final HashPMap<Table, TreePMap<Long, Resource<?>>> tables;
  private final HashPMap<Key, Resource<?>> byId;
  private final HashPMap<String, MapPSet<Key>> referring;
  private final TreePMap<Due, Resource<?>> due;
  private final long lastSequence;

  private Snapshot(
      HashPMap<Table, TreePMap<Long, Resource<?>>> tables,
      HashPMap<Key, Resource<?>> byId,
      HashPMap<String, MapPSet<Key>> referring,
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
  @SuppressWarnings("unchecked")
  public <T> Stream<Resource<T>> all(Scope scope, Kind<T> kind) {
    TreePMap<Long, Resource<?>> table = tables.get(new Table(scope, kind));
    return table == null
        ? Stream.empty()
        : ((Map<Long, Resource<T>>) (Map<Long, ?>) table).values().stream();
  }

  /** Those of one scope that come after a sequence, in the order of creation. */
  @SuppressWarnings("unchecked")
  public <T> Stream<Resource<T>> after(Scope scope, Kind<T> kind, long sequence) {
    TreePMap<Long, Resource<?>> table = tables.get(new Table(scope, kind));
    return table == null
        ? Stream.empty()
        : ((Map<Long, Resource<T>>) (Map<Long, ?>) table.tailMap(sequence, false))
            .values().stream();
  }

  /** How many of a kind a scope has. */
  public int count(Scope scope, Kind<?> kind) {
    TreePMap<Long, Resource<?>> table = tables.get(new Table(scope, kind));
    return table == null ? 0 : table.size();
  }

  /** Those of one kind of every scope. */
  @SuppressWarnings("unchecked")
  public <T> Stream<Resource<T>> everywhere(Kind<T> kind) {
    return tables.entrySet().stream()
        .filter(table -> table.getKey().kind() == kind)
        .flatMap(table -> table.getValue().values().stream())
        .map(resource -> (Resource<T>) resource);
  }

  /** Every scope that has anything. */
  public Stream<Scope> scopes() {
    return tables.keySet().stream().map(Table::scope).distinct();
  }

  /** Those of a kind and scope whose shape names that id. */
  @SuppressWarnings("unchecked")
  public <T> Stream<Resource<T>> referring(Scope scope, Kind<T> kind, String id) {
    return referrers(id)
        .filter(key -> key.kind == kind && key.scope.equals(scope))
        .map(key -> (Resource<T>) byId.get(key));
  }

  /** Those of a kind, in any scope, whose shape names that id. */
  @SuppressWarnings("unchecked")
  public <T> Stream<Resource<T>> referringAnywhere(Kind<T> kind, String id) {
    return referrers(id).filter(key -> key.kind == kind).map(key -> (Resource<T>) byId.get(key));
  }

  private Stream<Key> referrers(String id) {
    Collection<Key> keys = referring.get(id);
    return keys == null ? Stream.empty() : keys.stream();
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
    Key key = new Key(resource.scope(), resource.kind(), resource.id());
    Resource<?> before = byId.get(key);
    Table table = new Table(resource.scope(), resource.kind());
    TreePMap<Long, Resource<?>> rows = tables.get(table);
    return new Snapshot(
        tables.plus(
            table,
            (rows == null ? TreePMap.<Long, Resource<?>>empty() : rows)
                .plus(resource.sequence(), resource)),
        byId.plus(key, resource),
        referencesOf(key, before, resource),
        dueOf(before, resource),
        Math.max(lastSequence, resource.sequence()));
  }

  /** Without the resource. */
  Snapshot without(Resource<?> resource) {
    Key key = new Key(resource.scope(), resource.kind(), resource.id());
    Table table = new Table(resource.scope(), resource.kind());
    TreePMap<Long, Resource<?>> rows = tables.get(table);
    TreePMap<Long, Resource<?>> left = rows == null ? null : rows.minus(resource.sequence());
    return new Snapshot(
        left == null || left.isEmpty() ? tables.minus(table) : tables.plus(table, left),
        byId.minus(key),
        referencesOf(key, resource, null),
        dueOf(resource, null),
        lastSequence);
  }

  private HashPMap<String, MapPSet<Key>> referencesOf(
      Key key, @Nullable Resource<?> before, @Nullable Resource<?> after) {
    HashPMap<String, MapPSet<Key>> map = referring;
    if (before != null) {
      for (String id : before.references()) {
        if (after == null || !after.references().contains(id)) {
          MapPSet<Key> keys = map.get(id);
          if (keys != null) {
            MapPSet<Key> left = keys.minus(key);
            map = left.isEmpty() ? map.minus(id) : map.plus(id, left);
          }
        }
      }
    }
    if (after != null) {
      for (String id : after.references()) {
        if (before == null || !before.references().contains(id)) {
          MapPSet<Key> keys = map.get(id);
          map = map.plus(id, (keys == null ? HashTreePSet.<Key>empty() : keys).plus(key));
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
