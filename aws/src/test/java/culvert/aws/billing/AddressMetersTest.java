package culvert.aws.billing;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;

/** NAT gateways and public IPv4 addresses on the bill (C1, C2), where AWS's work takes its time. */
class AddressMetersTest {

  private final TestCloud cloud = new TestCloud(Timing.AWS, Quotas.raised());
  private final Books books = new Books(cloud);
  private final Ec2Client ec2 = cloud.ec2();
  private final String subnet = ec2.describeSubnets().subnets().getFirst().subnetId();

  @AfterEach
  void close() {
    cloud.close();
  }

  private Instance instance(boolean visible) {
    return ec2.runInstances(r ->
            r.imageId("ami-0c0ffee0c0ffee001")
                .minCount(1)
                .maxCount(1)
                .networkInterfaces(
                    n -> n.deviceIndex(0).subnetId(subnet).associatePublicIpAddress(visible)))
        .instances()
        .getFirst();
  }

  private InstanceNetworkInterface held(Instance instance) {
    return ec2.describeInstances(r -> r.instanceIds(instance.instanceId()))
        .reservations()
        .getFirst()
        .instances()
        .getFirst()
        .networkInterfaces()
        .getFirst();
  }

  private String elasticIp() {
    return ec2.allocateAddress(r -> {}).allocationId();
  }

  @Test
  void c2_a_public_nat_gateway_bills_from_available_to_its_deletion_and_its_address_is_in_use() {
    String address = elasticIp();
    books.pass(Duration.ofMinutes(10));
    String nat =
        ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(address))
            .natGateway()
            .natGatewayId();
    assertThat(books.of(nat)).isEmpty();
    books.pass(Duration.ofHours(3));
    assertThat(books.of(nat)).containsExactly("NAT_GATEWAY_HOUR 11m30s..");
    ec2.deleteNatGateway(r -> r.natGatewayId(nat));
    books.pass(Duration.ofHours(3));
    assertThat(books.of(nat)).containsExactly("NAT_GATEWAY_HOUR 11m30s..3h10m");
    assertThat(books.of(address))
        .containsExactly(
            "PUBLIC_IPV4_IDLE_HOUR 0s..11m30s",
            "PUBLIC_IPV4_IDLE_HOUR 3h10m45s..",
            "PUBLIC_IPV4_IN_USE_HOUR 11m30s..3h10m45s");
    ec2.releaseAddress(r -> r.allocationId(address));
    assertThat(books.of(address)).contains("PUBLIC_IPV4_IDLE_HOUR 3h10m45s..6h10m");
  }

  @Test
  void c2_a_private_nat_gateway_bills_alike() {
    String nat =
        ec2.createNatGateway(r -> r.subnetId(subnet).connectivityType("private"))
            .natGateway()
            .natGatewayId();
    books.pass(Duration.ofHours(3));
    assertThat(books.of(nat)).containsExactly("NAT_GATEWAY_HOUR 1m30s..");
  }

  @Test
  void c2_a_nat_gateway_that_could_not_be_made_bills_nothing() {
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    String inner = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
    String nat =
        ec2.createNatGateway(r -> r.subnetId(inner).allocationId(elasticIp()))
            .natGateway()
            .natGatewayId();
    books.pass(Duration.ofHours(3));
    assertThat(books.of(nat)).isEmpty();
  }

  @Test
  void c1_an_address_given_at_launch_bills_while_the_instance_has_it() {
    Instance made = instance(true);
    InstanceNetworkInterface held = held(made);
    String first = held.association().publicIp();
    assertThat(books.of(held.networkInterfaceId()))
        .containsExactly("PUBLIC_IPV4_IN_USE_HOUR " + first + " 0s..");
    books.pass(Duration.ofHours(1));
    ec2.stopInstances(r -> r.instanceIds(made.instanceId()));
    books.pass(Duration.ofHours(1));
    assertThat(books.of(held.networkInterfaceId()))
        .containsExactly("PUBLIC_IPV4_IN_USE_HOUR " + first + " 0s..1h30s");
    ec2.startInstances(r -> r.instanceIds(made.instanceId()));
    String second = held(made).association().publicIp();
    books.pass(Duration.ofHours(1));
    ec2.terminateInstances(r -> r.instanceIds(made.instanceId()));
    books.pass(Duration.ofHours(2));
    assertThat(books.of(held.networkInterfaceId()))
        .containsExactlyInAnyOrder(
            "PUBLIC_IPV4_IN_USE_HOUR " + first + " 0s..1h30s",
            "PUBLIC_IPV4_IN_USE_HOUR " + second + " 2h..3h30s");
  }

  @Test
  void c1_an_elastic_address_is_in_use_while_its_instance_runs() {
    Instance made = instance(false);
    String address = elasticIp();
    ec2.associateAddress(
        r -> r.allocationId(address).networkInterfaceId(held(made).networkInterfaceId()));
    assertThat(books.of(address))
        .as("that it was idle for no time costs nothing")
        .containsExactly("PUBLIC_IPV4_IN_USE_HOUR 0s..");
    books.pass(Duration.ofHours(1));
    ec2.stopInstances(r -> r.instanceIds(made.instanceId()));
    books.pass(Duration.ofHours(1));
    ec2.startInstances(r -> r.instanceIds(made.instanceId()));
    books.pass(Duration.ofHours(1));
    assertThat(books.of(address))
        .containsExactly(
            "PUBLIC_IPV4_IDLE_HOUR 1h..2h",
            "PUBLIC_IPV4_IN_USE_HOUR 0s..1h",
            "PUBLIC_IPV4_IN_USE_HOUR 2h..");
  }

  @Test
  void c1_an_elastic_address_at_an_interface_that_is_attached_to_nothing_is_idle() {
    String held =
        ec2.createNetworkInterface(r -> r.subnetId(subnet)).networkInterface().networkInterfaceId();
    String address = elasticIp();
    ec2.associateAddress(r -> r.allocationId(address).networkInterfaceId(held));
    assertThat(books.of(address)).containsExactly("PUBLIC_IPV4_IDLE_HOUR 0s..");
    Instance made = instance(false);
    books.pass(Duration.ofHours(1));
    ec2.attachNetworkInterface(
        r -> r.networkInterfaceId(held).instanceId(made.instanceId()).deviceIndex(1));
    assertThat(books.of(address))
        .containsExactly("PUBLIC_IPV4_IDLE_HOUR 0s..1h", "PUBLIC_IPV4_IN_USE_HOUR 1h..");
  }

  @Test
  void c1_the_nodes_of_a_balancer_that_faces_the_internet_have_public_addresses() {
    cloud
        .elb(TestCloud.ACCOUNT, "us-east-1")
        .createLoadBalancer(
            r -> r.name("front").type("network").scheme("internet-facing").subnets(subnet));
    var node =
        ec2.describeNetworkInterfaces().networkInterfaces().stream()
            .filter(each -> each.association() != null)
            .findFirst()
            .orElseThrow();
    assertThat(books.of(node.networkInterfaceId()))
        .containsExactly("PUBLIC_IPV4_IN_USE_HOUR " + node.association().publicIp() + " 0s..");
  }

  @Test
  void c2_gateways_and_peerings_are_lines_that_are_free() {
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    String gateway = ec2.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
    String egress =
        ec2.createEgressOnlyInternetGateway(r -> r.vpcId(vpc))
            .egressOnlyInternetGateway()
            .egressOnlyInternetGatewayId();
    String peering =
        ec2.createVpcPeeringConnection(r -> r.vpcId(vpc).peerVpcId(other))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    books.pass(Duration.ofHours(1));
    assertThat(books.of(peering)).as("nobody has accepted").isEmpty();
    ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    books.pass(Duration.ofHours(1));
    ec2.deleteVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    assertThat(books.of(peering))
        .singleElement()
        .asString()
        .startsWith("VPC_PEERING_HOUR 1h")
        .endsWith("..2h");
    for (String id : List.of(gateway, egress)) {
      assertThat(books.of(id)).containsExactly("INTERNET_GATEWAY_HOUR 0s..");
    }
    ec2.deleteInternetGateway(r -> r.internetGatewayId(gateway));
    assertThat(books.of(gateway)).containsExactly("INTERNET_GATEWAY_HOUR 0s..2h");
  }
}
