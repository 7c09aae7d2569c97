package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Snapshot;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.Session;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the BGP sessions of virtual interfaces are: what routing makes of a state of everything. */
@FunctionalInterface
public interface SessionStates {

  /**
   * The session of a BGP peer, {@code dxpeer-…}; null where nothing is known of it, and its virtual
   * interface's state tells.
   */
  @Nullable Session session(Snapshot at, String peer);

  /** Nothing is known: every session is up as soon as its virtual interface is available. */
  static SessionStates declared() {
    return (_, _) -> null;
  }

  /** As the engine computes it, which may be asked for one state many times. */
  static SessionStates of(Function<Snapshot, HybridRouting> routing) {
    return (at, peer) -> routing.apply(at).sessions().get(peer);
  }
}
