package culvert.network.proof;

/** A set of kinds of traffic: there is one object for each set of a {@link TrafficKinds}. */
public final class TrafficSet {

  private final Bits kinds;

  TrafficSet(Bits kinds) {
    this.kinds = kinds;
  }

  Bits kinds() {
    return kinds;
  }

  public boolean isEmpty() {
    return kinds.isEmpty();
  }

  @Override
  public String toString() {
    return "traffic " + kinds;
  }
}
