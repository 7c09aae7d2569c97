package culvert.app.server;

import culvert.aws.AwsApi;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.routing.HybridRouting;
import org.jspecify.annotations.Nullable;

/**
 * The forwarding graph of the catalog's present state, compiled anew only when that has changed.
 */
public final class Network {

  private final AwsApi api;
  private @Nullable ForwardingGraph last;

  public Network(AwsApi api) {
    this.api = api;
  }

  /** The graph to ask; it stays as it is while questions are answered from it. */
  public synchronized ForwardingGraph graph() {
    HybridRouting learned = api.routing().read(api.catalog().snapshot());
    ForwardingGraph known = last;
    if (known != null && known.learned() == learned) {
      return known;
    }
    ForwardingGraph graph = ForwardingGraph.after(known, learned);
    last = graph;
    return graph;
  }
}
