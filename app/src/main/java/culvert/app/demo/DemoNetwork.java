package culvert.app.demo;

import java.util.List;
import java.util.stream.Stream;

/** VPCs that are peered, beside them VPCs around a transit gateway, and an office in Seoul. */
public final class DemoNetwork {

  private final PeeredVpcs peered;
  private final SharedServices hub;

  private final SeoulOffice seoul;

  private DemoNetwork(PeeredVpcs peered, SharedServices hub, SeoulOffice seoul) {
    this.peered = peered;
    this.hub = hub;
    this.seoul = seoul;
  }

  /** Builds it at the API that listens there. */
  public static DemoNetwork build(String endpoint) {
    return new DemoNetwork(
        PeeredVpcs.build(endpoint), SharedServices.build(endpoint), SeoulOffice.build(endpoint));
  }

  public SeoulOffice seoul() {
    return seoul;
  }

  public List<WorkedQuestion> questions() {
    return Stream.concat(peered.questions().stream(), hub.questions().stream()).toList();
  }
}
