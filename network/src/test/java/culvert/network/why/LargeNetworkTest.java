package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeNetworkTest {

  private static final int VPCS = 1000;
  private static final int PEERS = 50;

  /** Every VPC peers with its next neighbours around a ring, up to AWS's usual limit. */
  private static Net ring() {
    Net net = new Net();
    for (int i = 0; i < VPCS; i++) {
      net.vpc("v" + i, block(i) + ".0.0/20")
          .subnet("subnet-" + i, "v" + i, block(i) + ".0.0/24")
          .acl("acl-" + i, "subnet-" + i, Net.everything())
          .host("h" + i, "subnet-" + i, block(i) + ".0.10");
    }
    for (int i = 0; i < VPCS; i++) {
      String[] routes = new String[PEERS];
      for (int k = 0; k < PEERS; k++) {
        int far = Math.floorMod(i + (k < PEERS / 2 ? k + 1 : PEERS / 2 - k - 1), VPCS);
        String pcx = "pcx-" + Math.min(i, far) + "-" + Math.max(i, far);
        net.peering(pcx, "v" + i, "v" + far);
        routes[k] = block(far) + ".0.0/20 -> " + pcx;
      }
      net.main("v" + i, routes);
    }
    return net;
  }

  private static String block(int vpc) {
    return (10 + vpc / 250) + "." + vpc % 250;
  }

  @Test
  void a_warm_question_takes_far_less_than_a_millisecond() {
    Topology topology = ring().topology();
    ForwardingGraph graph = new ForwardingGraph(topology);
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < VPCS; i++) {
      questions.add(QuestionText.between("i-h" + i, "i-h" + (i + 7) % VPCS).read(topology));
    }
    long nanos = Long.MAX_VALUE;
    for (int round = 0; round < 30; round++) {
      long start = System.nanoTime();
      for (Question question : questions) {
        assertThat(Why.ask(graph, question).reachable()).isTrue();
      }
      nanos = Math.min(nanos, (System.nanoTime() - start) / VPCS);
    }
    System.out.println("LargeNetworkTest: one warm question takes " + nanos + " ns");
    assertThat(nanos).isLessThan(1_000_000);
  }
}
