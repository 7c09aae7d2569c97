package culvert.aws.operations.directconnect;

import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

/**
 * What the customer's router is told of a virtual interface: as XML, and as some routers take it.
 */
final class RouterConfiguration {

  private RouterConfiguration() {}

  /** As a virtual interface is described with. */
  static String xml(VirtualInterface of) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<logical_connection id=\""
        + of.virtualInterfaceId()
        + "\">\n"
        + element("vlan", of.vlan())
        + element("customer_address", of.customerAddress())
        + element("amazon_address", of.amazonAddress())
        + element("bgp_asn", of.asnLong())
        + element("bgp_auth_key", of.authKey())
        + (of.amazonSideAsn() == null ? "" : element("amazon_bgp_asn", of.amazonSideAsn()))
        + element("connection_type", of.virtualInterfaceType())
        + "</logical_connection>\n";
  }

  private static String element(String name, Object value) {
    String text = value.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "  <" + name + ">" + text + "</" + name + ">\n";
  }

  private static String host(String address) {
    return address.substring(0, address.indexOf('/'));
  }

  private static int length(String address) {
    return IpPrefix.parse(address).length();
  }

  private static boolean isV4(BGPPeer peer) {
    return IpPrefix.parse(peer.customerAddress()).isV4();
  }

  private static String mask(String address) {
    long bits = -1L << 32 - length(address) & 0xffffffffL;
    return (bits >> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
  }

  /** As Cisco IOS and IOS XE take it. */
  static String cisco(VirtualInterface of) {
    StringBuilder text = new StringBuilder();
    text.append("interface GigabitEthernet0/1.").append(of.vlan()).append('\n');
    text.append(" description Direct Connect ").append(of.virtualInterfaceId()).append('\n');
    text.append(" encapsulation dot1Q ").append(of.vlan()).append('\n');
    text.append(" ip mtu ").append(of.mtu()).append('\n');
    List<BGPPeer> peers = BgpPeers.present(of);
    for (BGPPeer peer : peers) {
      String own = peer.customerAddress();
      text.append(
          isV4(peer)
              ? " ip address " + host(own) + " " + mask(own) + "\n"
              : " ipv6 address " + own + "\n");
    }
    text.append("!\nrouter bgp ").append(of.asnLong()).append('\n');
    for (BGPPeer peer : peers) {
      String neighbor = " neighbor " + host(peer.amazonAddress()) + " ";
      text.append(neighbor).append("remote-as ").append(of.amazonSideAsn()).append('\n');
      text.append(neighbor).append("password ").append(peer.authKey()).append('\n');
    }
    for (BGPPeer peer : peers) {
      text.append(" address-family ").append(isV4(peer) ? "ipv4" : "ipv6").append('\n');
      text.append("  neighbor ").append(host(peer.amazonAddress())).append(" activate\n");
      announced(of, isV4(peer))
          .forEach(prefix ->
              text.append("  network ")
                  .append(
                      prefix.isV4()
                          ? prefix.address() + " mask " + mask(prefix.toString())
                          : prefix.toString())
                  .append('\n'));
      text.append(" exit-address-family\n");
    }
    return text.append("!\n").toString();
  }

  /** As Junos takes it. */
  static String junos(VirtualInterface of) {
    String unit = "set interfaces ge-0/0/1 unit " + of.vlan() + " ";
    String group = "set protocols bgp group " + of.virtualInterfaceId() + " ";
    StringBuilder text = new StringBuilder("set interfaces ge-0/0/1 vlan-tagging\n");
    text.append(unit).append("vlan-id ").append(of.vlan()).append('\n');
    text.append("set routing-options autonomous-system ").append(of.asnLong()).append('\n');
    text.append(group).append("type external\n");
    for (BGPPeer peer : BgpPeers.present(of)) {
      String family = isV4(peer) ? "inet" : "inet6";
      String neighbor = group + "neighbor " + host(peer.amazonAddress()) + " ";
      text.append(unit)
          .append("family ")
          .append(family)
          .append(" address ")
          .append(peer.customerAddress())
          .append('\n');
      text.append(neighbor).append("peer-as ").append(of.amazonSideAsn()).append('\n');
      text.append(neighbor).append("authentication-key \"").append(peer.authKey()).append("\"\n");
      text.append(neighbor).append("family ").append(family).append(" unicast\n");
    }
    String routes =
        of.routeFilterPrefixes().stream()
            .map(RouteFilterPrefix::cidr)
            .map(cidr ->
                "set policy-options policy-statement to-aws term own from route-filter "
                    + cidr
                    + " exact\n")
            .collect(Collectors.joining());
    if (!routes.isEmpty()) {
      text.append(routes)
          .append("set policy-options policy-statement to-aws term own then accept\n")
          .append("set policy-options policy-statement to-aws then reject\n")
          .append(group)
          .append("export to-aws\n");
    }
    return text.toString();
  }

  private static List<IpPrefix> announced(VirtualInterface of, boolean v4) {
    return AllowedPrefixes.parsed(of.routeFilterPrefixes()).stream()
        .filter(prefix -> prefix.isV4() == v4)
        .toList();
  }
}
