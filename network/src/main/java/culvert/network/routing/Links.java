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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the links of a topology, with who is at their ends. */
final class Links {

  private final Topology topology;
  private final Map<String, Site> siteOfCustomerGateway;
  private final Map<String, Site> siteOfVirtualInterface;
  private final Map<String, Site> siteOfConnectPeer;
  private final Map<String, String> directConnectGatewayOfAttachment = new HashMap<>();
  private final List<Link> found = new ArrayList<>();

  private Links(Topology topology) {
    this.topology = topology;
    siteOfCustomerGateway = sitesBy(Site::customerGateways);
    siteOfVirtualInterface = sitesBy(Site::virtualInterfaces);
    siteOfConnectPeer = sitesBy(Site::connectPeers);
    for (DirectConnectGatewayAssociation each :
        topology.all(DirectConnectGatewayAssociation.class)) {
      if (each.gateway() instanceof Gateway.OfTransitGateway(_, String attachment)) {
        directConnectGatewayOfAttachment.put(attachment, each.directConnectGateway());
      }
    }
  }

  /** Every link, by id. */
  static List<Link> of(Topology topology) {
    Links links = new Links(topology);
    topology.all(VpnConnection.class).forEach(links::tunnels);
    topology.all(VirtualInterface.class).forEach(links::peers);
    topology.all(TransitGatewayConnectPeer.class).forEach(links::connectPeer);
    links.found.sort(Comparator.comparing(Link::id));
    return links.found;
  }

  /** Where two sites claim one component, the first by name has it. */
  private Map<String, Site> sitesBy(Function<Site, List<String>> claimed) {
    Map<String, Site> sites = new HashMap<>();
    topology.all(Site.class).stream()
        .sorted(Comparator.comparing(Site::id))
        .forEach(site -> claimed.apply(site).forEach(each -> sites.putIfAbsent(each, site)));
    return sites;
  }

  private void tunnels(VpnConnection connection) {
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

  private void peers(VirtualInterface at) {
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

  private void connectPeer(TransitGatewayConnectPeer peer) {
    TransitGatewayConnect connect = topology.get(TransitGatewayConnect.class, peer.connect());
    boolean overVpc = topology.find(TransitGatewayVpcAttachment.class, connect.transport()) != null;
    found.add(
        new Link.OverConnectPeer(
            peer,
            end(
                TransitGateway.class,
                connect.transitGateway(),
                gateway -> new AwsEnd.AtTransitGateway(gateway, connect.id())),
            siteOfConnectPeer.get(peer.id()),
            overVpc
                ? null
                : transport(connect.transport(), peer.gatewayAddress(), peer.peerAddress())));
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
