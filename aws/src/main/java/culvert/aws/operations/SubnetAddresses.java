package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The addresses of a subnet: which are AWS's, which are taken, which is next (R1.1.3). */
public final class SubnetAddresses {

  /** The network, the router, the resolver, one for the future; and the last one. */
  private static final int RESERVED_FIRST = 4;

  private static final int RESERVED = 5;
  private static final int IPV4_PREFIX = 28;
  private static final int IPV6_PREFIX = 80;

  private final Subnet subnet;
  private final List<IpPrefix> reserved;
  private final List<IpPrefix> reservedForPrefixes;
  private final List<IpPrefix> delegated = new ArrayList<>();
  private final Set<IpAddress> taken = new HashSet<>();

  private SubnetAddresses(CatalogView view, Subnet subnet) {
    this.subnet = subnet;
    this.reserved = SubnetCidrReservationOperations.in(view, subnet);
    this.reservedForPrefixes = SubnetCidrReservationOperations.forPrefixes(view, subnet);
    view.referring(Kinds.NETWORK_INTERFACE, subnet.subnetId()).forEach(this::take);
  }

  public static SubnetAddresses of(CatalogView view, Subnet subnet) {
    return new SubnetAddresses(view, subnet);
  }

  private void take(NetworkInterface held) {
    held.privateIpAddresses().forEach(a -> taken.add(IpAddress.parse(a.privateIpAddress())));
    held.ipv6Addresses().forEach(a -> taken.add(IpAddress.parse(a.ipv6Address())));
    held.ipv4Prefixes().forEach(p -> delegated.add(IpPrefix.parse(p.ipv4Prefix())));
    held.ipv6Prefixes().forEach(p -> delegated.add(IpPrefix.parse(p.ipv6Prefix())));
  }

  /** Takes the lowest free address of a family. */
  IpAddress next(IpFamily family) {
    return family == IpFamily.V4 ? nextIpv4() : nextIpv6();
  }

  /** Takes the lowest free IPv4 address. */
  IpAddress nextIpv4() {
    return next(block(IpFamily.V4));
  }

  /** Takes the lowest free IPv6 address. */
  IpAddress nextIpv6() {
    return next(block(IpFamily.V6));
  }

  private IpPrefix block(IpFamily family) {
    return blocks()
        .filter(block -> block.family() == family)
        .findFirst()
        .orElseThrow(() ->
            Ec2Error.INVALID_PARAMETER_VALUE.with(
                "The subnet '"
                    + subnet.subnetId()
                    + "' has no "
                    + (family == IpFamily.V4 ? "IPv4" : "IPv6")
                    + " CIDR block"));
  }

  private Stream<IpPrefix> blocks() {
    return Stream.concat(
        Stream.ofNullable(subnet.cidrBlock()).map(IpPrefix::parse),
        subnet.ipv6CidrBlockAssociationSet().stream()
            .map(block -> IpPrefix.parse(block.ipv6CidrBlock())));
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
    return isIn(reserved, address) || isIn(delegated, address);
  }

  private static boolean isIn(List<IpPrefix> blocks, IpAddress address) {
    return !blocks.isEmpty() && blocks.stream().anyMatch(block -> block.contains(address));
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
    if (isIn(delegated, address) || !taken.add(address)) {
      throw Ec2Error.INVALID_IP_ADDRESS_IN_USE.with(text);
    }
    return address;
  }

  private @Nullable IpPrefix prefixOf(IpAddress address) {
    return blocks().filter(block -> block.contains(address)).findFirst().orElse(null);
  }

  /** Takes a free prefix for an interface, out of what is reserved for such first. */
  IpPrefix nextPrefix(IpFamily family) {
    IpPrefix subnetBlock = block(family);
    IpPrefix found =
        Stream.concat(
                reservedForPrefixes.stream().flatMap(block -> freeIn(block, subnetBlock)),
                freeIn(subnetBlock, subnetBlock)
                    .filter(each -> reserved.stream().noneMatch(each::overlaps)))
            .filter(each -> each.family() == family)
            .findFirst()
            .orElseThrow(() -> Ec2Error.INSUFFICIENT_PREFIXES.with());
    delegated.add(found);
    return found;
  }

  private Stream<IpPrefix> freeIn(IpPrefix block, IpPrefix subnetBlock) {
    int length = prefixLength(block.family());
    return Stream.iterate(
            IpPrefix.of(block.first(), length),
            each -> block.contains(each),
            each -> IpPrefix.of(each.last().plus(1), length))
        .filter(each -> isFree(each, subnetBlock));
  }

  /** Takes this prefix of the subnet for an interface. */
  IpPrefix takePrefix(String text, IpFamily family) {
    IpPrefix prefix = IpPrefix.tryParse(text);
    if (prefix == null || prefix.length() != prefixLength(family) || prefix.family() != family) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The prefix " + text + " is not a /" + prefixLength(family) + " block");
    }
    IpPrefix subnetBlock = prefixOf(prefix.first());
    if (subnetBlock == null) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The prefix " + text + " does not fall within the subnet's address range");
    }
    if (!isFree(prefix, subnetBlock)) {
      throw Ec2Error.INVALID_IP_ADDRESS_IN_USE.with(text);
    }
    delegated.add(prefix);
    return prefix;
  }

  /** The length of the prefixes that interfaces take. */
  private static int prefixLength(IpFamily family) {
    return family == IpFamily.V4 ? IPV4_PREFIX : IPV6_PREFIX;
  }

  private boolean isFree(IpPrefix prefix, IpPrefix subnetBlock) {
    return !prefix.contains(subnetBlock.first())
        && !prefix.contains(subnetBlock.last())
        && delegated.stream().noneMatch(prefix::overlaps)
        && taken.stream().noneMatch(prefix::contains);
  }

  /** How many IPv4 addresses are free: 2^n − 5 − used. */
  public int free() {
    if (subnet.cidrBlock() == null) {
      return 0;
    }
    long used =
        taken.stream().filter(IpAddress::isV4).count()
            + delegated.stream().filter(IpPrefix::isV4).mapToLong(IpPrefix::size).sum();
    return (int) (IpPrefix.parse(subnet.cidrBlock()).size() - RESERVED - used);
  }
}
