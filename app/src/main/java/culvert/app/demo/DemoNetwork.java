package culvert.app.demo;

import culvert.network.cost.Demand;
import culvert.network.why.QuestionText;
import java.math.BigDecimal;
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

  /** Gigabytes a month between its hosts, the internet and the office. */
  public List<Demand> traffic() {
    return List.of(
        demand("web", "internet/203.0.113.9", 200, 900),
        demand("web", "database", 40, 400),
        demand("prod", "shared", 500, 100),
        demand("dev", "shared", 50, 20),
        demand("remote", "shared", 300, 60),
        demand("site:" + SeoulOffice.SITE + "/192.168.0.10", "erp", 150, 700));
  }

  private static Demand demand(String from, String to, int there, int back) {
    return new Demand(
        QuestionText.between(from, to), BigDecimal.valueOf(there), BigDecimal.valueOf(back));
  }
}
