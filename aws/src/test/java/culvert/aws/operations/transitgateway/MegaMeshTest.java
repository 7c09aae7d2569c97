package culvert.aws.operations.transitgateway;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.Grouping;
import culvert.network.proof.Matrix;
import culvert.network.why.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * {@code examples/mega-mesh} with 30 VPCs in each of its ten Regions, declared through the API: 45
 * peerings, and all of the 89,700 pairs of VPCs are proved (R4.3.6).
 */
class MegaMeshTest {

  private static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-west-1",
          "eu-central-1",
          "eu-west-1",
          "ap-northeast-1",
          "ap-southeast-1",
          "ca-central-1",
          "sa-east-1",
          "us-east-2",
          "us-west-2");

  private static final int VPCS = 30;
  private static final int ALL = 300;

  private final TestCloud cloud = new TestCloud();

  /** A Region's gateway with its only table, and its VPCs. */
  private record Router(Hub hub, String gateway, String table, Set<String> vpcs) {}

  private final List<Router> routers = new ArrayList<>();

  @AfterEach
  void close() {
    cloud.close();
  }

  private static String range(int region) {
    return "10." + 16 * region + ".0.0/12";
  }

  private void mesh() {
    for (int region = 0; region < REGIONS.size(); region++) {
      routers.add(router(region));
    }
    for (int one = 0; one < REGIONS.size(); one++) {
      for (int other = one + 1; other < REGIONS.size(); other++) {
        peer(one, other);
      }
    }
  }

  private Router router(int region) {
    Hub hub = new Hub(cloud, cloud.ec2(TestCloud.ACCOUNT, REGIONS.get(region)));
    String gateway = hub.bareGateway();
    String table = hub.table(gateway);
    Set<String> vpcs =
        IntStream.range(0, VPCS)
            .mapToObj(number -> spoke(hub, gateway, table, region, number))
            .collect(Collectors.toUnmodifiableSet());
    return new Router(hub, gateway, table, vpcs);
  }

  private static String spoke(Hub hub, String gateway, String table, int region, int number) {
    String start = "10." + (16 * region + number / 16) + "." + 16 * (number % 16) + ".0";
    String vpc = hub.vpc(start + "/20");
    String subnet = hub.subnet(vpc, start + "/24", REGIONS.get(region) + "a");
    String attachment = hub.attach(gateway, vpc, subnet);
    hub.route(hub.mainTable(vpc), "10.0.0.0/8", gateway);
    hub.associate(table, attachment);
    hub.propagate(table, attachment);
    hub.host(vpc, subnet);
    return vpc;
  }

  private void peer(int one, int other) {
    Router asking = routers.get(one);
    Router asked = routers.get(other);
    String peering =
        asking
            .hub
            .peer(asking.gateway, asked.gateway, TestCloud.ACCOUNT, REGIONS.get(other))
            .transitGatewayAttachmentId();
    asked.hub.acceptPeering(peering);
    lead(asking, peering, other);
    lead(asked, peering, one);
  }

  private void lead(Router router, String peering, int far) {
    router.hub.associate(router.table, peering);
    router.hub.lead(router.table, range(far), peering);
  }

  private Matrix matrix(boolean https) {
    ForwardingGraph graph = new ForwardingGraph(routers.getFirst().hub.topology());
    return https
        ? Matrix.of(graph, new Grouping.ByVpc(), Spoken.DEFAULT)
        : Matrix.ofAllTraffic(graph, new Grouping.ByVpc());
  }

  @Test
  void r4_3_6_every_pair_of_300_vpcs_in_ten_regions_is_proved_and_a_lost_route_loses_two_regions() {
    mesh();
    for (boolean https : List.of(true, false)) {
      Matrix matrix = matrix(https);
      assertThat(matrix.cells()).hasSize(ALL * (ALL - 1));
      assertThat(matrix.cells()).allMatch(cell -> cell.reach() == Matrix.Reach.ALL);
      assertThat(matrix.folded().groups())
          .singleElement()
          .satisfies(group -> assertThat(group.alike()).hasSize(ALL));
    }
    Router east = routers.getFirst();
    Router west = routers.getLast();
    east.hub.ec2.deleteTransitGatewayRoute(
        r -> r.transitGatewayRouteTableId(east.table).destinationCidrBlock(range(9)));
    Set<String> lost =
        matrix(true).cells().stream()
            .filter(cell -> cell.reach() != Matrix.Reach.ALL)
            .map(cell -> cell.reach() + " " + cell.from() + " " + cell.to())
            .collect(Collectors.toSet());
    Set<String> expected =
        east.vpcs.stream()
            .flatMap(one ->
                west.vpcs.stream()
                    .flatMap(
                        two -> Stream.of("NONE " + one + " " + two, "NONE " + two + " " + one)))
            .collect(Collectors.toSet());
    assertThat(lost).isEqualTo(expected);
  }
}
