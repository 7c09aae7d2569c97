package culvert.aws.billing;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.ClockTime;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.Transaction;
import culvert.network.cost.Running;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

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

  private static void follow(Transaction transaction, Snapshot before, Instant now) {
    Snapshot after = transaction.snapshot();
    Map<String, Running> ran = new LinkedHashMap<>();
    Map<String, Running> run = new LinkedHashMap<>();
    after.since(
        before,
        HourMeters.KINDS::contains,
        (was, is) -> {
          HourMeters.of(was, before, now, meter -> ran.put(Ledger.id(meter), meter));
          HourMeters.of(is, after, now, meter -> run.put(Ledger.id(meter), meter));
        });
    if (!ran.isEmpty() || !run.isEmpty()) {
      new Ledger(transaction, now).become(ran, run);
    }
  }
}
