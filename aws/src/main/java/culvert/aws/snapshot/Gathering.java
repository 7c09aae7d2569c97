package culvert.aws.snapshot;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.wire.WireException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The resources of a snapshot, as the catalog will hold them, put together from its elements. */
final class Gathering {

  /** What a resource is found by. */
  record Key(Scope scope, Kind<?> kind, String id) {}

  /**
   * A resource.
   *
   * @param origin null where it follows from others
   * @param due when its lifecycle goes on, or null where that follows from the shape
   */
  record Gathered<T>(
      Kind<T> kind,
      Scope scope,
      String id,
      T shape,
      @Nullable Origin origin,
      @Nullable Instant due) {

    Key key() {
      return new Key(scope, kind, id);
    }
  }

  private record Named(Kind<?> kind, String id) {}

  private final Map<Kind<?>, Map<Key, Gathered<?>>> byKind = new LinkedHashMap<>();
  private final Map<Named, Scope> byId = new LinkedHashMap<>();
  private final List<Consumer<Gathering>> later = new ArrayList<>();
  private final List<Consumer<Gathering>> corrections = new ArrayList<>();
  private final Set<String> namedVpcs = new HashSet<>();
  private @Nullable Set<String> groupsWithRules;
  private @Nullable Set<String> instancesWithInterfaces;

  /**
   * Adds what an element holds. One that several accounts list is there once.
   *
   * @throws culvert.network.why.BadQuestion where another one has its id
   */
  <T> void put(Scope scope, Kind<T> kind, @Nullable String id, T shape, Origin origin) {
    if (id == null) {
      throw origin.refused("has no id");
    }
    Gathered<T> before = find(scope, kind, id);
    if (before == null) {
      add(new Gathered<>(kind, scope, id, shape, origin, null));
    } else if (!before.shape().equals(shape) && isOfOneCall(before.origin(), origin)) {
      throw origin.refused(id + " is there twice; also " + before.origin());
    }
  }

  /** What another account, or a call about another Region, says of it may say less. */
  private static boolean isOfOneCall(@Nullable Origin one, Origin other) {
    return one != null && folder(one.file()).equals(folder(other.file()));
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  /** Adds what follows from others, unless it is there. */
  <T> void derive(Scope scope, Kind<T> kind, String id, T shape) {
    if (find(scope, kind, id) == null) {
      add(new Gathered<>(kind, scope, id, shape, null, null));
    }
  }

  /** Puts a resource in the place of what there is of its id, if anything. */
  void set(Gathered<?> resource) {
    add(resource);
  }

  private void add(Gathered<?> resource) {
    byKind
        .computeIfAbsent(resource.kind(), _ -> new LinkedHashMap<>())
        .put(resource.key(), resource);
    byId.putIfAbsent(new Named(resource.kind(), resource.id()), resource.scope());
  }

  void remove(Key key) {
    byKind.getOrDefault(key.kind(), Map.of()).remove(key);
  }

  /** The ids of one kind and scope, in the order in which they will be added. */
  List<String> order(Scope scope, Kind<?> kind) {
    return byKind.getOrDefault(kind, Map.of()).keySet().stream()
        .filter(key -> key.scope().equals(scope))
        .map(Key::id)
        .toList();
  }

  /** Moves the resources of one kind and scope behind the others of their kind, in that order. */
  void reorder(Scope scope, Kind<?> kind, List<String> ids) {
    Map<Key, Gathered<?>> all = byKind.getOrDefault(kind, new LinkedHashMap<>());
    for (String id : ids) {
      Key key = new Key(scope, kind, id);
      Gathered<?> resource = all.remove(key);
      if (resource != null) {
        all.put(key, resource);
      }
    }
  }

  /** Remembers what can be derived from an element only when everything has been read. */
  void afterwards(Origin origin, Consumer<Gathering> derivation) {
    later.add(gathering -> {
      try {
        derivation.accept(gathering);
      } catch (WireException e) {
        throw origin.refused(String.valueOf(e.getMessage()));
      }
    });
  }

  /** Remembers what counts more than everything that was read and derived. */
  void correct(Consumer<Gathering> correction) {
    corrections.add(correction);
  }

  void takeCorrections() {
    corrections.forEach(each -> each.accept(this));
  }

  /** The VPCs whose interfaces are shown with names. */
  Set<String> namedVpcs() {
    return namedVpcs;
  }

  /** The groups whose rules are listed by themselves; asked when all has been read. */
  Set<String> groupsWithRules() {
    Set<String> known = groupsWithRules;
    if (known == null) {
      known =
          all(Kinds.SECURITY_GROUP_RULE)
              .map(rule -> String.valueOf(rule.shape().groupId()))
              .collect(Collectors.toSet());
      groupsWithRules = known;
    }
    return known;
  }

  /** The instances that a listed interface is attached to; asked when all has been read. */
  Set<String> instancesWithInterfaces() {
    Set<String> known = instancesWithInterfaces;
    if (known == null) {
      known =
          all(Kinds.NETWORK_INTERFACE)
              .flatMap(held -> Stream.ofNullable(held.shape().attachment()))
              .map(attachment -> String.valueOf(attachment.instanceId()))
              .collect(Collectors.toSet());
      instancesWithInterfaces = known;
    }
    return known;
  }

  /** Derives what was remembered. */
  void settle() {
    List<Consumer<Gathering>> derivations = List.copyOf(later);
    later.clear();
    derivations.forEach(each -> each.accept(this));
  }

  @SuppressWarnings("unchecked")
  <T> @Nullable Gathered<T> find(Scope scope, Kind<T> kind, String id) {
    return (Gathered<T>) byKind.getOrDefault(kind, Map.of()).get(new Key(scope, kind, id));
  }

  /** One of that id, in whatever scope it is first. */
  <T> @Nullable Gathered<T> find(Kind<T> kind, String id) {
    Scope scope = byId.get(new Named(kind, id));
    return scope == null ? null : find(scope, kind, id);
  }

  @SuppressWarnings("unchecked")
  <T> Stream<Gathered<T>> all(Kind<T> kind) {
    return List.copyOf(byKind.getOrDefault(kind, Map.of()).values()).stream()
        .map(each -> (Gathered<T>) each);
  }

  Stream<Gathered<?>> all() {
    return byKind.values().stream().flatMap(kinds -> kinds.values().stream());
  }

  <T> void forEach(Kind<T> kind, BiConsumer<Scope, T> consumer) {
    all(kind).forEach(each -> consumer.accept(each.scope(), Objects.requireNonNull(each.shape())));
  }
}
