package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Quotas;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import culvert.network.address.IpPrefix;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.directconnect.model.AddressFamily;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;

/**
 * A virtual interface to be made (B3): the request's members, of whichever of the six shapes, in
 * that of a virtual interface.
 */
final class NewVirtualInterface {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final int MTU = 1500;
  private static final Set<Integer> PRIVATE_MTUS = Set.of(MTU, 8500, 9001);
  private static final Set<Integer> TRANSIT_MTUS = Set.of(MTU, 8500);
  private static final int MOST_PREFIXES = 1000;

  private final VirtualInterface asked;
  private final InterfaceParent parent;
  private final Transaction transaction;

  private NewVirtualInterface(
      VirtualInterface asked, InterfaceParent parent, Transaction transaction) {
    this.asked = asked;
    this.parent = parent;
    this.transaction = transaction;
  }

  /**
   * What is asked for on a connection or LAG of the caller's.
   *
   * @param type {@code private}, {@code public} or {@code transit}
   */
  static NewVirtualInterface of(
      String type, SdkPojo asked, String connection, Transaction transaction) {
    Member siteLink = Shape.of(asked).member("enableSiteLink");
    VirtualInterface shape =
        Copies.of(
            asked,
            VirtualInterface.builder()
                .virtualInterfaceType(type)
                .siteLinkEnabled(siteLink != null && Boolean.TRUE.equals(siteLink.get(asked))));
    return new NewVirtualInterface(
        shape, InterfaceParent.own(transaction, connection), transaction);
  }

  /** Makes it for the caller. */
  VirtualInterface make(Quotas.DirectConnect quotas) {
    VirtualInterface drawn = draw(transaction.scope().account());
    return transaction.add(
        Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE,
        started(
            InterfaceTarget.join(
                transaction,
                drawn,
                asked.virtualGatewayId(),
                asked.directConnectGatewayId(),
                quotas)));
  }

  /** Makes it for another account, which has to confirm it. */
  VirtualInterface allocate(String owner) {
    VirtualInterface drawn =
        draw(Accounts.check(owner)).toBuilder()
            .virtualInterfaceState(VirtualInterfaceState.CONFIRMING)
            .build();
    return transaction.add(
        new Scope(owner, transaction.scope().region()),
        Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE,
        drawn.virtualInterfaceId(),
        drawn);
  }

  /** What AWS does first: a public one is verified. */
  static VirtualInterface started(VirtualInterface of) {
    return of.toBuilder()
        .virtualInterfaceState(
            of.virtualInterfaceType().equals(VirtualInterfaces.PUBLIC)
                ? VirtualInterfaceState.VERIFYING
                : VirtualInterfaceState.PENDING)
        .build();
  }

  private VirtualInterface draw(String owner) {
    String type = asked.virtualInterfaceType();
    checkName(asked.virtualInterfaceName());
    if (asked.vlan() == null) {
      throw DirectConnectError.refused("The parameter vlan is required.");
    }
    long asn = PeerNumbers.asn(asked.asn(), asked.asnLong());
    String authKey = BgpPeers.authKey(asked.authKey());
    AddressFamily family = Objects.requireNonNullElse(asked.addressFamily(), AddressFamily.IPV4);
    int mtu = mtu(type, asked.mtu());
    checkPrefixes(type, family);
    parent.expectUp();
    parent.refuseFull(transaction, type);
    parent.refuseTaken(transaction, asked.vlan());
    PeerAddresses addresses =
        PeerAddresses.of(
            transaction, parent.id(), type, family, asked.amazonAddress(), asked.customerAddress());
    VirtualInterface drawn =
        asked.toBuilder()
            .ownerAccount(owner)
            .virtualInterfaceId(Ids.next("dxvif"))
            .location(parent.location())
            .connectionId(parent.id())
            .region(transaction.scope().region())
            .asn(PeerNumbers.shortAsn(asn))
            .asnLong(asn)
            .authKey(authKey)
            .addressFamily(family)
            .amazonAddress(addresses.amazonText())
            .customerAddress(addresses.customerText())
            .mtu(mtu)
            .jumboFrameCapable(true)
            .virtualGatewayId(null)
            .directConnectGatewayId(null)
            .awsDeviceV2(parent.device())
            .awsLogicalDeviceId(parent.device())
            .tags(ResourceTags.of(asked.tags()))
            .build();
    BGPPeer peer = BgpPeers.make(asn, authKey, family, addresses, drawn);
    return drawn.toBuilder().bgpPeers(peer).build();
  }

  static String checkName(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw DirectConnectError.refused(
          "The virtualInterfaceName has 1 to 100 letters, digits and hyphens.");
    }
    return name;
  }

  /** The MTU that is asked for, which jumbo frames on a public one are none of (B3). */
  static int mtu(String type, @Nullable Integer asked) {
    if (asked == null) {
      return MTU;
    }
    Set<Integer> possible =
        switch (type) {
          case VirtualInterfaces.PRIVATE -> PRIVATE_MTUS;
          case VirtualInterfaces.TRANSIT -> TRANSIT_MTUS;
          default -> Set.of(MTU);
        };
    if (!possible.contains(asked)) {
      throw DirectConnectError.refused(
          "The MTU of a " + type + " virtual interface cannot be " + asked + ".");
    }
    return asked;
  }

  /** A public one says what the customer will announce. */
  private void checkPrefixes(String type, AddressFamily family) {
    if (!type.equals(VirtualInterfaces.PUBLIC)) {
      return;
    }
    int count = asked.routeFilterPrefixes().size();
    if (count == 0 && family == AddressFamily.IPV4 || count > MOST_PREFIXES) {
      throw DirectConnectError.refused(
          "A public virtual interface needs 1 to 1000 routeFilterPrefixes, not " + count + ".");
    }
    for (RouteFilterPrefix prefix : asked.routeFilterPrefixes()) {
      IpPrefix cidr = AllowedPrefixes.parse(prefix);
      if (cidr.isV4() ? !PeerAddresses.isPublic(cidr) : cidr.length() > 64) {
        throw DirectConnectError.refused(
            cidr + " cannot be announced on a public virtual interface.");
      }
    }
  }
}
