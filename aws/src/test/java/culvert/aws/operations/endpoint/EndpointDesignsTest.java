package culvert.aws.operations.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.EveryPair;
import culvert.aws.TestCloud;
import culvert.aws.reading.TopologyReader;
import culvert.network.address.IpAddress;
import culvert.network.names.Resolution;
import culvert.network.names.Resolver;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** AWS's documented designs with endpoints, each with its whole matrix. */
class EndpointDesignsTest {

  private static final String INTERNET = "internet/203.0.113.9";
  private static final String S3 = "service:s3/52.216.0.9";
  private static final String NO_WAY_OUT = "forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw";
  private static final String UNREACHED =
      "forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS eni, return NO_ROUTE_TO_DESTINATION ";
  private static final String NO_WAY_IN = "forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS igw";

  private final TestCloud cloud = new TestCloud();
  private final Workshop our = Workshop.in(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  @DisplayName("gwep-private-only, gwep-beats-default, gwep-specific-igw-wins (R2.1.4 to R2.1.7)")
  void r2_1_4_r2_1_7_the_endpoint_beats_the_default_route_and_opens_nothing_else() {
    String vpc = our.vpc("10.0.0.0/16");
    String subnet = our.subnet(vpc, "10.0.1.0/24", "a");
    String other = our.subnet(vpc, "10.0.2.0/24", "a");
    String group = our.openGroup(vpc);
    String gateway = our.internetGateway(vpc);
    String table = our.table(vpc, subnet);
    String host = our.host(subnet, group, false);
    String endpoint = our.gatewayEndpoint(vpc, "s3", table).vpcEndpointId();
    EveryPair pairs =
        new EveryPair(cloud)
            .end("hidden", host)
            .end("visible", our.host(subnet, group, true))
            .end("other", our.host(other, group, false))
            .end("s3", S3)
            .end("internet", INTERNET)
            .named("table", table)
            .named("main", our.mainTable(vpc));
    assertThat(pairs.asked())
        .containsExactly(
            "hidden -> visible",
            "hidden -> other",
            "hidden -> s3",
            "hidden -> internet: forward NO_ROUTE_TO_DESTINATION table",
            "visible -> hidden",
            "visible -> other",
            "visible -> s3",
            "visible -> internet: forward NO_ROUTE_TO_DESTINATION table",
            "other -> hidden",
            "other -> visible",
            "other -> s3: forward NO_ROUTE_TO_DESTINATION main",
            "other -> internet: forward NO_ROUTE_TO_DESTINATION main",
            "internet -> hidden: " + NO_WAY_IN + ", return NO_ROUTE_TO_DESTINATION table",
            "internet -> visible: return NO_ROUTE_TO_DESTINATION table",
            "internet -> other: " + NO_WAY_IN + ", return NO_ROUTE_TO_DESTINATION main");
    our.routeToGateway(table, "0.0.0.0/0", gateway);
    assertThat(our.path(host, S3)).endsWith(table, endpoint);
    assertThat(pairs.asked())
        .containsExactly(
            "hidden -> visible",
            "hidden -> other",
            "hidden -> s3",
            "hidden -> internet: " + NO_WAY_OUT,
            "visible -> hidden",
            "visible -> other",
            "visible -> s3",
            "visible -> internet",
            "other -> hidden",
            "other -> visible",
            "other -> s3: forward NO_ROUTE_TO_DESTINATION main",
            "other -> internet: forward NO_ROUTE_TO_DESTINATION main",
            "internet -> hidden: "
                + NO_WAY_IN
                + ", return IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw",
            "internet -> visible",
            "internet -> other: " + NO_WAY_IN + ", return NO_ROUTE_TO_DESTINATION main");
    our.routeToGateway(table, "52.216.0.0/24", gateway);
    assertThat(pairs.asked())
        .containsExactly(
            "hidden -> visible",
            "hidden -> other",
            "hidden -> s3: " + NO_WAY_OUT,
            "hidden -> internet: " + NO_WAY_OUT,
            "visible -> hidden",
            "visible -> other",
            "visible -> s3",
            "visible -> internet",
            "other -> hidden",
            "other -> visible",
            "other -> s3: forward NO_ROUTE_TO_DESTINATION main",
            "other -> internet: forward NO_ROUTE_TO_DESTINATION main",
            "internet -> hidden: "
                + NO_WAY_IN
                + ", return IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw",
            "internet -> visible",
            "internet -> other: " + NO_WAY_IN + ", return NO_ROUTE_TO_DESTINATION main");
  }

  private String hostIn(String vpc, String subnet) {
    return our.host(subnet, our.openGroup(vpc), false);
  }

  private String peering(String vpc, String peer) {
    String peering =
        our.ec2
            .createVpcPeeringConnection(r -> r.vpcId(vpc).peerVpcId(peer))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    our.ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    return peering;
  }

  private void routeToPeer(String vpc, String destination, String peering) {
    our.ec2.createRoute(r ->
        r.routeTableId(our.mainTable(vpc))
            .destinationCidrBlock(destination)
            .vpcPeeringConnectionId(peering));
  }

  private String attach(TransitGateway gateway, String vpc, String subnet, String destination) {
    String attachment =
        our.ec2
            .createTransitGatewayVpcAttachment(
                r -> r.transitGatewayId(gateway.transitGatewayId()).vpcId(vpc).subnetIds(subnet))
            .transitGatewayVpcAttachment()
            .transitGatewayAttachmentId();
    our.ec2.createRoute(r ->
        r.routeTableId(our.mainTable(vpc))
            .destinationCidrBlock(destination)
            .transitGatewayId(gateway.transitGatewayId()));
    return attachment;
  }

  @Test
  @DisplayName("edge-s3-gateway-endpoint, gwep-not-through-tgw (R2.1.6)")
  void r2_1_6_neither_a_peer_nor_a_spoke_uses_the_gateway_endpoint_of_another_vpc() {
    String vpc = our.vpc("10.0.0.0/16");
    String peer = our.vpc("10.1.0.0/16");
    String spoke = our.vpc("10.2.0.0/16");
    String subnet = our.subnet(vpc, "10.0.1.0/24", "a");
    String peerSubnet = our.subnet(peer, "10.1.1.0/24", "a");
    String spokeSubnet = our.subnet(spoke, "10.2.1.0/24", "a");
    String peering = peering(vpc, peer);
    routeToPeer(vpc, "10.1.0.0/16", peering);
    routeToPeer(peer, "0.0.0.0/0", peering);
    TransitGateway gateway = our.ec2.createTransitGateway(r -> {}).transitGateway();
    String attachment = attach(gateway, vpc, subnet, "10.2.0.0/16");
    attach(gateway, spoke, spokeSubnet, "0.0.0.0/0");
    String table = gateway.options().associationDefaultRouteTableId();
    our.ec2.createTransitGatewayRoute(r ->
        r.transitGatewayRouteTableId(table)
            .destinationCidrBlock("0.0.0.0/0")
            .transitGatewayAttachmentId(attachment));
    String endpoint = our.gatewayEndpoint(vpc, "s3", our.mainTable(vpc)).vpcEndpointId();
    assertThat(
            new EveryPair(cloud)
                .end("owner", hostIn(vpc, subnet))
                .end("peer", hostIn(peer, peerSubnet))
                .end("spoke", hostIn(spoke, spokeSubnet))
                .end("s3", S3)
                .named("endpoint", endpoint)
                .asked())
        .containsExactly(
            "owner -> peer",
            "owner -> spoke",
            "owner -> s3",
            "peer -> owner",
            "peer -> spoke: forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx",
            "peer -> s3: forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx",
            "spoke -> owner",
            "spoke -> peer: return PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx",
            "spoke -> s3: forward VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC endpoint");
  }

  @Test
  @DisplayName("R2.2.5, R2.2.6: centralized interface endpoints, found by the endpoint's own name")
  void r2_2_6_spokes_share_interface_endpoints_by_a_name_that_answers_everywhere() {
    TransitGateway gateway =
        our.ec2
            .createTransitGateway(r -> r.options(o -> o.defaultRouteTablePropagation("disable")))
            .transitGateway();
    String services = our.vpc("10.9.0.0/16");
    String a = our.vpc("10.1.0.0/16");
    String b = our.vpc("10.2.0.0/16");
    String inServices = our.subnet(services, "10.9.1.0/24", "a");
    String inA = our.subnet(a, "10.1.1.0/24", "a");
    String inB = our.subnet(b, "10.2.1.0/24", "a");
    String spokes = gateway.options().associationDefaultRouteTableId();
    String back =
        our.ec2
            .createTransitGatewayRouteTable(r -> r.transitGatewayId(gateway.transitGatewayId()))
            .transitGatewayRouteTable()
            .transitGatewayRouteTableId();
    String middle = attach(gateway, services, inServices, "10.0.0.0/8");
    our.ec2.disassociateTransitGatewayRouteTable(
        r -> r.transitGatewayRouteTableId(spokes).transitGatewayAttachmentId(middle));
    our.ec2.associateTransitGatewayRouteTable(
        r -> r.transitGatewayRouteTableId(back).transitGatewayAttachmentId(middle));
    propagate(spokes, middle);
    propagate(back, attach(gateway, a, inA, "10.0.0.0/8"));
    propagate(back, attach(gateway, b, inB, "10.0.0.0/8"));
    VpcEndpoint queues =
        our.interfaceEndpoint(
            our.request(services, "sqs", inServices)
                .securityGroupIds(our.openGroup(services))
                .build());
    assertThat(
            new EveryPair(cloud)
                .end("a", hostIn(a, inA))
                .end("b", hostIn(b, inB))
                .end("queues", queues.vpcEndpointId())
                .end("internet", INTERNET)
                .named("spokes", spokes)
                .named("table-a", our.mainTable(a))
                .named("table-b", our.mainTable(b))
                .named("table-services", our.mainTable(services))
                .asked())
        .containsExactly(
            "a -> b: forward TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT spokes,"
                + " return TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT spokes",
            "a -> queues",
            "a -> internet: forward NO_ROUTE_TO_DESTINATION table-a",
            "b -> a: forward TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT spokes,"
                + " return TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT spokes",
            "b -> queues",
            "b -> internet: forward NO_ROUTE_TO_DESTINATION table-b",
            "queues -> a: forward VPCE_NEVER_ASKS queues",
            "queues -> b: forward VPCE_NEVER_ASKS queues",
            "queues -> internet: forward VPCE_NEVER_ASKS queues",
            "internet -> a: " + UNREACHED + "table-a",
            "internet -> b: " + UNREACHED + "table-b",
            "internet -> queues: " + UNREACHED + "table-services");
    IpAddress address =
        IpAddress.parse(
            our.networkInterface(
                    our.described(queues.vpcEndpointId()).networkInterfaceIds().getFirst())
                .privateIpAddress());
    String own = queues.dnsEntries().getFirst().dnsName();
    String publicName = "sqs.us-east-1.amazonaws.com";
    for (String vpc : List.of(services, a, b)) {
      assertThat(resolved(vpc, own).addresses()).as(vpc).containsExactly(address);
    }
    assertThat(resolved(services, publicName).addresses()).containsExactly(address);
    for (String spoke : List.of(a, b)) {
      assertThat(resolved(spoke, publicName).source()).isEqualTo(Resolution.Source.AWS_SERVICE);
      assertThat(resolved(spoke, publicName).addresses()).doesNotContain(address);
    }
  }

  private void propagate(String table, String attachment) {
    our.ec2.enableTransitGatewayRouteTablePropagation(
        r -> r.transitGatewayRouteTableId(table).transitGatewayAttachmentId(attachment));
  }

  private Resolution resolved(String vpc, String name) {
    return new Resolver(new TopologyReader().read(cloud.api().catalog().snapshot()))
        .resolve(vpc, name);
  }
}
