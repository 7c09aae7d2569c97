package culvert.network.proof;

/**
 * What translations have made of the addresses and ports of flows. The same header is that of a
 * packet and of its answer, as long as nothing translates them apart.
 *
 * @param asker how those that ask are known
 * @param answerer how those that are asked are known
 */
record Header(View asker, View answerer, Ports ports) {

  /** As {@link Situation#hashCode}: the addresses tell most apart. */
  @Override
  public int hashCode() {
    return asker.hashCode() * 31 + answerer.hashCode();
  }
}
