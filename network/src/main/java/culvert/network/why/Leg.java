package culvert.network.why;

/** The two directions of a question. */
public enum Leg {
  FORWARD("forward"),
  RETURN("return");

  private final String label;

  Leg(String label) {
    this.label = label;
  }

  /** As answers spell it. */
  public String label() {
    return label;
  }
}
