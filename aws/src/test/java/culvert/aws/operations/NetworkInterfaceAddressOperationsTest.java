package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignedPrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;

class NetworkInterfaceAddressOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final TestVpc vpc = new TestVpc(cloud);
  private final Ec2Client ec2 = vpc.ec2;
  private final String subnet = vpc.subnet("10.0.1.0/24");
  private final String id = vpc.networkInterface(subnet);

  @AfterEach
  void close() {
    cloud.close();
  }

  private AssignPrivateIpAddressesResponse assign(
      String to, Consumer<AssignPrivateIpAddressesRequest.Builder> wanted) {
    return ec2.assignPrivateIpAddresses(r -> wanted.accept(r.networkInterfaceId(to)));
  }

  private void unassign(Consumer<UnassignPrivateIpAddressesRequest.Builder> unwanted) {
    ec2.unassignPrivateIpAddresses(r -> unwanted.accept(r.networkInterfaceId(id)));
  }

  @Test
  void addresses_are_assigned_by_number_by_name_and_as_prefixes() {
    AssignPrivateIpAddressesResponse two = assign(id, r -> r.secondaryPrivateIpAddressCount(2));
    assertThat(two.networkInterfaceId()).isEqualTo(id);
    assertThat(two.assignedPrivateIpAddresses())
        .extracting(AssignedPrivateIpAddress::privateIpAddress)
        .containsExactly("10.0.1.5", "10.0.1.6");
    assign(id, r -> r.privateIpAddresses("10.0.1.9"));
    assertThat(assign(id, r -> r.ipv4Prefixes("10.0.1.32/28")).assignedIpv4Prefixes())
        .extracting(Ipv4PrefixSpecification::ipv4Prefix)
        .containsExactly("10.0.1.32/28");
    assertThat(vpc.privateIps(id)).containsExactly("10.0.1.4", "10.0.1.5", "10.0.1.6", "10.0.1.9");
    assertThat(vpc.described(id).privateIpAddress()).isEqualTo("10.0.1.4");
    assertThat(vpc.describedSubnet(subnet).availableIpAddressCount()).isEqualTo(251 - 4 - 16);
  }

  @Test
  void r1_8_1_secondary_addresses_and_prefixes_are_the_interfaces_own() {
    String near = vpc.instance(subnet);
    String far = vpc.firstInterface(vpc.instance(subnet));
    assign(far, r -> r.privateIpAddresses("10.0.1.99"));
    assign(far, r -> r.ipv4Prefixes("10.0.1.128/28"));
    String ipv6 =
        ec2.assignIpv6Addresses(r -> r.networkInterfaceId(far).ipv6PrefixCount(1))
            .assignedIpv6Prefixes()
            .getFirst();
    assertThat(vpc.why(near, "10.0.1.99@" + vpc.id).reachable()).isTrue();
    assertThat(vpc.why(near, "10.0.1.140@" + vpc.id).reachable()).isTrue();
    assertThat(vpc.why("10.0.1.140@" + vpc.id, near).reachable()).isTrue();
    assertThat(vpc.why(near, "10.0.1.150@" + vpc.id).reachable()).isFalse();
    ec2.assignIpv6Addresses(
        r -> r.networkInterfaceId(vpc.firstInterface(near)).ipv6AddressCount(1));
    String inside = ipv6.replace("::/80", "::77");
    assertThat(vpc.why(near, inside + "@" + vpc.id).reachable()).isTrue();
    ec2.unassignIpv6Addresses(r -> r.networkInterfaceId(far).ipv6Prefixes(ipv6));
    assertThat(vpc.why(near, inside + "@" + vpc.id).reachable()).isFalse();
  }

  @Test
  void an_address_of_another_interface_moves_only_where_that_is_allowed() {
    vpc.internetGateway();
    String other = vpc.networkInterface(subnet);
    assign(other, r -> r.privateIpAddresses("10.0.1.50"));
    String allocation = vpc.elasticIp();
    ec2.associateAddress(
        r -> r.allocationId(allocation).networkInterfaceId(other).privateIpAddress("10.0.1.50"));
    refused(
        () -> assign(id, r -> r.privateIpAddresses("10.0.1.50")),
        "InvalidParameterValue",
        "[10.0.1.50] are already assigned, but move is not allowed");
    assign(id, r -> r.privateIpAddresses("10.0.1.50").allowReassignment(true));
    assertThat(vpc.privateIps(other)).containsExactly("10.0.1.5");
    assertThat(vpc.privateIps(id)).containsExactly("10.0.1.4", "10.0.1.50");
    assertThat(vpc.describedAddress(allocation).networkInterfaceId()).isEqualTo(id);
    assertThat(vpc.describedAddress(allocation).privateIpAddress()).isEqualTo("10.0.1.50");
    refused(
        () -> assign(id, r -> r.privateIpAddresses("10.0.1.5").allowReassignment(true)),
        "InvalidParameterValue");
  }

  @Test
  void an_address_that_is_there_already_is_no_news() {
    assign(id, r -> r.privateIpAddresses("10.0.1.50"));
    assertThat(assign(id, r -> r.privateIpAddresses("10.0.1.50")).assignedPrivateIpAddresses())
        .isEmpty();
    assertThat(vpc.privateIps(id)).containsExactly("10.0.1.4", "10.0.1.50");
  }

  @Test
  void r5_1_2_what_is_not_said_or_said_twice_is_refused() {
    refused(() -> assign(id, r -> {}), "MissingParameter");
    refused(
        () -> assign(id, r -> r.secondaryPrivateIpAddressCount(1).privateIpAddresses("10.0.1.9")),
        "InvalidParameterCombination");
    refused(
        () -> assign(id, r -> r.secondaryPrivateIpAddressCount(50)),
        "PrivateIpAddressLimitExceeded");
    refused(() -> assign(id, r -> r.privateIpAddresses("10.0.9.9")), "InvalidParameterValue");
    refused(() -> unassign(r -> {}), "MissingParameter");
    refused(() -> ec2.assignIpv6Addresses(r -> r.networkInterfaceId(id)), "MissingParameter");
    refused(() -> ec2.unassignIpv6Addresses(r -> r.networkInterfaceId(id)), "MissingParameter");
    assertThat(vpc.privateIps(id)).containsExactly("10.0.1.4");
  }

  @Test
  void the_primary_address_stays_and_others_go_with_their_elastic_ip() {
    vpc.internetGateway();
    assign(id, r -> r.privateIpAddresses("10.0.1.50"));
    assign(id, r -> r.ipv4PrefixCount(1));
    String allocation = vpc.elasticIp();
    ec2.associateAddress(
        r -> r.allocationId(allocation).networkInterfaceId(id).privateIpAddress("10.0.1.50"));
    refused(
        () -> unassign(r -> r.privateIpAddresses("10.0.1.4")),
        "InvalidParameterValue",
        "primary address 10.0.1.4");
    refused(
        () -> unassign(r -> r.privateIpAddresses("10.0.1.50", "10.0.1.77")),
        "InvalidParameterValue",
        "Some of [10.0.1.77] are not assigned to interface " + id);
    refused(() -> unassign(r -> r.ipv4Prefixes("10.0.1.224/28")), "InvalidParameterValue");
    assertThat(vpc.describedAddress(allocation).associationId()).isNotNull();
    unassign(r -> r.privateIpAddresses("10.0.1.50").ipv4Prefixes("10.0.1.16/28"));
    assertThat(vpc.privateIps(id)).containsExactly("10.0.1.4");
    assertThat(vpc.described(id).ipv4Prefixes()).isEmpty();
    assertThat(vpc.describedAddress(allocation).associationId()).isNull();
  }

  @Test
  void ipv6_addresses_come_and_go() {
    AssignIpv6AddressesResponse assigned =
        ec2.assignIpv6Addresses(r -> r.networkInterfaceId(id).ipv6AddressCount(2));
    List<String> addresses = assigned.assignedIpv6Addresses();
    assertThat(addresses).hasSize(2);
    assertThat(vpc.described(id).ipv6Address()).isEqualTo(addresses.getFirst());
    String other = vpc.networkInterface(subnet);
    refused(
        () ->
            ec2.assignIpv6Addresses(
                r -> r.networkInterfaceId(other).ipv6Addresses(addresses.getFirst())),
        "InvalidIPAddress.InUse");
    String otherwise = addresses.getFirst().replace("::", ":0000:0:0:").toUpperCase(Locale.ROOT);
    assertThat(
            ec2.unassignIpv6Addresses(r -> r.networkInterfaceId(id).ipv6Addresses(otherwise))
                .unassignedIpv6Addresses())
        .containsExactly(addresses.getFirst());
    assertThat(vpc.described(id).ipv6Address()).isEqualTo(addresses.get(1));
    refused(
        () ->
            ec2.unassignIpv6Addresses(
                r -> r.networkInterfaceId(id).ipv6Addresses(addresses.getFirst())),
        "InvalidParameterValue",
        "not assigned");
  }
}
