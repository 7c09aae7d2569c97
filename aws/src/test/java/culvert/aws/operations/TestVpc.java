package culvert.aws.operations;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kind;
import culvert.aws.reading.TopologyReader;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** A VPC 10.0.0.0/16 that also has IPv6, with short words for what tests do in it. */
final class TestVpc {

  final Ec2Client ec2;
  final String id;
  private final TestCloud cloud;

  TestVpc(TestCloud cloud) {
    this.cloud = cloud;
    ec2 = cloud.ec2();
    id =
        ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true))
            .vpc()
            .vpcId();
  }

  /** A subnet in us-east-1a with the first /64 of the VPC's block. */
  String subnet(String cidr) {
    return subnet(cidr, "us-east-1a", 0);
  }

  String subnet(String cidr, String zone, int number) {
    return ec2.createSubnet(r ->
            r.vpcId(id).cidrBlock(cidr).availabilityZone(zone).ipv6CidrBlock(ipv6Block(number)))
        .subnet()
        .subnetId();
  }

  /** The /64 of that number. */
  String ipv6Block(int number) {
    String block =
        ec2.describeVpcs(r -> r.vpcIds(id))
            .vpcs()
            .getFirst()
            .ipv6CidrBlockAssociationSet()
            .getFirst()
            .ipv6CidrBlock();
    return ipv6Block(block, number);
  }

  /** The /64 of that number in a VPC's block. */
  static String ipv6Block(String block, int number) {
    IpAddress first = IpPrefix.parse(block).first();
    return IpPrefix.of(IpAddress.v6(first.high() + number, 0), 64).toString();
  }

  Subnet describedSubnet(String subnet) {
    return ec2.describeSubnets(r -> r.subnetIds(subnet)).subnets().getFirst();
  }

  /** An internet gateway, and the main table's route to it. */
  String internetGateway() {
    String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(id));
    ec2.createRoute(
        r -> r.routeTableId(mainTable()).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    return gateway;
  }

  private String mainTable() {
    return ec2.describeRouteTables(
            r -> r.filters(Filtered.by("vpc-id", id), Filtered.by("association.main", "true")))
        .routeTables()
        .getFirst()
        .routeTableId();
  }

  String instance(String subnet) {
    return ec2.runInstances(r -> r.imageId("ami-1").minCount(1).maxCount(1).subnetId(subnet))
        .instances()
        .getFirst()
        .instanceId();
  }

  Instance describedInstance(String instance) {
    return ec2.describeInstances(r -> r.instanceIds(instance))
        .reservations()
        .getFirst()
        .instances()
        .getFirst();
  }

  /** The id of an instance's first interface. */
  String firstInterface(String instance) {
    return describedInstance(instance).networkInterfaces().getFirst().networkInterfaceId();
  }

  String networkInterface(String subnet) {
    return ec2.createNetworkInterface(r -> r.subnetId(subnet))
        .networkInterface()
        .networkInterfaceId();
  }

  NetworkInterface described(String networkInterface) {
    return ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(networkInterface))
        .networkInterfaces()
        .getFirst();
  }

  List<String> privateIps(String networkInterface) {
    return described(networkInterface).privateIpAddresses().stream()
        .map(each -> each.privateIpAddress())
        .toList();
  }

  String attach(String networkInterface, String instance, int device) {
    return ec2.attachNetworkInterface(
            r -> r.networkInterfaceId(networkInterface).instanceId(instance).deviceIndex(device))
        .attachmentId();
  }

  String elasticIp() {
    return ec2.allocateAddress(r -> {}).allocationId();
  }

  Address describedAddress(String allocation) {
    return ec2.describeAddresses(r -> r.allocationIds(allocation)).addresses().getFirst();
  }

  NatGateway describedNatGateway(String gateway) {
    return ec2.describeNatGateways(r -> r.natGatewayIds(gateway)).natGateways().getFirst();
  }

  Topology topology() {
    return new TopologyReader().read(cloud.api().catalog().snapshot());
  }

  Answer why(String from, String to) {
    Topology topology = topology();
    return Why.ask(new ForwardingGraph(topology), QuestionText.between(from, to).read(topology));
  }

  /** That what is stored of a kind is the same after a restart. */
  <T> void assertKept(Kind<T> kind) {
    List<T> stored =
        cloud.api().catalog().snapshot().everywhere(kind).map(each -> each.shape()).toList();
    assertThat(stored)
        .isNotEmpty()
        .allSatisfy(
            shape -> assertThat(kind.decode().apply(kind.encode().apply(shape))).isEqualTo(shape));
  }
}
