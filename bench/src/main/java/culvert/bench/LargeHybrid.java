package culvert.bench;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.routing.HybridRouting;
import culvert.network.topology.Component;
import culvert.network.topology.CustomerGateway;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VirtualInterface.BgpPeer;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A large network between sites and AWS: VPN connections, each of a site of its own, nine tenths on
 * five transit gateways that every VPC is attached to and the rest on virtual private gateways, ten
 * on each; and virtual interfaces on two Direct Connect gateways, two to a site. Every site
 * announces the same number of prefixes, no two the same. Built of the engine's own components.
 */
final class LargeHybrid {

  static final int HUBS = 5;
  private static final int DIRECT_CONNECT_GATEWAYS = 2;
  private static final int VPNS_OF_VPN_GATEWAY = 10;
  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "us-east-1";

  private final List<Component> components = new ArrayList<>();
  private final List<Set<String>> attachments = new ArrayList<>();
  private final int prefixes;
  private int sites;

  LargeHybrid(int vpcs, int vpns, int virtualInterfaces, int prefixes) {
    this.prefixes = prefixes;
    for (int hub = 0; hub < HUBS; hub++) {
      attachments.add(new TreeSet<>());
      components.add(
          new TransitGateway("tgw-" + hub, ACCOUNT, REGION, "hub", 64512 + hub, true, false, true));
    }
    for (int i = 0; i < vpcs; i++) {
      vpc(i);
    }
    int onVpnGateways = vpns / 10;
    for (int i = 0; i < vpns; i++) {
      if (i < onVpnGateways) {
        if (i % VPNS_OF_VPN_GATEWAY == 0) {
          components.add(new VpnGateway("vgw-" + i, ACCOUNT, REGION, "", 64520, "vpc-" + i));
        }
        vpn(i, new VpnTarget.ToVpnGateway("vgw-" + i / VPNS_OF_VPN_GATEWAY * VPNS_OF_VPN_GATEWAY));
      } else {
        String attachment = "att-vpn-" + i;
        attachments.get(i % HUBS).add(attachment);
        vpn(i, new VpnTarget.ToTransitGateway("tgw-" + i % HUBS, attachment));
      }
    }
    for (int i = 0; i < DIRECT_CONNECT_GATEWAYS; i++) {
      directConnectGateway(i);
    }
    for (int i = 0; i + 1 < virtualInterfaces; i += 2) {
      virtualInterfaces(i);
    }
    for (int hub = 0; hub < HUBS; hub++) {
      components.add(
          new TransitGatewayRouteTable(
              "tgw-rtb-" + hub,
              "tgw-" + hub,
              "",
              attachments.get(hub),
              attachments.get(hub),
              List.of()));
    }
  }

  private void vpc(int number) {
    String id = "vpc-" + number;
    components.add(
        new Vpc(
            id,
            ACCOUNT,
            REGION,
            "",
            List.of(new IpPrefix(IpAddress.v4(0x0A000000L + ((long) number << 12)), 20)),
            true,
            true,
            List.of()));
    for (int hub = 0; hub < HUBS; hub++) {
      String attachment = "att-" + hub + "-" + id;
      attachments.get(hub).add(attachment);
      components.add(
          new TransitGatewayVpcAttachment(
              attachment, number, "tgw-" + hub, id, "", List.of(), false, false, false, true));
    }
  }

  private void vpn(int number, VpnTarget target) {
    String id = "vpn-" + number;
    String customer = "cgw-" + number;
    Site site = site(List.of(customer), List.of());
    components.add(
        new CustomerGateway(customer, ACCOUNT, REGION, "", site.asn(), IpAddress.v4(number)));
    List<String> tunnels = List.of(id + "/1", id + "/2");
    components.add(
        new VpnConnection(
            id, number, ACCOUNT, REGION, "", customer, target, false, true, List.of(), tunnels,
            false, null));
    for (int i = 0; i < 2; i++) {
      components.add(
          new VpnTunnel(
              tunnels.get(i),
              id,
              "use1-az" + (i + 1),
              IpAddress.v4(2L * number + i),
              IpAddress.v4(4L * number + 1),
              IpAddress.v4(4L * number + 2),
              false,
              1446,
              40,
              3600,
              "AES256-GCM-16"));
    }
  }

  private void directConnectGateway(int number) {
    String id = "dxgw-" + number;
    components.add(new DirectConnectGateway(id, ACCOUNT, "", 64600 + number));
    components.add(
        new DirectConnectConnection(
            "dxcon-" + number, ACCOUNT, REGION, "", "EqDC" + number, null, true, false));
    for (int hub = 0; hub < HUBS; hub++) {
      String attachment = "att-" + hub + "-" + id;
      attachments.get(hub).add(attachment);
      components.add(
          new DirectConnectGatewayAssociation(
              "assoc-" + hub + "-" + number,
              id,
              new Gateway.OfTransitGateway("tgw-" + hub, attachment),
              List.of(new IpPrefix(IpAddress.v4(0x0A000000L + ((long) hub << 20)), 12))));
    }
  }

  /** Two of one site, at both locations. */
  private void virtualInterfaces(int number) {
    Site site = site(List.of(), List.of("dxvif-" + number, "dxvif-" + (number + 1)));
    for (int i = 0; i < 2; i++) {
      int vlan = number + i;
      components.add(
          new VirtualInterface(
              "dxvif-" + vlan,
              ACCOUNT,
              REGION,
              "",
              VirtualInterface.Type.TRANSIT,
              "dxcon-" + i,
              vlan,
              8500,
              false,
              new VirtualInterface.Target.ToDirectConnectGateway(
                  "dxgw-" + number / 2 % DIRECT_CONNECT_GATEWAYS),
              List.of(
                  new BgpPeer(
                      "dxpeer-" + vlan,
                      IpFamily.V4,
                      site.asn(),
                      IpAddress.v4(1),
                      IpAddress.v4(2),
                      false)),
              List.of()));
    }
  }

  private Site site(List<String> customerGateways, List<String> virtualInterfaces) {
    List<IpPrefix> own = new ArrayList<>();
    for (int i = 0; i < prefixes; i++) {
      own.add(new IpPrefix(IpAddress.v4(0x14000000L + (((long) sites * prefixes + i) << 8)), 24));
    }
    Site site =
        new Site(
            "site-" + sites,
            4_200_000_000L + sites,
            own,
            customerGateways,
            virtualInterfaces,
            List.of(),
            List.of(),
            List.of(),
            true);
    sites++;
    components.add(site);
    return site;
  }

  Topology topology() {
    return new Topology(components);
  }

  /** How many routes all of AWS's side holds, each of which is computed by that. */
  static int routesOfAws(HybridRouting routing, Topology topology) {
    int routes = 0;
    for (VpnGateway gateway : topology.all(VpnGateway.class)) {
      routes += routing.ofVpnGateway(gateway.id()).size();
    }
    for (DirectConnectGateway gateway : topology.all(DirectConnectGateway.class)) {
      routes += routing.outOfDirectConnectGateway(gateway.id(), REGION).size();
    }
    for (TransitGatewayRouteTable table : topology.all(TransitGatewayRouteTable.class)) {
      routes += routing.transitGateways().best(table).size();
    }
    return routes;
  }
}
