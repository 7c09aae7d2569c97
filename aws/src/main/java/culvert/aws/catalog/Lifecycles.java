package culvert.aws.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The lifecycle of every kind that has one, and how fast AWS's work goes. */
public final class Lifecycles {

  /** How long AWS's own work takes. */
  public enum Timing {
    /** None: a state has settled by the next call. */
    INSTANT,
    /** As long as it typically does. */
    AWS
  }

  /** Follows the changes of certain kinds. */
  @FunctionalInterface
  public interface Follower {

    /**
     * Something of those kinds has changed.
     *
     * @param transaction what changed it, in which more may follow
     * @param before how everything was before that
     */
    void follow(Transaction transaction, Snapshot before);
  }

  private final Timing timing;
  private final List<Follower> followers = new ArrayList<>();

  /** Which followers a kind has, by their numbers. */
  private final Map<Kind<?>, BitSet> followed = new HashMap<>();

  private final Map<Kind<?>, BiFunction<?, Scope, ? extends Lifecycle.@Nullable Step<?>>> byKind =
      new HashMap<>();

  public Lifecycles(Timing timing) {
    this.timing = timing;
  }

  /**
   * Tells the follower of every call and every step that changes something of those kinds. Several
   * follow in the order in which they were named; each sees what those before it have done.
   */
  public void follow(Set<Kind<?>> kinds, Follower by) {
    for (Kind<?> kind : kinds) {
      followed.computeIfAbsent(kind, _ -> new BitSet()).set(followers.size());
    }
    followers.add(by);
  }

  /** Notes that something of a kind has changed. */
  void note(Kind<?> kind, BitSet told) {
    BitSet by = followed.get(kind);
    if (by != null) {
      told.or(by);
    }
  }

  /**
   * Tells those who are to be told, each once; also of what the others did.
   *
   * @param told their numbers, which are taken out
   */
  void follow(Transaction transaction, Snapshot before, BitSet told) {
    for (int number = 0; number < followers.size(); number++) {
      if (told.get(number)) {
        followers.get(number).follow(transaction, before);
      }
    }
    told.clear();
  }

  public <T> void add(Kind<T> kind, Lifecycle<T> lifecycle) {
    addBySide(kind, (shape, _) -> lifecycle.next(shape));
  }

  /** A lifecycle that is not the same for every account and Region that sees the resource. */
  public <T> void addBySide(
      Kind<T> kind, BiFunction<T, Scope, Lifecycle.@Nullable Step<T>> lifecycle) {
    if (byKind.put(kind, lifecycle) != null) {
      throw new IllegalStateException("two lifecycles for " + kind);
    }
  }

  @SuppressWarnings("unchecked")
  <T> Lifecycle.@Nullable Step<T> next(Kind<T> kind, Scope owner, T shape) {
    var lifecycle = (BiFunction<T, Scope, Lifecycle.@Nullable Step<T>>) byKind.get(kind);
    return lifecycle == null ? null : lifecycle.apply(shape, owner);
  }

  /** When the step of a resource in this state is due, or null. */
  <T> @Nullable Instant due(
      Kind<T> kind, Scope owner, @Nullable Resource<T> before, T shape, Instant now) {
    Lifecycle.Step<T> step = next(kind, owner, shape);
    if (step == null) {
      return null;
    }
    if (before != null && before.due() != null) {
      Lifecycle.Step<T> earlier = next(kind, owner, before.shape());
      if (earlier != null && earlier.name().equals(step.name())) {
        return before.due();
      }
    }
    return now.plus(step.workOfAws() && timing == Timing.INSTANT ? Duration.ZERO : step.after());
  }
}
