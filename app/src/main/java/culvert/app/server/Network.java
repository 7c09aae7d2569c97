package culvert.app.server;

import culvert.aws.catalog.Catalog;
import culvert.aws.reading.TopologyReader;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import org.jspecify.annotations.Nullable;

/**
 * The forwarding graph of the catalog's present state, compiled anew only when that has changed.
 */
public final class Network {

  private final Catalog catalog;
  private final TopologyReader reader = new TopologyReader();
  private @Nullable ForwardingGraph last;

  public Network(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The graph to ask; it stays as it is while questions are answered from it. */
  public synchronized ForwardingGraph graph() {
    Topology topology = reader.read(catalog.snapshot());
    ForwardingGraph known = last;
    if (known != null && known.topology() == topology) {
      return known;
    }
    ForwardingGraph graph = known == null ? new ForwardingGraph(topology) : known.next(topology);
    last = graph;
    return graph;
  }
}
