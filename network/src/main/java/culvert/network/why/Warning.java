package culvert.network.why;

/** Something to know about a path that works. */
public record Warning(Code code, String component, String explanation) {

  /** What there is to warn of. */
  public enum Code {
    /** Jumbo frames do not pass (§1.9). */
    PATH_MTU,
    /** Who sends what is too large for a transit gateway does not hear of it (R1.9.1). */
    PATH_MTU_DISCOVERY_BLOCKED,
    /** The reply goes by other components than the request (R1.8.5). */
    ASYMMETRIC_PATH,
    /** A NAT gateway has several addresses, and this is the path by one of them (R1.5.8). */
    ONE_OF_SEVERAL_NAT_ADDRESSES
  }
}
