package culvert.aws.reading;

import culvert.aws.catalog.Snapshot;
import culvert.network.routing.HybridRouting;
import org.jspecify.annotations.Nullable;

/** What a snapshot's speakers have learned; the last one is kept, and the next computed from it. */
public final class RoutingReader {

  private final TopologyReader topologies = new TopologyReader();
  private @Nullable Snapshot snapshot;
  private @Nullable HybridRouting routing;

  /** What it reads topologies with. */
  public TopologyReader topologies() {
    return topologies;
  }

  /** The fixed point of routing in the snapshot. */
  public synchronized HybridRouting read(Snapshot wanted) {
    HybridRouting last = routing;
    if (last != null && snapshot == wanted) {
      return last;
    }
    HybridRouting read = HybridRouting.after(last, topologies.read(wanted));
    snapshot = wanted;
    routing = read;
    return read;
  }
}
