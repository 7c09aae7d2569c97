package culvert.aws.reading;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.topology.Component;
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
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;

/**
 * Reads Direct Connect: ports and LAGs, the virtual interfaces that forward, and the gateways and
 * associations that are there.
 */
final class DirectConnectReading {

  private DirectConnectReading() {}

  static void all(Snapshot from, Reading reading, List<Component> all) {
    ports(from, Kinds.DIRECT_CONNECT_CONNECTION, reading, all);
    ports(from, Kinds.DIRECT_CONNECT_INTERCONNECT, reading, all);
    from.everywhere(Kinds.DIRECT_CONNECT_LAG)
        .filter(lag -> !isGone(lag.shape().lagState()))
        .forEach(lag -> all.add(reading.of(lag, DirectConnectReading::lag)));
    from.everywhere(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE)
        .filter(each -> forwards(each.shape()))
        .forEach(each -> all.add(reading.same(each, virtualInterface(each.shape(), from))));
    from.everywhere(Kinds.DIRECT_CONNECT_GATEWAY)
        .filter(DirectConnectReading::isThere)
        .forEach(gateway -> all.add(reading.of(gateway, DirectConnectReading::gateway)));
    from.everywhere(Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION)
        .filter(each -> isInEffect(each.shape()))
        .forEach(each -> {
          var association = association(each.shape(), from);
          if (association != null) {
            all.add(reading.same(each, association));
          }
        });
  }

  private static void ports(
      Snapshot from, Kind<Connection> kind, Reading reading, List<Component> all) {
    from.everywhere(kind)
        .filter(port -> !isGone(port.shape()))
        .forEach(port -> all.add(reading.of(port, DirectConnectReading::port)));
  }

  private static boolean isGone(Connection connection) {
    return switch (connection.connectionState()) {
      case DELETING, DELETED, REJECTED -> true;
      default -> false;
    };
  }

  private static DirectConnectConnection port(Connection connection) {
    return new DirectConnectConnection(
        connection.connectionId(),
        connection.ownerAccount(),
        connection.region(),
        connection.connectionName(),
        connection.location(),
        connection.lagId(),
        connection.connectionState() == ConnectionState.AVAILABLE);
  }

  private static boolean isGone(LagState state) {
    return state == LagState.DELETING || state == LagState.DELETED;
  }

  private static DirectConnectLag lag(Lag lag) {
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

  /** A test that leaves some peers alone takes the others away; one of all is a test of it. */
  private static culvert.network.topology.VirtualInterface virtualInterface(
      VirtualInterface shape, Snapshot from) {
    List<BGPPeer> ready =
        shape.bgpPeers().stream()
            .filter(peer -> peer.bgpPeerState() == BGPPeerState.AVAILABLE)
            .toList();
    Set<String> tested = tested(shape, from);
    List<BGPPeer> untested =
        ready.stream().filter(peer -> !tested.contains(peer.bgpPeerId())).toList();
    boolean testing = untested.isEmpty() && !tested.isEmpty();
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
        (testing ? ready : untested).stream().map(DirectConnectReading::peer).toList(),
        prefixes(shape.routeFilterPrefixes()),
        testing);
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

  private static BgpPeer peer(BGPPeer peer) {
    IpAddress amazon = address(peer.amazonAddress());
    return new BgpPeer(
        peer.bgpPeerId(),
        amazon.isV4() ? IpFamily.V4 : IpFamily.V6,
        peer.asnLong(),
        amazon,
        address(peer.customerAddress()));
  }

  private static IpAddress address(String withLength) {
    return IpAddress.parse(withLength.substring(0, withLength.indexOf('/')));
  }

  private static List<IpPrefix> prefixes(List<RouteFilterPrefix> prefixes) {
    return prefixes.stream().map(RouteFilterPrefix::cidr).map(IpPrefix::parse).toList();
  }

  private static boolean isThere(Resource<DirectConnectGateway> gateway) {
    return gateway.shape().directConnectGatewayState() == DirectConnectGatewayState.AVAILABLE;
  }

  private static culvert.network.topology.DirectConnectGateway gateway(
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

  /** Null for a moment, where a transit gateway's attachment is not there. */
  private static culvert.network.topology.@Nullable DirectConnectGatewayAssociation association(
      DirectConnectGatewayAssociation association, Snapshot from) {
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
