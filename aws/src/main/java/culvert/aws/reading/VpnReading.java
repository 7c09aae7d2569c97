package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.operations.Regions;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.Component;
import culvert.network.topology.Fault;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnect;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeer;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeerState;
import software.amazon.awssdk.services.ec2.model.TunnelInsideIpVersion;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;

/**
 * Reads the ends of VPNs and the tunnels between them, and Connect attachments with their peers.
 */
final class VpnReading {

  private VpnReading() {}

  static void all(Snapshot from, Reading reading, List<Component> all) {
    from.everywhere(Kinds.CUSTOMER_GATEWAY)
        .filter(gateway -> !gateway.shape().state().equals("deleted"))
        .forEach(gateway ->
            all.add(reading.of(gateway, shape -> customerGateway(shape, gateway.scope()))));
    from.everywhere(Kinds.VPN_GATEWAY)
        .filter(VpnReading::isUp)
        .forEach(gateway -> all.add(reading.of(gateway, _ -> vpnGateway(gateway))));
    from.everywhere(Kinds.VPN_CONNECTION)
        .forEach(connection -> connection(from, reading, connection, all));
    from.everywhere(Kinds.TRANSIT_GATEWAY_CONNECT)
        .forEach(connect -> connect(from, reading, connect, all));
    from.everywhere(Kinds.TRANSIT_GATEWAY_CONNECT_PEER)
        .filter(peer -> peer.shape().state() == TransitGatewayConnectPeerState.AVAILABLE)
        .forEach(peer -> all.add(reading.of(peer, VpnReading::connectPeer)));
  }

  private static culvert.network.topology.CustomerGateway customerGateway(
      CustomerGateway gateway, Scope owner) {
    return new culvert.network.topology.CustomerGateway(
        gateway.customerGatewayId(),
        owner.account(),
        owner.region(),
        VpcReading.name(gateway.tags()),
        Long.parseLong(gateway.bgpAsn() == null ? gateway.bgpAsnExtended() : gateway.bgpAsn()),
        gateway.ipAddress() == null ? null : IpAddress.parse(gateway.ipAddress()));
  }

  static boolean isUp(Resource<VpnGateway> gateway) {
    return gateway.shape().state() == VpnState.AVAILABLE;
  }

  static culvert.network.topology.VpnGateway vpnGateway(Resource<VpnGateway> resource) {
    VpnGateway gateway = resource.shape();
    return new culvert.network.topology.VpnGateway(
        gateway.vpnGatewayId(),
        resource.scope().account(),
        resource.scope().region(),
        VpcReading.name(gateway.tags()),
        gateway.amazonSideAsn(),
        gateway.vpcAttachments().stream()
            .filter(attachment -> attachment.state() == AttachmentStatus.ATTACHED)
            .map(VpcAttachment::vpcId)
            .findFirst()
            .orElse(null));
  }

  /** One that is available or modified and has a target; tunnels that AWS builds anew are down. */
  private static void connection(
      Snapshot from, Reading reading, Resource<VpnConnection> connection, List<Component> all) {
    VpnTarget target = isThere(connection.shape()) ? target(from, connection) : null;
    if (target == null) {
      return;
    }
    culvert.network.topology.VpnConnection read = connection(connection, target);
    all.add(reading.same(connection, read));
    List<TunnelOption> tunnels = connection.shape().options().tunnelOptions();
    for (int i = 0; i < tunnels.size(); i++) {
      String id = read.tunnels().get(i);
      all.add(tunnel(id, i, tunnels.get(i), connection));
      if (isReplaced(from, connection, tunnels.get(i))) {
        all.add(new Fault(id));
      }
    }
  }

  private static boolean isThere(VpnConnection connection) {
    return switch (connection.state()) {
      case AVAILABLE -> true;
      // AWS's model does not know "modifying".
      case UNKNOWN_TO_SDK_VERSION -> true;
      case PENDING, DELETING, DELETED -> false;
    };
  }

  /** Null where there is none yet. */
  private static @Nullable VpnTarget target(Snapshot from, Resource<VpnConnection> connection) {
    String vpnGateway = connection.shape().vpnGatewayId();
    if (vpnGateway != null) {
      return new VpnTarget.ToVpnGateway(vpnGateway);
    }
    String gateway = connection.shape().transitGatewayId();
    return from.referring(connection.scope(), Kinds.TRANSIT_GATEWAY_ATTACHMENT, connection.id())
        .filter(attachment ->
            attachment.shape().resourceType() == TransitGatewayAttachmentResourceType.VPN
                && attachment.shape().state() == TransitGatewayAttachmentState.AVAILABLE
                && attachment.shape().transitGatewayId().equals(gateway))
        .<VpnTarget>map(attachment -> new VpnTarget.ToTransitGateway(gateway, attachment.id()))
        .findFirst()
        .orElse(null);
  }

  private static culvert.network.topology.VpnConnection connection(
      Resource<VpnConnection> resource, VpnTarget target) {
    VpnConnection connection = resource.shape();
    return new culvert.network.topology.VpnConnection(
        connection.vpnConnectionId(),
        resource.sequence(),
        resource.scope().account(),
        resource.scope().region(),
        VpcReading.name(connection.tags()),
        connection.customerGatewayId(),
        target,
        connection.options().tunnelInsideIpVersion() == TunnelInsideIpVersion.IPV6,
        !connection.options().staticRoutesOnly(),
        connection.routes().stream()
            .filter(route -> route.state() == VpnState.AVAILABLE)
            .map(route -> IpPrefix.parse(route.destinationCidrBlock()))
            .toList(),
        Stream.of("/1", "/2").map(connection.vpnConnectionId()::concat).toList(),
        connection.options().transportTransitGatewayAttachmentId());
  }

  /** Each ends in a zone of its own (A1). */
  private static VpnTunnel tunnel(
      String id, int index, TunnelOption tunnel, Resource<VpnConnection> connection) {
    TunnelInside inside = TunnelInside.of(tunnel);
    return new VpnTunnel(
        id,
        connection.id(),
        Regions.get(connection.scope().region()).zones().get(index).id(),
        IpAddress.parse(tunnel.outsideIpAddress()),
        inside.aws(),
        inside.customer(),
        TunnelProposal.weakest(tunnel).mtu(connection.shape().options().enableAcceleration()));
  }

  private static boolean isReplaced(
      Snapshot from, Resource<VpnConnection> connection, TunnelOption tunnel) {
    return from.find(
            connection.scope(),
            Kinds.VPN_TUNNEL_REPLACEMENT,
            connection.id() + "/" + tunnel.outsideIpAddress())
        != null;
  }

  private static void connect(
      Snapshot from,
      Reading reading,
      Resource<TransitGatewayConnect> connect,
      List<Component> all) {
    Optional.ofNullable(from.find(connect.scope(), Kinds.TRANSIT_GATEWAY_ATTACHMENT, connect.id()))
        .map(Resource::shape)
        .filter(common -> common.state() == TransitGatewayAttachmentState.AVAILABLE)
        .ifPresent(common -> all.add(reading.same(connect, connect(connect.shape(), common))));
  }

  private static culvert.network.topology.TransitGatewayConnect connect(
      TransitGatewayConnect connect, TransitGatewayAttachment common) {
    return new culvert.network.topology.TransitGatewayConnect(
        connect.transitGatewayAttachmentId(),
        connect.transitGatewayId(),
        VpcReading.name(common.tags()),
        connect.transportTransitGatewayAttachmentId());
  }

  private static culvert.network.topology.TransitGatewayConnectPeer connectPeer(
      TransitGatewayConnectPeer peer) {
    var configuration = Objects.requireNonNull(peer.connectPeerConfiguration());
    return new culvert.network.topology.TransitGatewayConnectPeer(
        peer.transitGatewayConnectPeerId(),
        peer.transitGatewayAttachmentId(),
        IpAddress.parse(configuration.transitGatewayAddress()),
        IpAddress.parse(configuration.peerAddress()),
        configuration.bgpConfigurations().getFirst().peerAsn());
  }
}
