package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles.Timing;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

class NetworkInterfaceOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final TestVpc vpc = new TestVpc(cloud);
  private final Ec2Client ec2 = vpc.ec2;
  private final String subnet = vpc.subnet("10.0.1.0/24");

  @AfterEach
  void close() {
    cloud.close();
  }

  private NetworkInterface create(Consumer<CreateNetworkInterfaceRequest.Builder> wanted) {
    String id =
        ec2.createNetworkInterface(r -> wanted.accept(r.subnetId(subnet)))
            .networkInterface()
            .networkInterfaceId();
    return vpc.described(id);
  }

  private void refusedInterface(
      String code, Consumer<CreateNetworkInterfaceRequest.Builder> wanted) {
    refused(() -> ec2.createNetworkInterface(r -> wanted.accept(r.subnetId(subnet))), code);
    assertThat(vpc.describedSubnet(subnet).availableIpAddressCount()).isEqualTo(251);
  }

  @Test
  void an_interface_begins_available_with_the_next_address_and_the_default_group() {
    NetworkInterface made = create(r -> r.description("spare"));
    assertThat(made.status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
    assertThat(made.privateIpAddress()).isEqualTo("10.0.1.4");
    assertThat(made.groups())
        .singleElement()
        .satisfies(group -> assertThat(group.groupName()).isEqualTo("default"));
    assertThat(made.sourceDestCheck()).isTrue();
    assertThat(made.interfaceTypeAsString()).isEqualTo("interface");
    assertThat(made.availabilityZone()).isEqualTo("us-east-1a");
  }

  @Test
  void addresses_are_chosen_one_by_one_with_the_primary_one_marked() {
    NetworkInterface made =
        create(r ->
            r.privateIpAddresses(
                a -> a.privateIpAddress("10.0.1.20"),
                a -> a.privateIpAddress("10.0.1.10").primary(true)));
    assertThat(made.privateIpAddress()).isEqualTo("10.0.1.10");
    assertThat(made.privateIpAddresses())
        .extracting(
            NetworkInterfacePrivateIpAddress::privateIpAddress,
            NetworkInterfacePrivateIpAddress::primary)
        .containsExactly(tuple("10.0.1.10", true), tuple("10.0.1.20", false));
  }

  @Test
  void addresses_come_by_number_or_by_name_not_both() {
    assertThat(create(r -> r.secondaryPrivateIpAddressCount(2)).privateIpAddresses())
        .extracting(NetworkInterfacePrivateIpAddress::privateIpAddress)
        .containsExactly("10.0.1.4", "10.0.1.5", "10.0.1.6");
    refused(
        () ->
            create(r ->
                r.secondaryPrivateIpAddressCount(1)
                    .privateIpAddresses(a -> a.privateIpAddress("10.0.1.20"))),
        "InvalidParameterCombination");
    refused(
        () -> create(r -> r.ipv6AddressCount(1).ipv6Addresses(a -> a.ipv6Address("::1"))),
        "InvalidParameterCombination");
  }

  @Test
  void r5_1_2_what_cannot_be_given_is_refused_and_takes_nothing() {
    refusedInterface(
        "InvalidParameterCombination",
        r ->
            r.privateIpAddress("10.0.1.9")
                .privateIpAddresses(a -> a.privateIpAddress("10.0.1.10").primary(true)));
    refusedInterface("InvalidParameterValue", r -> r.secondaryPrivateIpAddressCount(-1));
    refusedInterface("PrivateIpAddressLimitExceeded", r -> r.secondaryPrivateIpAddressCount(50));
    refusedInterface("PrivateIpAddressLimitExceeded", r -> r.ipv6AddressCount(Integer.MAX_VALUE));
    refusedInterface("InvalidParameterValue", r -> r.privateIpAddress("10.0.1.3"));
    refusedInterface("InvalidParameterValue", r -> r.privateIpAddress("10.0.2.9"));
    refusedInterface("InvalidParameterValue", r -> r.ipv6Addresses(a -> a.ipv6Address("10.0.1.9")));
    refusedInterface("InvalidGroup.NotFound", r -> r.groups("sg-00000000000000001"));
    refusedInterface(
        "InvalidParameterValue", r -> r.connectionTrackingSpecification(t -> t.udpTimeout(29)));
    refusedInterface("InvalidParameterCombination", r -> r.enablePrimaryIpv6(true));
    refused(() -> ec2.createNetworkInterface(r -> {}), "MissingParameter", "SubnetId");
  }

  @Test
  void r1_1_3_prefixes_are_taken_whole_and_cost_sixteen_addresses() {
    NetworkInterface made = create(r -> r.ipv4PrefixCount(2));
    assertThat(made.ipv4Prefixes())
        .extracting(Ipv4PrefixSpecification::ipv4Prefix)
        .containsExactly("10.0.1.16/28", "10.0.1.32/28");
    assertThat(vpc.describedSubnet(subnet).availableIpAddressCount()).isEqualTo(251 - 1 - 32);
    refused(() -> create(r -> r.privateIpAddress("10.0.1.20")), "InvalidIPAddress.InUse");
    refused(
        () -> create(r -> r.ipv4Prefixes(p -> p.ipv4Prefix("10.0.1.32/28"))),
        "InvalidIPAddress.InUse");
    refused(
        () -> create(r -> r.ipv4Prefixes(p -> p.ipv4Prefix("10.0.1.64/27"))),
        "InvalidParameterValue");
    refused(
        () -> create(r -> r.ipv4Prefixes(p -> p.ipv4Prefix("10.0.1.240/28"))),
        "InvalidIPAddress.InUse");
    assertThat(create(r -> r.ipv6PrefixCount(1)).ipv6Prefixes().getFirst().ipv6Prefix())
        .endsWith(":1::/80");
  }

  @Test
  void prefixes_come_out_of_the_reservation_for_them() {
    ec2.createSubnetCidrReservation(
        r -> r.subnetId(subnet).cidr("10.0.1.128/27").reservationType("prefix"));
    assertThat(create(r -> r.ipv4PrefixCount(2)).ipv4Prefixes())
        .extracting(Ipv4PrefixSpecification::ipv4Prefix)
        .containsExactly("10.0.1.128/28", "10.0.1.144/28");
  }

  @Test
  void a_subnet_without_room_for_a_prefix_says_so() {
    String small = vpc.subnet("10.0.2.0/28", "us-east-1a", 1);
    refused(
        () -> ec2.createNetworkInterface(r -> r.subnetId(small).ipv4PrefixCount(1)),
        "InsufficientCidrBlocks");
    ec2.createNetworkInterface(r -> r.subnetId(small).secondaryPrivateIpAddressCount(10));
    refused(
        () -> ec2.createNetworkInterface(r -> r.subnetId(small)),
        "InsufficientFreeAddressesInSubnet");
  }

  @Test
  void an_ipv6_address_comes_by_itself_where_the_subnet_says_so() {
    ec2.modifySubnetAttribute(
        r -> r.subnetId(subnet).assignIpv6AddressOnCreation(v -> v.value(true)));
    NetworkInterface made = create(r -> r.enablePrimaryIpv6(true));
    assertThat(made.ipv6Addresses())
        .singleElement()
        .satisfies(address -> {
          assertThat(address.ipv6Address()).endsWith("::4").isEqualTo(made.ipv6Address());
          assertThat(address.isPrimaryIpv6()).isTrue();
        });
    assertThat(create(r -> r.ipv6AddressCount(0)).ipv6Addresses()).isEmpty();
  }

  @Test
  void an_interface_of_an_ipv6_only_subnet_has_no_ipv4_address() {
    String only =
        ec2.createSubnet(r -> r.vpcId(vpc.id).ipv6Native(true).ipv6CidrBlock(vpc.ipv6Block(7)))
            .subnet()
            .subnetId();
    NetworkInterface made = vpc.described(vpc.networkInterface(only));
    assertThat(made.ipv6Native()).isTrue();
    assertThat(made.privateIpAddress()).isNull();
    assertThat(made.privateIpAddresses()).isEmpty();
    assertThat(made.ipv6Addresses()).hasSize(1);
    refused(
        () -> ec2.createNetworkInterface(r -> r.subnetId(only).secondaryPrivateIpAddressCount(1)),
        "InvalidParameterValue");
    String instance = vpc.instance(only);
    assertThat(vpc.describedInstance(instance).privateIpAddress()).isNull();
    assertThat(vpc.describedInstance(instance).ipv6Address()).isNotNull();
  }

  @Test
  void an_efa_only_interface_has_no_address() {
    assertThat(create(r -> r.interfaceType("efa-only")).privateIpAddresses()).isEmpty();
    refused(
        () -> create(r -> r.interfaceType("efa-only").privateIpAddress("10.0.1.9")),
        "InvalidParameterCombination");
  }

  @Test
  void r1_1_13_the_quotas_of_interfaces_and_of_their_groups_hold() {
    Quotas few =
        new Quotas(
            5,
            200,
            5,
            5,
            200,
            50,
            200,
            20,
            5,
            5,
            5,
            5,
            2,
            2,
            2500,
            60,
            5,
            50,
            25,
            100,
            1000,
            20,
            50,
            5,
            5,
            5000,
            50,
            10,
            20,
            10_000,
            Quotas.defaults().multicast(),
            Quotas.defaults().vpn(),
            Quotas.defaults().directConnect(),
            Quotas.defaults().insights());
    try (TestCloud small = new TestCloud(Timing.INSTANT, few)) {
      TestVpc inside = new TestVpc(small);
      String place = inside.subnet("10.0.1.0/24");
      List<String> groups =
          IntStream.range(0, 6)
              .mapToObj(i ->
                  inside
                      .ec2
                      .createSecurityGroup(
                          r -> r.vpcId(inside.id).groupName("g" + i).description("g"))
                      .groupId())
              .toList();
      refused(
          () -> inside.ec2.createNetworkInterface(r -> r.subnetId(place).groups(groups)),
          "SecurityGroupsPerInterfaceLimitExceeded");
      String id = inside.networkInterface(place);
      refused(
          () ->
              inside.ec2.modifyNetworkInterfaceAttribute(
                  r -> r.networkInterfaceId(id).groups(groups)),
          "SecurityGroupsPerInterfaceLimitExceeded");
      inside.networkInterface(place);
      refused(() -> inside.networkInterface(place), "NetworkInterfaceLimitExceeded");
    }
  }

  @Test
  void an_interface_in_use_is_not_deleted_a_free_one_leaves_nothing_behind() {
    vpc.internetGateway();
    String used = vpc.firstInterface(vpc.instance(subnet));
    refused(
        () -> ec2.deleteNetworkInterface(r -> r.networkInterfaceId(used)),
        "InvalidParameterValue",
        "Network interface '" + used + "' is currently in use.");
    String free = vpc.networkInterface(subnet);
    String allocation = vpc.elasticIp();
    ec2.associateAddress(r -> r.allocationId(allocation).networkInterfaceId(free));
    String permission =
        ec2.createNetworkInterfacePermission(r ->
                r.networkInterfaceId(free)
                    .awsAccountId(TestCloud.OTHER_ACCOUNT)
                    .permission("INSTANCE-ATTACH"))
            .interfacePermission()
            .networkInterfacePermissionId();
    ec2.deleteNetworkInterface(r -> r.networkInterfaceId(free));
    assertThat(vpc.describedAddress(allocation).associationId()).isNull();
    refused(() -> vpc.described(free), "InvalidNetworkInterfaceID.NotFound");
    refused(
        () ->
            ec2.describeNetworkInterfacePermissions(
                r -> r.networkInterfacePermissionIds(permission)),
        "InvalidNetworkInterfacePermissionID.NotFound");
    refused(
        () -> ec2.deleteNetworkInterface(r -> r.networkInterfaceId("eni-1")),
        "InvalidNetworkInterfaceId.Malformed");
  }

  @Test
  void names_are_shown_while_the_vpc_has_hostnames() {
    NetworkInterface made = create(r -> {});
    assertThat(made.privateDnsName()).isNull();
    ec2.modifyVpcAttribute(r -> r.vpcId(vpc.id).enableDnsHostnames(v -> v.value(true)));
    assertThat(vpc.described(made.networkInterfaceId()).privateDnsName())
        .isEqualTo("ip-10-0-1-4.ec2.internal");
  }

  /** Every filter that AWS documents finds this one interface of two by what it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "association.allocation-id",
        "association.association-id",
        "addresses.association.owner-id",
        "addresses.association.public-ip",
        "addresses.primary",
        "addresses.private-ip-address",
        "association.ip-owner-id",
        "association.public-ip",
        "association.public-dns-name",
        "attachment.attach-time",
        "attachment.attachment-id",
        "attachment.delete-on-termination",
        "attachment.device-index",
        "attachment.instance-id",
        "attachment.instance-owner-id",
        "attachment.status",
        "availability-zone",
        "availability-zone-id",
        "description",
        "group-id",
        "ipv6-addresses.ipv6-address",
        "interface-type",
        "mac-address",
        "network-interface-id",
        "owner-id",
        "private-dns-name",
        "private-ip-address",
        "requester-managed",
        "source-dest-check",
        "status",
        "subnet-id",
        "tag:Name",
        "tag-key",
        "vpc-id"
      })
  void r5_1_5_a_filter_finds_an_interface_by_what_it_is(String name) {
    vpc.internetGateway();
    ec2.modifyVpcAttribute(r -> r.vpcId(vpc.id).enableDnsHostnames(v -> v.value(true)));
    String id =
        create(r ->
                r.description("the one")
                    .ipv6AddressCount(1)
                    .secondaryPrivateIpAddressCount(1)
                    .tagSpecifications(t ->
                        t.resourceType("network-interface").tags(k -> k.key("Name").value("edge"))))
            .networkInterfaceId();
    vpc.attach(id, vpc.instance(subnet), 1);
    String allocation = vpc.elasticIp();
    ec2.associateAddress(r -> r.allocationId(allocation).networkInterfaceId(id));
    NetworkInterface it = vpc.described(id);
    Map<String, Object> values =
        Map.ofEntries(
            Map.entry("association.allocation-id", allocation),
            Map.entry("association.association-id", it.association().associationId()),
            Map.entry("addresses.association.owner-id", TestCloud.ACCOUNT),
            Map.entry("addresses.association.public-ip", it.association().publicIp()),
            Map.entry("addresses.primary", false),
            Map.entry(
                "addresses.private-ip-address", it.privateIpAddresses().get(1).privateIpAddress()),
            Map.entry("association.ip-owner-id", TestCloud.ACCOUNT),
            Map.entry("association.public-ip", it.association().publicIp()),
            Map.entry("association.public-dns-name", "ec2-*.compute-1.amazonaws.com"),
            Map.entry("attachment.attach-time", it.attachment().attachTime()),
            Map.entry("attachment.attachment-id", it.attachment().attachmentId()),
            Map.entry("attachment.delete-on-termination", false),
            Map.entry("attachment.device-index", 1),
            Map.entry("attachment.instance-id", it.attachment().instanceId()),
            Map.entry("attachment.instance-owner-id", TestCloud.ACCOUNT),
            Map.entry("attachment.status", "attached"),
            Map.entry("availability-zone", "us-east-1a"),
            Map.entry("availability-zone-id", it.availabilityZoneId()),
            Map.entry("description", "the one"),
            Map.entry("group-id", it.groups().getFirst().groupId()),
            Map.entry("ipv6-addresses.ipv6-address", it.ipv6Address()),
            Map.entry("interface-type", "interface"),
            Map.entry("mac-address", it.macAddress()),
            Map.entry("network-interface-id", id),
            Map.entry("owner-id", TestCloud.ACCOUNT),
            Map.entry("private-dns-name", "ip-10-0-1-4.ec2.internal"),
            Map.entry("private-ip-address", it.privateIpAddress()),
            Map.entry("requester-managed", false),
            Map.entry("source-dest-check", true),
            Map.entry("status", "in-use"),
            Map.entry("subnet-id", subnet),
            Map.entry("tag:Name", "edge"),
            Map.entry("tag-key", "Name"),
            Map.entry("vpc-id", vpc.id));
    assertThat(found(name, values.get(name).toString())).contains(id);
    assertThat(found(name, "nothing-is-this")).isEmpty();
  }

  private List<String> found(String filter, String value) {
    return ec2
        .describeNetworkInterfaces(r -> r.filters(Filtered.by(filter, value)))
        .networkInterfaces()
        .stream()
        .map(NetworkInterface::networkInterfaceId)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator.managed", "operator.principal", "requester-id"})
  void what_no_interface_here_has_is_a_filter_all_the_same(String name) {
    create(r -> {});
    assertThat(found(name, "true")).isEmpty();
  }

  @Test
  void r5_1_5_an_unknown_filter_is_refused() {
    refused(
        () -> found("colour", "red"), "InvalidParameterValue", "The filter 'colour' is invalid");
  }

  @Test
  void attributes_are_kept_in_their_own_shape() {
    String id = vpc.firstInterface(vpc.instance(subnet));
    ec2.modifyNetworkInterfaceAttribute(
        r -> r.networkInterfaceId(id).associatePublicIpAddress(true));
    vpc.assertKept(Kinds.NETWORK_INTERFACE_ATTRIBUTES);
  }
}
