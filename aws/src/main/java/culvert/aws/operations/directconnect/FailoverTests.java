package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceTestHistory;

/** BGP failover tests: what is running, and how one ends (B8). */
final class FailoverTests {

  static final String IN_PROGRESS = "IN_PROGRESS";
  private static final String COMPLETED = "COMPLETED";
  private static final String CANCELLED = "CANCELLED";

  /** How long the history of one is kept. */
  private static final Duration HISTORY = Duration.ofDays(365);

  private FailoverTests() {}

  static boolean isRunning(VirtualInterfaceTestHistory test) {
    return IN_PROGRESS.equals(test.status());
  }

  /** The one that runs on a virtual interface, or null. */
  static @Nullable VirtualInterfaceTestHistory running(CatalogView owner, String id) {
    return owner
        .referring(Kinds.DIRECT_CONNECT_FAILOVER_TEST, id)
        .filter(FailoverTests::isRunning)
        .findFirst()
        .orElse(null);
  }

  static @Nullable Step<VirtualInterfaceTestHistory> next(VirtualInterfaceTestHistory test) {
    return isRunning(test)
        ? Step.term(
            test.status(),
            Duration.ofMinutes(test.testDurationInMinutes()),
            (t, over) -> end(t, t.scope(), over, COMPLETED))
        : Step.term(
            test.status(),
            HISTORY,
            (t, old) -> t.remove(Kinds.DIRECT_CONNECT_FAILOVER_TEST, old.testId()));
  }

  /** Ends the one that runs on a virtual interface of that owner's, if there is one. */
  static @Nullable VirtualInterfaceTestHistory cancel(
      Transaction transaction, Scope owner, String id) {
    VirtualInterfaceTestHistory running = running(transaction.in(owner), id);
    return running == null ? null : end(transaction, owner, running, CANCELLED);
  }

  private static VirtualInterfaceTestHistory end(
      Transaction transaction, Scope owner, VirtualInterfaceTestHistory test, String status) {
    VirtualInterface tested =
        transaction
            .in(owner)
            .find(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, test.virtualInterfaceId());
    if (tested != null && tested.virtualInterfaceState() == VirtualInterfaceState.TESTING) {
      transaction.replace(
          owner,
          Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE,
          tested.virtualInterfaceId(),
          tested.toBuilder().virtualInterfaceState(VirtualInterfaceState.AVAILABLE).build());
    }
    return transaction.replace(
        owner,
        Kinds.DIRECT_CONNECT_FAILOVER_TEST,
        test.testId(),
        test.toBuilder().status(status).endTime(transaction.now()).build());
  }
}
