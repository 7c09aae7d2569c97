package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Vpc;

class SubnetOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private Vpc vpc = Vpc.builder().build();

  @BeforeEach
  void network() {
    vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true)).vpc();
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private Subnet create(String cidr) {
    return ec2.createSubnet(r -> r.vpcId(vpc.vpcId()).cidrBlock(cidr)).subnet();
  }

  private Subnet described(String id) {
    return ec2.describeSubnets(r -> r.subnetIds(id)).subnets().getFirst();
  }

  private String ipv6(int index) {
    String block = vpc.ipv6CidrBlockAssociationSet().getFirst().ipv6CidrBlock();
    return TestVpc.ipv6Block(block, index);
  }

  @Test
  void r5_1_10_a_subnet_is_pending_first() {
    Subnet made = create("10.0.1.0/24");
    assertThat(made.state()).isEqualTo(SubnetState.PENDING);
    assertThat(described(made.subnetId()).state()).isEqualTo(SubnetState.AVAILABLE);
    assertThat(made.subnetArn())
        .isEqualTo("arn:aws:ec2:us-east-1:111111111111:subnet/" + made.subnetId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/15", "10.0.0.0/29", "10.1.0.0/24"})
  void r1_1_1_a_subnet_is_16_to_28_inside_its_vpc(String cidr) {
    refused(() -> create(cidr), "InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
  }

  @Test
  void r1_1_1_subnets_do_not_overlap() {
    create("10.0.0.0/20");
    refused(
        () -> create("10.0.8.0/24"),
        "InvalidSubnet.Conflict",
        "The CIDR '10.0.8.0/24' conflicts with another subnet");
  }

  @Test
  void r1_1_3_five_addresses_are_aws_own() {
    assertThat(create("10.0.1.0/28").availableIpAddressCount()).isEqualTo(11);
    Subnet subnet = create("10.0.2.0/24");
    ec2.createNetworkInterface(r -> r.subnetId(subnet.subnetId()));
    assertThat(described(subnet.subnetId()).availableIpAddressCount()).isEqualTo(250);
  }

  @Test
  void a_zone_that_the_region_does_not_have_is_refused() {
    refused(
        () ->
            ec2.createSubnet(
                r -> r.vpcId(vpc.vpcId()).cidrBlock("10.0.1.0/24").availabilityZone("eu-west-1a")),
        "InvalidParameterValue",
        "eu-west-1a",
        "us-east-1a");
    assertThat(
            ec2.createSubnet(r ->
                    r.vpcId(vpc.vpcId()).cidrBlock("10.0.1.0/24").availabilityZoneId("use1-az2"))
                .subnet()
                .availabilityZone())
        .isEqualTo("us-east-1b");
  }

  @Test
  void a_subnet_in_use_stays() {
    String id = create("10.0.1.0/24").subnetId();
    String held =
        ec2.createNetworkInterface(r -> r.subnetId(id)).networkInterface().networkInterfaceId();
    refused(
        () -> ec2.deleteSubnet(r -> r.subnetId(id)),
        "DependencyViolation",
        "The subnet '" + id + "' has dependencies and cannot be deleted.");
    ec2.deleteNetworkInterface(r -> r.networkInterfaceId(held));
    ec2.deleteSubnet(r -> r.subnetId(id));
    refused(
        () -> ec2.describeSubnets(r -> r.subnetIds(id)),
        "InvalidSubnetID.NotFound",
        "The subnet ID '" + id + "' does not exist");
    refused(() -> ec2.deleteSubnet(r -> r.subnetId("subnet-1")), "InvalidSubnetID.Malformed");
  }

  @Test
  void r1_7_3_a_subnet_starts_with_the_default_acl() {
    String id = create("10.0.1.0/24").subnetId();
    assertThat(
            ec2.describeNetworkAcls(r -> r.filters(Filtered.by("association.subnet-id", id)))
                .networkAcls())
        .singleElement()
        .satisfies(acl -> assertThat(acl.isDefault()).isTrue());
  }

  @Test
  void attributes_change_one_by_one() {
    String id = create("10.0.1.0/24").subnetId();
    ec2.modifySubnetAttribute(r -> r.subnetId(id).mapPublicIpOnLaunch(v -> v.value(true)));
    ec2.modifySubnetAttribute(
        r -> r.subnetId(id).enableResourceNameDnsARecordOnLaunch(v -> v.value(true)));
    ec2.modifySubnetAttribute(r -> r.subnetId(id).privateDnsHostnameTypeOnLaunch("resource-name"));
    ec2.modifySubnetAttribute(r -> r.subnetId(id).enableDns64(v -> v.value(true)));
    Subnet changed = described(id);
    assertThat(changed.mapPublicIpOnLaunch()).isTrue();
    assertThat(changed.enableDns64()).isTrue();
    assertThat(changed.privateDnsNameOptionsOnLaunch().enableResourceNameDnsARecord()).isTrue();
    assertThat(changed.privateDnsNameOptionsOnLaunch().hostnameTypeAsString())
        .isEqualTo("resource-name");
  }

  @Test
  void a_subnet_gets_and_loses_its_ipv6_block() {
    String id = create("10.0.1.0/24").subnetId();
    String association =
        ec2.associateSubnetCidrBlock(r -> r.subnetId(id).ipv6CidrBlock(ipv6(1)))
            .ipv6CidrBlockAssociation()
            .associationId();
    assertThat(described(id).ipv6CidrBlockAssociationSet())
        .singleElement()
        .satisfies(block -> assertThat(block.ipv6CidrBlock()).isEqualTo(ipv6(1)));
    refused(
        () -> ec2.associateSubnetCidrBlock(r -> r.subnetId(id).ipv6CidrBlock(ipv6(2))),
        "InvalidSubnet.Conflict");
    String held =
        ec2.createNetworkInterface(r -> r.subnetId(id).ipv6AddressCount(1))
            .networkInterface()
            .networkInterfaceId();
    refused(
        () -> ec2.disassociateSubnetCidrBlock(r -> r.associationId(association)),
        "InvalidCidr.InUse",
        ipv6(1));
    ec2.deleteNetworkInterface(r -> r.networkInterfaceId(held));
    ec2.disassociateSubnetCidrBlock(r -> r.associationId(association));
    assertThat(described(id).ipv6CidrBlockAssociationSet()).isEmpty();
    refused(
        () -> ec2.disassociateSubnetCidrBlock(r -> r.associationId(association)),
        "InvalidSubnetCidrBlockAssociationID.NotFound");
  }

  @Test
  void r1_1_1_an_ipv6_block_lies_in_the_vpcs_and_beside_the_others() {
    create("10.0.9.0/24");
    String id = create("10.0.1.0/24").subnetId();
    refused(
        () -> ec2.associateSubnetCidrBlock(r -> r.subnetId(id).ipv6CidrBlock("2001:db8::/64")),
        "InvalidSubnet.Range");
    refused(
        () ->
            ec2.associateSubnetCidrBlock(
                r -> r.subnetId(id).ipv6CidrBlock(ipv6(1).replace("/64", "/65"))),
        "InvalidSubnet.Range");
    ec2.createSubnet(r -> r.vpcId(vpc.vpcId()).cidrBlock("10.0.2.0/24").ipv6CidrBlock(ipv6(1)));
    refused(
        () -> ec2.associateSubnetCidrBlock(r -> r.subnetId(id).ipv6CidrBlock(ipv6(1))),
        "InvalidSubnet.Conflict");
  }

  @Test
  void an_ipv6_only_subnet_has_no_ipv4_block() {
    Subnet made =
        ec2.createSubnet(r -> r.vpcId(vpc.vpcId()).ipv6Native(true).ipv6CidrBlock(ipv6(3)))
            .subnet();
    assertThat(made.cidrBlock()).isNull();
    assertThat(made.ipv6Native()).isTrue();
    assertThat(made.assignIpv6AddressOnCreation()).isTrue();
  }

  @Test
  void aws_gives_nobody_an_address_from_a_reservation() {
    String id = create("10.0.1.0/24").subnetId();
    SubnetCidrReservation made =
        ec2.createSubnetCidrReservation(
                r -> r.subnetId(id).cidr("10.0.1.0/28").reservationType("explicit"))
            .subnetCidrReservation();
    assertThat(
            ec2.createNetworkInterface(r -> r.subnetId(id)).networkInterface().privateIpAddress())
        .isEqualTo("10.0.1.16");
    assertThat(
            ec2.createNetworkInterface(r -> r.subnetId(id).privateIpAddress("10.0.1.7"))
                .networkInterface()
                .privateIpAddress())
        .isEqualTo("10.0.1.7");
    assertThat(ec2.getSubnetCidrReservations(r -> r.subnetId(id)).subnetIpv4CidrReservations())
        .containsExactly(made);
    refused(
        () ->
            ec2.createSubnetCidrReservation(
                r -> r.subnetId(id).cidr("10.0.1.8/29").reservationType("prefix")),
        "InvalidParameterValue",
        "10.0.1.8/29");
    refused(
        () ->
            ec2.createSubnetCidrReservation(
                r -> r.subnetId(id).cidr("10.0.2.0/28").reservationType("prefix")),
        "InvalidParameterValue",
        "10.0.2.0/28");
    String reservation = made.subnetCidrReservationId();
    ec2.deleteSubnetCidrReservation(r -> r.subnetCidrReservationId(reservation));
    refused(
        () -> ec2.deleteSubnetCidrReservation(r -> r.subnetCidrReservationId(reservation)),
        "InvalidSubnetCidrReservationID.NotFound");
  }

  @Test
  void r1_1_13_a_new_account_has_200_subnets_a_vpc() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String id = client.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
      for (int i = 0; i < 200; i++) {
        String cidr = "10.0." + i + ".0/24";
        client.createSubnet(r -> r.vpcId(id).cidrBlock(cidr));
      }
      refused(
          () -> client.createSubnet(r -> r.vpcId(id).cidrBlock("10.0.250.0/24")),
          "SubnetLimitExceeded");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "availability-zone, us-east-1b, 2",
    "availabilityZone, us-east-1b, 2",
    "availability-zone-id, use1-az2, 2",
    "availabilityZoneId, use1-az2, 2",
    "available-ip-address-count, 251, 1",
    "cidr-block, 10.0.1.0/24, 1",
    "cidr, 10.0.1.*, 1",
    "cidrBlock, 10.0.1.0/24, 1",
    "customer-owned-ipv4-pool, *, 0",
    "default-for-az, true, 6",
    "defaultForAz, false, 1",
    "enable-dns64, false, 7",
    "enable-lni-at-device-index, 1, 0",
    "ipv6-cidr-block-association.ipv6-cidr-block, *::/64, 1",
    "ipv6-cidr-block-association.association-id, subnet-cidr-assoc-*, 1",
    "ipv6-cidr-block-association.state, associated, 1",
    "ipv6-native, false, 7",
    "map-customer-owned-ip-on-launch, false, 7",
    "map-public-ip-on-launch, true, 6",
    "outpost-arn, *, 0",
    "owner-id, 111111111111, 7",
    "private-dns-name-options-on-launch.hostname-type, ip-name, 7",
    "private-dns-name-options-on-launch.enable-resource-name-dns-a-record, false, 7",
    "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record, true, 0",
    "state, available, 7",
    "subnet-arn, arn:aws:ec2:us-east-1:111111111111:subnet/*, 7",
    "subnet-id, subnet-*, 7",
    "vpc-id, vpc-*, 7",
    "tag:Name, a, 1",
    "tag-key, Name, 1",
  })
  void filters(String name, String value, int found) {
    ec2.createSubnet(r ->
        r.vpcId(vpc.vpcId())
            .cidrBlock("10.0.1.0/24")
            .ipv6CidrBlock(ipv6(1))
            .availabilityZone("us-east-1b")
            .tagSpecifications(
                t -> t.resourceType("subnet").tags(tag -> tag.key("Name").value("a"))));
    assertThat(ec2.describeSubnets(r -> r.filters(Filtered.by(name, value))).subnets())
        .hasSize(found);
  }
}
