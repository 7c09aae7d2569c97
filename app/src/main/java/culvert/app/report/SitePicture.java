package culvert.app.report;

import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTarget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On-premises networks drawn in text: each with its router's ways to AWS. */
final class SitePicture {

  private final Topology topology;

  private SitePicture(Topology topology) {
    this.topology = topology;
  }

  /** Every site. */
  static String of(Topology topology) {
    SitePicture picture = new SitePicture(topology);
    return topology.all(Site.class).stream()
        .sorted(Comparator.comparing(Site::name))
        .map(picture::text)
        .collect(Collectors.joining());
  }

  private String text(Site site) {
    StringBuilder out = new StringBuilder();
    String prefixes =
        site.prefixes().stream().map(Object::toString).collect(Collectors.joining(", "));
    out.append("◎ %s  AS %d  %s\n".formatted(site.id(), site.asn(), prefixes));
    List<String> ways = ways(site);
    for (int i = 0; i < ways.size(); i++) {
      out.append(i == ways.size() - 1 ? "   └─ " : "   ├─ ").append(ways.get(i)).append('\n');
    }
    return out.toString();
  }

  /** What is not there, or not yet, is no way. */
  private List<String> ways(Site site) {
    List<String> ways = new ArrayList<>();
    topology
        .all(VirtualInterface.class, each -> site.virtualInterfaces().contains(each.id()))
        .stream()
        .sorted(Comparator.comparing(VirtualInterface::id))
        .forEach(each -> ways.add(way(each)));
    topology
        .all(VpnConnection.class, each -> site.customerGateways().contains(each.customerGateway()))
        .stream()
        .sorted(Comparator.comparing(VpnConnection::id))
        .forEach(each -> ways.add(way(each)));
    topology
        .all(TransitGatewayConnectPeer.class, each -> site.connectPeers().contains(each.id()))
        .stream()
        .sorted(Comparator.comparing(TransitGatewayConnectPeer::id))
        .forEach(each -> ways.add(way(each)));
    return ways;
  }

  private String way(VirtualInterface each) {
    return "%s  %s virtual interface, VLAN %d of %s → %s"
        .formatted(
            each.id(),
            each.type().name().toLowerCase(Locale.ROOT),
            each.vlan(),
            port(each.parent()),
            switch (each.target()) {
              case null -> "AWS's public network";
              case VirtualInterface.Target.ToVpnGateway to -> vpnGateway(to.vpnGateway());
              case VirtualInterface.Target.ToDirectConnectGateway to ->
                  directConnectGateway(to.directConnectGateway());
            });
  }

  private String way(VpnConnection each) {
    return "%s  VPN with %s → %s"
        .formatted(
            each.id(),
            each.bgp() ? "BGP" : "static routes",
            switch (each.target()) {
              case VpnTarget.ToVpnGateway to -> vpnGateway(to.vpnGateway());
              case VpnTarget.ToTransitGateway to -> transitGateway(to.transitGateway());
            });
  }

  private String way(TransitGatewayConnectPeer each) {
    TransitGatewayConnect connect = topology.find(TransitGatewayConnect.class, each.connect());
    return "%s  GRE with BGP → %s"
        .formatted(
            each.id(), connect == null ? each.connect() : transitGateway(connect.transitGateway()));
  }

  /** A connection or a LAG, and where it is. */
  private String port(String id) {
    DirectConnectConnection connection = topology.find(DirectConnectConnection.class, id);
    DirectConnectLag lag = topology.find(DirectConnectLag.class, id);
    return connection != null
        ? id + " at " + connection.location()
        : lag != null ? id + " at " + lag.location() : id;
  }

  private String vpnGateway(String id) {
    VpnGateway gateway = topology.find(VpnGateway.class, id);
    String attached = gateway == null ? null : gateway.vpc();
    Vpc vpc = attached == null ? null : topology.find(Vpc.class, attached);
    return named(vpc == null ? null : Picture.nameOf(vpc), id);
  }

  private String transitGateway(String id) {
    TransitGateway gateway = topology.find(TransitGateway.class, id);
    return named(gateway == null ? null : gateway.name(), id);
  }

  private String directConnectGateway(String id) {
    DirectConnectGateway gateway = topology.find(DirectConnectGateway.class, id);
    return named(gateway == null ? null : gateway.name(), id);
  }

  private static String named(@Nullable String name, String id) {
    return name == null || name.isEmpty() ? id : name + "  " + id;
  }
}
