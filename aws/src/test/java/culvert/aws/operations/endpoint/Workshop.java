package culvert.aws.operations.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.operations.Filtered;
import culvert.aws.reading.TopologyReader;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.why.Answer;
import culvert.network.why.PathElement;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Builds networks of one account in one Region through the API, and asks about them. */
final class Workshop {

  final TestCloud cloud;
  final Ec2Client ec2;
  final ElasticLoadBalancingV2Client elb;
  private final String region;
  private int groups;

  Workshop(TestCloud cloud, String account, String region) {
    this.cloud = cloud;
    this.ec2 = cloud.ec2(account, region);
    this.elb = cloud.elb(account, region);
    this.region = region;
  }

  static Workshop in(TestCloud cloud) {
    return new Workshop(cloud, TestCloud.ACCOUNT, "us-east-1");
  }

  /** A VPC with DNS host names, so that endpoints may have private DNS there. */
  String vpc(String cidr) {
    String id = ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
    ec2.modifyVpcAttribute(r -> r.vpcId(id).enableDnsHostnames(v -> v.value(true)));
    return id;
  }

  String subnet(String vpc, String cidr, String zone) {
    return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone(region + zone))
        .subnet()
        .subnetId();
  }

  String mainTable(String vpc) {
    return ec2.describeRouteTables(
            r -> r.filters(Filtered.by("vpc-id", vpc), Filtered.by("association.main", "true")))
        .routeTables()
        .getFirst()
        .routeTableId();
  }

  String table(String vpc, String... subnets) {
    String id = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    for (String subnet : subnets) {
      ec2.associateRouteTable(r -> r.routeTableId(id).subnetId(subnet));
    }
    return id;
  }

  List<Route> routes(String table) {
    return ec2.describeRouteTables(r -> r.routeTableIds(table)).routeTables().getFirst().routes();
  }

  String internetGateway(String vpc) {
    String id = ec2.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpc));
    return id;
  }

  void routeToGateway(String table, String destination, String gateway) {
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock(destination).gatewayId(gateway));
  }

  String openGroup(String vpc) {
    String id = closedGroup(vpc);
    ec2.authorizeSecurityGroupIngress(r ->
        r.groupId(id)
            .ipPermissions(p -> p.ipProtocol("-1").ipRanges(range -> range.cidrIp("0.0.0.0/0"))));
    return id;
  }

  /** A group that lets nothing in. */
  String closedGroup(String vpc) {
    String name = "group-" + groups++;
    return ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName(name).description("of a test"))
        .groupId();
  }

  String host(String subnet, String group, boolean visible) {
    return ec2.runInstances(r ->
            r.imageId("ami-0c0ffee0c0ffee001")
                .instanceType("t3.micro")
                .minCount(1)
                .maxCount(1)
                .networkInterfaces(
                    InstanceNetworkInterfaceSpecification.builder()
                        .deviceIndex(0)
                        .subnetId(subnet)
                        .groups(group)
                        .associatePublicIpAddress(visible)
                        .build()))
        .instances()
        .getFirst()
        .instanceId();
  }

  String address(String instance) {
    return ec2.describeInstances(r -> r.instanceIds(instance))
        .reservations()
        .getFirst()
        .instances()
        .getFirst()
        .privateIpAddress();
  }

  VpcEndpoint gatewayEndpoint(String vpc, String service, String... tables) {
    return ec2.createVpcEndpoint(r ->
            r.vpcId(vpc)
                .serviceName("com.amazonaws." + region + "." + service)
                .routeTableIds(tables))
        .vpcEndpoint();
  }

  VpcEndpoint interfaceEndpoint(String vpc, String service, String... subnets) {
    return interfaceEndpoint(request(vpc, service, subnets).build());
  }

  CreateVpcEndpointRequest.Builder request(String vpc, String service, String... subnets) {
    return CreateVpcEndpointRequest.builder()
        .vpcId(vpc)
        .vpcEndpointType("Interface")
        .serviceName(
            service.startsWith("com.") ? service : "com.amazonaws." + region + "." + service)
        .subnetIds(subnets);
  }

  VpcEndpoint interfaceEndpoint(CreateVpcEndpointRequest request) {
    return ec2.createVpcEndpoint(request).vpcEndpoint();
  }

  /** The ARN of an internal load balancer. */
  String balancer(String name, String type, String... subnets) {
    return elb.createLoadBalancer(r ->
            r.name(name)
                .type(type)
                .scheme(type.equals("network") ? "internal" : null)
                .subnets(subnets))
        .loadBalancers()
        .getFirst()
        .loadBalancerArn();
  }

  /** A target group of those instances, which answer at port 8443. */
  String targets(String name, String vpc, String... instances) {
    String group =
        elb.createTargetGroup(r -> r.name(name).protocol("TCP").port(8443).vpcId(vpc))
            .targetGroups()
            .getFirst()
            .targetGroupArn();
    for (String instance : instances) {
      elb.registerTargets(r -> r.targetGroupArn(group).targets(t -> t.id(instance)));
    }
    return group;
  }

  void listen(String balancer, int port, String targetGroup) {
    elb.createListener(r ->
        r.loadBalancerArn(balancer)
            .protocol("TCP")
            .port(port)
            .defaultActions(a -> a.type("forward").targetGroupArn(targetGroup)));
  }

  ServiceConfiguration service(String balancer) {
    return ec2.createVpcEndpointServiceConfiguration(r -> r.networkLoadBalancerArns(balancer))
        .serviceConfiguration();
  }

  VpcEndpoint described(String endpoint) {
    return ec2.describeVpcEndpoints(r -> r.vpcEndpointIds(endpoint)).vpcEndpoints().getFirst();
  }

  NetworkInterface networkInterface(String id) {
    return ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(id))
        .networkInterfaces()
        .getFirst();
  }

  Answer ask(String from, String to) {
    ForwardingGraph graph =
        new ForwardingGraph(new TopologyReader().read(cloud.api().catalog().snapshot()));
    return Why.ask(graph, QuestionText.between(from, to).read(graph.topology()));
  }

  void reaches(String from, String to) {
    Answer answer = ask(from, to);
    assertThat(blockers(answer)).as(from + " -> " + to).isEmpty();
    assertThat(answer.reachable()).as(from + " -> " + to).isTrue();
  }

  /** The first blocker of what is not reachable: {@code forward CODE component}. */
  String blocked(String from, String to) {
    Answer answer = ask(from, to);
    assertThat(answer.reachable()).as(from + " -> " + to).isFalse();
    return blockers(answer).getFirst();
  }

  static List<String> blockers(Answer answer) {
    return answer.blockers().stream()
        .map(b -> b.leg().label() + " " + b.code() + " " + b.component())
        .toList();
  }

  List<String> path(String from, String to) {
    return ask(from, to).forward().path().stream().map(PathElement::component).toList();
  }
}
