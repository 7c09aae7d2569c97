package culvert.aws.operations;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/** An interface with more addresses and prefixes, or with fewer. */
final class NetworkInterfaceAddresses {

  private NetworkInterfaceAddresses() {}

  static int ipv4Count(NetworkInterface held) {
    return held.privateIpAddresses().size() + held.ipv4Prefixes().size();
  }

  static int ipv6Count(NetworkInterface held) {
    return held.ipv6Addresses().size() + held.ipv6Prefixes().size();
  }

  static boolean hasIpv4(NetworkInterface held, String address) {
    return held.privateIpAddresses().stream().anyMatch(a -> address.equals(a.privateIpAddress()));
  }

  /** With secondary addresses and prefixes added. */
  static NetworkInterface plusIpv4(
      NetworkInterface held, List<IpAddress> addresses, List<IpPrefix> prefixes) {
    return held.toBuilder()
        .privateIpAddresses(
            joined(
                held.privateIpAddresses(),
                addresses.stream()
                    .map(each ->
                        NetworkInterfacePrivateIpAddress.builder()
                            .primary(false)
                            .privateIpAddress(each.toString())
                            .build())))
        .ipv4Prefixes(
            joined(
                held.ipv4Prefixes(),
                prefixes.stream()
                    .map(each ->
                        Ipv4PrefixSpecification.builder().ipv4Prefix(each.toString()).build())))
        .build();
  }

  static NetworkInterface minusIpv4(
      NetworkInterface held, Set<String> addresses, Set<String> prefixes) {
    return held.toBuilder()
        .privateIpAddresses(
            Lists.without(
                held.privateIpAddresses(), each -> addresses.contains(each.privateIpAddress())))
        .ipv4Prefixes(
            Lists.without(held.ipv4Prefixes(), each -> prefixes.contains(each.ipv4Prefix())))
        .build();
  }

  static NetworkInterface plusIpv6(
      NetworkInterface held, List<IpAddress> addresses, List<IpPrefix> prefixes) {
    return withIpv6(
        held,
        joined(
            held.ipv6Addresses(),
            addresses.stream()
                .map(each ->
                    NetworkInterfaceIpv6Address.builder()
                        .ipv6Address(each.toString())
                        .isPrimaryIpv6(false)
                        .build())),
        joined(
            held.ipv6Prefixes(),
            prefixes.stream()
                .map(each ->
                    Ipv6PrefixSpecification.builder().ipv6Prefix(each.toString()).build())));
  }

  static NetworkInterface minusIpv6(
      NetworkInterface held, Set<String> addresses, Set<String> prefixes) {
    return withIpv6(
        held,
        Lists.without(held.ipv6Addresses(), each -> addresses.contains(each.ipv6Address())),
        Lists.without(held.ipv6Prefixes(), each -> prefixes.contains(each.ipv6Prefix())));
  }

  /** With its first IPv6 address as the one that stays. */
  static NetworkInterface withPrimaryIpv6(NetworkInterface held) {
    String first = held.ipv6Addresses().getFirst().ipv6Address();
    return held.toBuilder()
        .ipv6Addresses(
            Lists.replacing(
                held.ipv6Addresses(),
                each -> each.ipv6Address().equals(first),
                each -> each.toBuilder().isPrimaryIpv6(true).build()))
        .build();
  }

  private static NetworkInterface withIpv6(
      NetworkInterface held,
      List<NetworkInterfaceIpv6Address> addresses,
      List<Ipv6PrefixSpecification> prefixes) {
    return held.toBuilder()
        .ipv6Address(addresses.isEmpty() ? null : addresses.getFirst().ipv6Address())
        .ipv6Addresses(addresses)
        .ipv6Prefixes(prefixes)
        .build();
  }

  private static <T> List<T> joined(List<T> present, Stream<T> added) {
    return Stream.concat(present.stream(), added).toList();
  }
}
