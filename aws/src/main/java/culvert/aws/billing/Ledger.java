package culvert.aws.billing;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.network.cost.Running;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hour meters of all accounts: those that run, each under what it meters, and those that have
 * ended, in the order in which they did. The latter are kept as long as a bill may ask for them:
 * this month and the one before.
 */
final class Ledger {

  private final Transaction transaction;
  private final Instant now;

  Ledger(Transaction transaction, Instant now) {
    this.transaction = transaction;
    this.now = now;
  }

  /** What a meter is kept under while it runs. */
  static String id(Running meter) {
    return Kinds.HOUR_METER.id().apply(meter);
  }

  private static String endedId(Running meter) {
    return Kinds.ENDED_HOUR_METER.id().apply(meter);
  }

  /**
   * Closes what does not run any more, and opens what runs.
   *
   * @param ran the meters of before, by their ids
   * @param run those of now
   */
  void become(Map<String, Running> ran, Map<String, Running> run) {
    Set<String> succeeded = new HashSet<>();
    run.forEach((id, meter) -> {
      if (!isSame(ran.get(id), meter)) {
        succeeded.add(place(meter));
      }
    });
    boolean closed = false;
    for (Map.Entry<String, Running> each : ran.entrySet()) {
      if (!isSame(run.get(each.getKey()), each.getValue())) {
        close(each.getKey(), succeeded.contains(place(each.getValue())));
        closed = true;
      }
    }
    run.forEach(this::open);
    if (closed) {
      forget();
    }
  }

  private static boolean isSame(@Nullable Running one, Running other) {
    return one != null && one.qualifier().equals(other.qualifier());
  }

  private static String place(Running meter) {
    return meter.resource() + "|" + meter.part();
  }

  private @Nullable Running find(String id) {
    Resource<Running> entry = transaction.snapshot().find(Scope.OWN, Kinds.HOUR_METER, id);
    return entry == null ? null : entry.shape();
  }

  /**
   * Ends a meter. One that has not begun costs nothing (B10), nor does one that another takes the
   * place of in the moment in which it began.
   */
  private void close(String id, boolean succeeded) {
    Running meter = find(id);
    if (meter == null) {
      return;
    }
    transaction.remove(Scope.OWN, Kinds.HOUR_METER, id);
    boolean never = meter.from().isAfter(now) || succeeded && meter.from().equals(now);
    if (!never) {
      Running ended =
          new Running(
              meter.account(),
              meter.region(),
              meter.resource(),
              meter.part(),
              meter.meter(),
              meter.qualifier(),
              meter.from(),
              now);
      transaction.add(Scope.OWN, Kinds.ENDED_HOUR_METER, endedId(ended), ended);
    }
  }

  /** Begins a meter, unless it has begun; one that was to begin later may begin sooner (B10). */
  private void open(String id, Running meter) {
    Running open = find(id);
    if (open == null) {
      // One that has ended in the moment in which it began goes on.
      transaction.remove(Scope.OWN, Kinds.ENDED_HOUR_METER, endedId(meter));
      transaction.add(Scope.OWN, Kinds.HOUR_METER, id, meter);
    } else if (meter.from().isBefore(open.from())) {
      transaction.replace(Scope.OWN, Kinds.HOUR_METER, id, meter);
    }
  }

  private void forget() {
    Instant kept =
        YearMonth.from(now.atZone(ZoneOffset.UTC))
            .minusMonths(1)
            .atDay(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    List<Resource<Running>> old =
        transaction
            .snapshot()
            .all(Scope.OWN, Kinds.ENDED_HOUR_METER)
            .takeWhile(each -> Objects.requireNonNull(each.shape().to()).isBefore(kept))
            .toList();
    old.forEach(each -> transaction.remove(Scope.OWN, Kinds.ENDED_HOUR_METER, each.id()));
  }
}
