package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Effect;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Resource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.LagState;

/** Link aggregation groups: equal ports of one router as one (B2). */
final class Lags {

  static final String ID_PREFIX = "dxlag-";

  private static final Set<String> FAST = Set.of("100Gbps", "400Gbps");
  private static final int MOST_FAST_LINKS = 2;
  private static final int MOST_LINKS = 4;

  private Lags() {}

  static boolean isGone(Lag lag) {
    return lag.lagState() == LagState.DELETING || lag.lagState() == LagState.DELETED;
  }

  static RuntimeException notFound(String id) {
    return DirectConnectError.refused("Could not find Lag with ID " + id);
  }

  static Lag own(CatalogView view, String id) {
    Lag found = view.find(Kinds.DIRECT_CONNECT_LAG, id);
    if (found == null || isGone(found)) {
      throw notFound(id);
    }
    return found;
  }

  /** As AWS shows it: with its links, and down where too few of them are up. */
  static Lag shown(Lag lag, CatalogView view) {
    List<Connection> links =
        Connections.links(view, lag.lagId()).stream()
            .map(Resource::shape)
            .map(each -> Connections.shown(each, view))
            .toList();
    long up = links.stream().filter(Connections::isUp).count();
    boolean down = lag.lagState() == LagState.AVAILABLE && up < lag.minimumLinks();
    return lag.toBuilder()
        .connections(links)
        .numberOfConnections(links.size())
        .lagState(down ? LagState.DOWN : lag.lagState())
        .build();
  }

  static void checkCount(int links, String bandwidth) {
    int most = FAST.contains(bandwidth) ? MOST_FAST_LINKS : MOST_LINKS;
    if (links < 1 || links > most) {
      throw DirectConnectError.refused(
          "A LAG of " + bandwidth + " has 1 to " + most + " connections, not " + links + ".");
    }
  }

  /**
   * Refuses one more link that does not fit.
   *
   * @param interconnect whether it is a partner's, as all or none of a LAG's links are
   */
  static void checkLink(
      CatalogView view,
      Lag lag,
      String location,
      String bandwidth,
      boolean macSec,
      boolean interconnect) {
    String id = lag.lagId();
    if (!lag.location().equals(location) || !lag.connectionsBandwidth().equals(bandwidth)) {
      throw DirectConnectError.refused(
          "The connections of "
              + id
              + " are of "
              + lag.connectionsBandwidth()
              + " at "
              + lag.location()
              + ".");
    }
    if (lag.macSecCapable() && !macSec) {
      throw DirectConnectError.refused("The connections of " + id + " must support MACsec.");
    }
    if (lag.allowsHostedConnections() != interconnect) {
      throw DirectConnectError.refused(
          "The connections of " + id + " are " + (interconnect ? "no" : "all") + " interconnects.");
    }
    checkCount(Connections.links(view, id).size() + 1, bandwidth);
  }

  /** Refuses to take a link from a LAG that needs it; the last may always go (B2). */
  static void refuseTooFewLinks(CatalogView view, Lag lag) {
    int left = Connections.links(view, lag.lagId()).size() - 1;
    if (left > 0 && left < lag.minimumLinks()) {
      throw DirectConnectError.refused(
          lag.lagId()
              + " would have "
              + left
              + " connections, fewer than its minimum of "
              + lag.minimumLinks()
              + ".");
    }
  }

  static @Nullable Step<Lag> next(Lag lag) {
    String state = lag.lagStateAsString();
    return switch (lag.lagState()) {
      case REQUESTED -> Step.work(state, Connections.REVIEW, to(LagState.PENDING));
      case PENDING -> Step.work(state, Connections.CROSS_CONNECT, to(LagState.AVAILABLE));
      case DELETING -> Step.work(state, Connections.WORK, to(LagState.DELETED));
      case DELETED ->
          Step.term(
              state,
              Connections.AFTERGLOW,
              (t, gone) -> t.remove(Kinds.DIRECT_CONNECT_LAG, gone.lagId()));
      case AVAILABLE ->
          MacSecKeys.next(
              lag.macSecKeys(),
              (t, keys) ->
                  t.update(
                      Kinds.DIRECT_CONNECT_LAG,
                      lag.lagId(),
                      now -> now.toBuilder().macSecKeys(keys).build()));
      default -> null;
    };
  }

  private static Effect<Lag> to(LagState state) {
    return (transaction, lag) ->
        transaction.replace(Kinds.DIRECT_CONNECT_LAG, lag.toBuilder().lagState(state).build());
  }
}
