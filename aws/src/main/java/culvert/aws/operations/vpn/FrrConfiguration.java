package culvert.aws.operations.vpn;

import java.util.stream.Collectors;

/** The {@code frr.conf} of FRRouting: BGP over the tunnels, or static routes into them. */
final class FrrConfiguration {

  private static final String ANNOUNCED = "AWS-VPN-ANNOUNCED";

  private FrrConfiguration() {}

  /** It announces the networks that the router is connected to, tunnels left out. */
  static String of(RouterConnection connection) {
    return "frr defaults traditional\nlog syslog informational\n!\n"
        + (connection.bgp() ? sessions(connection) : routes(connection));
  }

  private static String sessions(RouterConnection connection) {
    String family = connection.ipv6() ? "ipv6" : "ipv4";
    StringBuilder text = new StringBuilder();
    int sequence = 10;
    for (RouterTunnel tunnel : connection.tunnels()) {
      text.append(
          "route-map %s deny %d\n match interface %s\nexit\n!\n"
              .formatted(ANNOUNCED, sequence, tunnel.device()));
      sequence += 10;
    }
    text.append("route-map %s permit %d\nexit\n!\n".formatted(ANNOUNCED, sequence));
    for (RouterTunnel tunnel : connection.tunnels()) {
      text.append(nextHop(tunnel));
    }
    text.append("router bgp ").append(connection.asn()).append('\n');
    text.append(" bgp router-id ").append(connection.routerId()).append('\n');
    text.append(" no bgp ebgp-requires-policy\n");
    if (connection.ipv6()) {
      text.append(" no bgp default ipv4-unicast\n");
    }
    for (RouterTunnel tunnel : connection.tunnels()) {
      text.append(
          " neighbor %1$s remote-as %2$d\n neighbor %1$s timers 10 30\n"
              .formatted(tunnel.neighbor(), connection.awsAsn()));
    }
    text.append(" !\n address-family ").append(family).append(" unicast\n");
    text.append("  redistribute connected route-map ").append(ANNOUNCED).append('\n');
    for (RouterTunnel tunnel : connection.tunnels()) {
      text.append("  neighbor ").append(tunnel.neighbor()).append(" activate\n");
      text.append("  neighbor ")
          .append(tunnel.neighbor())
          .append(" soft-reconfiguration inbound\n");
      if (tunnel.insideV6() != null) {
        text.append("  neighbor ")
            .append(tunnel.neighbor())
            .append(" route-map AWS-VPN-NEXT-HOP-")
            .append(tunnel.number())
            .append(" out\n");
      }
    }
    return text.append("  maximum-paths ")
        .append(connection.tunnels().size())
        .append("\n exit-address-family\nexit\n!\n")
        .toString();
  }

  /** IPv6 is announced over the session of IPv4, with a next hop of its own. */
  private static String nextHop(RouterTunnel tunnel) {
    return tunnel.insideV6() == null
        ? ""
        : "route-map AWS-VPN-NEXT-HOP-%d permit 10\n set ipv6 next-hop global %s\nexit\n!\n"
            .formatted(tunnel.number(), tunnel.insideV6().customer());
  }

  private static String routes(RouterConnection connection) {
    if (connection.destinations().isEmpty()) {
      return "! Add the networks on AWS's side: ip route NETWORK DEVICE\n";
    }
    String command = connection.ipv6() ? "ipv6" : "ip";
    return connection.destinations().stream()
        .flatMap(destination ->
            connection.tunnels().stream()
                .map(tunnel -> command + " route " + destination + " " + tunnel.device() + "\n"))
        .collect(Collectors.joining());
  }
}
