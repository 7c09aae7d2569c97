package culvert.aws.operations.insights;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.operations.TestEndpointService;
import culvert.aws.operations.insights.InsightsLab.Net;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Explanation;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAnalysis;
import software.amazon.awssdk.services.ec2.model.PathComponent;

/** Paths from and to gateways, and through them. */
class GatewayEndsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final InsightsLab lab = new InsightsLab(cloud);
  private final Net net = lab.net(0);
  private final String group = lab.group(net);
  private final String host = lab.instance(net, group);

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void from_an_internet_gateway_to_an_instance() {
    String gateway = lab.internetGateway(net);
    String address = lab.publicAddress(host);
    lab.allow(group, 22, 22, "0.0.0.0/0");
    NetworkInsightsAnalysis found = lab.analyze(gateway, host, 22);
    assertThat(found.networkPathFound()).isTrue();
    String eni = lab.interfaceOf(host);
    assertThat(InsightsLab.ids(found.forwardPathComponents()))
        .containsExactly(gateway, net.acl(), group, eni, host);
    PathComponent first = found.forwardPathComponents().getFirst();
    assertThat(first.vpc().id()).isEqualTo(net.vpc());
    assertThat(first.inboundHeader().destinationAddresses()).containsExactly(address + "/32");
    assertThat(first.outboundHeader().destinationAddresses())
        .as("translated")
        .containsExactly(lab.described(host).privateIpAddress() + "/32");
    assertThat(InsightsLab.ids(found.returnPathComponents()))
        .containsExactly(host, eni, group, net.acl(), net.table(), gateway);
    assertThat(found.returnPathComponents().getLast().outboundHeader().sourceAddresses())
        .containsExactly(address + "/32");
    assertThat(found.returnPathComponents().get(4).routeTableRoute().gatewayId())
        .isEqualTo(gateway);
  }

  @Test
  void r1_5_3_an_instance_without_a_public_address_is_not_reached_from_the_internet() {
    String gateway = lab.internetGateway(net);
    lab.allow(group, 22, 22, "0.0.0.0/0");
    NetworkInsightsAnalysis in = lab.analyze(gateway, host, 22);
    assertThat(in.networkPathFound()).isFalse();
    Explanation why = in.explanations().getFirst();
    assertThat(why.explanationCode()).isEqualTo("IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS");
    assertThat(why.internetGateway().id()).isEqualTo(gateway);
    assertThat(why.vpc().id()).isEqualTo(net.vpc());
    NetworkInsightsAnalysis out = lab.analyze(host, gateway, 443);
    assertThat(InsightsLab.codes(out)).contains("IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS");
  }

  @Test
  void any_address_of_the_internet_that_is_let_in_is_a_path() {
    String gateway = lab.internetGateway(net);
    lab.publicAddress(host);
    lab.allow(group, 22, 22, "192.0.2.64/28");
    NetworkInsightsAnalysis found = lab.analyze(gateway, host, 22);
    assertThat(found.networkPathFound()).isTrue();
    assertThat(found.forwardPathComponents().getFirst().inboundHeader().sourceAddresses())
        .containsExactly("192.0.2.65/32");
    NetworkInsightsAnalysis other =
        lab.analyze(
            lab.path(r ->
                r.source(gateway).sourceIp("203.0.113.7").destination(host).destinationPort(22)));
    assertThat(InsightsLab.codes(other)).containsExactly("ENI_SG_RULES_MISMATCH");
  }

  @Test
  void to_an_internet_gateway_by_a_nat_gateway() {
    String gateway = lab.internetGateway(net);
    Net inside = inside("10.0.7.0/24");
    String nat =
        ec2.createNatGateway(r ->
                r.subnetId(net.subnet()).allocationId(ec2.allocateAddress(a -> {}).allocationId()))
            .natGateway()
            .natGatewayId();
    lab.route(inside, "0.0.0.0/0", r -> r.natGatewayId(nat));
    String client = lab.instance(inside, group);
    NetworkInsightsAnalysis found = lab.analyze(client, gateway, 443);
    assertThat(found.networkPathFound()).isTrue();
    List<PathComponent> there = found.forwardPathComponents();
    assertThat(InsightsLab.ids(there)).contains(nat).endsWith(gateway);
    PathComponent translating =
        there.stream().filter(each -> each.component().id().equals(nat)).findFirst().orElseThrow();
    assertThat(translating.outboundHeader().sourceAddresses().getFirst()).startsWith("10.0.0.");
    assertThat(translating.vpc().id()).isEqualTo(net.vpc());
    assertThat(
            there.stream()
                .filter(each -> inside.table().equals(each.component().id()))
                .findFirst()
                .orElseThrow()
                .routeTableRoute()
                .natGatewayId())
        .isEqualTo(nat);
    NetworkInsightsAnalysis in = lab.analyze(gateway, client, 443);
    assertThat(in.networkPathFound()).isFalse();
  }

  /** Another subnet of the VPC, with a table of its own. */
  private Net inside(String cidr) {
    String subnet =
        ec2.createSubnet(r -> r.vpcId(net.vpc()).cidrBlock(cidr).availabilityZone("us-east-1a"))
            .subnet()
            .subnetId();
    String table = ec2.createRouteTable(r -> r.vpcId(net.vpc())).routeTable().routeTableId();
    ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet));
    return new Net(net.vpc(), subnet, table, net.acl());
  }

  @Test
  void a_gateway_of_another_vpc_is_not_on_the_way() {
    Net other = lab.net(1);
    String gateway = lab.internetGateway(other);
    lab.internetGateway(net);
    lab.publicAddress(host);
    NetworkInsightsAnalysis found = lab.analyze(host, gateway, 443);
    assertThat(found.networkPathFound()).isFalse();
    assertThat(InsightsLab.codes(found)).containsExactly("NO_PATH");
    assertThat(found.explanations().getFirst().component().id()).isEqualTo(gateway);
  }

  @Test
  void through_a_peering_and_to_it() {
    Net other = lab.net(1);
    String peering = lab.peering(net, other);
    lab.route(net, "10.1.0.0/16", r -> r.vpcPeeringConnectionId(peering));
    String there = lab.group(other);
    lab.allow(there, 80, 80, "10.0.0.0/16");
    String target = lab.instance(other, there);
    NetworkInsightsAnalysis found = lab.analyze(host, target, 80);
    assertThat(InsightsLab.codes(found)).containsExactly("NO_ROUTE_TO_DESTINATION");
    Explanation why = found.explanations().getFirst();
    assertThat(why.routeTable().id()).isEqualTo(other.table());
    assertThat(why.address()).isEqualTo(lab.described(host).privateIpAddress() + "/32");
    assertThat(why.vpc().id()).isEqualTo(other.vpc());
    assertThat(InsightsLab.ids(found.forwardPathComponents())).contains(peering).endsWith(target);
    assertThat(InsightsLab.ids(found.returnPathComponents())).endsWith(other.table());

    NetworkInsightsAnalysis to = lab.analyze(host, peering, 80);
    assertThat(InsightsLab.codes(to))
        .as("the reply does not come back by it")
        .containsExactly("NO_ROUTE_TO_DESTINATION");
    lab.route(other, "10.0.0.0/16", r -> r.vpcPeeringConnectionId(peering));
    NetworkInsightsAnalysis open = lab.analyze(host, target, 80);
    assertThat(open.networkPathFound()).isTrue();
    PathComponent passed =
        open.forwardPathComponents().stream()
            .filter(each -> each.component().id().equals(peering))
            .findFirst()
            .orElseThrow();
    assertThat(passed.sourceVpc().id()).isEqualTo(net.vpc());
    assertThat(passed.destinationVpc().id()).isEqualTo(other.vpc());
    NetworkInsightsAnalysis up = lab.analyze(host, peering, 80);
    assertThat(up.networkPathFound()).isTrue();
    assertThat(InsightsLab.ids(up.forwardPathComponents())).startsWith(host).endsWith(peering);
    assertThat(InsightsLab.ids(up.returnPathComponents())).startsWith(peering).endsWith(host);
    NetworkInsightsAnalysis from = lab.analyze(peering, target, 80);
    assertThat(from.networkPathFound()).isTrue();
    assertThat(InsightsLab.ids(from.forwardPathComponents()))
        .containsExactly(peering, other.acl(), there, lab.interfaceOf(target), target);
  }

  @Test
  void to_a_peering_whose_far_vpc_has_nobody() {
    Net other = lab.net(1);
    String peering = lab.peering(net, other);
    lab.route(net, "10.1.0.0/16", r -> r.vpcPeeringConnectionId(peering));
    NetworkInsightsAnalysis found = lab.analyze(host, peering, 80);
    assertThat(found.networkPathFound()).isTrue();
    assertThat(InsightsLab.ids(found.forwardPathComponents())).endsWith(peering);
    assertThat(found.returnPathComponents()).as("nobody answers").isEmpty();
  }

  @Test
  void through_a_transit_gateway_and_to_it() {
    Net other = lab.net(1);
    String gateway = lab.transitGateway();
    String attachment = lab.attach(gateway, net);
    String far = lab.attach(gateway, other);
    String there = lab.group(other);
    lab.allow(there, 80, 80, "10.0.0.0/16");
    String target = lab.instance(other, there);
    NetworkInsightsAnalysis found = lab.analyze(host, target, 80);
    assertThat(found.networkPathFound()).isTrue();
    List<PathComponent> way = found.forwardPathComponents();
    String table =
        ec2.describeTransitGatewayRouteTables()
            .transitGatewayRouteTables()
            .getFirst()
            .transitGatewayRouteTableId();
    assertThat(InsightsLab.ids(way)).containsSubsequence(net.table(), attachment, table, far);
    PathComponent lookup =
        way.stream().filter(each -> each.component().id().equals(table)).findFirst().orElseThrow();
    assertThat(lookup.transitGateway().id()).isEqualTo(gateway);
    assertThat(lookup.transitGatewayRouteTableRoute().destinationCidr()).isEqualTo("10.1.0.0/16");
    assertThat(lookup.transitGatewayRouteTableRoute().attachmentId()).isEqualTo(far);
    assertThat(lookup.transitGatewayRouteTableRoute().resourceId()).isEqualTo(other.vpc());
    assertThat(lookup.transitGatewayRouteTableRoute().resourceType()).isEqualTo("vpc");
    assertThat(lookup.transitGatewayRouteTableRoute().routeOrigin()).isEqualTo("propagated");
    assertThat(lookup.transitGatewayRouteTableRoute().state()).isEqualTo("active");
    PathComponent entrance =
        way.stream()
            .filter(each -> each.component().id().equals(attachment))
            .findFirst()
            .orElseThrow();
    assertThat(entrance.transitGateway().id()).isEqualTo(gateway);
    assertThat(entrance.vpc().id()).isEqualTo(net.vpc());

    NetworkInsightsAnalysis to = lab.analyze(host, gateway, 80);
    assertThat(to.networkPathFound()).isTrue();
    assertThat(InsightsLab.ids(to.forwardPathComponents())).endsWith(attachment);
    NetworkInsightsAnalysis toFar = lab.analyze(host, far, 80);
    assertThat(toFar.networkPathFound()).isTrue();
    assertThat(InsightsLab.ids(toFar.forwardPathComponents())).endsWith(attachment, table, far);
    NetworkInsightsAnalysis from = lab.analyze(gateway, target, 80);
    assertThat(from.networkPathFound()).isTrue();
    assertThat(InsightsLab.ids(from.forwardPathComponents())).startsWith(far).endsWith(target);
  }

  @Test
  void r4_4_10_a_blackhole_of_a_transit_gateway_is_explained() {
    Net other = lab.net(1);
    String gateway = lab.transitGateway();
    lab.attach(gateway, net);
    lab.attach(gateway, other);
    String target = lab.instance(other, lab.group(other));
    String table =
        ec2.describeTransitGatewayRouteTables()
            .transitGatewayRouteTables()
            .getFirst()
            .transitGatewayRouteTableId();
    ec2.createTransitGatewayRoute(r ->
        r.transitGatewayRouteTableId(table).destinationCidrBlock("10.1.0.0/16").blackhole(true));
    NetworkInsightsAnalysis found = lab.analyze(host, target, 80);
    Explanation why = found.explanations().getFirst();
    assertThat(why.explanationCode()).isEqualTo("TGW_RTB_BAD_STATE_ROUTE");
    assertThat(why.transitGatewayRouteTable().id()).isEqualTo(table);
    assertThat(why.transitGateway().id()).isEqualTo(gateway);
    assertThat(found.forwardPathComponents().getLast().transitGatewayRouteTableRoute().state())
        .isEqualTo("blackhole");
  }

  @Test
  void to_a_virtual_private_gateway_and_from_it() {
    String gateway = lab.vpnGateway(net, "office", "192.168.0.0/16");
    lab.allow(group, 80, 80, "192.168.0.0/16");
    NetworkInsightsAnalysis to = lab.analyze(host, gateway, 443);
    assertThat(to.networkPathFound()).isTrue();
    assertThat(InsightsLab.ids(to.forwardPathComponents())).endsWith(net.table(), gateway);
    assertThat(to.forwardPathComponents().get(4).routeTableRoute().origin())
        .isEqualTo("enablevgwroutepropagation");
    NetworkInsightsAnalysis from = lab.analyze(gateway, host, 80);
    assertThat(from.networkPathFound()).isTrue();
    assertThat(InsightsLab.ids(from.forwardPathComponents()))
        .containsExactly(gateway, net.acl(), group, lab.interfaceOf(host), host);
    assertThat(from.forwardPathComponents().getFirst().inboundHeader().sourceAddresses())
        .containsExactly("192.168.0.1/32");
  }

  @Test
  void a_virtual_private_gateway_without_a_site_has_nobody_behind_it() {
    String gateway = ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId();
    ec2.attachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(net.vpc()));
    assertThat(InsightsLab.codes(lab.analyze(host, gateway, 443)))
        .containsExactly("NO_SOURCE_OR_DESTINATION");
  }

  @Test
  void to_an_address_alone() {
    lab.internetGateway(net);
    lab.publicAddress(host);
    NetworkInsightsAnalysis out =
        lab.analyze(lab.path(r -> r.source(host).destinationIp("192.0.2.8").destinationPort(443)));
    assertThat(out.networkPathFound()).isTrue();
    String other = lab.instance(net, group);
    NetworkInsightsAnalysis in =
        lab.analyze(
            lab.path(r ->
                r.source(host)
                    .destinationIp(lab.described(other).privateIpAddress())
                    .destinationPort(443)));
    assertThat(InsightsLab.codes(in)).containsExactly("SG_HAS_NO_RULES");
    NetworkInsightsAnalysis nobody =
        lab.analyze(lab.path(r -> r.source(host).destinationIp("10.0.0.250").destinationPort(443)));
    assertThat(InsightsLab.codes(nobody)).containsExactly("NO_POSSIBLE_DESTINATION");
  }

  @Test
  void to_a_gateway_endpoint_and_an_interface_endpoint() {
    String gateway =
        ec2.createVpcEndpoint(r ->
                r.vpcId(net.vpc())
                    .serviceName("com.amazonaws.us-east-1.s3")
                    .routeTableIds(net.table()))
            .vpcEndpoint()
            .vpcEndpointId();
    NetworkInsightsAnalysis found = lab.analyze(host, gateway, 443);
    assertThat(found.networkPathFound()).isTrue();
    PathComponent last = found.forwardPathComponents().getLast();
    assertThat(last.component().id()).isEqualTo(gateway);
    assertThat(last.serviceName()).isEqualTo("com.amazonaws.us-east-1.s3");
    assertThat(found.forwardPathComponents().get(4).routeTableRoute().destinationPrefixListId())
        .startsWith("pl-");
    String there = lab.group(net);
    lab.allow(there, 443, 443, "10.0.0.0/16");
    String endpoint =
        ec2.createVpcEndpoint(r ->
                r.vpcId(net.vpc())
                    .vpcEndpointType("Interface")
                    .privateDnsEnabled(false)
                    .serviceName("com.amazonaws.us-east-1.sqs")
                    .subnetIds(net.subnet())
                    .securityGroupIds(there))
            .vpcEndpoint()
            .vpcEndpointId();
    NetworkInsightsAnalysis inside = lab.analyze(host, endpoint, 443);
    assertThat(inside.networkPathFound()).isTrue();
    assertThat(InsightsLab.codes(lab.analyze(endpoint, host, 443))).contains("VPCE_NEVER_ASKS");
  }

  @Test
  void an_endpoint_service_is_not_analyzed() {
    String service = "vpce-svc-";
    NetworkInsightsAnalysis found = lab.analyze(TestEndpointService.in(cloud), host, 443);
    assertThat(InsightsLab.codes(found)).containsExactly("UNSUPPORTED_COMPONENT");
    assertThat(found.explanations().getFirst().component().id()).startsWith(service);
  }

  @Test
  void accounts_that_the_analysis_does_not_name_are_suggested() {
    Ec2Client theirs = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
    Net other = InsightsLab.net(theirs, 1);
    String peering =
        ec2.createVpcPeeringConnection(
                r -> r.vpcId(net.vpc()).peerVpcId(other.vpc()).peerOwnerId(TestCloud.OTHER_ACCOUNT))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    theirs.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    lab.route(net, "10.1.0.0/16", r -> r.vpcPeeringConnectionId(peering));
    String eni =
        theirs
            .createNetworkInterface(r -> r.subnetId(other.subnet()))
            .networkInterface()
            .networkInterfaceId();
    String path =
        lab.path(r ->
            r.source(host)
                .destination("arn:aws:ec2:us-east-1:222222222222:network-interface/" + eni));
    NetworkInsightsAnalysis found = lab.analyze(path);
    assertThat(found.suggestedAccounts()).containsExactly(TestCloud.OTHER_ACCOUNT);
    assertThat(found.warningMessage()).contains("AdditionalAccounts");
    NetworkInsightsAnalysis named =
        lab.analyze(path, r -> r.additionalAccounts(TestCloud.OTHER_ACCOUNT));
    assertThat(named.suggestedAccounts()).isEmpty();
    assertThat(named.warningMessage()).isNull();
    assertThat(named.explanations())
        .extracting(Explanation::componentAccount)
        .contains(TestCloud.OTHER_ACCOUNT);
  }
}
