package culvert.aws.catalog;

import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One call's changes: all of them or none. It sees its own changes; nobody else does until it is
 * done.
 */
public final class Transaction implements CatalogView {

  private final Lifecycles lifecycles;
  private final Scope scope;
  private final Instant now;
  private final boolean keeps;

  /**
   * By sequence, so that a resource that makes way for another of its id is removed all the same.
   */
  private final Map<Long, Change> changes = new LinkedHashMap<>();

  private Snapshot snapshot;
  private long sequence;

  /** The followers that are to be told of changes. */
  private final BitSet told = new BitSet();

  /**
   * A call's.
   *
   * @param keeps whether a store will keep its changes
   */
  Transaction(Snapshot snapshot, Lifecycles lifecycles, Scope scope, Instant now, boolean keeps) {
    this(snapshot, lifecycles, scope, now, keeps, snapshot.lastSequence());
  }

  private Transaction(
      Snapshot snapshot,
      Lifecycles lifecycles,
      Scope scope,
      Instant now,
      boolean keeps,
      long sequence) {
    this.keeps = keeps;
    this.snapshot = snapshot;
    this.lifecycles = lifecycles;
    this.scope = scope;
    this.now = now;
    this.sequence = sequence;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Snapshot snapshot() {
    return snapshot;
  }

  /** Adds a resource to the call's own scope. */
  public <T> T add(Kind<T> kind, T shape) {
    return add(scope, kind, kind.id().apply(shape), shape);
  }

  /** Adds a resource to any scope, under any id. */
  public <T> T add(Scope owner, Kind<T> kind, String id, T shape) {
    if (snapshot.find(owner, kind, id) != null) {
      throw new IllegalStateException("there is a " + kind + " " + id + " already");
    }
    put(
        new Resource<>(
            kind, owner, id, ++sequence, shape, lifecycles.due(kind, owner, null, shape, now)));
    return shape;
  }

  /**
   * Adds a resource of another catalog's, or of another time.
   *
   * @param due when its lifecycle takes the step that it waits for, or null for as if it had just
   *     got into its state; one that stays as it is has none
   */
  public <T> T add(Scope owner, Kind<T> kind, String id, T shape, @Nullable Instant due) {
    add(owner, kind, id, shape);
    Resource<T> added = due == null ? null : snapshot.find(owner, kind, id);
    if (added != null && added.due() != null) {
      put(new Resource<>(kind, owner, id, added.sequence(), shape, due));
    }
    return shape;
  }

  /** Replaces the resource that has the shape's id in the call's own scope. */
  public <T> T replace(Kind<T> kind, T shape) {
    return replace(scope, kind, kind.id().apply(shape), shape);
  }

  /** Replaces a resource of any scope. */
  public <T> T replace(Scope owner, Kind<T> kind, String id, T shape) {
    Resource<T> before =
        Objects.requireNonNull(
            snapshot.find(owner, kind, id), () -> "there is no " + kind + " " + id);
    put(
        new Resource<>(
            kind,
            owner,
            id,
            before.sequence(),
            shape,
            lifecycles.due(kind, owner, before, shape, now)));
    return shape;
  }

  /** Replaces a resource of the call's own scope by what the change makes of it. */
  public <T> T update(Kind<T> kind, String id, UnaryOperator<T> change) {
    Resource<T> before =
        Objects.requireNonNull(resource(kind, id), () -> "there is no " + kind + " " + id);
    return replace(scope, kind, id, change.apply(before.shape()));
  }

  /** Removes a resource of the call's own scope, if it is there. */
  public void remove(Kind<?> kind, String id) {
    remove(scope, kind, id);
  }

  /** Removes a resource of any scope, if it is there. */
  public void remove(Scope owner, Kind<?> kind, String id) {
    Resource<?> before = snapshot.find(owner, kind, id);
    if (before != null) {
      snapshot = snapshot.without(before);
      changes.put(before.sequence(), new Change.Removed(before.sequence()));
      lifecycles.note(kind, told);
    }
  }

  private void put(Resource<?> resource) {
    snapshot = snapshot.with(resource);
    changes.put(resource.sequence(), new Change.Written(resource));
    lifecycles.note(resource.kind(), told);
  }

  /**
   * Lets what follows from the changes happen.
   *
   * @param before how everything was before them
   */
  void follow(Snapshot before) {
    lifecycles.follow(this, before, told);
  }

  /**
   * Has another core prepare for the store what has been written so far; for a call that has
   * written much, and has more to do.
   */
  public void prepare() {
    if (keeps) {
      List<Change> written = changes();
      ForkJoinPool.commonPool().execute(() -> written.forEach(Change::prepare));
    }
  }

  /** Takes every step that is due. */
  void settle() {
    for (Resource<?> resource = snapshot.dueBy(now);
        resource != null;
        resource = snapshot.dueBy(now)) {
      step(resource);
    }
  }

  private <T> void step(Resource<T> resource) {
    Lifecycle.Step<T> step =
        Objects.requireNonNull(
            lifecycles.next(resource.kind(), resource.scope(), resource.shape()));
    Instant at = Objects.requireNonNull(resource.due());
    Transaction then = new Transaction(snapshot, lifecycles, resource.scope(), at, keeps, sequence);
    step.effect().apply(then, resource.shape());
    then.follow(snapshot);
    Resource<T> after = then.snapshot.find(resource.scope(), resource.kind(), resource.id());
    if (after == resource) {
      throw new IllegalStateException(resource + " did not leave the state " + step.name());
    }
    snapshot = then.snapshot;
    sequence = then.sequence;
    changes.putAll(then.changes);
  }

  List<Change> changes() {
    return List.copyOf(changes.values());
  }
}
