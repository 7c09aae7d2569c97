package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.AddressFamily;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

/**
 * The addresses of both ends of a BGP session: of one prefix, of the customer's choice or AWS's
 * (B3).
 */
record PeerAddresses(IpAddress amazon, IpAddress customer, int length) {

  /** Where AWS takes /30 prefixes from. */
  private static final IpAddress FIRST_V4 = IpAddress.parse("169.254.96.0");

  private static final IpPrefix LINK_LOCAL = IpPrefix.parse("169.254.0.0/16");
  private static final int LENGTH_V4 = 30;

  /** Where it takes /125 prefixes from; customers have no say. */
  private static final IpAddress FIRST_V6 = IpAddress.parse("2620:107:4000:dc00::");

  private static final int LENGTH_V6 = 125;

  private static final List<IpPrefix> NOT_PUBLIC =
      Stream.of(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "169.254.0.0/16",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "0.0.0.0/8",
              "224.0.0.0/3")
          .map(IpPrefix::parse)
          .toList();

  String amazonText() {
    return amazon + "/" + length;
  }

  String customerText() {
    return customer + "/" + length;
  }

  private IpPrefix prefix() {
    return IpPrefix.of(amazon, length);
  }

  /** Whether an address is one of the internet's. */
  static boolean isPublic(IpPrefix prefix) {
    return NOT_PUBLIC.stream().noneMatch(prefix::overlaps);
  }

  /**
   * Those that are asked for, or free ones.
   *
   * @param parent the connection or LAG, on which no two may overlap
   */
  static PeerAddresses of(
      CatalogView view,
      String parent,
      String type,
      AddressFamily family,
      @Nullable String amazon,
      @Nullable String customer) {
    if (amazon == null && customer == null) {
      if (family == AddressFamily.IPV6) {
        return free(view, FIRST_V6, LENGTH_V6);
      }
      if (type.equals(VirtualInterfaces.PUBLIC)) {
        throw DirectConnectError.refused(
            "A public virtual interface needs an amazonAddress and a customerAddress of yours.");
      }
      return free(view, FIRST_V4, LENGTH_V4);
    }
    if (family == AddressFamily.IPV6) {
      throw DirectConnectError.refused("IPv6 addresses are assigned by AWS. Specify none.");
    }
    if (amazon == null || customer == null) {
      throw DirectConnectError.refused("Specify both amazonAddress and customerAddress, or none.");
    }
    PeerAddresses asked = parse(amazon, customer);
    asked.check(type);
    asked.refuseTaken(view, parent);
    return asked;
  }

  private static PeerAddresses parse(String amazon, String customer) {
    IpPrefix prefix = prefix(amazon);
    if (!prefix.equals(prefix(customer))) {
      throw DirectConnectError.refused(
          amazon + " and " + customer + " are not addresses of one prefix.");
    }
    return new PeerAddresses(address(amazon), address(customer), prefix.length());
  }

  private static IpPrefix prefix(String text) {
    IpPrefix prefix = IpPrefix.tryParse(text);
    if (prefix == null || !prefix.isV4()) {
      throw DirectConnectError.refused(
          text + " is not an IPv4 address with the length of a prefix.");
    }
    return prefix;
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text.substring(0, text.indexOf('/')));
  }

  private void check(String type) {
    boolean hosts =
        length <= LENGTH_V4
            && Stream.of(prefix().first(), prefix().last())
                .noneMatch(end -> end.equals(amazon) || end.equals(customer));
    if (amazon.equals(customer) || length > LENGTH_V4 + 1 || length <= LENGTH_V4 && !hosts) {
      throw DirectConnectError.refused(
          amazonText() + " and " + customerText() + " are not two hosts of a prefix.");
    }
    if (type.equals(VirtualInterfaces.PUBLIC) && (length < LENGTH_V4 || !isPublic(prefix()))) {
      throw DirectConnectError.refused(prefix() + " is not a public prefix of length 30 or 31.");
    }
  }

  private void refuseTaken(CatalogView view, String parent) {
    refuseTaken(view, parent, prefix());
  }

  /** Refuses a virtual interface that would come to a connection or LAG where its prefixes are. */
  static void refuseTaken(CatalogView view, String parent, VirtualInterface coming) {
    prefixes(coming).forEach(prefix -> refuseTaken(view, parent, prefix));
  }

  private static void refuseTaken(CatalogView view, String parent, IpPrefix prefix) {
    if (VirtualInterfaces.on(view.snapshot(), parent)
        .flatMap(each -> prefixes(each.shape()))
        .anyMatch(prefix::overlaps)) {
      throw DirectConnectError.refused(prefix + " is in use on " + parent + ".");
    }
  }

  /** The first of AWS's that no virtual interface has. */
  private static PeerAddresses free(CatalogView view, IpAddress first, int length) {
    Set<IpPrefix> taken =
        view.snapshot()
            .everywhere(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE)
            .filter(each -> !VirtualInterfaces.isGone(each.shape()))
            .flatMap(each -> prefixes(each.shape()))
            .collect(Collectors.toSet());
    long size = 1L << first.family().bits() - length;
    for (IpAddress at = first; ; at = at.plus(size)) {
      if (first.isV4() && !LINK_LOCAL.contains(at)) {
        throw DirectConnectError.refused("There is no free prefix left in " + LINK_LOCAL + ".");
      }
      IpPrefix candidate = IpPrefix.of(at, length);
      if (taken.stream().noneMatch(candidate::overlaps)) {
        return new PeerAddresses(at.plus(1), at.plus(2), length);
      }
    }
  }

  private static Stream<IpPrefix> prefixes(VirtualInterface of) {
    return of.bgpPeers().stream().map(BGPPeer::amazonAddress).map(IpPrefix::parse);
  }
}
