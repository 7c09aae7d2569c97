package culvert.aws.operations.transitgateway;

import culvert.aws.TestCloud;
import culvert.aws.reading.TopologyReader;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRoute;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTablePropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/** One account's transit gateways, as tests build and ask them. */
final class Hub {

  /** An id of the right form that names nothing. */
  static final String NO_ATTACHMENT = "tgw-attach-00000000000000000";

  static final String NO_TABLE = "tgw-rtb-00000000000000000";
  static final String NO_GATEWAY = "tgw-00000000000000000";

  /** A VPC with one subnet in zone a, attached to a gateway; its main table leads there. */
  record Spoke(String vpc, String subnet, String attachment, String host) {}

  final Ec2Client ec2;
  private final TestCloud cloud;
  private final TopologyReader reader = new TopologyReader();

  Hub(TestCloud cloud, Ec2Client ec2) {
    this.cloud = cloud;
    this.ec2 = ec2;
  }

  String gateway() {
    return ec2.createTransitGateway(r -> {}).transitGateway().transitGatewayId();
  }

  /** A gateway without default tables. */
  String bareGateway() {
    return ec2.createTransitGateway(r ->
            r.options(o ->
                o.defaultRouteTableAssociation("disable").defaultRouteTablePropagation("disable")))
        .transitGateway()
        .transitGatewayId();
  }

  TransitGateway described(String gateway) {
    return ec2.describeTransitGateways(r -> r.transitGatewayIds(gateway))
        .transitGateways()
        .getFirst();
  }

  String defaultTable(String gateway) {
    return described(gateway).options().associationDefaultRouteTableId();
  }

  String vpc(String cidr) {
    return ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
  }

  String subnet(String vpc, String cidr, String zone) {
    return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
        .subnet()
        .subnetId();
  }

  String attach(String gateway, String vpc, String... subnets) {
    return ec2.createTransitGatewayVpcAttachment(
            r -> r.transitGatewayId(gateway).vpcId(vpc).subnetIds(subnets))
        .transitGatewayVpcAttachment()
        .transitGatewayAttachmentId();
  }

  /** The VPC {@code BLOCK.0.0/16}, attached in its subnet {@code BLOCK.0.0/24} in zone a. */
  Spoke spoke(String gateway, String block) {
    String vpc = vpc(block + ".0.0/16");
    String subnet = subnet(vpc, block + ".0.0/24", "us-east-1a");
    String attachment = attach(gateway, vpc, subnet);
    route(mainTable(vpc), "0.0.0.0/0", gateway);
    return new Spoke(vpc, subnet, attachment, host(vpc, subnet));
  }

  String mainTable(String vpc) {
    return ec2.describeRouteTables(
            r -> r.filters(by("vpc-id", vpc), by("association.main", "true")))
        .routeTables()
        .getFirst()
        .routeTableId();
  }

  void route(String table, String destination, String gateway) {
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock(destination).transitGatewayId(gateway));
  }

  /** An instance that lets everything in. */
  String host(String vpc, String subnet) {
    String group =
        ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName(subnet).description("open")).groupId();
    ec2.authorizeSecurityGroupIngress(r ->
        r.groupId(group)
            .ipPermissions(p -> p.ipProtocol("-1").ipRanges(i -> i.cidrIp("0.0.0.0/0"))));
    return hostIn(group, subnet);
  }

  String hostIn(String group, String subnet) {
    return ec2.runInstances(r ->
            r.imageId("ami-0123456789abcdef0")
                .instanceType("t3.micro")
                .minCount(1)
                .maxCount(1)
                .subnetId(subnet)
                .securityGroupIds(group))
        .instances()
        .getFirst()
        .instanceId();
  }

  /** Asks for a peering. */
  TransitGatewayPeeringAttachment peer(String gateway, String far, String account, String region) {
    return ec2.createTransitGatewayPeeringAttachment(r ->
            r.transitGatewayId(gateway)
                .peerTransitGatewayId(far)
                .peerAccountId(account)
                .peerRegion(region))
        .transitGatewayPeeringAttachment();
  }

  void acceptPeering(String attachment) {
    ec2.acceptTransitGatewayPeeringAttachment(r -> r.transitGatewayAttachmentId(attachment));
  }

  String table(String gateway) {
    return ec2.createTransitGatewayRouteTable(r -> r.transitGatewayId(gateway))
        .transitGatewayRouteTable()
        .transitGatewayRouteTableId();
  }

  TransitGatewayRouteTable describedTable(String table) {
    return ec2.describeTransitGatewayRouteTables(r -> r.transitGatewayRouteTableIds(table))
        .transitGatewayRouteTables()
        .getFirst();
  }

  void associate(String table, String attachment) {
    ec2.associateTransitGatewayRouteTable(
        r -> r.transitGatewayRouteTableId(table).transitGatewayAttachmentId(attachment));
  }

  void propagate(String table, String attachment) {
    ec2.enableTransitGatewayRouteTablePropagation(
        r -> r.transitGatewayRouteTableId(table).transitGatewayAttachmentId(attachment));
  }

  void lead(String table, String destination, String attachment) {
    ec2.createTransitGatewayRoute(r ->
        r.transitGatewayRouteTableId(table)
            .destinationCidrBlock(destination)
            .transitGatewayAttachmentId(attachment));
  }

  void blackhole(String table, String destination) {
    ec2.createTransitGatewayRoute(
        r -> r.transitGatewayRouteTableId(table).destinationCidrBlock(destination).blackhole(true));
  }

  TransitGatewayVpcAttachment vpcAttachment(String attachment) {
    return ec2.describeTransitGatewayVpcAttachments(r -> r.transitGatewayAttachmentIds(attachment))
        .transitGatewayVpcAttachments()
        .getFirst();
  }

  TransitGatewayAttachment attachment(String attachment) {
    return ec2.describeTransitGatewayAttachments(r -> r.transitGatewayAttachmentIds(attachment))
        .transitGatewayAttachments()
        .getFirst();
  }

  void delete(String attachment) {
    ec2.deleteTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(attachment));
  }

  /** The attachments that a table is associated with, each with its state. */
  List<String> associations(String table) {
    return ec2
        .getTransitGatewayRouteTableAssociations(r -> r.transitGatewayRouteTableId(table))
        .associations()
        .stream()
        .map(a -> a.transitGatewayAttachmentId() + " " + a.stateAsString())
        .toList();
  }

  /** The attachments that a table learns from. */
  List<String> propagations(String table) {
    return ec2
        .getTransitGatewayRouteTablePropagations(r -> r.transitGatewayRouteTableId(table))
        .transitGatewayRouteTablePropagations()
        .stream()
        .map(TransitGatewayRouteTablePropagation::transitGatewayAttachmentId)
        .toList();
  }

  /** The routes of a table: {@code 10.1.0.0/16 propagated active tgw-attach-…}. */
  List<String> routes(String table) {
    return search(table, by("type", "static", "propagated"));
  }

  List<String> search(String table, Filter... filters) {
    return ec2
        .searchTransitGatewayRoutes(r -> r.transitGatewayRouteTableId(table).filters(filters))
        .routes()
        .stream()
        .map(Hub::text)
        .toList();
  }

  private static String text(TransitGatewayRoute route) {
    return route.destinationCidrBlock()
        + " "
        + route.typeAsString()
        + " "
        + route.stateAsString()
        + (route.hasTransitGatewayAttachments()
            ? " " + route.transitGatewayAttachments().getFirst().transitGatewayAttachmentId()
            : "");
  }

  static Filter by(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }

  Topology topology() {
    return reader.read(cloud.api().catalog().snapshot());
  }

  Answer why(String from, String to) {
    Topology topology = topology();
    return Why.ask(new ForwardingGraph(topology), QuestionText.between(from, to).read(topology));
  }

  boolean reaches(Spoke from, Spoke to) {
    return why(from.host(), to.host()).reachable();
  }
}
