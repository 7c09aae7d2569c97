package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignedPrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesResponse;

/** The addresses and prefixes that an interface has beside its primary address. */
final class NetworkInterfaceAddressOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "AssignPrivateIpAddresses",
        AssignPrivateIpAddressesRequest::builder,
        NetworkInterfaceAddressOperations::assign);
    registry.write(
        "UnassignPrivateIpAddresses",
        UnassignPrivateIpAddressesRequest::builder,
        NetworkInterfaceAddressOperations::unassign);
    registry.write(
        "AssignIpv6Addresses",
        AssignIpv6AddressesRequest::builder,
        NetworkInterfaceAddressOperations::assignIpv6);
    registry.write(
        "UnassignIpv6Addresses",
        UnassignIpv6AddressesRequest::builder,
        NetworkInterfaceAddressOperations::unassignIpv6);
  }

  private static AssignPrivateIpAddressesResponse assign(
      AssignPrivateIpAddressesRequest request, Transaction transaction) {
    NetworkInterface held =
        NetworkInterfaceOperations.changeable(transaction, request.networkInterfaceId());
    List<String> named =
        Lists.without(request.privateIpAddresses(), each -> isSecondaryOf(held, each));
    WantedAddresses wanted =
        new WantedAddresses(
            IpFamily.V4,
            named,
            request.secondaryPrivateIpAddressCount(),
            request.ipv4Prefixes(),
            request.ipv4PrefixCount());
    if (wanted.isUnsaid() && request.privateIpAddresses().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("PrivateIpAddress or SecondaryPrivateIpAddressCount");
    }
    wanted.checkLimit(NetworkInterfaceAddresses.ipv4Count(held));
    Map<String, @Nullable Address> moved =
        takeOver(transaction, held, named, Boolean.TRUE.equals(request.allowReassignment()));
    SubnetAddresses free = free(transaction, held);
    List<IpAddress> addresses = wanted.takeAddresses(free);
    List<IpPrefix> prefixes = wanted.takePrefixes(free);
    NetworkInterface after =
        transaction.replace(
            Kinds.NETWORK_INTERFACE, NetworkInterfaceAddresses.plusIpv4(held, addresses, prefixes));
    moved.forEach((address, elasticIp) -> {
      if (elasticIp != null) {
        ElasticIps.associate(transaction, elasticIp, after, address);
      }
    });
    return AssignPrivateIpAddressesResponse.builder()
        .networkInterfaceId(held.networkInterfaceId())
        .assignedPrivateIpAddresses(
            addresses.stream()
                .map(each ->
                    AssignedPrivateIpAddress.builder().privateIpAddress(each.toString()).build())
                .toList())
        .assignedIpv4Prefixes(
            prefixes.stream()
                .map(each -> Ipv4PrefixSpecification.builder().ipv4Prefix(each.toString()).build())
                .toList())
        .build();
  }

  private static boolean isSecondaryOf(NetworkInterface held, String address) {
    return NetworkInterfaceAddresses.hasIpv4(held, address)
        && !address.equals(held.privateIpAddress());
  }

  private static SubnetAddresses free(Transaction transaction, NetworkInterface held) {
    Subnet subnet = Lookup.SUBNET.get(transaction, held.subnetId(), "SubnetId");
    return SubnetAddresses.of(transaction, subnet);
  }

  /**
   * Takes those addresses that other interfaces have away from them.
   *
   * @return each of them with the Elastic IP address that moves along, or null
   */
  private static Map<String, @Nullable Address> takeOver(
      Transaction transaction, NetworkInterface to, List<String> addresses, boolean allowed) {
    Map<String, @Nullable Address> moved = new LinkedHashMap<>();
    for (String address : addresses) {
      NetworkInterface from =
          transaction
              .referring(Kinds.NETWORK_INTERFACE, to.subnetId())
              .filter(other -> NetworkInterfaceAddresses.hasIpv4(other, address))
              .findFirst()
              .orElse(null);
      if (from != null) {
        if (!allowed || !isSecondaryOf(from, address)) {
          throw Ec2Error.INVALID_PARAMETER_VALUE.with(
              "Some of [" + address + "] are already assigned, but move is not allowed.");
        }
        NetworkInterfaceOperations.changeable(transaction, from.networkInterfaceId());
        moved.put(address, drop(transaction, from, address));
      }
    }
    return moved;
  }

  /** Takes an address off an interface; the Elastic IP address that was there is free. */
  private static @Nullable Address drop(
      Transaction transaction, NetworkInterface from, String address) {
    Resource<Address> elasticIp =
        ElasticIps.of(transaction, from).stream()
            .filter(each -> address.equals(each.shape().privateIpAddress()))
            .findFirst()
            .orElse(null);
    ElasticIps.release(transaction, from, address);
    transaction.update(
        Kinds.NETWORK_INTERFACE,
        from.networkInterfaceId(),
        held -> NetworkInterfaceAddresses.minusIpv4(held, Set.of(address), Set.of()));
    return elasticIp == null ? null : transaction.find(Kinds.ELASTIC_IP, elasticIp.id());
  }

  private static UnassignPrivateIpAddressesResponse unassign(
      UnassignPrivateIpAddressesRequest request, Transaction transaction) {
    NetworkInterface held =
        NetworkInterfaceOperations.changeable(transaction, request.networkInterfaceId());
    if (request.privateIpAddresses().isEmpty() && request.ipv4Prefixes().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("PrivateIpAddress or Ipv4Prefix");
    }
    for (String address : request.privateIpAddresses()) {
      if (address.equals(held.privateIpAddress())) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "The primary address "
                + address
                + " of "
                + held.networkInterfaceId()
                + " cannot be unassigned");
      }
      refuseUnless(NetworkInterfaceAddresses.hasIpv4(held, address), address, held);
    }
    for (String prefix : request.ipv4Prefixes()) {
      refuseUnless(
          held.ipv4Prefixes().stream().anyMatch(p -> prefix.equals(p.ipv4Prefix())), prefix, held);
    }
    request.privateIpAddresses().forEach(address -> ElasticIps.release(transaction, held, address));
    transaction.update(
        Kinds.NETWORK_INTERFACE,
        held.networkInterfaceId(),
        now ->
            NetworkInterfaceAddresses.minusIpv4(
                now, Set.copyOf(request.privateIpAddresses()), Set.copyOf(request.ipv4Prefixes())));
    return UnassignPrivateIpAddressesResponse.builder().build();
  }

  private static void refuseUnless(boolean assigned, String what, NetworkInterface held) {
    if (!assigned) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Some of [" + what + "] are not assigned to interface " + held.networkInterfaceId());
    }
  }

  private static AssignIpv6AddressesResponse assignIpv6(
      AssignIpv6AddressesRequest request, Transaction transaction) {
    NetworkInterface held =
        NetworkInterfaceOperations.changeable(transaction, request.networkInterfaceId());
    WantedAddresses wanted =
        new WantedAddresses(
            IpFamily.V6,
            request.ipv6Addresses(),
            request.ipv6AddressCount(),
            request.ipv6Prefixes(),
            request.ipv6PrefixCount());
    if (wanted.isUnsaid()) {
      throw Ec2Error.MISSING_PARAMETER.with("Ipv6Addresses or Ipv6AddressCount");
    }
    wanted.checkLimit(NetworkInterfaceAddresses.ipv6Count(held));
    SubnetAddresses free = free(transaction, held);
    List<IpAddress> addresses = wanted.takeAddresses(free);
    List<IpPrefix> prefixes = wanted.takePrefixes(free);
    transaction.replace(
        Kinds.NETWORK_INTERFACE, NetworkInterfaceAddresses.plusIpv6(held, addresses, prefixes));
    return AssignIpv6AddressesResponse.builder()
        .networkInterfaceId(held.networkInterfaceId())
        .assignedIpv6Addresses(addresses.stream().map(IpAddress::toString).toList())
        .assignedIpv6Prefixes(prefixes.stream().map(IpPrefix::toString).toList())
        .build();
  }

  private static UnassignIpv6AddressesResponse unassignIpv6(
      UnassignIpv6AddressesRequest request, Transaction transaction) {
    NetworkInterface held =
        NetworkInterfaceOperations.changeable(transaction, request.networkInterfaceId());
    if (request.ipv6Addresses().isEmpty() && request.ipv6Prefixes().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("Ipv6Addresses or Ipv6Prefix");
    }
    List<String> addresses =
        request.ipv6Addresses().stream().map(NetworkInterfaceAddressOperations::canonical).toList();
    for (String address : addresses) {
      NetworkInterfaceIpv6Address present =
          held.ipv6Addresses().stream()
              .filter(each -> address.equals(each.ipv6Address()))
              .findFirst()
              .orElse(null);
      refuseUnless(present != null, address, held);
      if (Boolean.TRUE.equals(Objects.requireNonNull(present).isPrimaryIpv6())) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "The primary IPv6 address " + address + " cannot be unassigned");
      }
    }
    for (String prefix : request.ipv6Prefixes()) {
      refuseUnless(
          held.ipv6Prefixes().stream().anyMatch(p -> prefix.equals(p.ipv6Prefix())), prefix, held);
    }
    transaction.replace(
        Kinds.NETWORK_INTERFACE,
        NetworkInterfaceAddresses.minusIpv6(
            held, Set.copyOf(addresses), Set.copyOf(request.ipv6Prefixes())));
    return UnassignIpv6AddressesResponse.builder()
        .networkInterfaceId(held.networkInterfaceId())
        .unassignedIpv6Addresses(addresses)
        .unassignedIpv6Prefixes(request.ipv6Prefixes())
        .build();
  }

  /** As interfaces show it: IPv6 is written in many ways. */
  private static String canonical(String text) {
    IpAddress address = IpAddress.tryParse(text);
    return address == null ? text : address.toString();
  }
}
