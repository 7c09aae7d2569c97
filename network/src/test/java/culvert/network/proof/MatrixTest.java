package culvert.network.proof;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Reason;
import culvert.network.why.Blocker;
import culvert.network.why.Leg;
import culvert.network.why.RandomNet;
import culvert.network.why.Spoken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixTest {

  private static final Net NET =
      new Net()
          .vpc("a", "10.0.0.0/16")
          .vpc("b", "10.1.0.0/16")
          .peering("pcx-ab", "a", "b")
          .main("a", "10.1.0.0/24 -> pcx-ab")
          .main("b", "10.0.0.0/16 -> pcx-ab")
          .subnet("subnet-a", "a", "10.0.0.0/24")
          .subnet("subnet-b1", "b", "10.1.0.0/24")
          .subnet("subnet-b2", "b", "10.1.1.0/24")
          .host("a", "subnet-a", "10.0.0.10")
          .host("b1", "subnet-b1", "10.1.0.10")
          .host("b2", "subnet-b2", "10.1.1.10");

  @Test
  void pairs_are_counted_by_vpc_with_an_example_of_what_is_in_the_way() {
    Matrix matrix = Matrix.of(NET.graph(), new Grouping.ByVpc(), Spoken.DEFAULT);
    assertThat(matrix.groups())
        .containsExactly(
            new Matrix.Group("vpc-a", "a", List.of("i-a"), List.of("vpc-a")),
            new Matrix.Group("vpc-b", "b", List.of("i-b1", "i-b2"), List.of("vpc-b")));
    assertThat(matrix.cells())
        .extracting(cell -> cell.from() + " " + cell.to() + " " + cell.reach())
        .containsExactly("vpc-a vpc-b SOME", "vpc-b vpc-a SOME", "vpc-b vpc-b ALL");
    Blocker example = matrix.cells().getFirst().example(NET.graph());
    assertThat(example.code()).isEqualTo(Reason.NO_ROUTE_TO_DESTINATION);
    assertThat(example.component()).isEqualTo("rtb-a");
    assertThat(matrix.cells().get(1).example(NET.graph()).leg()).isEqualTo(Leg.RETURN);
  }

  @Test
  void subnets_and_instances_are_groups_too() {
    assertThat(Matrix.of(NET.graph(), new Grouping.BySubnet(), Spoken.DEFAULT).cells())
        .extracting(cell -> cell.from() + " " + cell.to() + " " + cell.reach())
        .contains("subnet-a subnet-b1 ALL", "subnet-a subnet-b2 NONE");
    assertThat(Matrix.of(NET.graph(), new Grouping.ByInstance(), Spoken.DEFAULT).cells())
        .extracting(cell -> cell.from() + " " + cell.to() + " " + cell.reach())
        .contains("i-a i-b1 ALL", "i-b2 i-a NONE")
        .hasSize(6);
  }

  @Test
  void a_site_is_asked_at_every_prefix_by_its_first_host() {
    HybridNet net =
        new HybridNet()
            .with(vpc ->
                vpc.vpc("a", "10.0.0.0/16")
                    .subnet("subnet-a", "a", "10.0.0.0/24")
                    .host("a", "subnet-a", "10.0.0.10")
                    .main("a", "192.168.0.0/16 -> vgw-1", "172.16.0.9/32 -> vgw-1"))
            .vpnGateway("vgw-1", 64512, "a")
            .site("dc", 65001, "192.168.0.0/16", "172.16.0.0/12", "192.168.0.0/24", "172.16.0.9/32")
            .vpn("vpn-1", "vgw-1", "dc");
    ForwardingGraph graph = new ForwardingGraph(net.topology(), net.routing());
    Matrix matrix = Matrix.of(graph, new Grouping.ByInstance(), Spoken.DEFAULT);
    assertThat(matrix.cells())
        .extracting(cell -> cell.from() + " " + cell.to() + " " + cell.reach())
        .containsExactly("i-a site:dc SOME", "site:dc i-a SOME");
    assertThat(matrix.cells().getFirst().example(graph).explanation()).contains("172.16.0.1");
    assertThat(Member.of(net.topology()).getLast().v4())
        .extracting(end -> end.address().toString())
        .containsExactly("192.168.0.1", "172.16.0.1", "172.16.0.9");
  }

  @Test
  void spokes_that_behave_alike_are_folded_into_one() {
    Net net = new Net().vpc("hub", "10.0.0.0/16").subnet("subnet-hub", "hub", "10.0.0.0/24");
    net.host("hub", "subnet-hub", "10.0.0.10");
    String[] toSpokes = new String[5];
    for (int i = 0; i < toSpokes.length; i++) {
      String spoke = "spoke" + i;
      String block = "10." + (i + 1) + ".0.0/16";
      net.vpc(spoke, block)
          .subnet("subnet-" + spoke, spoke, "10." + (i + 1) + ".0.0/24")
          .host(spoke, "subnet-" + spoke, "10." + (i + 1) + ".0.10")
          .peering("pcx-" + i, "hub", spoke)
          .main(spoke, i == 4 ? new String[0] : new String[] {"10.0.0.0/16 -> pcx-" + i});
      toSpokes[i] = block + " -> pcx-" + i;
    }
    net.main("hub", toSpokes);
    Matrix folded = Matrix.of(net.graph(), new Grouping.ByVpc(), Spoken.DEFAULT).folded();
    assertThat(folded.groups())
        .extracting(group -> group.name() + " " + group.alike().size())
        .containsExactly("hub 1", "spoke… ×4 4", "spoke4 1");
    assertThat(folded.cells())
        .extracting(cell -> cell.from() + " " + cell.to() + " " + cell.reach())
        .containsExactly(
            "vpc-hub vpc-spoke0 ALL",
            "vpc-hub vpc-spoke4 NONE",
            "vpc-spoke0 vpc-hub ALL",
            "vpc-spoke0 vpc-spoke0 NONE",
            "vpc-spoke0 vpc-spoke4 NONE",
            "vpc-spoke4 vpc-hub NONE",
            "vpc-spoke4 vpc-spoke0 NONE");
  }

  @Test
  void a_folded_matrix_says_of_every_two_groups_what_the_whole_one_says() {
    for (long seed = 1; seed <= 20; seed++) {
      ForwardingGraph graph = new ForwardingGraph(new RandomNet(seed).topology());
      Matrix whole = Matrix.of(graph, new Grouping.ByInstance(), Spoken.DEFAULT);
      Matrix folded = whole.folded();
      Map<String, String> standsFor = new HashMap<>();
      folded.groups().forEach(group -> group.alike().forEach(id -> standsFor.put(id, group.id())));
      Map<String, Matrix.Reach> cells = new HashMap<>();
      folded.cells().forEach(cell -> cells.put(cell.from() + " " + cell.to(), cell.reach()));
      for (Matrix.Cell cell : whole.cells()) {
        assertThat(cells.get(standsFor.get(cell.from()) + " " + standsFor.get(cell.to())))
            .as("seed %d %s", seed, cell)
            .isEqualTo(cell.reach());
      }
    }
  }

  @Test
  void what_any_traffic_gets_through_is_reached_by_all_traffic() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .subnet("subnet-a", "a", "10.0.0.0/24")
            .group("sg-ssh", "vpc-a", "in tcp/22 10.0.0.0/16", "out all 0.0.0.0/0")
            .host("one", "subnet-a", "10.0.0.10")
            .groups("one", "sg-ssh")
            .host("other", "subnet-a", "10.0.0.11")
            .groups("other", "sg-ssh");
    assertThat(Matrix.of(net.graph(), new Grouping.ByInstance(), Spoken.DEFAULT).cells())
        .extracting(Matrix.Cell::reach)
        .containsOnly(Matrix.Reach.NONE);
    assertThat(Matrix.ofAllTraffic(net.graph(), new Grouping.ByInstance()).cells())
        .extracting(Matrix.Cell::reach)
        .containsOnly(Matrix.Reach.ALL);
  }
}
