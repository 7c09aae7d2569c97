package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

class DefaultNetworkOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void an_account_finds_a_default_vpc_in_every_region() {
    Vpc vpc = ec2.describeVpcs().vpcs().getFirst();
    assertThat(vpc.isDefault()).isTrue();
    assertThat(vpc.cidrBlock()).isEqualTo("172.31.0.0/16");
    assertThat(vpc.stateAsString()).isEqualTo("available");
    String stranger =
        cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1").describeVpcs().vpcs().getFirst().vpcId();
    assertThat(stranger).isNotEqualTo(vpc.vpcId());
  }

  @Test
  void each_zone_has_a_default_subnet_of_its_own_range() {
    List<Subnet> subnets = ec2.describeSubnets().subnets();
    assertThat(subnets)
        .hasSize(ec2.describeAvailabilityZones().availabilityZones().size())
        .allMatch(Subnet::defaultForAz)
        .allMatch(Subnet::mapPublicIpOnLaunch)
        .allMatch(subnet -> subnet.cidrBlock().endsWith("/20"))
        .allMatch(subnet -> subnet.availableIpAddressCount() == 4091);
    assertThat(subnets).extracting(Subnet::availabilityZone).doesNotHaveDuplicates();
  }

  @Test
  void r1_5_1_the_default_subnets_are_public() {
    String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
    InternetGateway gateway = ec2.describeInternetGateways().internetGateways().getFirst();
    assertThat(gateway.attachments()).extracting(a -> a.vpcId()).containsExactly(vpc);
    RouteTable table = ec2.describeRouteTables().routeTables().getFirst();
    assertThat(table.associations()).singleElement().matches(a -> a.main());
    assertThat(table.routes())
        .extracting(r -> r.destinationCidrBlock() + " " + r.gatewayId())
        .containsExactlyInAnyOrder(
            "172.31.0.0/16 local", "0.0.0.0/0 " + gateway.internetGatewayId());
    assertThat(ec2.describeSecurityGroups().securityGroups())
        .extracting(SecurityGroup::groupName)
        .containsExactly("default");
  }

  @Test
  void the_default_vpc_and_its_subnets_can_be_made_again() {
    Ec2Client elsewhere = cloud.ec2(TestCloud.ACCOUNT, "eu-west-1");
    refused(() -> elsewhere.createDefaultVpc(r -> {}), "DefaultVpcAlreadyExists");
    Subnet first = elsewhere.describeSubnets().subnets().getFirst();
    String zone = first.availabilityZone();
    refused(
        () -> elsewhere.createDefaultSubnet(r -> r.availabilityZone(zone)),
        "DefaultSubnetAlreadyExistsInAvailabilityZone");
    elsewhere.deleteSubnet(r -> r.subnetId(first.subnetId()));
    assertThat(elsewhere.createDefaultSubnet(r -> r.availabilityZone(zone)).subnet().cidrBlock())
        .isEqualTo(first.cidrBlock());
    deleteDefaultVpc(elsewhere);
    refused(
        () -> elsewhere.createDefaultSubnet(r -> r.availabilityZone(zone)),
        "DefaultVpcDoesNotExist");
    Vpc again = elsewhere.createDefaultVpc(r -> {}).vpc();
    assertThat(again.isDefault()).isTrue();
    assertThat(elsewhere.describeSubnets().subnets())
        .hasSize(3)
        .allMatch(Subnet::defaultForAz)
        .allMatch(Subnet::mapPublicIpOnLaunch);
  }

  /** Deletes the default VPC of a client that has no other. */
  static void deleteDefaultVpc(Ec2Client client) {
    String vpc = client.describeVpcs().vpcs().getFirst().vpcId();
    client
        .describeSubnets()
        .subnets()
        .forEach(s -> client.deleteSubnet(r -> r.subnetId(s.subnetId())));
    client
        .describeInternetGateways()
        .internetGateways()
        .forEach(gateway -> {
          client.detachInternetGateway(
              r -> r.internetGatewayId(gateway.internetGatewayId()).vpcId(vpc));
          client.deleteInternetGateway(r -> r.internetGatewayId(gateway.internetGatewayId()));
        });
    client.deleteVpc(r -> r.vpcId(vpc));
  }
}
