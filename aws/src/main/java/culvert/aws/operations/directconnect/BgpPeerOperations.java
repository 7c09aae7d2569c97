package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Lists;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.directconnect.model.AddressFamily;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.BGPPeerState;
import software.amazon.awssdk.services.directconnect.model.CreateBgpPeerRequest;
import software.amazon.awssdk.services.directconnect.model.CreateBgpPeerResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteBgpPeerRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteBgpPeerResponse;
import software.amazon.awssdk.services.directconnect.model.NewBGPPeer;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;

/** More BGP peers of a virtual interface, and fewer: the last one stays (B3). */
final class BgpPeerOperations implements OperationFamily {

  private final InterfaceView views;

  BgpPeerOperations(InterfaceView views) {
    this.views = views;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write("CreateBGPPeer", CreateBgpPeerRequest::builder, this::create);
    calls.write("DeleteBGPPeer", DeleteBgpPeerRequest::builder, this::delete);
  }

  private static VirtualInterface forwarding(Transaction transaction, String id) {
    if (id == null) {
      throw DirectConnectError.refused("The parameter virtualInterfaceId is required.");
    }
    VirtualInterface found = VirtualInterfaces.own(transaction, id);
    if (found.virtualInterfaceState() != VirtualInterfaceState.AVAILABLE) {
      throw DirectConnectError.refused(
          id + " is in state " + found.virtualInterfaceStateAsString() + ".");
    }
    return found;
  }

  private CreateBgpPeerResponse create(CreateBgpPeerRequest request, Transaction transaction) {
    VirtualInterface of = forwarding(transaction, request.virtualInterfaceId());
    NewBGPPeer asked = request.newBGPPeer();
    if (asked == null) {
      throw DirectConnectError.refused("The parameter newBGPPeer is required.");
    }
    long asn = PeerNumbers.asn(asked.asn(), asked.asnLong());
    String authKey = BgpPeers.authKey(asked.authKey());
    AddressFamily family = Objects.requireNonNullElse(asked.addressFamily(), AddressFamily.IPV4);
    refuseMoreThan(of, family, InterfaceParent.of(transaction, of).redundant() ? 2 : 1);
    PeerAddresses addresses =
        PeerAddresses.of(
            transaction,
            of.connectionId(),
            of.virtualInterfaceType(),
            family,
            asked.amazonAddress(),
            asked.customerAddress());
    BGPPeer peer = BgpPeers.make(asn, authKey, family, addresses, of);
    return CreateBgpPeerResponse.builder()
        .virtualInterface(
            put(transaction, of.toBuilder().bgpPeers(Lists.plus(of.bgpPeers(), peer)).build()))
        .build();
  }

  private static void refuseMoreThan(VirtualInterface of, AddressFamily family, int most) {
    long present =
        BgpPeers.present(of).stream().filter(each -> each.addressFamily() == family).count();
    if (present >= most) {
      throw DirectConnectError.refused(
          of.virtualInterfaceId() + " has " + present + " BGP peers of " + family + " already.");
    }
  }

  private VirtualInterface put(Transaction transaction, VirtualInterface changed) {
    return views.of(
        transaction.replace(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, changed), transaction);
  }

  private DeleteBgpPeerResponse delete(DeleteBgpPeerRequest request, Transaction transaction) {
    VirtualInterface of = forwarding(transaction, request.virtualInterfaceId());
    List<BGPPeer> present = BgpPeers.present(of);
    List<BGPPeer> found = present.stream().filter(each -> isMeant(each, request)).toList();
    if (found.size() != 1) {
      throw DirectConnectError.refused(
          found.isEmpty()
              ? "The BGP peer does not exist on " + of.virtualInterfaceId() + "."
              : "More than one BGP peer is meant. Specify a bgpPeerId.");
    }
    if (present.size() == 1) {
      throw DirectConnectError.refused(
          "The last BGP Peer on a Virtual Interface cannot be deleted");
    }
    String id = found.getFirst().bgpPeerId();
    return DeleteBgpPeerResponse.builder()
        .virtualInterface(
            put(
                transaction,
                of.toBuilder()
                    .bgpPeers(
                        Lists.replacing(
                            of.bgpPeers(),
                            peer -> peer.bgpPeerId().equals(id),
                            peer -> peer.toBuilder().bgpPeerState(BGPPeerState.DELETING).build()))
                    .build()))
        .build();
  }

  /** Named by its id, or by what else the request says of it. */
  private static boolean isMeant(BGPPeer peer, DeleteBgpPeerRequest request) {
    if (request.bgpPeerId() != null) {
      return peer.bgpPeerId().equals(request.bgpPeerId());
    }
    boolean named =
        request.asn() != null || request.asnLong() != null || request.customerAddress() != null;
    return named
        && (request.asn() == null || peer.asnLong() == request.asn().longValue())
        && (request.asnLong() == null || peer.asnLong().equals(request.asnLong()))
        && (request.customerAddress() == null
            || peer.customerAddress().equals(request.customerAddress()));
  }
}
