package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.network.forwarding.Reason;
import culvert.network.why.Blocker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AddressAttribute;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

class ElasticIpOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final TestVpc vpc = new TestVpc(cloud);
  private final Ec2Client ec2 = vpc.ec2;
  private final String subnet = vpc.subnet("10.0.1.0/24");

  @AfterEach
  void close() {
    cloud.close();
  }

  private String associate(String allocation, String networkInterface) {
    return ec2.associateAddress(
            r -> r.allocationId(allocation).networkInterfaceId(networkInterface))
        .associationId();
  }

  @Test
  void an_address_is_allocated_from_amazons_pool_in_the_region() {
    AllocateAddressResponse made =
        ec2.allocateAddress(r ->
            r.domain("vpc")
                .networkBorderGroup("us-east-1")
                .tagSpecifications(
                    t -> t.resourceType("elastic-ip").tags(k -> k.key("Name").value("door"))));
    assertThat(made.publicIpv4Pool()).isEqualTo("amazon");
    assertThat(made.domainAsString()).isEqualTo("vpc");
    Address held = vpc.describedAddress(made.allocationId());
    assertThat(held.publicIp()).isEqualTo(made.publicIp());
    assertThat(held.networkBorderGroup()).isEqualTo("us-east-1");
    assertThat(held.tags())
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("door"));
  }

  @Test
  void what_is_not_amazons_pool_is_refused() {
    refused(() -> ec2.allocateAddress(r -> r.domain("standard")), "UnsupportedOperation");
    refused(
        () -> ec2.allocateAddress(r -> r.publicIpv4Pool("ipv4pool-ec2-1")),
        "InvalidPublicIpv4PoolID.NotFound");
    refused(() -> ec2.allocateAddress(r -> r.ipamPoolId("ipam-pool-1")), "UnsupportedOperation");
    refused(
        () -> ec2.allocateAddress(r -> r.networkBorderGroup("eu-west-1")), "InvalidParameterValue");
    refused(() -> ec2.allocateAddress(r -> r.address("203.0.113.1")), "InvalidAddress.NotFound");
    refused(() -> ec2.allocateAddress(r -> r.address("somewhere")), "InvalidAddress.Malformed");
    assertThat(ec2.describeAddresses().addresses()).isEmpty();
  }

  @Test
  void r1_1_13_five_addresses_are_a_new_accounts() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      for (int i = 0; i < 5; i++) {
        client.allocateAddress(r -> {});
      }
      refused(() -> client.allocateAddress(r -> {}), "AddressLimitExceeded");
    }
  }

  @Test
  void r1_5_2_an_address_needs_an_internet_gateway_and_translates_one_to_one() {
    String instance = vpc.instance(subnet);
    String id = vpc.firstInterface(instance);
    String allocation = vpc.elasticIp();
    refused(
        () -> associate(allocation, id),
        "Gateway.NotAttached",
        "Network " + vpc.id + " is not attached to any internet gateway");
    vpc.internetGateway();
    assertThat(vpc.why(instance, "internet/198.51.100.7").blockers())
        .extracting(Blocker::code)
        .contains(Reason.IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS);
    String association =
        ec2.associateAddress(r -> r.allocationId(allocation).instanceId(instance)).associationId();
    Address held = vpc.describedAddress(allocation);
    assertThat(held.associationId()).isEqualTo(association).startsWith("eipassoc-");
    assertThat(held.instanceId()).isEqualTo(instance);
    assertThat(held.networkInterfaceId()).isEqualTo(id);
    assertThat(held.networkInterfaceOwnerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(held.privateIpAddress()).isEqualTo("10.0.1.4");
    assertThat(vpc.describedInstance(instance).publicIpAddress()).isEqualTo(held.publicIp());
    assertThat(vpc.why(instance, "internet/198.51.100.7").reachable()).isTrue();
    ec2.disassociateAddress(r -> r.associationId(association));
    assertThat(vpc.describedAddress(allocation).associationId()).isNull();
    assertThat(vpc.describedInstance(instance).publicIpAddress()).isNull();
    refused(
        () -> ec2.disassociateAddress(r -> r.associationId(association)),
        "InvalidAssociationID.NotFound");
    ec2.disassociateAddress(r -> r.publicIp(held.publicIp()));
  }

  @Test
  void each_private_address_has_an_elastic_ip_of_its_own() {
    String gateway = vpc.internetGateway();
    String id =
        ec2.createNetworkInterface(r -> r.subnetId(subnet).secondaryPrivateIpAddressCount(1))
            .networkInterface()
            .networkInterfaceId();
    String first = vpc.elasticIp();
    String second = vpc.elasticIp();
    associate(first, id);
    ec2.associateAddress(
        r -> r.allocationId(second).networkInterfaceId(id).privateIpAddress("10.0.1.5"));
    assertThat(vpc.described(id).association().allocationId()).isEqualTo(first);
    assertThat(vpc.described(id).privateIpAddresses())
        .extracting(NetworkInterfacePrivateIpAddress::association)
        .extracting(association -> association.allocationId())
        .containsExactly(first, second);
    ec2.disassociateAddress(r -> r.associationId(vpc.describedAddress(first).associationId()));
    assertThat(vpc.described(id).association()).isNull();
    refused(
        () -> ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc.id)),
        "DependencyViolation",
        "mapped public address");
    refused(
        () ->
            ec2.associateAddress(
                r -> r.allocationId(second).networkInterfaceId(id).privateIpAddress("10.0.1.6")),
        "InvalidParameterValue",
        "10.0.1.6");
  }

  @Test
  void an_address_moves_unless_the_call_forbids_it() {
    vpc.internetGateway();
    String from = vpc.networkInterface(subnet);
    String to = vpc.networkInterface(subnet);
    String allocation = vpc.elasticIp();
    String before = associate(allocation, from);
    assertThat(associate(allocation, from)).isEqualTo(before);
    refused(
        () ->
            ec2.associateAddress(
                r -> r.allocationId(allocation).networkInterfaceId(to).allowReassociation(false)),
        "Resource.AlreadyAssociated",
        "resource " + allocation + " is already associated with associate-id " + before);
    assertThat(associate(allocation, to)).isNotEqualTo(before);
    assertThat(vpc.described(from).association()).isNull();
    assertThat(vpc.described(to).association().allocationId()).isEqualTo(allocation);
    String other = vpc.elasticIp();
    associate(other, to);
    assertThat(vpc.describedAddress(allocation).associationId()).isNull();
    assertThat(vpc.described(to).association().allocationId()).isEqualTo(other);
  }

  @Test
  void an_instance_is_named_alone_and_has_one_interface() {
    vpc.internetGateway();
    String instance = vpc.instance(subnet);
    String allocation = vpc.elasticIp();
    String extra = vpc.networkInterface(subnet);
    refused(() -> ec2.associateAddress(r -> r.allocationId(allocation)), "MissingParameter");
    refused(
        () ->
            ec2.associateAddress(
                r -> r.allocationId(allocation).instanceId(instance).networkInterfaceId(extra)),
        "InvalidParameterCombination");
    vpc.attach(extra, instance, 1);
    refused(
        () -> ec2.associateAddress(r -> r.allocationId(allocation).instanceId(instance)),
        "InvalidInstanceID",
        "There are multiple interfaces attached to instance");
    ec2.terminateInstances(r -> r.instanceIds(instance));
    refused(
        () -> ec2.associateAddress(r -> r.allocationId(allocation).instanceId(instance)),
        "InvalidInstanceID",
        "The terminated instance");
  }

  @Test
  void r5_1_4_an_address_is_named_by_what_it_is() {
    String id = vpc.networkInterface(subnet);
    refused(() -> associate("eipalloc-1", id), "InvalidAllocationID.Malformed");
    refused(() -> associate("eipalloc-00000000000000001", id), "InvalidAllocationID.NotFound");
    refused(
        () -> ec2.associateAddress(r -> r.publicIp("203.0.113.1").networkInterfaceId(id)),
        "InvalidAddress.NotFound");
    refused(
        () -> ec2.associateAddress(r -> r.publicIp("here").networkInterfaceId(id)),
        "InvalidAddress.Malformed");
    refused(
        () -> ec2.associateAddress(r -> r.networkInterfaceId(id)),
        "MissingParameter",
        "AllocationId");
    refused(() -> ec2.disassociateAddress(r -> {}), "MissingParameter", "AssociationId");
    refused(
        () -> ec2.describeAddresses(r -> r.publicIps("203.0.113.1")), "InvalidAddress.NotFound");
  }

  @Test
  void an_address_in_use_is_released_in_the_default_vpc_only() {
    vpc.internetGateway();
    String id = vpc.networkInterface(subnet);
    String allocation = vpc.elasticIp();
    String association = associate(allocation, id);
    refused(() -> ec2.releaseAddress(r -> r.allocationId(allocation)), "InvalidIPAddress.InUse");
    refused(
        () -> ec2.releaseAddress(r -> r.allocationId(allocation).networkBorderGroup("us-west-2")),
        "InvalidAddress.NotFound");
    ec2.disassociateAddress(r -> r.associationId(association));
    ec2.releaseAddress(r -> r.allocationId(allocation));
    refused(
        () -> ec2.releaseAddress(r -> r.allocationId(allocation)), "InvalidAllocationID.NotFound");
    String ofDefault =
        ec2.describeSubnets(r -> r.filters(Filtered.by("default-for-az", "true")))
            .subnets()
            .getFirst()
            .subnetId();
    String host = vpc.networkInterface(ofDefault);
    String lent = vpc.elasticIp();
    associate(lent, host);
    ec2.releaseAddress(r -> r.allocationId(lent));
    assertThat(vpc.described(host).association()).isNull();
  }

  @Test
  void the_address_of_a_nat_gateway_is_the_gateways() {
    vpc.internetGateway();
    String allocation = vpc.elasticIp();
    String gateway =
        ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(allocation))
            .natGateway()
            .natGatewayId();
    String association = vpc.describedAddress(allocation).associationId();
    refused(
        () -> ec2.disassociateAddress(r -> r.associationId(association)),
        "AuthFailure",
        "You do not have permission to access the specified resource.");
    refused(() -> associate(allocation, vpc.networkInterface(subnet)), "AuthFailure");
    refused(() -> ec2.releaseAddress(r -> r.allocationId(allocation)), "InvalidIPAddress.InUse");
    String inside =
        vpc.describedNatGateway(gateway).natGatewayAddresses().getFirst().networkInterfaceId();
    refused(() -> associate(vpc.elasticIp(), inside), "AuthFailure");
    assertThat(vpc.describedNatGateway(gateway).natGatewayAddresses().getFirst().allocationId())
        .isEqualTo(allocation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allocation-id", "association-id", "instance-id", "network-border-group",
        "network-interface-id", "network-interface-owner-id", "private-ip-address", "public-ip",
        "tag:Name", "tag-key"
      })
  void r5_1_5_a_filter_finds_an_address_by_what_it_is(String name) {
    vpc.internetGateway();
    String instance = vpc.instance(subnet);
    String allocation =
        ec2.allocateAddress(r ->
                r.tagSpecifications(
                    t -> t.resourceType("elastic-ip").tags(k -> k.key("Name").value("door"))))
            .allocationId();
    ec2.associateAddress(r -> r.allocationId(allocation).instanceId(instance));
    Address it = vpc.describedAddress(allocation);
    String value =
        switch (name) {
          case "allocation-id" -> allocation;
          case "association-id" -> it.associationId();
          case "instance-id" -> instance;
          case "network-border-group" -> "us-east-1";
          case "network-interface-id" -> it.networkInterfaceId();
          case "network-interface-owner-id" -> TestCloud.ACCOUNT;
          case "private-ip-address" -> "10.0.1.4";
          case "public-ip" -> it.publicIp();
          case "tag:Name" -> "door";
          default -> "Name";
        };
    assertThat(found(name, value)).containsExactly(allocation);
    assertThat(found(name, "nothing")).isEmpty();
    refused(() -> found("colour", "red"), "InvalidParameterValue");
  }

  private List<String> found(String filter, String value) {
    return ec2.describeAddresses(r -> r.filters(Filtered.by(filter, value))).addresses().stream()
        .map(Address::allocationId)
        .toList();
  }

  @Test
  void a_reverse_name_is_pending_then_there_and_locks_the_address() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      TestVpc inside = new TestVpc(slow);
      String allocation = inside.elasticIp();
      AddressAttribute asked =
          inside
              .ec2
              .modifyAddressAttribute(
                  r -> r.allocationId(allocation).domainName("mail.example.com"))
              .address();
      assertThat(asked.ptrRecord()).isNull();
      assertThat(asked.ptrRecordUpdate().value()).isEqualTo("mail.example.com.");
      assertThat(asked.ptrRecordUpdate().status()).isEqualTo("PENDING");
      slow.timeline().advance(Duration.ofMinutes(10));
      AddressAttribute named = attribute(inside, allocation);
      assertThat(named.ptrRecord()).isEqualTo("mail.example.com.");
      assertThat(named.ptrRecordUpdate()).isNull();
      inside.assertKept(Kinds.ELASTIC_IP_ATTRIBUTES);
      refused(
          () -> inside.ec2.releaseAddress(r -> r.allocationId(allocation)),
          "InvalidAddress.Locked",
          allocation);
      inside.ec2.resetAddressAttribute(r -> r.allocationId(allocation).attribute("domain-name"));
      assertThat(attribute(inside, allocation).ptrRecordUpdate().status()).isEqualTo("PENDING");
      slow.timeline().advance(Duration.ofMinutes(10));
      assertThat(attribute(inside, allocation).ptrRecord()).isNull();
      inside.ec2.releaseAddress(r -> r.allocationId(allocation));
    }
  }

  private static AddressAttribute attribute(TestVpc vpc, String allocation) {
    return vpc.ec2
        .describeAddressesAttribute(r -> r.allocationIds(allocation).attribute("domain-name"))
        .addresses()
        .getFirst();
  }

  @Test
  void a_reverse_name_is_a_domain_name() {
    String allocation = vpc.elasticIp();
    for (String name : List.of("no dots", "-.example.com", "localhost", "a..example.com")) {
      refused(
          () -> ec2.modifyAddressAttribute(r -> r.allocationId(allocation).domainName(name)),
          "InvalidParameterValue",
          name);
    }
    refused(
        () -> ec2.modifyAddressAttribute(r -> r.allocationId(allocation)),
        "MissingParameter",
        "DomainName");
    refused(
        () -> ec2.resetAddressAttribute(r -> r.allocationId(allocation)),
        "MissingParameter",
        "Attribute");
    assertThat(attribute(vpc, allocation).ptrRecord()).isNull();
  }

  @Test
  void attributes_are_described_page_by_page() {
    vpc.elasticIp();
    vpc.elasticIp();
    var first = ec2.describeAddressesAttribute(r -> r.maxResults(1));
    assertThat(first.addresses()).hasSize(1);
    var second = ec2.describeAddressesAttribute(r -> r.maxResults(1).nextToken(first.nextToken()));
    assertThat(second.addresses()).hasSize(1).doesNotContainAnyElementsOf(first.addresses());
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void nothing_moves_from_ec2_classic_any_more() {
    String publicIp = vpc.describedAddress(vpc.elasticIp()).publicIp();
    refused(() -> ec2.moveAddressToVpc(r -> r.publicIp(publicIp)), "UnsupportedOperation");
    refused(() -> ec2.moveAddressToVpc(r -> r.publicIp("203.0.113.1")), "InvalidAddress.NotFound");
    assertThat(
            ec2.describeMovingAddresses(
                    r -> r.publicIps(publicIp).filters(Filtered.by("moving-status", "MovingToVpc")))
                .movingAddressStatuses())
        .isEmpty();
    refused(
        () -> ec2.describeMovingAddresses(r -> r.filters(Filtered.by("colour", "red"))),
        "InvalidParameterValue");
  }
}
