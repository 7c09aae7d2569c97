package culvert.network.expectation;

import java.util.List;

/**
 * Those whom a sentence means: what any of the names stands for, without what the others do.
 *
 * @param names names, globs, ids and tags
 * @param except the same
 */
public record Terms(List<String> names, List<String> except) {

  @Override
  public String toString() {
    String all = String.join(", ", names);
    return except.isEmpty() ? all : all + " except " + String.join(", ", except);
  }
}
