package culvert.network.address;

/** The two Internet Protocol families. */
public enum IpFamily {
  V4(32),
  V6(128);

  private final int bits;

  IpFamily(int bits) {
    this.bits = bits;
  }

  /** How many bits an address has. */
  public int bits() {
    return bits;
  }
}
