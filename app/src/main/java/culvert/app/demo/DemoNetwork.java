package culvert.app.demo;

import java.util.List;
import java.util.stream.Stream;

/** VPCs that are peered, and beside them VPCs around a transit gateway. */
public final class DemoNetwork {

  private final PeeredVpcs peered;
  private final SharedServices hub;

  private DemoNetwork(PeeredVpcs peered, SharedServices hub) {
    this.peered = peered;
    this.hub = hub;
  }

  /** Builds it at the API that listens there. */
  public static DemoNetwork build(String endpoint) {
    return new DemoNetwork(PeeredVpcs.build(endpoint), SharedServices.build(endpoint));
  }

  public List<WorkedQuestion> questions() {
    return Stream.concat(peered.questions().stream(), hub.questions().stream()).toList();
  }
}
