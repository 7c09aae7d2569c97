package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.Question;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChargesSpeedTest {

  private static final int VPCS = 200;
  private static final int ANSWERS = 20_000;

  /** VPCs around a transit gateway, whose traffic all passes a firewall in another zone. */
  private static Net hub() {
    Net net =
        new Net()
            .transitGateway("tgw-1")
            .vpc("fw", "10.255.0.0/16")
            .main("fw", "10.0.0.0/8 -> tgw-1")
            .table("rtb-att", "fw", "10.0.0.0/8 -> eni-fw")
            .subnetWith("rtb-att", "subnet-att", "fw", "10.255.0.0/24")
            .subnet("subnet-fw", "fw", "10.255.1.0/24")
            .appliance("fw", "subnet-fw", "10.255.1.10")
            .attach("att-fw", "tgw-1", "subnet-att");
    StringBuilder spokes = new StringBuilder();
    for (int i = 0; i < VPCS; i++) {
      String block = "10." + i;
      net.vpc("v" + i, block + ".0.0/16")
          .main("v" + i, "10.0.0.0/8 -> tgw-1")
          .subnet("subnet-" + i, "v" + i, block + ".0.0/24")
          .acl("acl-" + i, "subnet-" + i, Net.everything())
          .host("h" + i, "subnet-" + i, block + ".0.10")
          .attach("att-" + i, "tgw-1", "subnet-" + i);
      spokes.append(" att-").append(i);
    }
    return net.gatewayTable("tgw-rtb-1", "tgw-1", "assoc" + spokes, "10.0.0.0/8 -> att-fw")
        .gatewayTable("tgw-rtb-2", "tgw-1", "assoc att-fw", "prop" + spokes);
  }

  @Test
  void twenty_thousand_answers_are_charged_in_far_less_than_half_a_second() {
    Topology topology = hub().topology();
    ForwardingGraph graph = new ForwardingGraph(topology);
    List<Question> questions = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < VPCS; i++) {
      Question question = QuestionText.between("i-h" + i, "i-h" + (i + 7) % VPCS).read(topology);
      questions.add(question);
      answers.add(Why.ask(graph, question));
    }
    long nanos = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < ANSWERS; i++) {
        PathCharges charges = PathCharges.of(graph, questions.get(i % VPCS), answers.get(i % VPCS));
        assertThat(charges.there().size()).isEqualTo(2);
      }
      nanos = Math.min(nanos, System.nanoTime() - start);
    }
    System.out.println("ChargesSpeedTest: " + ANSWERS + " answers in " + nanos / 1_000_000 + " ms");
    assertThat(nanos).isLessThan(500_000_000L);
  }
}
