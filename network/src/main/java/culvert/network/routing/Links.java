package culvert.network.routing;

import culvert.network.address.IpAddress;
import culvert.network.routing.Link.Transport;
import culvert.network.topology.Component;
import culvert.network.topology.CustomerGateway;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VirtualInterface.BgpPeer;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The links of a topology, with who is at their ends, and what AWS would take of each. */
final class Links {

  /** What a link is read from. */
  private static final List<Class<? extends Component>> READ =
      List.of(
          CustomerGateway.class,
          DirectConnectGateway.class,
          DirectConnectGatewayAssociation.class,
          Site.class,
          TransitGateway.class,
          TransitGatewayConnect.class,
          TransitGatewayConnectPeer.class,
          TransitGatewayVpcAttachment.class,
          VirtualInterface.class,
          VpnConnection.class,
          VpnGateway.class,
          VpnTunnel.class);

  private final Topology topology;
  private final Map<String, Site> siteOfCustomerGateway;
  private final Map<String, Site> siteOfVirtualInterface;
  private final Map<String, Site> siteOfConnectPeer;
  private final Map<String, String> directConnectGatewayOfAttachment = new HashMap<>();
  private final Map<String, Link> byId = new LinkedHashMap<>();
  private final Computed<String, Link, Received> received;

  private Links(Topology topology, @Nullable Links before) {
    this.topology = topology;
    received = new Computed<>(before == null ? null : before.received);
    siteOfCustomerGateway = sitesBy(Site::customerGateways);
    siteOfVirtualInterface = sitesBy(Site::virtualInterfaces);
    siteOfConnectPeer = sitesBy(Site::connectPeers);
    for (DirectConnectGatewayAssociation each :
        topology.all(DirectConnectGatewayAssociation.class)) {
      if (each.gateway() instanceof Gateway.OfTransitGateway(_, String attachment)) {
        directConnectGatewayOfAttachment.put(attachment, each.directConnectGateway());
      }
    }
    List<Link> found = new ArrayList<>();
    topology.all(VpnConnection.class).forEach(each -> tunnels(each, found));
    topology.all(VirtualInterface.class).forEach(each -> peers(each, found));
    topology.all(TransitGatewayConnectPeer.class).forEach(each -> found.add(connectPeer(each)));
    found.sort(Comparator.comparing(Link::id));
    found.forEach(link -> byId.put(link.id(), link));
  }

  /** Those of {@code before} where nothing that they are read from has changed. */
  static Links of(Topology topology, @Nullable Links before) {
    return before != null && topology.shares(READ, before.topology)
        ? before
        : new Links(topology, before);
  }

  /** By id. */
  Collection<Link> all() {
    return byId.values();
  }

  @Nullable Link find(String id) {
    return byId.get(id);
  }

  /** What AWS takes on a link, were it up. */
  Received received(Link link) {
    return received.of(link.id(), () -> link, Received::over);
  }

  /** Where two sites claim one component, the first by name has it. */
  private Map<String, Site> sitesBy(Function<Site, List<String>> claimed) {
    Map<String, Site> sites = new HashMap<>();
    topology.all(Site.class).stream()
        .sorted(Comparator.comparing(Site::id))
        .forEach(site -> claimed.apply(site).forEach(each -> sites.putIfAbsent(each, site)));
    return sites;
  }

  private void tunnels(VpnConnection connection, List<Link> found) {
    CustomerGateway customer = topology.get(CustomerGateway.class, connection.customerGateway());
    AwsEnd end =
        switch (connection.target()) {
          case VpnTarget.ToVpnGateway(String id) ->
              end(VpnGateway.class, id, AwsEnd.AtVpnGateway::new);
          case VpnTarget.ToTransitGateway(String id, String attachment) ->
              end(
                  TransitGateway.class,
                  id,
                  gateway -> new AwsEnd.AtTransitGateway(gateway, attachment));
        };
    for (String id : connection.tunnels()) {
      VpnTunnel tunnel = topology.get(VpnTunnel.class, id);
      String transport = connection.transport();
      found.add(
          new Link.OverTunnel(
              tunnel,
              connection,
              end,
              siteOfCustomerGateway.get(customer.id()),
              customer.asn(),
              transport == null
                  ? null
                  : transport(transport, tunnel.outside(), customer.address())));
    }
  }

  private void peers(VirtualInterface at, List<Link> found) {
    AwsEnd end =
        switch (at.target()) {
          case null -> new AwsEnd.AtPublicNetwork();
          case VirtualInterface.Target.ToVpnGateway(String id) ->
              end(VpnGateway.class, id, AwsEnd.AtVpnGateway::new);
          case VirtualInterface.Target.ToDirectConnectGateway(String id) ->
              end(DirectConnectGateway.class, id, AwsEnd.AtDirectConnectGateway::new);
        };
    for (BgpPeer peer : at.peers()) {
      found.add(new Link.OverVirtualInterface(at, peer, end, siteOfVirtualInterface.get(at.id())));
    }
  }

  private Link connectPeer(TransitGatewayConnectPeer peer) {
    TransitGatewayConnect connect = topology.get(TransitGatewayConnect.class, peer.connect());
    boolean overVpc = topology.find(TransitGatewayVpcAttachment.class, connect.transport()) != null;
    return new Link.OverConnectPeer(
        peer,
        end(
            TransitGateway.class,
            connect.transitGateway(),
            gateway -> new AwsEnd.AtTransitGateway(gateway, connect.id())),
        siteOfConnectPeer.get(peer.id()),
        overVpc ? null : transport(connect.transport(), peer.gatewayAddress(), peer.peerAddress()));
  }

  private Transport transport(
      String attachment, IpAddress awsAddress, @Nullable IpAddress siteAddress) {
    return new Transport(directConnectGatewayOfAttachment.get(attachment), awsAddress, siteAddress);
  }

  private <T extends Component> AwsEnd end(Class<T> kind, String id, Function<T, AwsEnd> of) {
    T gateway = topology.find(kind, id);
    return gateway == null ? new AwsEnd.Nowhere(id) : of.apply(gateway);
  }
}
