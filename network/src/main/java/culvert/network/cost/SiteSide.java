package culvert.network.cost;

import culvert.network.address.IpAddress;
import culvert.network.forwarding.Kind;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.LearnedRoute;
import culvert.network.topology.CustomerGateway;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnTunnel;
import culvert.network.why.Choice;
import culvert.network.why.PathElement;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What passes between AWS and sites: what leaves AWS is charged, what comes in is free. */
final class SiteSide {

  /** Where nothing is said of a Region. */
  private static final String NO_REGION = "global";

  private final Topology topology;
  private final HybridRouting routing;
  private final List<PathElement> path;
  private final ChargeList charges;

  SiteSide(Topology topology, HybridRouting routing, List<PathElement> path, ChargeList charges) {
    this.topology = topology;
    this.routing = routing;
    this.path = path;
    this.charges = charges;
  }

  private boolean is(int i, Kind kind) {
    return i >= 0 && i < path.size() && path.get(i).kind() == kind;
  }

  /** Whether the element is the far end of a way into AWS. */
  boolean comesFromSite(int i) {
    return is(i - 1, Kind.VPN_TUNNEL)
        || is(i - 1, Kind.VIRTUAL_INTERFACE)
        || is(i - 1, Kind.DIRECT_CONNECT_GATEWAY);
  }

  /** Internet, whoever sends: the connection's owner pays (A16); Direct Connect by A11. */
  void tunnel(int i) {
    String connection = topology.get(VpnTunnel.class, path.get(i).component()).connection();
    VpnConnection vpn = topology.get(VpnConnection.class, connection);
    Payer payer = new Payer(vpn.account(), vpn.region());
    String transport = vpn.transport();
    if (transport != null) {
      CustomerGateway far = topology.get(CustomerGateway.class, vpn.customerGateway());
      carried(i, vpn.id(), payer, transport, Objects.requireNonNull(far.address()));
    } else {
      Meter meter = is(i + 1, Kind.SITE) ? Meter.INTERNET_OUT_GB : Meter.INTERNET_IN_GB;
      charges.add(i, vpn.id(), payer, meter, "");
      if (vpn.accelerated()) {
        charges.add(i, vpn.id(), payer, Meter.VPN_ACCELERATOR_PREMIUM_GB, "");
      }
    }
  }

  /** What runs over a VPC's attachment has been charged there. */
  void connectPeer(int i) {
    TransitGatewayConnectPeer peer =
        topology.get(TransitGatewayConnectPeer.class, path.get(i).component());
    TransitGatewayConnect connect = topology.get(TransitGatewayConnect.class, peer.connect());
    TransitGateway gateway = topology.get(TransitGateway.class, connect.transitGateway());
    if (directConnectGatewayOf(connect.transport()) != null) {
      carried(
          i,
          connect.id(),
          new Payer(gateway.account(), gateway.region()),
          connect.transport(),
          peer.peerAddress());
    }
  }

  /** A tunnel over a Direct Connect gateway's attachment, to a site's outer address. */
  private void carried(int i, String resource, Payer payer, String transport, IpAddress far) {
    if (is(i + 1, Kind.SITE)) {
      charges.add(i, resource, payer, Meter.DIRECT_CONNECT_OUT_GB, location(transport, payer, far));
    } else {
      charges.add(i, resource, payer, Meter.DIRECT_CONNECT_IN_GB, "");
    }
  }

  /** Where the tunnel's own packets leave AWS, by its first way; empty where they have none. */
  private String location(String transport, Payer payer, IpAddress far) {
    return routing
        .outOfDirectConnectGateway(
            Objects.requireNonNull(directConnectGatewayOf(transport)), payer.region())
        .values()
        .stream()
        .filter(route -> route.destination().contains(far))
        .max(Comparator.comparingInt(route -> route.destination().length()))
        .map(this::location)
        .orElse("");
  }

  private String location(LearnedRoute route) {
    return location(topology.get(VirtualInterface.class, route.ways().getFirst()));
  }

  private String location(VirtualInterface at) {
    return Locations.of(topology, at);
  }

  /**
   * Out by the rate of the Region that sends, to its owner (B10); between sites by SiteLink (B6).
   * What public ones send, {@link PublicSide} knows.
   */
  void virtualInterface(int i, @Nullable Payer sender) {
    VirtualInterface at = topology.get(VirtualInterface.class, path.get(i).component());
    boolean out = is(i + 1, Kind.SITE);
    if (!out && bySiteLink(i, 1)) {
      return;
    }
    if (!out) {
      Payer owner = new Payer(at.account(), at.region());
      charges.add(i, at.id(), owner, Meter.DIRECT_CONNECT_IN_GB, "");
    } else if (bySiteLink(i, -1)) {
      siteLink(i, at);
    } else if (!is(i - 1, Kind.INTERNET)) {
      out(i, at, Objects.requireNonNull(sender));
    }
  }

  private boolean bySiteLink(int i, int step) {
    return is(i + step, Kind.DIRECT_CONNECT_GATEWAY) && is(i + 2 * step, Kind.VIRTUAL_INTERFACE);
  }

  private void siteLink(int i, VirtualInterface at) {
    VirtualInterface from = topology.get(VirtualInterface.class, path.get(i - 2).component());
    Payer owner = ownerOf(path.get(i - 1).component());
    charges.add(i, at.id(), owner, Meter.SITE_LINK_GB, location(from) + "-" + location(at));
  }

  private void out(int i, VirtualInterface at, Payer sender) {
    charges.add(i, at.id(), sender, Meter.DIRECT_CONNECT_OUT_GB, location(at));
  }

  /** What turns round at a virtual interface's end has been out there (B5). */
  void directConnectGateway(int i, @Nullable Payer sender) {
    if (!is(i - 1, Kind.VIRTUAL_INTERFACE)
        && !is(i + 1, Kind.VIRTUAL_INTERFACE)
        && path.get(i).choice() instanceof Choice.ByLearnedRoute(LearnedRoute route)) {
      VirtualInterface at = topology.get(VirtualInterface.class, route.ways().getFirst());
      out(i, at, Objects.requireNonNull(sender));
      Payer owner = new Payer(at.account(), at.region());
      charges.add(i, at.id(), owner, Meter.DIRECT_CONNECT_IN_GB, "");
    }
  }

  /** The Direct Connect gateway that an attachment is, or null. */
  @Nullable String directConnectGatewayOf(String attachment) {
    DirectConnectGatewayAssociation association = topology.associationOf(attachment);
    return association == null ? null : association.directConnectGateway();
  }

  /** A Direct Connect gateway's owner pays for what is in no Region. */
  Payer ownerOf(String directConnectGateway) {
    return new Payer(
        topology.get(DirectConnectGateway.class, directConnectGateway).account(), NO_REGION);
  }
}
