package culvert.network.proof;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.why.End;
import java.util.Collection;

/**
 * Which kinds of traffic come back to each of chosen ends from each of chosen others, by whatever
 * way they take. Immutable.
 */
public final class Answers {

  /** Told which traffic comes back from an end. */
  public interface Consumer {

    /**
     * @param asked its number, as {@link #numberOf} has it
     */
    void answer(int asked, TrafficSet traffic);
  }

  private final Universe universe;
  private final Proof proof;

  private Answers(Proof proof) {
    universe = proof.universe();
    this.proof = proof;
  }

  /** Proves it for the ends of the blocks. */
  public static Answers of(
      ForwardingGraph graph, Collection<Survey.Block> blocks, TrafficKinds kinds) {
    return new Answers(Proof.ofBlocks(graph, blocks, kinds));
  }

  /** How many ends there are. */
  public int size() {
    return universe.size();
  }

  /** The number of an end, or -1 where it is in no block. */
  public int numberOf(End end) {
    return universe.numberOf(end);
  }

  /** Everybody from whom any traffic comes back to the end of that number, each once. */
  public void forEach(int asker, Consumer action) {
    proof.forEachAnswer(
        asker, (asked, traffic) -> asked.forEach(each -> action.answer(each, traffic)));
  }
}
