package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

class InternetGatewayOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();

  @AfterEach
  void close() {
    cloud.close();
  }

  private String create() {
    return ec2.createInternetGateway().internetGateway().internetGatewayId();
  }

  private void attach(String gateway, String to) {
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(to));
  }

  private void detach(String gateway, String from) {
    ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(from));
  }

  private void delete(String gateway) {
    ec2.deleteInternetGateway(r -> r.internetGatewayId(gateway));
  }

  private InternetGateway described(String gateway) {
    return ec2.describeInternetGateways(r -> r.internetGatewayIds(gateway))
        .internetGateways()
        .getFirst();
  }

  @Test
  void a_gateway_is_attached_to_one_vpc_and_detached_again() {
    String gateway = create();
    assertThat(described(gateway).attachments()).isEmpty();
    assertThat(described(gateway).ownerId()).isEqualTo(TestCloud.ACCOUNT);
    attach(gateway, vpc);
    assertThat(described(gateway).attachments())
        .extracting(InternetGatewayAttachment::vpcId, InternetGatewayAttachment::stateAsString)
        .containsExactly(tuple(vpc, "available"));
    detach(gateway, vpc);
    assertThat(described(gateway).attachments()).isEmpty();
    delete(gateway);
    refused(() -> described(gateway), "InvalidInternetGatewayID.NotFound", gateway);
  }

  @Test
  void r1_1_13_a_vpc_has_one_gateway_and_a_gateway_one_vpc() {
    String gateway = create();
    attach(gateway, vpc);
    String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    refused(
        () -> attach(gateway, other),
        "Resource.AlreadyAssociated",
        "resource " + gateway + " is already attached to network " + vpc);
    String second = create();
    refused(
        () -> attach(second, vpc),
        "Resource.AlreadyAssociated",
        "Network " + vpc + " already has an internet gateway attached");
    assertThat(described(second).attachments()).isEmpty();
  }

  @Test
  void r1_1_13_a_new_account_has_five_gateways_a_region() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      for (int i = client.describeInternetGateways().internetGateways().size(); i < 5; i++) {
        client.createInternetGateway();
      }
      refused(client::createInternetGateway, "InternetGatewayLimitExceeded");
    }
  }

  @Test
  void what_is_not_attached_is_not_detached() {
    String gateway = create();
    refused(
        () -> detach(gateway, vpc),
        "Gateway.NotAttached",
        "resource " + gateway + " is not attached to network " + vpc);
  }

  @Test
  void a_gateway_in_use_stays() {
    String gateway = create();
    attach(gateway, vpc);
    refused(
        () -> delete(gateway),
        "DependencyViolation",
        "The internetGateway '" + gateway + "' has dependencies and cannot be deleted.");
    refused(() -> ec2.deleteVpc(r -> r.vpcId(vpc)), "DependencyViolation");
  }

  @Test
  void a_mapped_public_address_holds_the_gateway() {
    String gateway = create();
    attach(gateway, vpc);
    String subnet =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
    String held =
        ec2.createNetworkInterface(r -> r.subnetId(subnet)).networkInterface().networkInterfaceId();
    String address = ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
    String association =
        ec2.associateAddress(r -> r.allocationId(address).networkInterfaceId(held)).associationId();
    refused(() -> detach(gateway, vpc), "DependencyViolation", "mapped public address");
    ec2.disassociateAddress(r -> r.associationId(association));
    detach(gateway, vpc);
  }

  /** What makes a subnet public is a route, and the gateway knows nothing of it. */
  @Test
  void r1_5_1_a_detached_gateway_makes_no_public_subnet() {
    String gateway = create();
    attach(gateway, vpc);
    String table =
        ec2.describeRouteTables(r -> r.filters(Filtered.by("vpc-id", vpc)))
            .routeTables()
            .getFirst()
            .routeTableId();
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    assertThat(stateOfDefaultRoute(table)).isEqualTo("active");
    detach(gateway, vpc);
    assertThat(stateOfDefaultRoute(table)).isEqualTo("blackhole");
  }

  private String stateOfDefaultRoute(String table) {
    return ec2
        .describeRouteTables(r -> r.routeTableIds(table))
        .routeTables()
        .getFirst()
        .routes()
        .stream()
        .filter(route -> "0.0.0.0/0".equals(route.destinationCidrBlock()))
        .findFirst()
        .orElseThrow()
        .stateAsString();
  }

  @Test
  void wrong_ids_are_told_apart() {
    refused(() -> described("igw-x"), "InvalidInternetGatewayId.Malformed");
    refused(() -> described("igw-0123456789abcdef0"), "InvalidInternetGatewayID.NotFound");
    refused(() -> attach("igw-0123456789abcdef0", vpc), "InvalidInternetGatewayID.NotFound");
    String gateway = create();
    refused(() -> attach(gateway, "vpc-0123456789abcdef0"), "InvalidVpcID.NotFound");
    refused(() -> attach(gateway, "vpc-x"), "InvalidVpcID.Malformed");
    Ec2Client stranger = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
    refused(
        () -> stranger.deleteInternetGateway(r -> r.internetGatewayId(gateway)),
        "InvalidInternetGatewayID.NotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "attachment.state, available, 2",
    "attachment.vpc-id, vpc-*, 2",
    "internet-gateway-id, igw-*, 3",
    "owner-id, 111111111111, 3",
    "owner-id, 222222222222, 0",
    "tag:Name, edge, 1",
    "tag-key, N?me, 1",
  })
  void filters(String name, String value, int found) {
    attach(create(), vpc);
    ec2.createInternetGateway(r ->
        r.tagSpecifications(
            t -> t.resourceType("internet-gateway").tags(tag -> tag.key("Name").value("edge"))));
    assertThat(
            ec2.describeInternetGateways(r -> r.filters(Filtered.by(name, value)))
                .internetGateways())
        .hasSize(found);
  }
}
