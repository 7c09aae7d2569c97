package culvert.aws.operations.directconnect;

import culvert.aws.operations.Ids;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.AddressFamily;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.BGPPeerState;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

/** The BGP peers of virtual interfaces (B3). */
final class BgpPeers {

  private static final int KEY_MIN = 6;
  private static final int KEY_MAX = 80;
  private static final int KEY_LENGTH = 24;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private BgpPeers() {}

  /** The MD5 key that is asked for, or a new one. */
  static String authKey(@Nullable String asked) {
    if (asked == null) {
      StringBuilder key = new StringBuilder(KEY_LENGTH);
      while (key.length() < KEY_LENGTH) {
        key.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
      }
      return key.toString();
    }
    if (asked.length() < KEY_MIN || asked.length() > KEY_MAX) {
      throw DirectConnectError.refused("The authKey has 6 to 80 characters.");
    }
    return asked;
  }

  /** A new peer, which is verified on a public virtual interface. */
  static BGPPeer make(
      long asn,
      String authKey,
      AddressFamily family,
      PeerAddresses addresses,
      VirtualInterface of) {
    return BGPPeer.builder()
        .bgpPeerId(Ids.next("dxpeer"))
        .asn(PeerNumbers.shortAsn(asn))
        .asnLong(asn)
        .authKey(authKey)
        .addressFamily(family)
        .amazonAddress(addresses.amazonText())
        .customerAddress(addresses.customerText())
        .bgpPeerState(
            of.virtualInterfaceType().equals(VirtualInterfaces.PUBLIC)
                ? BGPPeerState.VERIFYING
                : BGPPeerState.PENDING)
        .awsDeviceV2(of.awsDeviceV2())
        .awsLogicalDeviceId(of.awsLogicalDeviceId())
        .build();
  }

  static boolean areSettled(VirtualInterface of) {
    return of.bgpPeers().stream().allMatch(each -> each.bgpPeerState() == BGPPeerState.AVAILABLE);
  }

  /** With every peer that was on its way arrived or gone. */
  static VirtualInterface settled(VirtualInterface of) {
    List<BGPPeer> peers = new ArrayList<>();
    for (BGPPeer peer : of.bgpPeers()) {
      if (peer.bgpPeerState() != BGPPeerState.DELETING) {
        peers.add(peer.toBuilder().bgpPeerState(BGPPeerState.AVAILABLE).build());
      }
    }
    return of.toBuilder().bgpPeers(peers).build();
  }

  /** Those that are not on their way out. */
  static List<BGPPeer> present(VirtualInterface of) {
    return of.bgpPeers().stream()
        .filter(each -> each.bgpPeerState() != BGPPeerState.DELETING)
        .toList();
  }
}
