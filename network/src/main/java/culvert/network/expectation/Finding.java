package culvert.network.expectation;

import java.util.List;

/**
 * Whether a sentence is true.
 *
 * @param pairs how many pairs of ends it was proved for
 * @param violated for how many of them it is not true
 * @param violations the first of those
 * @param problems what makes it no question about this network: a name that means nobody
 */
public record Finding(
    Expectation expectation,
    long pairs,
    long violated,
    List<Violation> violations,
    List<String> problems) {

  public boolean holds() {
    return violated == 0 && problems.isEmpty();
  }
}
