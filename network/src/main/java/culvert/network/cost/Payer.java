package culvert.network.cost;

/** Who pays for what a Region meters. */
record Payer(String account, String region) {

  /** The same account, for what another Region meters. */
  Payer in(String other) {
    return new Payer(account, other);
  }
}
