package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The addresses of a subnet: which are AWS's, which are taken, which is next (R1.1.3). */
public final class SubnetAddresses {

  /** The network, the router, the resolver, one for the future; and the last one. */
  private static final int RESERVED_FIRST = 4;

  private static final int RESERVED = 5;

  private final Subnet subnet;
  private final List<IpPrefix> reserved;
  private final Set<IpAddress> taken = new HashSet<>();

  private SubnetAddresses(CatalogView view, Subnet subnet) {
    this.subnet = subnet;
    this.reserved = SubnetCidrReservationOperations.in(view, subnet);
    view.referring(Kinds.NETWORK_INTERFACE, subnet.subnetId()).forEach(this::take);
  }

  public static SubnetAddresses of(CatalogView view, Subnet subnet) {
    return new SubnetAddresses(view, subnet);
  }

  private void take(NetworkInterface held) {
    held.privateIpAddresses().forEach(a -> taken.add(IpAddress.parse(a.privateIpAddress())));
    held.ipv6Addresses().forEach(a -> taken.add(IpAddress.parse(a.ipv6Address())));
  }

  /** Takes the lowest free IPv4 address. */
  IpAddress nextIpv4() {
    if (subnet.cidrBlock() == null) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The subnet '" + subnet.subnetId() + "' has no IPv4 CIDR block");
    }
    return next(IpPrefix.parse(subnet.cidrBlock()));
  }

  /** Takes the lowest free IPv6 address. */
  IpAddress nextIpv6() {
    if (subnet.ipv6CidrBlockAssociationSet().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The subnet '" + subnet.subnetId() + "' has no IPv6 CIDR block");
    }
    return next(IpPrefix.parse(subnet.ipv6CidrBlockAssociationSet().getFirst().ipv6CidrBlock()));
  }

  private IpAddress next(IpPrefix prefix) {
    IpAddress last = prefix.last();
    for (IpAddress each = prefix.first().plus(RESERVED_FIRST);
        each.compareTo(last) < 0;
        each = each.plus(1)) {
      if (!isReserved(each) && taken.add(each)) {
        return each;
      }
    }
    throw Ec2Error.INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET.with();
  }

  private boolean isReserved(IpAddress address) {
    return !reserved.isEmpty() && reserved.stream().anyMatch(block -> block.contains(address));
  }

  /** Takes this address of the subnet, if it is free and not AWS's. */
  IpAddress take(String text) {
    IpAddress address = IpAddress.tryParse(text);
    IpPrefix prefix = address == null ? null : prefixOf(address);
    if (address == null || prefix == null) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Address " + text + " does not fall within the subnet's address range");
    }
    if (address.compareTo(prefix.first().plus(RESERVED_FIRST)) < 0
        || address.equals(prefix.last())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Address " + text + " is in subnet's reserved address range");
    }
    if (!taken.add(address)) {
      throw Ec2Error.INVALID_IP_ADDRESS_IN_USE.with(text);
    }
    return address;
  }

  private @org.jspecify.annotations.Nullable IpPrefix prefixOf(IpAddress address) {
    if (subnet.cidrBlock() != null && IpPrefix.parse(subnet.cidrBlock()).contains(address)) {
      return IpPrefix.parse(subnet.cidrBlock());
    }
    return subnet.ipv6CidrBlockAssociationSet().stream()
        .map(block -> IpPrefix.parse(block.ipv6CidrBlock()))
        .filter(block -> block.contains(address))
        .findFirst()
        .orElse(null);
  }

  /** How many IPv4 addresses are free: 2^n − 5 − used. */
  public int free() {
    if (subnet.cidrBlock() == null) {
      return 0;
    }
    long used = taken.stream().filter(IpAddress::isV4).count();
    return (int) (IpPrefix.parse(subnet.cidrBlock()).size() - RESERVED - used);
  }
}
