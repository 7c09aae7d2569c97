package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.VirtualInterface.BgpPeer;
import culvert.network.topology.VirtualInterface.Target;
import culvert.network.topology.VirtualInterface.Type;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.BGPPeerState;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationState;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayState;
import software.amazon.awssdk.services.directconnect.model.GatewayType;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.LagState;
import software.amazon.awssdk.services.directconnect.model.MacSecKey;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;

/**
 * Reads Direct Connect: ports and LAGs, the virtual interfaces that forward, and the gateways and
 * associations that are there.
 */
public final class DirectConnectReading {

  /** The state of a MACsec key that a port is associated with. */
  public static final String KEY_IN_USE = "associated";

  private DirectConnectReading() {}

  private static boolean isGone(Connection connection) {
    return switch (connection.connectionState()) {
      case DELETING, DELETED, REJECTED -> true;
      default -> false;
    };
  }

  /** A connection or interconnect, or null where it is no more. */
  static @Nullable DirectConnectConnection port(Connection connection) {
    return isGone(connection) ? null : component(connection);
  }

  private static DirectConnectConnection component(Connection connection) {
    return new DirectConnectConnection(
        connection.connectionId(),
        connection.ownerAccount(),
        connection.region(),
        connection.connectionName(),
        connection.location(),
        connection.lagId(),
        connection.connectionState() == ConnectionState.AVAILABLE,
        isEncrypted(connection.macSecKeys()));
  }

  /** Whether a MACsec key is in use. */
  public static boolean isEncrypted(List<MacSecKey> keys) {
    return keys.stream().anyMatch(key -> KEY_IN_USE.equals(key.state()));
  }

  static @Nullable DirectConnectLag lag(Lag lag) {
    return lag.lagState() == LagState.DELETING || lag.lagState() == LagState.DELETED
        ? null
        : component(lag);
  }

  private static DirectConnectLag component(Lag lag) {
    return new DirectConnectLag(
        lag.lagId(),
        lag.ownerAccount(),
        lag.region(),
        lag.lagName(),
        lag.location(),
        lag.minimumLinks());
  }

  private static boolean forwards(VirtualInterface shape) {
    return switch (shape.virtualInterfaceState()) {
      case AVAILABLE, TESTING -> true;
      default -> false;
    };
  }

  /** One that forwards, else null. */
  static culvert.network.topology.@Nullable VirtualInterface virtualInterface(
      Resource<VirtualInterface> resource, Snapshot from) {
    return forwards(resource.shape()) ? component(resource.shape(), from) : null;
  }

  private static culvert.network.topology.VirtualInterface component(
      VirtualInterface shape, Snapshot from) {
    Set<String> tested = tested(shape, from);
    return new culvert.network.topology.VirtualInterface(
        shape.virtualInterfaceId(),
        shape.ownerAccount(),
        shape.region(),
        shape.virtualInterfaceName(),
        type(shape),
        shape.connectionId(),
        shape.vlan(),
        shape.mtu(),
        Boolean.TRUE.equals(shape.siteLinkEnabled()),
        target(shape),
        shape.bgpPeers().stream()
            .filter(peer -> peer.bgpPeerState() == BGPPeerState.AVAILABLE)
            .map(peer -> peer(peer, tested.contains(peer.bgpPeerId())))
            .toList(),
        prefixes(shape.routeFilterPrefixes()));
  }

  private static Set<String> tested(VirtualInterface shape, Snapshot from) {
    return shape.virtualInterfaceState() == VirtualInterfaceState.TESTING
        ? from.referringAnywhere(Kinds.DIRECT_CONNECT_FAILOVER_TEST, shape.virtualInterfaceId())
            .filter(test -> test.shape().endTime() == null)
            .flatMap(test -> test.shape().bgpPeers().stream())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static Type type(VirtualInterface shape) {
    return switch (shape.virtualInterfaceType()) {
      case "private" -> Type.PRIVATE;
      case "transit" -> Type.TRANSIT;
      default -> Type.PUBLIC;
    };
  }

  private static @Nullable Target target(VirtualInterface shape) {
    if (shape.virtualGatewayId() != null) {
      return new Target.ToVpnGateway(shape.virtualGatewayId());
    }
    return shape.directConnectGatewayId() == null
        ? null
        : new Target.ToDirectConnectGateway(shape.directConnectGatewayId());
  }

  private static BgpPeer peer(BGPPeer peer, boolean testing) {
    IpAddress amazon = address(peer.amazonAddress());
    return new BgpPeer(
        peer.bgpPeerId(),
        amazon.isV4() ? IpFamily.V4 : IpFamily.V6,
        peer.asnLong(),
        amazon,
        address(peer.customerAddress()),
        testing);
  }

  private static IpAddress address(String withLength) {
    return IpAddress.parse(withLength.substring(0, withLength.indexOf('/')));
  }

  private static List<IpPrefix> prefixes(List<RouteFilterPrefix> prefixes) {
    return prefixes.stream().map(RouteFilterPrefix::cidr).map(IpPrefix::parse).toList();
  }

  /** One that is available, else null. */
  static culvert.network.topology.@Nullable DirectConnectGateway gateway(
      DirectConnectGateway gateway) {
    return gateway.directConnectGatewayState() == DirectConnectGatewayState.AVAILABLE
        ? component(gateway)
        : null;
  }

  private static culvert.network.topology.DirectConnectGateway component(
      DirectConnectGateway gateway) {
    return new culvert.network.topology.DirectConnectGateway(
        gateway.directConnectGatewayId(),
        gateway.ownerAccount(),
        gateway.directConnectGatewayName(),
        gateway.amazonSideAsn());
  }

  private static boolean isInEffect(DirectConnectGatewayAssociation association) {
    return association.associationState() == DirectConnectGatewayAssociationState.ASSOCIATED
        || association.associationState() == DirectConnectGatewayAssociationState.UPDATING;
  }

  /** One that is in effect, with a transit gateway's attachment that is available, else null. */
  static culvert.network.topology.@Nullable DirectConnectGatewayAssociation association(
      Resource<DirectConnectGatewayAssociation> resource, Snapshot from) {
    DirectConnectGatewayAssociation association = resource.shape();
    if (!isInEffect(association)) {
      return null;
    }
    String id = association.associatedGateway().id();
    Gateway gateway = new Gateway.OfVpnGateway(id);
    if (association.associatedGateway().type() == GatewayType.TRANSIT_GATEWAY) {
      String attachment = attachment(association, from);
      if (attachment == null) {
        return null;
      }
      gateway = new Gateway.OfTransitGateway(id, attachment);
    }
    return new culvert.network.topology.DirectConnectGatewayAssociation(
        association.associationId(),
        association.directConnectGatewayId(),
        gateway,
        prefixes(association.allowedPrefixesToDirectConnectGateway()));
  }

  /** The associations that an attachment of a Direct Connect gateway is a part of. */
  static Stream<String> associationsOf(
      Resource<TransitGatewayAttachment> attachment, Snapshot from) {
    return attachment.shape().resourceType()
            == TransitGatewayAttachmentResourceType.DIRECT_CONNECT_GATEWAY
        ? from.referringAnywhere(
                Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION, attachment.shape().resourceId())
            .map(Resource::id)
        : Stream.empty();
  }

  private static @Nullable String attachment(
      DirectConnectGatewayAssociation association, Snapshot from) {
    Scope owner =
        new Scope(
            association.associatedGateway().ownerAccount(),
            association.associatedGateway().region());
    return from.referring(
            owner,
            Kinds.TRANSIT_GATEWAY_ATTACHMENT,
            Objects.requireNonNull(association.directConnectGatewayId()))
        .map(Resource::shape)
        .filter(each -> each.transitGatewayId().equals(association.associatedGateway().id()))
        .filter(each -> each.state() == TransitGatewayAttachmentState.AVAILABLE)
        .map(TransitGatewayAttachment::transitGatewayAttachmentId)
        .findFirst()
        .orElse(null);
  }
}
