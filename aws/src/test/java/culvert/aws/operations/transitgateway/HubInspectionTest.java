package culvert.aws.operations.transitgateway;

import static culvert.aws.operations.transitgateway.Hub.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import culvert.network.forwarding.Reason;
import culvert.network.why.Blocker;
import culvert.network.why.Leg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Egress and inspection VPCs behind a transit gateway, declared through the API (§4.7). */
class HubInspectionTest {

  private static final String INTERNET = "internet/203.0.113.9";

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());
  private String gateway = "";
  private Spoke a = new Spoke("", "", "", "");
  private Spoke b = a;
  private String spokes = "";
  private String shared = "";

  @BeforeEach
  void two_spokes_in_a_table_and_another_table() {
    gateway = hub.bareGateway();
    a = hub.spoke(gateway, "10.1");
    b = hub.spoke(gateway, "10.2");
    spokes = hub.table(gateway);
    shared = hub.table(gateway);
    hub.associate(spokes, a.attachment());
    hub.associate(spokes, b.attachment());
    hub.propagate(shared, a.attachment());
    hub.propagate(shared, b.attachment());
  }

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
   * A VPC with an internet and a NAT gateway; attached in its private subnet, or its public one.
   */
  private String egress(boolean inPrivateSubnet) {
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
    hub.lead(spokes, "0.0.0.0/0", attachment);
    hub.associate(shared, attachment);
    return attachment;
  }

  @Test
  void r4_7_5_centralized_egress_lets_spokes_out_and_to_each_other_unless_cut() {
    egress(true);
    assertThat(hub.why(a.host(), INTERNET).blockers()).isEmpty();
    assertThat(hub.why(b.host(), INTERNET).reachable()).isTrue();
    hub.blackhole(spokes, "10.1.0.0/16");
    hub.blackhole(spokes, "10.2.0.0/16");
    assertThat(hub.why(a.host(), INTERNET).reachable()).isTrue();
    assertThat(hub.why(a.host(), b.host()).blockers())
        .extracting(Blocker::code, Blocker::component)
        .containsOnly(tuple(Reason.TGW_RTB_BAD_STATE_ROUTE, spokes));
  }

  @Test
  void r4_7_6_blackholes_in_the_only_table_kill_the_way_back_from_the_nat_gateway() {
    String egress = egress(true);
    hub.ec2.disassociateTransitGatewayRouteTable(
        r -> r.transitGatewayRouteTableId(shared).transitGatewayAttachmentId(egress));
    hub.associate(spokes, egress);
    hub.blackhole(spokes, "10.1.0.0/16");
    assertThat(hub.why(a.host(), INTERNET).blockers())
        .extracting(Blocker::leg, Blocker::code, Blocker::component)
        .containsExactly(tuple(Leg.RETURN, Reason.TGW_RTB_BAD_STATE_ROUTE, spokes));
  }

  @Test
  void r4_2_7_attached_in_the_public_subnet_packets_die_at_the_internet_gateway() {
    egress(false);
    assertThat(hub.why(a.host(), INTERNET).blockers())
        .first()
        .satisfies(blocker -> {
          assertThat(blocker.leg()).isEqualTo(Leg.FORWARD);
          assertThat(blocker.component()).startsWith("igw-");
        });
  }

  private void firewall(String vpc, String zone, String block, String toFirewall) {
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
  }

  /** A VPC with a stateful firewall in two zones, between the spokes. */
  private String inspection() {
    String vpc = hub.vpc("192.168.0.0/16");
    String inA = hub.subnet(vpc, "192.168.0.0/24", "us-east-1a");
    String inB = hub.subnet(vpc, "192.168.1.0/24", "us-east-1b");
    String attachment = hub.attach(gateway, vpc, inA, inB);
    firewall(vpc, "us-east-1a", "192.168.2.0/24", inA);
    firewall(vpc, "us-east-1b", "192.168.3.0/24", inB);
    hub.route(hub.mainTable(vpc), "0.0.0.0/0", gateway);
    hub.lead(spokes, "0.0.0.0/0", attachment);
    hub.associate(shared, attachment);
    return attachment;
  }

  @Test
  void r4_5_2_without_appliance_mode_the_reply_takes_the_other_zone_and_with_it_the_same() {
    String attachment = inspection();
    String inB = hub.subnet(b.vpc(), "10.2.1.0/24", "us-east-1b");
    hub.ec2.modifyTransitGatewayVpcAttachment(
        r -> r.transitGatewayAttachmentId(b.attachment()).addSubnetIds(inB));
    String far = hub.host(b.vpc(), inB);
    assertThat(hub.why(a.host(), b.host()).blockers()).isEmpty();
    assertThat(hub.why(a.host(), far).blockers())
        .singleElement()
        .satisfies(blocker -> assertThat(blocker.leg()).isEqualTo(Leg.RETURN));
    hub.ec2.modifyTransitGatewayVpcAttachment(r ->
        r.transitGatewayAttachmentId(attachment).options(o -> o.applianceModeSupport("enable")));
    assertThat(hub.why(a.host(), far).blockers()).isEmpty();
  }
}
