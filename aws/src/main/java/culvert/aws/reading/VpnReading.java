package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.region.Regions;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
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

  /** AWS's default, in seconds (A4). */
  private static final int DEAD_PEER_DETECTION = 40;

  /** AWS's default of phase 2, in seconds (A4). */
  private static final int LIFETIME = 3600;

  private VpnReading() {}

  static culvert.network.topology.@Nullable CustomerGateway customerGateway(
      Resource<CustomerGateway> gateway, Snapshot from) {
    return gateway.shape().state().equals("deleted")
        ? null
        : customerGateway(gateway.shape(), gateway.scope());
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

  /** Null where it is not available. */
  static culvert.network.topology.@Nullable VpnGateway vpnGateway(
      Resource<VpnGateway> resource, Snapshot from) {
    if (resource.shape().state() != VpnState.AVAILABLE) {
      return null;
    }
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

  /** One that is available or modified and has a target, else null. */
  static culvert.network.topology.@Nullable VpnConnection connection(
      Resource<VpnConnection> connection, Snapshot from) {
    VpnTarget target = isThere(connection.shape()) ? target(from, connection) : null;
    return target == null ? null : connection(connection, target);
  }

  /**
   * The tunnel of that index of a connection that is read, else null; so are those of an answer
   * that says nothing of tunnels.
   */
  static @Nullable VpnTunnel tunnel(Resource<VpnConnection> connection, Snapshot from, int index) {
    if (connection(connection, from) == null
        || connection.shape().options().tunnelOptions().size() <= index) {
      return null;
    }
    TunnelOption tunnel = connection.shape().options().tunnelOptions().get(index);
    return tunnel(
        connection.id() + "/" + (index + 1),
        index,
        tunnel,
        connection,
        isReplaced(from, connection, tunnel));
  }

  /** The connection that an attachment is of, or null. */
  static @Nullable String connectionOf(TransitGatewayAttachment attachment) {
    return attachment.resourceType() == TransitGatewayAttachmentResourceType.VPN
        ? attachment.resourceId()
        : null;
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
        Boolean.TRUE.equals(connection.options().enableAcceleration()),
        connection.options().transportTransitGatewayAttachmentId());
  }

  /** Each ends in a zone of its own (A1). */
  private static VpnTunnel tunnel(
      String id,
      int index,
      TunnelOption tunnel,
      Resource<VpnConnection> connection,
      boolean rebuilt) {
    TunnelInside inside = TunnelInside.of(tunnel);
    TunnelProposal agreed = TunnelProposal.weakest(tunnel);
    return new VpnTunnel(
        id,
        connection.id(),
        Regions.get(connection.scope().region()).zones().get(index).id(),
        IpAddress.parse(tunnel.outsideIpAddress()),
        inside.aws(),
        inside.customer(),
        rebuilt,
        agreed.mtu(connection.shape().options().enableAcceleration()),
        deadPeerDetection(tunnel),
        tunnel.phase2LifetimeSeconds() == null ? LIFETIME : tunnel.phase2LifetimeSeconds(),
        agreed.phase2().cipher());
  }

  /** Clearing and restarting both give the routes up; after that the other end asks anew (A4). */
  private static int deadPeerDetection(TunnelOption tunnel) {
    if ("none".equals(tunnel.dpdTimeoutAction())) {
      return 0;
    }
    return tunnel.dpdTimeoutSeconds() == null ? DEAD_PEER_DETECTION : tunnel.dpdTimeoutSeconds();
  }

  private static boolean isReplaced(
      Snapshot from, Resource<VpnConnection> connection, TunnelOption tunnel) {
    return from.find(
            connection.scope(),
            Kinds.VPN_TUNNEL_REPLACEMENT,
            connection.id() + "/" + tunnel.outsideIpAddress())
        != null;
  }

  /** Null where it is not available. */
  static culvert.network.topology.@Nullable TransitGatewayConnect connect(
      Resource<TransitGatewayConnect> connect, Snapshot from) {
    return Optional.ofNullable(
            from.find(connect.scope(), Kinds.TRANSIT_GATEWAY_ATTACHMENT, connect.id()))
        .map(Resource::shape)
        .filter(common -> common.state() == TransitGatewayAttachmentState.AVAILABLE)
        .map(common -> connect(connect.shape(), common))
        .orElse(null);
  }

  private static culvert.network.topology.TransitGatewayConnect connect(
      TransitGatewayConnect connect, TransitGatewayAttachment common) {
    return new culvert.network.topology.TransitGatewayConnect(
        connect.transitGatewayAttachmentId(),
        connect.transitGatewayId(),
        VpcReading.name(common.tags()),
        connect.transportTransitGatewayAttachmentId());
  }

  /** Null where it is not available. */
  static culvert.network.topology.@Nullable TransitGatewayConnectPeer connectPeer(
      TransitGatewayConnectPeer peer) {
    if (peer.state() != TransitGatewayConnectPeerState.AVAILABLE) {
      return null;
    }
    var configuration = Objects.requireNonNull(peer.connectPeerConfiguration());
    return new culvert.network.topology.TransitGatewayConnectPeer(
        peer.transitGatewayConnectPeerId(),
        peer.transitGatewayAttachmentId(),
        IpAddress.parse(configuration.transitGatewayAddress()),
        IpAddress.parse(configuration.peerAddress()),
        configuration.bgpConfigurations().getFirst().peerAsn());
  }
}
