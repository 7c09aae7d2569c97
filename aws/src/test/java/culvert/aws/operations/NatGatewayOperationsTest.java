package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.network.address.IpAddress;
import culvert.network.forwarding.Reason;
import culvert.network.why.Blocker;
import culvert.network.why.Warning;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

class NatGatewayOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final TestVpc vpc = new TestVpc(cloud);
  private final Ec2Client ec2 = vpc.ec2;
  private final String subnet = vpc.subnet("10.0.1.0/24");

  @AfterEach
  void close() {
    cloud.close();
  }

  private NatGateway create(Consumer<CreateNatGatewayRequest.Builder> wanted) {
    return vpc.describedNatGateway(
        ec2.createNatGateway(r -> wanted.accept(r.subnetId(subnet))).natGateway().natGatewayId());
  }

  private NatGateway createPrivate() {
    return create(r -> r.connectivityType("private"));
  }

  private NatGateway createPublic() {
    String allocation = vpc.elasticIp();
    return create(r -> r.allocationId(allocation));
  }

  private List<NatGatewayAddress> addresses(String gateway) {
    return vpc.describedNatGateway(gateway).natGatewayAddresses();
  }

  /** An instance in a subnet whose default route leads to the gateway. */
  private String behind(String gateway) {
    String inner = vpc.subnet("10.0.2.0/24", "us-east-1a", 1);
    String table = ec2.createRouteTable(r -> r.vpcId(vpc.id)).routeTable().routeTableId();
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").natGatewayId(gateway));
    ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(inner));
    return vpc.instance(inner);
  }

  @Test
  void r1_5_4_a_public_gateway_has_an_interface_and_an_elastic_ip() {
    vpc.internetGateway();
    String allocation = vpc.elasticIp();
    NatGateway made = create(r -> r.allocationId(allocation));
    assertThat(made.stateAsString()).isEqualTo("available");
    assertThat(made.availabilityModeAsString()).isEqualTo("zonal");
    assertThat(made.natGatewayAddresses())
        .singleElement()
        .satisfies(address -> {
          assertThat(address.isPrimary()).isTrue();
          assertThat(address.statusAsString()).isEqualTo("succeeded");
          assertThat(address.allocationId()).isEqualTo(allocation);
          assertThat(address.publicIp()).isEqualTo(vpc.describedAddress(allocation).publicIp());
          assertThat(address.associationId())
              .isEqualTo(vpc.describedAddress(allocation).associationId());
        });
    NetworkInterface held =
        vpc.described(made.natGatewayAddresses().getFirst().networkInterfaceId());
    assertThat(held.description()).isEqualTo("Interface for NAT Gateway " + made.natGatewayId());
    assertThat(held.requesterManaged()).isTrue();
    assertThat(held.groups()).isEmpty();
    assertThat(held.sourceDestCheck()).isFalse();
    assertThat(vpc.why(behind(made.natGatewayId()), "internet/198.51.100.7").reachable()).isTrue();
  }

  @Test
  void r1_5_4_a_public_gateway_needs_an_internet_gateway() {
    NatGateway made = createPublic();
    assertThat(made.stateAsString()).isEqualTo("failed");
    assertThat(made.failureCode()).isEqualTo("Gateway.NotAttached");
    assertThat(made.failureMessage())
        .isEqualTo("Network " + vpc.id + " has no Internet gateway attached");
    assertThat(made.natGatewayAddresses().getFirst().statusAsString()).isEqualTo("failed");
    assertThat(vpc.describedSubnet(subnet).availableIpAddressCount()).isEqualTo(251);
    cloud.timeline().advance(Duration.ofHours(1));
    refused(() -> vpc.describedNatGateway(made.natGatewayId()), "NatGatewayNotFound");
  }

  @Test
  void an_elastic_ip_in_use_fails_the_gateway() {
    vpc.internetGateway();
    String taken = createPublic().natGatewayAddresses().getFirst().allocationId();
    NatGateway made = create(r -> r.allocationId(taken));
    assertThat(made.failureCode()).isEqualTo("Resource.AlreadyAssociated");
    assertThat(made.failureMessage())
        .isEqualTo("Elastic IP address " + taken + " is already associated");
  }

  @Test
  void a_full_subnet_fails_the_gateway() {
    String small = vpc.subnet("10.0.3.0/28", "us-east-1a", 3);
    ec2.createNetworkInterface(r -> r.subnetId(small).secondaryPrivateIpAddressCount(10));
    NatGateway made = create(r -> r.subnetId(small).connectivityType("private"));
    assertThat(made.failureCode()).isEqualTo("InsufficientFreeAddressesInSubnet");
  }

  @Test
  void r5_1_10_a_gateway_is_pending_until_it_is_made_and_what_went_meanwhile_fails_it() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      TestVpc inside = new TestVpc(slow);
      inside.internetGateway();
      String place = inside.subnet("10.0.1.0/24");
      String allocation = inside.elasticIp();
      NatGateway asked =
          inside.ec2.createNatGateway(r -> r.subnetId(place).allocationId(allocation)).natGateway();
      assertThat(asked.stateAsString()).isEqualTo("pending");
      assertThat(asked.natGatewayAddresses().getFirst().statusAsString()).isEqualTo("associating");
      inside.ec2.releaseAddress(r -> r.allocationId(allocation));
      slow.timeline().advance(Duration.ofMinutes(5));
      assertThat(inside.describedNatGateway(asked.natGatewayId()).failureCode())
          .isEqualTo("InvalidAllocationID.NotFound");
      String gateway =
          inside
              .ec2
              .createNatGateway(r -> r.subnetId(place).connectivityType("private"))
              .natGateway()
              .natGatewayId();
      slow.timeline().advance(Duration.ofMinutes(5));
      assertThat(inside.describedNatGateway(gateway).stateAsString()).isEqualTo("available");
      inside.ec2.deleteNatGateway(r -> r.natGatewayId(gateway));
      assertThat(inside.describedNatGateway(gateway).stateAsString()).isEqualTo("deleting");
      slow.timeline().advance(Duration.ofMinutes(5));
      assertThat(inside.describedNatGateway(gateway).stateAsString()).isEqualTo("deleted");
      assertThat(inside.describedNatGateway(gateway).deleteTime()).isNotNull();
    }
  }

  @Test
  void a_deleted_gateway_frees_its_addresses_and_is_shown_for_an_hour() {
    vpc.internetGateway();
    NatGateway made = createPublic();
    NatGatewayAddress address = made.natGatewayAddresses().getFirst();
    ec2.deleteNatGateway(r -> r.natGatewayId(made.natGatewayId()));
    assertThat(vpc.describedNatGateway(made.natGatewayId()).stateAsString()).isEqualTo("deleted");
    assertThat(vpc.describedAddress(address.allocationId()).associationId()).isNull();
    refused(
        () -> vpc.described(address.networkInterfaceId()), "InvalidNetworkInterfaceID.NotFound");
    cloud.timeline().advance(Duration.ofHours(1));
    refused(
        () -> vpc.describedNatGateway(made.natGatewayId()),
        "NatGatewayNotFound",
        made.natGatewayId());
  }

  @Test
  void r1_5_5_a_private_gateway_leads_nowhere_through_an_internet_gateway() {
    vpc.internetGateway();
    NatGateway made = createPrivate();
    assertThat(made.connectivityTypeAsString()).isEqualTo("private");
    assertThat(made.natGatewayAddresses().getFirst().publicIp()).isNull();
    assertThat(vpc.why(behind(made.natGatewayId()), "internet/198.51.100.7").blockers())
        .extracting(Blocker::code)
        .contains(Reason.IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS);
  }

  @Test
  void r1_5_6_nothing_outside_starts_a_connection_to_a_gateway() {
    vpc.internetGateway();
    NatGateway made = createPublic();
    String inside = made.natGatewayAddresses().getFirst().networkInterfaceId();
    assertThat(vpc.why("internet/198.51.100.7", inside).blockers())
        .extracting(Blocker::code)
        .contains(Reason.NGW_OUTBOUND_ONLY);
  }

  @Test
  void r1_5_8_a_public_gateway_has_up_to_eight_addresses_and_flows_leave_by_the_primary() {
    vpc.internetGateway();
    List<String> allocations = IntStream.range(0, 9).mapToObj(_ -> vpc.elasticIp()).toList();
    NatGateway made =
        create(r ->
            r.allocationId(allocations.getFirst())
                .secondaryAllocationIds(allocations.get(1))
                .secondaryPrivateIpAddresses("10.0.1.77"));
    assertThat(made.natGatewayAddresses())
        .extracting(
            NatGatewayAddress::allocationId,
            NatGatewayAddress::privateIp,
            NatGatewayAddress::isPrimary,
            NatGatewayAddress::statusAsString)
        .containsExactly(
            tuple(allocations.getFirst(), "10.0.1.4", true, "succeeded"),
            tuple(allocations.get(1), "10.0.1.77", false, "succeeded"));
    String gateway = made.natGatewayId();
    List<NatGatewayAddress> added =
        ec2.associateNatGatewayAddress(
                r -> r.natGatewayId(gateway).allocationIds(allocations.subList(2, 8)))
            .natGatewayAddresses();
    assertThat(added)
        .hasSize(6)
        .allSatisfy(address -> assertThat(address.statusAsString()).isEqualTo("associating"));
    assertThat(addresses(gateway))
        .hasSize(8)
        .allSatisfy(address -> assertThat(address.statusAsString()).isEqualTo("succeeded"));
    refused(
        () ->
            ec2.associateNatGatewayAddress(
                r -> r.natGatewayId(gateway).allocationIds(allocations.get(8))),
        "PrivateIpAddressLimitExceeded",
        "8");
    var answer = vpc.why(behind(gateway), "internet/198.51.100.7");
    assertThat(answer.reachable()).isTrue();
    assertThat(answer.warnings())
        .anySatisfy(warning -> {
          assertThat(warning.code()).isEqualTo(Warning.Code.ONE_OF_SEVERAL_NAT_ADDRESSES);
          assertThat(warning.component()).isEqualTo(gateway);
          assertThat(warning.explanation())
              .startsWith("10.0.1.4 is only one")
              .contains("10.0.1.77");
        });
    var seen = vpc.topology().get(culvert.network.topology.NatGateway.class, gateway);
    assertThat(seen.addresses()).hasSize(8);
    assertThat(seen.addresses().getFirst().privateAddress()).isEqualTo(IpAddress.parse("10.0.1.4"));
  }

  @Test
  void r1_5_8_a_new_account_has_two_elastic_ips_a_gateway() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      TestVpc inside = new TestVpc(small);
      inside.internetGateway();
      String place = inside.subnet("10.0.1.0/24");
      List<String> three = IntStream.range(0, 3).mapToObj(_ -> inside.elasticIp()).toList();
      refused(
          () ->
              inside.ec2.createNatGateway(r ->
                  r.subnetId(place)
                      .allocationId(three.getFirst())
                      .secondaryAllocationIds(three.subList(1, 3))),
          "PrivateIpAddressLimitExceeded",
          "2");
    }
  }

  @Test
  void r1_1_13_five_gateways_a_zone_are_a_new_accounts_and_failed_ones_do_not_count() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      TestVpc inside = new TestVpc(small);
      String place = inside.subnet("10.0.1.0/24");
      String allocation = inside.elasticIp();
      inside.ec2.createNatGateway(r -> r.subnetId(place).allocationId(allocation));
      for (int i = 0; i < 5; i++) {
        inside.ec2.createNatGateway(r -> r.subnetId(place).connectivityType("private"));
      }
      refused(
          () -> inside.ec2.createNatGateway(r -> r.subnetId(place).connectivityType("private")),
          "NatGatewayLimitExceeded");
      String elsewhere = inside.subnet("10.0.2.0/24", "us-east-1b", 1);
      inside.ec2.createNatGateway(r -> r.subnetId(elsewhere).connectivityType("private"));
    }
  }

  @Test
  void a_secondary_address_is_disassociated_when_its_connections_have_drained() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      TestVpc inside = new TestVpc(slow);
      inside.internetGateway();
      String place = inside.subnet("10.0.1.0/24");
      String first = inside.elasticIp();
      String second = inside.elasticIp();
      String gateway =
          inside
              .ec2
              .createNatGateway(
                  r -> r.subnetId(place).allocationId(first).secondaryAllocationIds(second))
              .natGateway()
              .natGatewayId();
      slow.timeline().advance(Duration.ofMinutes(5));
      String leaving = inside.describedAddress(second).associationId();
      String inner = inside.describedAddress(first).associationId();
      Ec2Client client = inside.ec2;
      refused(
          () ->
              client.disassociateNatGatewayAddress(
                  r -> r.natGatewayId(gateway).associationIds(inner)),
          "InvalidParameterValue",
          "primary address");
      refused(
          () ->
              client.disassociateNatGatewayAddress(
                  r -> r.natGatewayId(gateway).associationIds("eipassoc-00000000000000001")),
          "InvalidAssociationID.NotFound");
      refused(
          () ->
              client.disassociateNatGatewayAddress(r ->
                  r.natGatewayId(gateway).associationIds(leaving).maxDrainDurationSeconds(4001)),
          "InvalidParameterValue");
      assertThat(
              client
                  .disassociateNatGatewayAddress(r ->
                      r.natGatewayId(gateway).associationIds(leaving).maxDrainDurationSeconds(60))
                  .natGatewayAddresses())
          .singleElement()
          .satisfies(each -> assertThat(each.statusAsString()).isEqualTo("disassociating"));
      inside.assertKept(Kinds.NAT_GATEWAY_DRAIN);
      String third = inside.elasticIp();
      refused(
          () ->
              client.associateNatGatewayAddress(r -> r.natGatewayId(gateway).allocationIds(third)),
          "IncorrectState",
          "drained");
      slow.timeline().advance(Duration.ofSeconds(59));
      assertThat(inside.describedAddress(second).associationId()).isEqualTo(leaving);
      slow.timeline().advance(Duration.ofSeconds(1));
      assertThat(inside.describedNatGateway(gateway).natGatewayAddresses())
          .extracting(NatGatewayAddress::allocationId)
          .containsExactly(first);
      assertThat(inside.describedAddress(second).associationId()).isNull();
      assertThat(inside.describedSubnet(place).availableIpAddressCount()).isEqualTo(250);
      client.associateNatGatewayAddress(r -> r.natGatewayId(gateway).allocationIds(third));
    }
  }

  @Test
  void a_private_gateway_has_secondary_private_addresses() {
    NatGateway made = create(r -> r.connectivityType("private").secondaryPrivateIpAddressCount(2));
    String gateway = made.natGatewayId();
    assertThat(made.natGatewayAddresses())
        .extracting(NatGatewayAddress::privateIp)
        .containsExactly("10.0.1.4", "10.0.1.5", "10.0.1.6");
    assertThat(
            ec2.assignPrivateNatGatewayAddress(
                    r -> r.natGatewayId(gateway).privateIpAddresses("10.0.1.99"))
                .natGatewayAddresses())
        .singleElement()
        .satisfies(each -> assertThat(each.statusAsString()).isEqualTo("assigning"));
    refused(
        () ->
            ec2.assignPrivateNatGatewayAddress(
                r -> r.natGatewayId(gateway).privateIpAddressCount(5)),
        "PrivateIpAddressLimitExceeded");
    refused(
        () ->
            ec2.assignPrivateNatGatewayAddress(r ->
                r.natGatewayId(gateway).privateIpAddressCount(1).privateIpAddresses("10.0.1.9")),
        "InvalidParameterCombination");
    refused(
        () -> ec2.assignPrivateNatGatewayAddress(r -> r.natGatewayId(gateway)), "MissingParameter");
    refused(
        () ->
            ec2.unassignPrivateNatGatewayAddress(
                r -> r.natGatewayId(gateway).privateIpAddresses("10.0.1.4")),
        "InvalidParameterValue",
        "primary");
    refused(
        () ->
            ec2.unassignPrivateNatGatewayAddress(
                r -> r.natGatewayId(gateway).privateIpAddresses("10.0.1.200")),
        "InvalidParameterValue",
        "10.0.1.200");
    ec2.unassignPrivateNatGatewayAddress(
        r -> r.natGatewayId(gateway).privateIpAddresses("10.0.1.5", "10.0.1.99"));
    assertThat(addresses(gateway))
        .extracting(NatGatewayAddress::privateIp)
        .containsExactly("10.0.1.4", "10.0.1.6");
    assertThat(vpc.privateIps(addresses(gateway).getFirst().networkInterfaceId()))
        .containsExactly("10.0.1.4", "10.0.1.6");
  }

  @Test
  void each_type_has_its_own_kind_of_addresses() {
    vpc.internetGateway();
    String allocation = vpc.elasticIp();
    String open = createPublic().natGatewayId();
    String closed = createPrivate().natGatewayId();
    refused(
        () -> ec2.associateNatGatewayAddress(r -> r.natGatewayId(closed).allocationIds(allocation)),
        "InvalidParameterValue",
        "not a public one");
    refused(
        () ->
            ec2.assignPrivateNatGatewayAddress(r -> r.natGatewayId(open).privateIpAddressCount(1)),
        "InvalidParameterValue",
        "not a private one");
    refused(
        () -> create(r -> r.connectivityType("private").allocationId(allocation)),
        "InvalidParameterCombination");
    refused(
        () -> create(r -> r.allocationId(allocation).secondaryPrivateIpAddressCount(1)),
        "InvalidParameterCombination");
    refused(
        () -> create(r -> r.allocationId(allocation).secondaryPrivateIpAddresses("10.0.1.9")),
        "InvalidParameterCombination");
    refused(() -> create(r -> {}), "MissingParameter", "AllocationId");
    refused(
        () -> create(r -> r.allocationId(allocation).secondaryAllocationIds(allocation)),
        "InvalidParameterValue",
        "twice");
    refused(() -> create(r -> r.availabilityMode("regional")), "UnsupportedOperation");
    refused(
        () -> create(r -> r.connectivityType("private").privateIpAddress("10.0.2.9")),
        "InvalidParameterValue");
    String taken = vpc.describedNatGateway(open).natGatewayAddresses().getFirst().allocationId();
    refused(
        () -> ec2.associateNatGatewayAddress(r -> r.natGatewayId(open).allocationIds(taken)),
        "Resource.AlreadyAssociated");
    assertThat(vpc.describedAddress(allocation).associationId()).isNull();
  }

  @Test
  void r5_1_4_a_gateway_is_named_by_its_id() {
    refused(() -> vpc.describedNatGateway("nat-1"), "NatGatewayMalformed");
    refused(() -> vpc.describedNatGateway("nat-00000000000000001"), "NatGatewayNotFound");
    refused(
        () -> ec2.deleteNatGateway(r -> r.natGatewayId("nat-00000000000000001")),
        "NatGatewayNotFound");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nat-gateway-id", "state", "subnet-id", "tag:Name", "tag-key", "vpc-id"})
  void r5_1_5_a_filter_finds_a_gateway_by_what_it_is(String name) {
    String gateway =
        create(r ->
                r.connectivityType("private")
                    .tagSpecifications(
                        t -> t.resourceType("natgateway").tags(k -> k.key("Name").value("out"))))
            .natGatewayId();
    String value =
        switch (name) {
          case "nat-gateway-id" -> gateway;
          case "state" -> "available";
          case "subnet-id" -> subnet;
          case "tag:Name" -> "out";
          case "tag-key" -> "Name";
          default -> vpc.id;
        };
    assertThat(found(name, value)).containsExactly(gateway);
    assertThat(found(name, "nothing")).isEmpty();
    refused(() -> found("colour", "red"), "InvalidParameterValue");
  }

  private List<String> found(String filter, String value) {
    return ec2.describeNatGateways(r -> r.filter(Filtered.by(filter, value))).natGateways().stream()
        .map(NatGateway::natGatewayId)
        .toList();
  }
}
