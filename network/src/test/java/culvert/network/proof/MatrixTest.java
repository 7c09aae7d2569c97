package culvert.network.proof;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Reason;
import culvert.network.why.Blocker;
import culvert.network.why.Leg;
import culvert.network.why.Spoken;
import java.util.List;
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
    Blocker example = matrix.cells().getFirst().example();
    assertThat(example.code()).isEqualTo(Reason.NO_ROUTE_TO_DESTINATION);
    assertThat(example.component()).isEqualTo("rtb-a");
    assertThat(matrix.cells().get(1).example().leg()).isEqualTo(Leg.RETURN);
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
    Matrix matrix =
        Matrix.of(
            new ForwardingGraph(net.topology(), net.routing()),
            new Grouping.ByInstance(),
            Spoken.DEFAULT);
    assertThat(matrix.cells())
        .extracting(cell -> cell.from() + " " + cell.to() + " " + cell.reach())
        .containsExactly("i-a site:dc SOME", "site:dc i-a SOME");
    assertThat(matrix.cells().getFirst().example().explanation()).contains("172.16.0.1");
    assertThat(Member.of(net.topology()).getLast().v4())
        .extracting(end -> end.address().toString())
        .containsExactly("192.168.0.1", "172.16.0.1", "172.16.0.9");
  }
}
