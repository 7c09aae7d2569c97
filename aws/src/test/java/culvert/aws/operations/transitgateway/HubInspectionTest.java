package culvert.aws.operations.transitgateway;

import static culvert.aws.operations.transitgateway.Hub.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.EveryPair;
import culvert.aws.TestCloud;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Egress and inspection VPCs behind a transit gateway, declared through the API (§4.7). */
class HubInspectionTest {

  private static final String INTERNET = "internet/203.0.113.9";

  private static final String CUT = "TGW_RTB_BAD_STATE_ROUTE table";
  private static final String CUT_BOTH_WAYS = "forward " + CUT + ", return " + CUT;
  private static final String NO_WAY_OUT = "forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw";
  private static final String NO_WAY_IN =
      "forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS igw,"
          + " return IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw";
  private static final String NO_WAY_IN_THERE =
      "forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS eni,"
          + " return IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw";
  private static final String OUTBOUND_ONLY =
      "forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS eni, return NGW_OUTBOUND_ONLY nat";

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());
  private final String gateway = hub.bareGateway();
  private final Spoke a = hub.spoke(gateway, "10.1");
  private final Spoke b = hub.spoke(gateway, "10.2");

  @AfterEach
  void close() {
    cloud.close();
  }

  private String tableFor(String vpc, String subnet) {
    String table = hub.ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    hub.ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet));
    return table;
  }

  /**
   * A VPC with an internet and a NAT gateway and a host in its public subnet; attached in its
   * private subnet, or its public one.
   */
  private Spoke egress(boolean inPrivateSubnet) {
    String vpc = hub.vpc("10.3.0.0/16");
    String outside = hub.subnet(vpc, "10.3.0.0/24", "us-east-1a");
    String inside = hub.subnet(vpc, "10.3.1.0/24", "us-east-1a");
    String internet = hub.ec2.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
    hub.ec2.attachInternetGateway(r -> r.internetGatewayId(internet).vpcId(vpc));
    String address = hub.ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
    String nat =
        hub.ec2
            .createNatGateway(r -> r.subnetId(outside).allocationId(address))
            .natGateway()
            .natGatewayId();
    String attachment = hub.attach(gateway, vpc, inPrivateSubnet ? inside : outside);
    String outsideTable = tableFor(vpc, outside);
    hub.ec2.createRoute(
        r -> r.routeTableId(outsideTable).destinationCidrBlock("0.0.0.0/0").gatewayId(internet));
    hub.route(outsideTable, "10.1.0.0/16", gateway);
    hub.route(outsideTable, "10.2.0.0/16", gateway);
    String insideTable = tableFor(vpc, inside);
    hub.ec2.createRoute(
        r -> r.routeTableId(insideTable).destinationCidrBlock("0.0.0.0/0").natGatewayId(nat));
    return new Spoke(vpc, outside, attachment, hub.host(vpc, outside));
  }

  /** The guide's one table: all are associated and propagate, the rest goes to the egress VPC. */
  private String oneTable(Spoke egress) {
    String table = hub.table(gateway);
    for (Spoke each : List.of(a, b, egress)) {
      hub.associate(table, each.attachment());
      hub.propagate(table, each.attachment());
    }
    hub.lead(table, "0.0.0.0/0", egress.attachment());
    return table;
  }

  /** A table of the spokes, which leads to the VPC in the middle, whose own knows the spokes. */
  private String twoTables(String middle) {
    String spokes = hub.table(gateway);
    String back = hub.table(gateway);
    for (Spoke each : List.of(a, b)) {
      hub.associate(spokes, each.attachment());
      hub.propagate(back, each.attachment());
    }
    hub.lead(spokes, "0.0.0.0/0", middle);
    hub.associate(back, middle);
    return spokes;
  }

  private void cutSpokesApart(String table) {
    hub.blackhole(table, "10.1.0.0/16");
    hub.blackhole(table, "10.2.0.0/16");
  }

  private List<String> asked(Spoke egress, String table) {
    return new EveryPair(cloud)
        .end("a", a.host())
        .end("b", b.host())
        .end("egress", egress.host())
        .end("internet", INTERNET)
        .named("table", table)
        .asked();
  }

  @Test
  @DisplayName("tgw-centralized-egress (R4.7.5)")
  void r4_7_5_with_one_table_spokes_get_out_and_reach_each_other() {
    Spoke egress = egress(true);
    assertThat(asked(egress, oneTable(egress)))
        .containsExactly(
            "a -> b",
            "a -> egress",
            "a -> internet",
            "b -> a",
            "b -> egress",
            "b -> internet",
            "egress -> a",
            "egress -> b",
            "egress -> internet: " + NO_WAY_OUT,
            "internet -> a: " + OUTBOUND_ONLY,
            "internet -> b: " + OUTBOUND_ONLY,
            "internet -> egress: " + NO_WAY_IN);
  }

  @Test
  @DisplayName("tgw-centralized-egress-blackholed (R4.7.6)")
  void r4_7_6_blackholes_in_the_only_table_kill_the_way_back_from_the_nat_gateway() {
    Spoke egress = egress(true);
    String table = oneTable(egress);
    cutSpokesApart(table);
    assertThat(asked(egress, table))
        .containsExactly(
            "a -> b: " + CUT_BOTH_WAYS,
            "a -> egress: return " + CUT,
            "a -> internet: return " + CUT,
            "b -> a: " + CUT_BOTH_WAYS,
            "b -> egress: return " + CUT,
            "b -> internet: return " + CUT,
            "egress -> a: forward " + CUT,
            "egress -> b: forward " + CUT,
            "egress -> internet: " + NO_WAY_OUT,
            "internet -> a: " + OUTBOUND_ONLY,
            "internet -> b: " + OUTBOUND_ONLY,
            "internet -> egress: " + NO_WAY_IN);
  }

  @Test
  @DisplayName("tgw-centralized-egress-two-tables (R4.7.6)")
  void r4_7_6_with_two_tables_spokes_get_out_and_are_apart() {
    Spoke egress = egress(true);
    String spokes = twoTables(egress.attachment());
    cutSpokesApart(spokes);
    assertThat(asked(egress, spokes))
        .containsExactly(
            "a -> b: " + CUT_BOTH_WAYS,
            "a -> egress",
            "a -> internet",
            "b -> a: " + CUT_BOTH_WAYS,
            "b -> egress",
            "b -> internet",
            "egress -> a",
            "egress -> b",
            "egress -> internet: " + NO_WAY_OUT,
            "internet -> a: " + OUTBOUND_ONLY,
            "internet -> b: " + OUTBOUND_ONLY,
            "internet -> egress: " + NO_WAY_IN);
  }

  @Test
  @DisplayName("tgw-centralized-egress-wrong-subnet (R4.2.7)")
  void r4_2_7_attached_in_the_public_subnet_packets_die_at_the_internet_gateway() {
    Spoke egress = egress(false);
    assertThat(asked(egress, oneTable(egress)))
        .containsExactly(
            "a -> b",
            "a -> egress",
            "a -> internet: " + NO_WAY_OUT,
            "b -> a",
            "b -> egress",
            "b -> internet: " + NO_WAY_OUT,
            "egress -> a",
            "egress -> b",
            "egress -> internet: " + NO_WAY_OUT,
            "internet -> a: " + NO_WAY_IN_THERE,
            "internet -> b: " + NO_WAY_IN_THERE,
            "internet -> egress: " + NO_WAY_IN);
  }

  private String firewall(String vpc, String zone, String block, String toFirewall) {
    String subnet = hub.subnet(vpc, block, zone);
    String host = hub.host(vpc, subnet);
    NetworkInterface held =
        hub.ec2
            .describeNetworkInterfaces(r -> r.filters(by("attachment.instance-id", host)))
            .networkInterfaces()
            .getFirst();
    hub.ec2.modifyNetworkInterfaceAttribute(
        r -> r.networkInterfaceId(held.networkInterfaceId()).sourceDestCheck(c -> c.value(false)));
    hub.ec2.createTags(
        r -> r.resources(host).tags(t -> t.key("culvert:firewall").value("stateful")));
    hub.ec2.createRoute(r ->
        r.routeTableId(tableFor(vpc, toFirewall))
            .destinationCidrBlock("0.0.0.0/0")
            .networkInterfaceId(held.networkInterfaceId()));
    return host;
  }

  @Test
  @DisplayName("tgw-appliance-mode-off-same-az, -off-cross-az, -on (R4.5.1 to R4.5.3, R4.7.7)")
  void r4_5_2_without_appliance_mode_the_reply_takes_the_other_zone_and_with_it_the_same() {
    String vpc = hub.vpc("192.168.0.0/16");
    String inA = hub.subnet(vpc, "192.168.0.0/24", "us-east-1a");
    String inB = hub.subnet(vpc, "192.168.1.0/24", "us-east-1b");
    String attachment = hub.attach(gateway, vpc, inA, inB);
    String wallA = firewall(vpc, "us-east-1a", "192.168.2.0/24", inA);
    String wallB = firewall(vpc, "us-east-1b", "192.168.3.0/24", inB);
    hub.route(hub.mainTable(vpc), "0.0.0.0/0", gateway);
    twoTables(attachment);
    String farSubnet = hub.subnet(b.vpc(), "10.2.1.0/24", "us-east-1b");
    hub.ec2.modifyTransitGatewayVpcAttachment(
        r -> r.transitGatewayAttachmentId(b.attachment()).addSubnetIds(farSubnet));
    EveryPair pairs =
        new EveryPair(cloud)
            .end("a", a.host())
            .end("b in zone a", b.host())
            .end("b in zone b", hub.host(b.vpc(), farSubnet))
            .named("wall-a", wallA)
            .named("wall-b", wallB);
    assertThat(pairs.asked())
        .containsExactly(
            "a -> b in zone a",
            "a -> b in zone b: return STATEFUL_FIREWALL_NO_FLOW wall-b",
            "b in zone a -> a",
            "b in zone a -> b in zone b",
            "b in zone b -> a: return STATEFUL_FIREWALL_NO_FLOW wall-a",
            "b in zone b -> b in zone a");
    hub.ec2.modifyTransitGatewayVpcAttachment(r ->
        r.transitGatewayAttachmentId(attachment).options(o -> o.applianceModeSupport("enable")));
    assertThat(pairs.asked())
        .containsExactly(
            "a -> b in zone a",
            "a -> b in zone b",
            "b in zone a -> a",
            "b in zone a -> b in zone b",
            "b in zone b -> a",
            "b in zone b -> b in zone a");
  }
}
