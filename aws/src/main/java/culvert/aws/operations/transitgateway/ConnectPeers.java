package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.operations.Ec2Error;
import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnect;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeer;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeerState;

/** The peers of Connect attachments, and which addresses of their gateway they have (R4.1.8). */
final class ConnectPeers {

  private ConnectPeers() {}

  /** Those of a Connect attachment that are not deleted. */
  static List<TransitGatewayConnectPeer> of(CatalogView view, String attachment) {
    return view.referring(Kinds.TRANSIT_GATEWAY_CONNECT_PEER, attachment)
        .filter(peer -> !isDeleted(peer))
        .toList();
  }

  /** Those of all Connect attachments of a gateway that are not deleted. */
  static Stream<TransitGatewayConnectPeer> ofGateway(CatalogView view, String gateway) {
    return view.referring(Kinds.TRANSIT_GATEWAY_CONNECT, gateway)
        .map(TransitGatewayConnect::transitGatewayAttachmentId)
        .flatMap(attachment -> of(view, attachment).stream());
  }

  static boolean isDeleted(TransitGatewayConnectPeer peer) {
    return peer.state() == TransitGatewayConnectPeerState.DELETED;
  }

  /** A block stays as long as a peer has an address of it. */
  static void refuseRemoval(CatalogView view, TransitGateway gateway, List<String> blocks) {
    List<IpPrefix> removed = blocks.stream().map(IpPrefix::parse).toList();
    ofGateway(view, gateway.transitGatewayId())
        .forEach(peer ->
            refuseRemoval(removed, gatewayAddress(peer), peer.transitGatewayConnectPeerId()));
    VpnAttachments.privateAddresses(view, gateway.transitGatewayId())
        .forEach(used -> refuseRemoval(removed, used, "a VPN connection"));
  }

  private static void refuseRemoval(List<IpPrefix> removed, IpAddress used, String resource) {
    for (IpPrefix block : removed) {
      if (block.contains(used)) {
        throw Ec2Error.INCORRECT_STATE.with(
            "Transit Gateway CIDR block "
                + block
                + " cannot be removed while it is in use by resource "
                + resource);
      }
    }
  }

  private static IpAddress gatewayAddress(TransitGatewayConnectPeer peer) {
    return IpAddress.parse(peer.connectPeerConfiguration().transitGatewayAddress());
  }

  private static Set<IpAddress> taken(CatalogView view, TransitGateway gateway) {
    return Stream.concat(
            ofGateway(view, gateway.transitGatewayId()).map(ConnectPeers::gatewayAddress),
            VpnAttachments.privateAddresses(view, gateway.transitGatewayId()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The first IPv4 address of the gateway's blocks that is neither taken nor among the others. */
  static IpAddress free(CatalogView view, TransitGateway gateway, Set<IpAddress> besides) {
    Set<IpAddress> taken = taken(view, gateway);
    taken.addAll(besides);
    return free(blocks(gateway), taken, IpFamily.V4);
  }

  private static List<IpPrefix> blocks(TransitGateway gateway) {
    return gateway.options().transitGatewayCidrBlocks().stream().map(IpPrefix::parse).toList();
  }

  /**
   * The gateway's end of a new peer's tunnel: the one asked for, else the first free address of the
   * family in the gateway's blocks.
   */
  static IpAddress address(
      CatalogView view, TransitGateway gateway, @Nullable String asked, IpFamily family) {
    List<IpPrefix> blocks = blocks(gateway);
    Set<IpAddress> taken = taken(view, gateway);
    if (asked != null) {
      IpAddress address = IpAddress.tryParse(asked);
      if (address == null
          || address.family() != family
          || blocks.stream().noneMatch(block -> block.contains(address))) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "Value ("
                + asked
                + ") for parameter transitGatewayAddress is invalid. It is no "
                + (family == IpFamily.V4 ? "IPv4" : "IPv6")
                + " address of a CIDR block of "
                + gateway.transitGatewayId());
      }
      if (taken.contains(address)) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "The address " + address + " is in use by another Connect peer or a VPN connection");
      }
      return address;
    }
    return free(blocks, taken, family);
  }

  /** No more addresses are looked at than are taken, and one. */
  private static IpAddress free(List<IpPrefix> blocks, Set<IpAddress> taken, IpFamily family) {
    for (IpPrefix block : blocks) {
      if (block.family() == family) {
        for (IpAddress each = block.first().plus(1); block.contains(each); each = each.plus(1)) {
          if (!taken.contains(each)) {
            return each;
          }
        }
      }
    }
    throw Ec2Error.INCORRECT_STATE.with(
        "The transit gateway has no free "
            + (family == IpFamily.V4 ? "IPv4" : "IPv6")
            + " address in its CIDR blocks");
  }
}
