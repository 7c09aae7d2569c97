package culvert.network.proof;

import culvert.network.forwarding.ForwardingGraph;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/**
 * The proof of all pairs that was made last of a network that changes, from which the next is made.
 * Kept while there is memory enough: of 5,000 VPCs it holds some 200 MB, its graph and topology
 * with it. Safe for concurrent use.
 */
public final class LastProof {

  private SoftReference<@Nullable Proof> last = new SoftReference<>(null);

  /** As {@link Proof#ofAllPairs}, and the last one from now on. */
  Proof ofAllPairs(ForwardingGraph graph, Universe universe, TrafficKinds kinds) {
    Proof proof = Proof.ofAllPairsAfter(known(), graph, universe, kinds);
    keep(proof);
    return proof;
  }

  private synchronized @Nullable Proof known() {
    return last.get();
  }

  private synchronized void keep(Proof proof) {
    last = new SoftReference<>(proof);
  }
}
