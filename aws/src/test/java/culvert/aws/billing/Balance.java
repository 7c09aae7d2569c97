package culvert.aws.billing;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.cost.Running;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** That the ledger, which follows changes, has what a look at everything finds. */
public final class Balance {

  private Balance() {}

  public static void check(Snapshot snapshot) {
    SortedSet<String> open = new TreeSet<>();
    snapshot.all(Scope.OWN, Kinds.HOUR_METER).forEach(each -> open.add(text(each.shape())));
    SortedSet<String> found = new TreeSet<>();
    snapshot.since(
        Snapshot.EMPTY,
        (_, resource) ->
            HourMeters.of(
                Objects.requireNonNull(resource),
                snapshot,
                Instant.EPOCH,
                meter -> found.add(text(meter))));
    assertThat(open).as("the meters that run").isEqualTo(found);
  }

  private static String text(Running meter) {
    return Ledger.id(meter) + " " + meter.qualifier();
  }
}
