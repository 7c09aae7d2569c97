package culvert.network.failover;

import culvert.network.HybridNet;
import culvert.network.Net;
import culvert.network.topology.RouteTable;
import culvert.network.topology.Site;
import java.util.List;

/**
 * A VPC with {@code i-app} in use1-az3, its virtual private gateway, and the site seoul: Direct
 * Connect at EqSe2 before a VPN with BGP.
 */
final class Seoul {

  private Seoul() {}

  static HybridNet net() {
    return new HybridNet()
        .with(net ->
            net.vpc("a", "10.1.0.0/16")
                .subnet("subnet-a", "a", "10.1.0.0/24")
                .zone("subnet-a", "az3")
                .host("app", "subnet-a", "10.1.0.10"))
        .vpnGateway("vgw-1", 64512, "a")
        .with(Seoul::propagate)
        .site("seoul", 65001, "192.168.0.0/16")
        .connection("dxcon-1", "EqSe2")
        .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "seoul")
        .vpn("vpn-1", "vgw-1", "seoul")
        .policy("seoul", "dxvif-1 prefer 200");
  }

  /** The main table takes what the gateway has learned. */
  static void propagate(Net net) {
    RouteTable of = net.topology().get(RouteTable.class, "rtb-a");
    net.add(
        new RouteTable(
            of.id(),
            of.vpc(),
            of.name(),
            of.main(),
            of.subnets(),
            of.gateways(),
            List.of("vgw-1"),
            of.routes()));
  }

  /** Turns BFD off at a site's router. */
  static HybridNet withoutBfd(HybridNet net, String site) {
    Site of = net.topology().get(Site.class, Site.ID_PREFIX + site);
    return net.with(some ->
        some.add(
            new Site(
                of.name(),
                of.asn(),
                of.prefixes(),
                of.customerGateways(),
                of.virtualInterfaces(),
                of.connectPeers(),
                of.staticRoutes(),
                of.policies(),
                false)));
  }
}
