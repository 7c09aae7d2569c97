package culvert.network.why;

/** What becomes of a packet. */
public enum Outcome {
  DELIVERED("delivered"),
  DROPPED("dropped"),
  /** There is none: what goes to a multicast group has no reply. */
  NONE("none"),
  /** To another host that has the address. */
  MISDELIVERED("misdelivered");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** As answers spell it. */
  public String label() {
    return label;
  }
}
