package culvert.network.failover;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.forwarding.Reason;
import culvert.network.topology.Topology;
import culvert.network.why.Blocker;
import culvert.network.why.QuestionText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an Availability Zone takes with it, besides its hosts and tunnels. */
class ZoneFailureTest {

  private static Drill onlyDrill(Net net, String from, String to) {
    Topology topology = net.topology();
    Rehearsal rehearsal =
        Rehearsal.of(topology, QuestionText.between(from, to).read(topology), false);
    assertThat(rehearsal.before().reachable()).isTrue();
    assertThat(rehearsal.drills()).hasSize(1);
    return rehearsal.drills().getFirst();
  }

  private static List<String> blockers(Drill drill) {
    return drill.failing().end().blockers().stream()
        .filter(blocker -> blocker.code() == Reason.BAD_STATE)
        .map(Blocker::component)
        .distinct()
        .toList();
  }

  @Test
  void a_nat_gateway_goes_down_with_its_zone() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .internetGateway("igw-1", "a")
            .table("rtb-public", "a", "0.0.0.0/0 -> igw-1")
            .subnetWith("rtb-public", "subnet-public", "a", "10.0.0.0/24")
            .zone("subnet-public", "az1")
            .nat("nat-1", "subnet-public", "10.0.0.5", "198.51.100.5")
            .table("rtb-private", "a", "0.0.0.0/0 -> nat-1")
            .subnetWith("rtb-private", "subnet-private", "a", "10.0.1.0/24")
            .zone("subnet-private", "az2")
            .host("x", "subnet-private", "10.0.1.10");
    Drill drill = onlyDrill(net, "i-x", "internet/203.0.113.9");
    assertThat(drill.components()).containsExactly("use1-az1");
    assertThat(drill.hasSecondWay()).isFalse();
    assertThat(blockers(drill)).containsExactly("nat-1");
  }

  private static Net attached(String... subnetsOfB) {
    return new Net()
        .vpc("a", "10.1.0.0/16")
        .main("a", "10.2.0.0/16 -> tgw-1")
        .subnet("subnet-a", "a", "10.1.0.0/24")
        .zone("subnet-a", "az3")
        .host("x", "subnet-a", "10.1.0.10")
        .vpc("b", "10.2.0.0/16")
        .main("b", "10.1.0.0/16 -> tgw-1")
        .subnet("subnet-b1", "b", "10.2.1.0/24")
        .zone("subnet-b1", "az1")
        .subnet("subnet-b2", "b", "10.2.2.0/24")
        .zone("subnet-b2", "az2")
        .subnet("subnet-b3", "b", "10.2.3.0/24")
        .zone("subnet-b3", "az3")
        .host("y", "subnet-b3", "10.2.3.10")
        .transitGateway("tgw-1")
        .attach("att-a", "tgw-1", "subnet-a")
        .attach("att-b", "tgw-1", subnetsOfB)
        .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b");
  }

  @Test
  void r4_5_1_an_attachment_with_no_zone_left_is_down() {
    Topology topology = attached("subnet-b1", "subnet-b2", "subnet-b3").topology();
    Moment moment = Moment.of(topology, List.of(), true);
    var question = QuestionText.between("i-x", "i-y").read(topology);
    assertThat(Rehearsal.ask(moment, question).reachable()).isTrue();
    Moment failed =
        moment.failing(List.of("use1-az1", "use1-az2", "use1-az3"), Rehearsal.START, _ -> {});
    assertThat(Rehearsal.ask(failed, question).blockers())
        .filteredOn(blocker -> blocker.code() == Reason.BAD_STATE)
        .extracting(Blocker::component)
        .contains("att-b", "i-y");
  }
}
