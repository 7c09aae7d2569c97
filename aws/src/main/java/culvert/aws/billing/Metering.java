package culvert.aws.billing;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.ClockTime;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.Transaction;
import culvert.network.cost.Running;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has the ledger follow the network. After each call and each step that changes what is metered it
 * compares the meters that the changed resources ran before with those that they run now, and opens
 * and closes entries in the same transaction.
 */
public final class Metering {

  private Metering() {}

  /** Every meter that runs or is to begin, and those that have run since the month before this. */
  public static Stream<Running> running(Snapshot snapshot) {
    return Stream.concat(
            snapshot.all(Scope.OWN, Kinds.ENDED_HOUR_METER),
            snapshot.all(Scope.OWN, Kinds.HOUR_METER))
        .map(Resource::shape);
  }

  /** Lets the ledger follow every call and every step. */
  public static void lifecycles(Lifecycles lifecycles) {
    lifecycles.follow(
        HourMeters.KINDS, (transaction, before) -> follow(transaction, before, transaction.now()));
  }

  /**
   * Opens the meters of a catalog that has none, as a Culvert that had no ledger leaves it: what is
   * there begins to bill now.
   */
  public static void begin(Catalog catalog) {
    if (running(catalog.snapshot()).findAny().isEmpty()) {
      catalog.write(
          Scope.OWN,
          transaction -> {
            follow(transaction, Snapshot.EMPTY, present(transaction));
            return "begun";
          });
    }
  }

  /** A virtual clock is not yet where it was moved to when a catalog is opened. */
  private static Instant present(Transaction transaction) {
    ClockTime clock = transaction.find(Kinds.CLOCK, ClockTime.ID);
    return clock != null && clock.now().isAfter(transaction.now())
        ? clock.now()
        : transaction.now();
  }

  /** A resource in any state. */
  private record Subject(Scope scope, Kind<?> kind, String id) {

    Subject(Resource<?> resource) {
      this(resource.scope(), resource.kind(), resource.id());
    }

    void meters(Snapshot at, Instant now, Map<String, Running> into) {
      Resource<?> resource = at.find(scope, kind, id);
      if (resource != null) {
        HourMeters.of(resource, at, now, meter -> into.put(Ledger.id(meter), meter));
      }
    }
  }

  private static void follow(Transaction transaction, Snapshot before, Instant now) {
    Snapshot after = transaction.snapshot();
    Set<Subject> subjects = new LinkedHashSet<>();
    after.since(
        before,
        HourMeters.KINDS::contains,
        (was, is) -> {
          concern(was, before, subjects);
          concern(is, after, subjects);
        });
    Map<String, Running> ran = new LinkedHashMap<>();
    Map<String, Running> run = new LinkedHashMap<>();
    for (Subject subject : subjects) {
      subject.meters(before, now, ran);
      subject.meters(after, now, run);
    }
    if (!ran.isEmpty() || !run.isEmpty()) {
      new Ledger(transaction, now).become(ran, run);
    }
  }

  private static void concern(@Nullable Resource<?> changed, Snapshot at, Set<Subject> subjects) {
    if (changed != null) {
      subjects.add(new Subject(changed));
      HourMeters.decidedBy(changed, at).forEach(each -> subjects.add(new Subject(each)));
    }
  }
}
