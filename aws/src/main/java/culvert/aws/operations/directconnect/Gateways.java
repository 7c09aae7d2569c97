package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Scope;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayState;

/** Direct Connect gateways by their ids. They are in no Region: every Region shows them (B5). */
final class Gateways {

  /** Where what is in no Region is kept. */
  private static final String GLOBAL = "global";

  private static final Duration WORK = Duration.ofSeconds(30);

  private Gateways() {}

  static Scope scope(String account) {
    return new Scope(account, GLOBAL);
  }

  /** The caller's, wherever it calls from. */
  static Scope scope(CatalogView view) {
    return scope(view.scope().account());
  }

  /** An id as gateways, associations, proposals and tests have it. */
  static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** The caller's of that id, on which something can be done. */
  static DirectConnectGateway own(CatalogView view, String id) {
    DirectConnectGateway found = view.in(scope(view)).find(Kinds.DIRECT_CONNECT_GATEWAY, id);
    if (found == null || found.directConnectGatewayState() != DirectConnectGatewayState.AVAILABLE) {
      throw notFound(id);
    }
    return found;
  }

  static RuntimeException notFound(String id) {
    return DirectConnectError.refused("Direct Connect gateway " + id + " does not exist.");
  }

  /** What is deleted is not described any more. */
  static @Nullable Step<DirectConnectGateway> next(DirectConnectGateway gateway) {
    String state = gateway.directConnectGatewayStateAsString();
    return switch (gateway.directConnectGatewayState()) {
      case PENDING ->
          Step.work(
              state,
              WORK,
              (t, made) ->
                  t.replace(
                      Kinds.DIRECT_CONNECT_GATEWAY,
                      made.toBuilder()
                          .directConnectGatewayState(DirectConnectGatewayState.AVAILABLE)
                          .build()));
      case DELETING ->
          Step.work(
              state,
              WORK,
              (t, gone) -> t.remove(Kinds.DIRECT_CONNECT_GATEWAY, gone.directConnectGatewayId()));
      default -> null;
    };
  }
}
