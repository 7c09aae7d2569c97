package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Effect;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;

/**
 * Virtual interfaces: how each is found, comes and goes (B3). One belongs to its owner, who need
 * not be that of the connection.
 */
public final class VirtualInterfaces {

  static final String PRIVATE = "private";
  static final String PUBLIC = "public";
  static final String TRANSIT = "transit";

  /** Until AWS has verified a public one's addresses and AS number; up to 72 hours. */
  private static final Duration VERIFICATION = Duration.ofHours(24);

  private VirtualInterfaces() {}

  static boolean isGone(VirtualInterface virtualInterface) {
    return switch (virtualInterface.virtualInterfaceState()) {
      case DELETING, DELETED, REJECTED -> true;
      default -> false;
    };
  }

  static RuntimeException notFound(String id) {
    return DirectConnectError.refused("Virtual interface " + id + " does not exist.");
  }

  /** The caller's of that id. */
  static VirtualInterface own(CatalogView view, String id) {
    VirtualInterface found = view.find(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, id);
    if (found == null || isGone(found)) {
      throw notFound(id);
    }
    return found;
  }

  /** The one of that id that is the caller's, or on a connection or LAG of the caller's. */
  static Resource<VirtualInterface> held(CatalogView view, String id) {
    return view.snapshot()
        .byId(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, id)
        .filter(each -> isHeld(view, each) && !isGone(each.shape()))
        .findFirst()
        .orElseThrow(() -> notFound(id));
  }

  private static boolean isHeld(CatalogView view, Resource<VirtualInterface> each) {
    String parent = each.shape().connectionId();
    return each.scope().equals(view.scope())
        || view.find(Kinds.DIRECT_CONNECT_CONNECTION, parent) != null
        || view.find(Kinds.DIRECT_CONNECT_LAG, parent) != null;
  }

  /** Those that are the caller's, or on its connections and LAGs, also what is deleted. */
  static Stream<VirtualInterface> described(CatalogView view) {
    return view.snapshot()
        .everywhere(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE)
        .filter(each -> isHeld(view, each))
        .map(Resource::shape);
  }

  /** Those on a connection or LAG that are not gone, whosever they are. */
  static Stream<Resource<VirtualInterface>> on(Snapshot at, String parent) {
    return naming(at, parent).filter(each -> each.shape().connectionId().equals(parent));
  }

  /** Those that end at a Direct Connect gateway and are not gone. */
  static Stream<Resource<VirtualInterface>> ofGateway(Snapshot at, String gateway) {
    return naming(at, gateway)
        .filter(each -> gateway.equals(each.shape().directConnectGatewayId()));
  }

  /** Whether a private virtual interface ends at the virtual private gateway of that id. */
  public static boolean use(Snapshot at, String vpnGateway) {
    return naming(at, vpnGateway)
        .anyMatch(each -> vpnGateway.equals(each.shape().virtualGatewayId()));
  }

  private static Stream<Resource<VirtualInterface>> naming(Snapshot at, String id) {
    return at.referringAnywhere(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, id)
        .filter(each -> !isGone(each.shape()));
  }

  static VirtualInterface put(
      Transaction transaction, Resource<VirtualInterface> before, VirtualInterface shape) {
    return transaction.replace(
        before.scope(), Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, before.id(), shape);
  }

  static @Nullable Step<VirtualInterface> next(VirtualInterface virtualInterface) {
    String state = virtualInterface.virtualInterfaceStateAsString();
    return switch (virtualInterface.virtualInterfaceState()) {
      case VERIFYING -> Step.work(state, VERIFICATION, VirtualInterfaces::arrive);
      case PENDING -> Step.work(state, Connections.WORK, VirtualInterfaces::arrive);
      case DELETING -> Step.work(state, Connections.WORK, to(VirtualInterfaceState.DELETED));
      case DELETED, REJECTED ->
          Step.term(
              state,
              Connections.AFTERGLOW,
              (t, gone) ->
                  t.remove(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, gone.virtualInterfaceId()));
      case AVAILABLE, TESTING ->
          BgpPeers.areSettled(virtualInterface)
              ? null
              : Step.work(
                  "peers",
                  virtualInterface.virtualInterfaceType().equals(PUBLIC)
                      ? VERIFICATION
                      : Connections.WORK,
                  (t, still) ->
                      t.replace(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, BgpPeers.settled(still)));
      default -> null;
    };
  }

  private static void arrive(Transaction transaction, VirtualInterface virtualInterface) {
    transaction.replace(
        Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE,
        BgpPeers.settled(
            virtualInterface.toBuilder()
                .virtualInterfaceState(VirtualInterfaceState.AVAILABLE)
                .build()));
  }

  static Effect<VirtualInterface> to(VirtualInterfaceState state) {
    return (transaction, before) ->
        transaction.replace(
            Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE,
            before.toBuilder().virtualInterfaceState(state).build());
  }
}
