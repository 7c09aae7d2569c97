package culvert.aws.operations.insights;

import culvert.aws.TestCloud;
import culvert.aws.operations.Filtered;
import culvert.network.address.IpPrefix;
import culvert.network.topology.Site;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInsightsPathRequest;
import software.amazon.awssdk.services.ec2.model.Explanation;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAnalysis;
import software.amazon.awssdk.services.ec2.model.PathComponent;
import software.amazon.awssdk.services.ec2.model.StartNetworkInsightsAnalysisRequest;

/** Networks to analyze, with short words for what tests do in them. */
final class InsightsLab {

  /** A VPC with one subnet, whose only table is the main one. */
  record Net(String vpc, String subnet, String table, String acl) {}

  final TestCloud cloud;
  final Ec2Client ec2;

  InsightsLab(TestCloud cloud) {
    this.cloud = cloud;
    ec2 = cloud.ec2();
  }

  /** {@code 10.N.0.0/16} with the subnet {@code 10.N.0.0/24} in zone a. */
  Net net(int number) {
    return net(ec2, number);
  }

  static Net net(Ec2Client ec2, int number) {
    String cidr = "10." + number + ".0.0";
    String vpc = ec2.createVpc(r -> r.cidrBlock(cidr + "/16")).vpc().vpcId();
    String subnet =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr + "/24").availabilityZone("us-east-1a"))
            .subnet()
            .subnetId();
    String table =
        ec2.describeRouteTables(r -> r.filters(Filtered.by("vpc-id", vpc)))
            .routeTables()
            .getFirst()
            .routeTableId();
    String acl =
        ec2.describeNetworkAcls(r -> r.filters(Filtered.by("vpc-id", vpc)))
            .networkAcls()
            .getFirst()
            .networkAclId();
    return new Net(vpc, subnet, table, acl);
  }

  String group(Net net) {
    return ec2.createSecurityGroup(
            r -> r.vpcId(net.vpc()).groupName("g" + names++).description("g"))
        .groupId();
  }

  private int names;

  /** Lets TCP in at ports, from a prefix. */
  void allow(String group, int from, int to, String cidr) {
    ec2.authorizeSecurityGroupIngress(r ->
        r.groupId(group)
            .ipPermissions(
                p -> p.ipProtocol("tcp").fromPort(from).toPort(to).ipRanges(i -> i.cidrIp(cidr))));
  }

  String instance(Net net, String group) {
    return ec2.runInstances(r ->
            r.imageId("ami-1")
                .minCount(1)
                .maxCount(1)
                .subnetId(net.subnet())
                .securityGroupIds(group))
        .instances()
        .getFirst()
        .instanceId();
  }

  Instance described(String instance) {
    return ec2.describeInstances(r -> r.instanceIds(instance))
        .reservations()
        .getFirst()
        .instances()
        .getFirst();
  }

  String interfaceOf(String instance) {
    return described(instance).networkInterfaces().getFirst().networkInterfaceId();
  }

  /** A gateway of the VPC, and the route of everything to it. */
  String internetGateway(Net net) {
    String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(net.vpc()));
    route(net, "0.0.0.0/0", r -> r.gatewayId(gateway));
    return gateway;
  }

  void route(
      Net net,
      String to,
      Consumer<software.amazon.awssdk.services.ec2.model.CreateRouteRequest.Builder> target) {
    ec2.createRoute(
        r -> r.routeTableId(net.table()).destinationCidrBlock(to).applyMutation(target));
  }

  /** Gives an instance a public address, which is answered. */
  String publicAddress(String instance) {
    var address = ec2.allocateAddress(r -> r.domain("vpc"));
    ec2.associateAddress(r -> r.allocationId(address.allocationId()).instanceId(instance));
    return address.publicIp();
  }

  /** An active peering with routes both ways. */
  String peering(Net one, Net other) {
    String id =
        ec2.createVpcPeeringConnection(r -> r.vpcId(one.vpc()).peerVpcId(other.vpc()))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
    return id;
  }

  String transitGateway() {
    return ec2.createTransitGateway(r -> {}).transitGateway().transitGatewayId();
  }

  /** Attaches a VPC, with its route of 10.0.0.0/8 there. */
  String attach(String gateway, Net net) {
    String id =
        ec2.createTransitGatewayVpcAttachment(
                r -> r.transitGatewayId(gateway).vpcId(net.vpc()).subnetIds(net.subnet()))
            .transitGatewayVpcAttachment()
            .transitGatewayAttachmentId();
    route(net, "10.0.0.0/8", r -> r.transitGatewayId(gateway));
    return id;
  }

  /** A site behind a virtual private gateway of the VPC, which propagates. */
  String vpnGateway(Net net, String site, String prefix) {
    String customer =
        ec2.createCustomerGateway(r -> r.type("ipsec.1").ipAddress("203.0.113.9").bgpAsn(65010))
            .customerGateway()
            .customerGatewayId();
    String gateway = ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId();
    ec2.attachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(net.vpc()));
    ec2.createVpnConnection(
        r -> r.type("ipsec.1").customerGatewayId(customer).vpnGatewayId(gateway));
    ec2.enableVgwRoutePropagation(r -> r.gatewayId(gateway).routeTableId(net.table()));
    cloud
        .api()
        .sites()
        .put(
            new Site(
                site,
                65010,
                List.of(IpPrefix.parse(prefix)),
                List.of(customer),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false));
    return gateway;
  }

  String path(Consumer<CreateNetworkInsightsPathRequest.Builder> request) {
    return ec2.createNetworkInsightsPath(
            CreateNetworkInsightsPathRequest.builder()
                .protocol("tcp")
                .applyMutation(request)
                .build())
        .networkInsightsPath()
        .networkInsightsPathId();
  }

  String path(String from, String to, int port) {
    return path(r -> r.source(from).destination(to).destinationPort(port));
  }

  NetworkInsightsAnalysis analyze(String path) {
    return analyze(path, _ -> {});
  }

  NetworkInsightsAnalysis analyze(
      String path, Consumer<StartNetworkInsightsAnalysisRequest.Builder> request) {
    String id =
        ec2.startNetworkInsightsAnalysis(
                StartNetworkInsightsAnalysisRequest.builder()
                    .networkInsightsPathId(path)
                    .applyMutation(request)
                    .build())
            .networkInsightsAnalysis()
            .networkInsightsAnalysisId();
    return analysis(id);
  }

  NetworkInsightsAnalysis analysis(String id) {
    return ec2.describeNetworkInsightsAnalyses(r -> r.networkInsightsAnalysisIds(id))
        .networkInsightsAnalyses()
        .getFirst();
  }

  NetworkInsightsAnalysis analyze(String from, String to, int port) {
    return analyze(path(from, to, port));
  }

  static List<String> ids(List<PathComponent> way) {
    return way.stream().map(each -> each.component().id()).toList();
  }

  static List<String> codes(NetworkInsightsAnalysis analysis) {
    return analysis.explanations().stream().map(Explanation::explanationCode).toList();
  }
}
