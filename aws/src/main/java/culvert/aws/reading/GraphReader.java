package culvert.aws.reading;

import culvert.aws.catalog.Snapshot;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.routing.HybridRouting;
import org.jspecify.annotations.Nullable;

/** The forwarding graph of a snapshot, compiled anew only where the engines see a change. */
public final class GraphReader {

  private final RoutingReader routing;
  private @Nullable ForwardingGraph last;

  public GraphReader(RoutingReader routing) {
    this.routing = routing;
  }

  /** The graph to ask; it stays as it is while questions are answered from it. */
  public synchronized ForwardingGraph read(Snapshot wanted) {
    HybridRouting learned = routing.read(wanted);
    ForwardingGraph known = last;
    if (known != null && known.learned() == learned) {
      return known;
    }
    ForwardingGraph graph = ForwardingGraph.after(known, learned);
    last = graph;
    return graph;
  }
}
