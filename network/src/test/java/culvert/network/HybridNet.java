package culvert.network;

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
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.Fault;
import culvert.network.topology.HeldSession;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VirtualInterface.BgpPeer;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A tiny language for what joins a {@link Net} and sites. Sites are named {@code "seoul"} and have
 * the id {@code site:seoul}; a VPN {@code vpn-1} has the tunnels {@code vpn-1/1} in {@code
 * use1-az1} and {@code vpn-1/2} in {@code use1-az2}, the customer gateway {@code cgw-vpn-1} and, at
 * a transit gateway, the attachment {@code att-vpn-1}; a virtual interface {@code dxvif-1} has the
 * peer {@code dxpeer-1}, and an association {@code assoc-1} the attachment {@code att-assoc-1}.
 */
public final class HybridNet {

  private static final String ACCOUNT = "000000000000";
  private static final String HOME = "us-east-1";

  private final Net net;
  private int made;

  public HybridNet() {
    this(new Net());
  }

  /** Around VPCs and transit gateways that are there already. */
  public HybridNet(Net net) {
    this.net = net;
  }

  /** The VPCs and transit gateways' tables. */
  public HybridNet with(Consumer<Net> more) {
    more.accept(net);
    return this;
  }

  public Net net() {
    return net;
  }

  public Topology topology() {
    return net.topology();
  }

  /** The same components in another order. */
  public Topology shuffled(Random random) {
    List<Component> all = new ArrayList<>(net.all());
    Collections.shuffle(all, random);
    return new Topology(all);
  }

  public HybridRouting routing() {
    return new HybridRouting(topology());
  }

  /** The connection made over, as an accelerated one. */
  public HybridNet accelerated(String id) {
    VpnConnection vpn = topology().get(VpnConnection.class, id);
    return add(
        new VpnConnection(
            id,
            vpn.order(),
            vpn.account(),
            vpn.region(),
            vpn.name(),
            vpn.customerGateway(),
            vpn.target(),
            vpn.ipv6(),
            vpn.bgp(),
            vpn.staticRoutes(),
            vpn.tunnels(),
            true,
            vpn.transport()));
  }

  private HybridNet add(Component component) {
    net.add(component);
    return this;
  }

  public HybridNet site(String name, long asn, String... prefixes) {
    return add(
        new Site(
            name,
            asn,
            prefixes(prefixes),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            true));
  }

  /** Gives the site's router another AS number than AWS was told. */
  public HybridNet renumber(String name, long asn) {
    Site of = at(name);
    return add(
        new Site(
            of.name(),
            asn,
            of.prefixes(),
            of.customerGateways(),
            of.virtualInterfaces(),
            of.connectPeers(),
            of.staticRoutes(),
            of.policies(),
            of.bfd()));
  }

  /** A virtual private gateway of us-east-1; of a VPC's name, or {@code null}. */
  public HybridNet vpnGateway(String id, long asn, String vpc) {
    return vpnGatewayIn(HOME, id, asn, vpc);
  }

  public HybridNet vpnGatewayIn(String region, String id, long asn, String vpc) {
    return add(new VpnGateway(id, ACCOUNT, region, id, asn, vpc == null ? null : "vpc-" + vpc));
  }

  public HybridNet transitGateway(String id, long asn) {
    return transitGateway(id, asn, HOME, true);
  }

  public HybridNet transitGateway(String id, long asn, String region, boolean vpnEcmp) {
    return add(new TransitGateway(id, ACCOUNT, region, id, asn, vpnEcmp, true, true));
  }

  /** With BGP, to a {@code vgw-} or {@code tgw-}. */
  public HybridNet vpn(String id, String gateway, String site) {
    return vpn(id, gateway, site, true, List.of(), false);
  }

  public HybridNet vpn6(String id, String gateway, String site) {
    return vpn(id, gateway, site, true, List.of(), true);
  }

  public HybridNet staticVpn(String id, String gateway, String site, String... routes) {
    return vpn(id, gateway, site, false, prefixes(routes), false);
  }

  private HybridNet vpn(
      String id, String gateway, String site, boolean bgp, List<IpPrefix> routes, boolean ipv6) {
    int number = ++made;
    return vpn(
        id,
        gateway,
        site,
        bgp,
        routes,
        ipv6,
        null,
        IpAddress.v4(0xC6120000L + number),
        List.of(IpAddress.v4(0x03000000L + 2L * number), IpAddress.v4(0x03000001L + 2L * number)));
  }

  /**
   * With BGP, over Direct Connect (A11).
   *
   * @param transport the Direct Connect gateway's attachment
   */
  public HybridNet privateVpn(
      String id, String gateway, String site, String transport, String siteAddress, String... aws) {
    return vpn(
        id,
        gateway,
        site,
        true,
        List.of(),
        false,
        transport,
        IpAddress.parse(siteAddress),
        Arrays.stream(aws).map(IpAddress::parse).toList());
  }

  private HybridNet vpn(
      String id,
      String gateway,
      String site,
      boolean bgp,
      List<IpPrefix> routes,
      boolean ipv6,
      String transport,
      IpAddress siteAddress,
      List<IpAddress> outside) {
    String customer = "cgw-" + id;
    boolean toVpnGateway = gateway.startsWith("vgw-");
    add(new CustomerGateway(customer, ACCOUNT, HOME, customer, at(site).asn(), siteAddress));
    List<String> tunnels = List.of(id + "/1", id + "/2");
    for (int i = 0; i < 2; i++) {
      add(
          new VpnTunnel(
              tunnels.get(i),
              id,
              "use1-az" + (i + 1),
              outside.get(i),
              IpAddress.parse("169.254.9." + (4 * i + 1)),
              IpAddress.parse("169.254.9." + (4 * i + 2)),
              false,
              1446,
              40,
              3600,
              "AES256-GCM-16"));
    }
    add(
        new VpnConnection(
            id,
            made,
            ACCOUNT,
            HOME,
            id,
            customer,
            toVpnGateway
                ? new VpnTarget.ToVpnGateway(gateway)
                : new VpnTarget.ToTransitGateway(gateway, "att-" + id),
            ipv6,
            bgp,
            routes,
            tunnels,
            false,
            transport));
    Site of = at(site);
    return add(
        new Site(
            of.name(),
            of.asn(),
            of.prefixes(),
            and(of.customerGateways(), customer),
            of.virtualInterfaces(),
            of.connectPeers(),
            of.staticRoutes(),
            of.policies(),
            of.bfd()));
  }

  /** At a location of us-east-1. */
  public HybridNet connection(String id, String location) {
    return connectionIn(HOME, id, location);
  }

  public HybridNet connectionIn(String region, String id, String location) {
    return add(new DirectConnectConnection(id, ACCOUNT, region, id, location, null, true, false));
  }

  /** With one link to each of these ids. */
  public HybridNet lag(String id, String location, int minimumLinks, String... links) {
    for (String link : links) {
      add(new DirectConnectConnection(link, ACCOUNT, HOME, link, location, id, true, false));
    }
    return add(new DirectConnectLag(id, ACCOUNT, HOME, id, location, minimumLinks));
  }

  public HybridNet directConnectGateway(String id, long asn) {
    return add(new DirectConnectGateway(id, ACCOUNT, id, asn));
  }

  /** Of a Direct Connect gateway with a {@code vgw-} or {@code tgw-}. */
  public HybridNet associate(String id, String gateway, String with, String... allowed) {
    return add(
        new DirectConnectGatewayAssociation(
            id,
            gateway,
            with.startsWith("vgw-")
                ? new Gateway.OfVpnGateway(with)
                : new Gateway.OfTransitGateway(with, "att-" + id),
            prefixes(allowed)));
  }

  /**
   * A private virtual interface to a {@code vgw-}, or a private or transit one to a Direct Connect
   * gateway.
   */
  public HybridNet virtualInterface(String id, String parent, String target, String site) {
    return virtualInterface(id, parent, target, site, false);
  }

  public HybridNet withSiteLink(String id, String parent, String target, String site) {
    return virtualInterface(id, parent, target, site, true);
  }

  private HybridNet virtualInterface(
      String id, String parent, String target, String site, boolean siteLink) {
    return virtualInterface(
        id,
        parent,
        site,
        VirtualInterface.Type.PRIVATE,
        target.startsWith("vgw-")
            ? new VirtualInterface.Target.ToVpnGateway(target)
            : new VirtualInterface.Target.ToDirectConnectGateway(target),
        siteLink,
        List.of());
  }

  public HybridNet publicInterface(String id, String parent, String site, String... prefixes) {
    return virtualInterface(
        id, parent, site, VirtualInterface.Type.PUBLIC, null, false, prefixes(prefixes));
  }

  private HybridNet virtualInterface(
      String id,
      String parent,
      String site,
      VirtualInterface.Type type,
      VirtualInterface.Target target,
      boolean siteLink,
      List<IpPrefix> prefixes) {
    Component over = net.get(Component.class, parent);
    String region =
        over instanceof DirectConnectConnection connection
            ? connection.region()
            : ((DirectConnectLag) over).region();
    Site of = at(site);
    BgpPeer peer =
        new BgpPeer(
            id.replace("dxvif-", "dxpeer-"),
            IpFamily.V4,
            of.asn(),
            IpAddress.parse("169.254.255.1"),
            IpAddress.parse("169.254.255.2"),
            false);
    add(
        new VirtualInterface(
            id,
            ACCOUNT,
            region,
            id,
            type,
            parent,
            101,
            1500,
            siteLink,
            target,
            List.of(peer),
            prefixes));
    return add(
        new Site(
            of.name(),
            of.asn(),
            of.prefixes(),
            of.customerGateways(),
            and(of.virtualInterfaces(), id),
            of.connectPeers(),
            of.staticRoutes(),
            of.policies(),
            of.bfd()));
  }

  /** A BGP failover test of a virtual interface (B8). */
  public HybridNet testing(String id) {
    VirtualInterface at = net.get(VirtualInterface.class, id);
    return add(
        new VirtualInterface(
            id,
            at.account(),
            at.region(),
            at.name(),
            at.type(),
            at.parent(),
            at.vlan(),
            at.mtu(),
            at.siteLink(),
            at.target(),
            at.peers().stream()
                .map(peer ->
                    new BgpPeer(
                        peer.id(),
                        peer.family(),
                        peer.customerAsn(),
                        peer.amazonAddress(),
                        peer.customerAddress(),
                        true))
                .toList(),
            at.publicPrefixes()));
  }

  public HybridNet connect(String id, String transitGateway, String transport) {
    return add(new TransitGatewayConnect(id, transitGateway, id, transport));
  }

  public HybridNet connectPeer(
      String id, String connect, String site, String awsAddress, String peerAddress) {
    Site of = at(site);
    add(
        new TransitGatewayConnectPeer(
            id, connect, IpAddress.parse(awsAddress), IpAddress.parse(peerAddress), of.asn()));
    return add(
        new Site(
            of.name(),
            of.asn(),
            of.prefixes(),
            of.customerGateways(),
            of.virtualInterfaces(),
            and(of.connectPeers(), id),
            of.staticRoutes(),
            of.policies(),
            of.bfd()));
  }

  /** A static route of a site's router: {@code "10.0.0.0/8 -> vpn-1"}. */
  public HybridNet route(String site, String text) {
    String[] words = text.split(" ");
    Site of = at(site);
    return add(
        new Site(
            of.name(),
            of.asn(),
            of.prefixes(),
            of.customerGateways(),
            of.virtualInterfaces(),
            of.connectPeers(),
            and(of.staticRoutes(), new Site.StaticRoute(IpPrefix.parse(words[0]), words[2])),
            of.policies(),
            of.bfd()));
  }

  /**
   * How a site's router treats a way: {@code "dxvif-1 prefer 200 prepend 2 med 50 tag 7224:7300
   * announce 10.0.0.0/8,10.1.0.0/16 accept 10.0.0.0/8"}, of which each may be left out.
   */
  public HybridNet policy(String site, String text) {
    List<String> words = List.of(text.split(" "));
    int localPreference = 100;
    List<IpPrefix> announced = null;
    List<IpPrefix> accepted = null;
    int prepend = 0;
    Long med = null;
    Set<String> communities = new TreeSet<>();
    for (int i = 1; i < words.size(); i += 2) {
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "prefer" -> localPreference = Integer.parseInt(value);
        case "prepend" -> prepend = Integer.parseInt(value);
        case "med" -> med = Long.parseLong(value);
        case "tag" -> communities.addAll(List.of(value.split(",")));
        case "announce" -> announced = prefixes(value.split(","));
        case "accept" -> accepted = prefixes(value.split(","));
        default -> throw new IllegalArgumentException(text);
      }
    }
    Site of = at(site);
    return add(
        new Site(
            of.name(),
            of.asn(),
            of.prefixes(),
            of.customerGateways(),
            of.virtualInterfaces(),
            of.connectPeers(),
            of.staticRoutes(),
            and(
                of.policies(),
                new Site.Policy(
                    words.getFirst(),
                    localPreference,
                    announced,
                    accepted,
                    prepend,
                    med,
                    communities)),
            of.bfd()));
  }

  public HybridNet fail(String component) {
    return add(new Fault(component));
  }

  public HybridNet heal(String component) {
    net.remove(new Fault(component));
    return this;
  }

  /** Both ends take the session for up, or down, whatever it is. */
  public HybridNet hold(String session, boolean up) {
    return add(new HeldSession(session, up));
  }

  public HybridNet release(String session) {
    net.remove(new HeldSession(session, true));
    return this;
  }

  private Site at(String name) {
    return net.get(Site.class, Site.ID_PREFIX + name);
  }

  private static <T> List<T> and(List<T> some, T another) {
    List<T> all = new ArrayList<>(some);
    all.add(another);
    return List.copyOf(all);
  }

  private static List<IpPrefix> prefixes(String... cidrs) {
    return Arrays.stream(cidrs).map(IpPrefix::parse).toList();
  }
}
