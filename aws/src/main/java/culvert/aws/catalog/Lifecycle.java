package culvert.aws.catalog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a kind of resource does by itself as time goes on. */
@FunctionalInterface
public interface Lifecycle<T> {

  /** The next step of a resource in this state, or null where it stays as it is. */
  @Nullable Step<T> next(T shape);

  /** What happens to a resource when its time has come. */
  @FunctionalInterface
  interface Effect<T> {
    void apply(Transaction transaction, T shape);
  }

  /**
   * A step.
   *
   * @param name of the state that it ends; while this stays the same, so does the time it is due
   * @param after how long the state lasts
   * @param workOfAws whether the time is what AWS's work takes, which {@code --timing instant}
   *     leaves out, rather than a term that AWS sets
   */
  record Step<T>(String name, Duration after, boolean workOfAws, Effect<T> effect) {

    /** A state that lasts while AWS works. */
    public static <T> Step<T> work(String name, Duration typically, Effect<T> effect) {
      return new Step<>(name, typically, true, effect);
    }

    /** A state that lasts for a term. */
    public static <T> Step<T> term(String name, Duration term, Effect<T> effect) {
      return new Step<>(name, term, false, effect);
    }
  }
}
