package culvert.aws.catalog;

import culvert.network.time.Timeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was declared, by everybody.
 *
 * <h2>How a write becomes durable</h2>
 *
 * Writers take turns on the {@code tip}, each on top of the one before, and then wait. One thread
 * carries what has gathered to the store in a single commit, publishes the state that includes it,
 * and lets those writers answer. So many writers share one synchronisation of the disk, readers see
 * durable states only, and an answer never rests on something that a crash could take back. Where
 * the store fails, the waiting calls fail, and the tip falls back to what is published.
 *
 * <h2>Time</h2>
 *
 * Resources change by themselves when their lifecycle says so. Every call first takes the steps
 * that are due, in their order; there is no thread that does.
 */
public final class Catalog implements AutoCloseable {

  private final Store store;
  private final Lifecycles lifecycles;
  private final Timeline timeline;
  private final Thread writer;

  /** Held while the store works; taken before {@code turn}, never after it. */
  private final ReentrantLock storing = new ReentrantLock();

  private final ReentrantLock turn = new ReentrantLock();
  private final Condition gathered = turn.newCondition();
  private Batch batch = new Batch();
  private Snapshot tip;
  private boolean closed;

  private volatile Snapshot published;

  /** What is on its way to the store. */
  private static final class Batch {
    private final List<Change> changes = new ArrayList<>();
    private final CompletableFuture<Void> durable = new CompletableFuture<>();
    private boolean wanted;
  }

  /** A catalog over any store. */
  Catalog(Store store, Lifecycles lifecycles, Timeline timeline) {
    this.store = store;
    this.lifecycles = lifecycles;
    this.timeline = timeline;
    List<Resource<?>> kept = new ArrayList<>();
    store.load(kept::add);
    Snapshot snapshot = Snapshot.EMPTY;
    for (Resource<?> resource : kept) {
      snapshot = snapshot.with(resource);
    }
    this.tip = snapshot;
    this.published = snapshot;
    this.writer = Thread.ofPlatform().name("catalog-writer").daemon().start(this::carry);
  }

  /** A catalog that ends with the process. */
  public static Catalog ephemeral(Lifecycles lifecycles, Timeline timeline) {
    return new Catalog(new MemoryStore(), lifecycles, timeline);
  }

  /**
   * The catalog that a directory keeps.
   *
   * @throws StoreException where it cannot be opened, also because another process has it
   */
  public static Catalog in(Path directory, Lifecycles lifecycles, Timeline timeline) {
    return new Catalog(SqliteStore.open(directory), lifecycles, timeline);
  }

  /** What a scope sees now. */
  public View view(Scope scope) {
    Instant now = timeline.now();
    if (published.dueBy(now) != null) {
      write(scope, _ -> "settled");
    }
    return new View(published, scope, now);
  }

  /** The present state of everything. */
  public Snapshot snapshot() {
    return view(Scope.OWN).snapshot();
  }

  /**
   * Runs a call that may change something. Where it throws, nothing has changed.
   *
   * @return what the call returned, once that is durable
   * @throws StoreException where the store failed
   */
  public <R> R write(Scope scope, Function<Transaction, R> call) {
    CompletableFuture<Void> durable;
    List<Change> changes;
    @Nullable R result = null;
    RuntimeException refused = null;
    turn.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the catalog is closed");
      }
      Transaction transaction =
          new Transaction(tip, lifecycles, scope, timeline.now(), store.keeps());
      transaction.settle();
      Snapshot before = transaction.snapshot();
      changes = transaction.changes();
      try {
        result = call.apply(transaction);
        transaction.follow(before);
        transaction.settle();
        tip = transaction.snapshot();
        changes = transaction.changes();
      } catch (RuntimeException e) {
        refused = e;
        tip = before;
      }
      if (store.keeps()) {
        batch.changes.addAll(changes);
      } else {
        changes = List.of();
        published = tip;
      }
      durable = batch.durable;
      if (batch.changes.isEmpty() && tip == published) {
        durable = CompletableFuture.completedFuture(null);
      } else {
        batch.wanted = true;
        gathered.signal();
      }
    } finally {
      turn.unlock();
    }
    // Here and not in the writer: while that is busy with the batch before, this costs no time.
    changes.forEach(Change::prepare);
    await(durable);
    if (refused != null) {
      throw refused;
    }
    return Objects.requireNonNull(result);
  }

  private static void await(CompletableFuture<Void> durable) {
    try {
      durable.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException failed
          ? new StoreException(String.valueOf(failed.getMessage()), failed)
          : e;
    }
  }

  /** The writer's work: one batch after the other, until the catalog is closed. */
  private void carry() {
    while (awaitWork()) {
      storing.lock();
      try {
        carryBatch();
      } finally {
        storing.unlock();
      }
    }
  }

  private boolean awaitWork() {
    turn.lock();
    try {
      while (!batch.wanted && !closed) {
        gathered.awaitUninterruptibly();
      }
      return batch.wanted;
    } finally {
      turn.unlock();
    }
  }

  private void carryBatch() {
    Batch taken;
    Snapshot includes;
    turn.lock();
    try {
      taken = batch;
      includes = tip;
      batch = new Batch();
    } finally {
      turn.unlock();
    }
    try {
      store.commit(taken.changes);
    } catch (RuntimeException e) {
      fail(taken, e);
      return;
    }
    published = includes;
    taken.durable.complete(null);
  }

  /** What came after the failed batch rests on it, and fails with it. */
  private void fail(Batch failed, RuntimeException cause) {
    Batch after;
    turn.lock();
    try {
      after = batch;
      batch = new Batch();
      tip = published;
    } finally {
      turn.unlock();
    }
    failed.durable.completeExceptionally(cause);
    after.durable.completeExceptionally(cause);
  }

  /** Empties everything. */
  public void clear() {
    storing.lock();
    turn.lock();
    try {
      Batch pending = batch;
      batch = new Batch();
      pending.durable.completeExceptionally(new StoreException("the catalog was reset", null));
      store.clear();
      tip = Snapshot.EMPTY;
      published = Snapshot.EMPTY;
    } finally {
      turn.unlock();
      storing.unlock();
    }
  }

  /** Lets what is under way become durable, and closes the store. */
  @Override
  public void close() {
    turn.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      gathered.signal();
    } finally {
      turn.unlock();
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }
}
