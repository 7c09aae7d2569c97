package culvert.aws.operations.vpn;

import java.util.stream.Collectors;

/** The {@code bird.conf} of BIRD 2: BGP over the tunnels, or static routes into them. */
final class BirdConfiguration {

  private BirdConfiguration() {}

  /** It announces the networks that the router is connected to, tunnels left out. */
  static String of(RouterConnection connection) {
    String channel = connection.ipv6() ? "ipv6" : "ipv4";
    String devices =
        connection.tunnels().stream()
            .map(tunnel -> "\"-" + tunnel.device() + "\", ")
            .collect(Collectors.joining());
    return """
    log syslog all;
    router id %s;

    protocol device {
    }

    protocol direct {
      %s;
      interface %s"-lo", "*";
    }

    protocol kernel {
      merge paths on;
      %s {
        export filter {
          if source = RTS_BGP || source = RTS_STATIC then accept;
          reject;
        };
      };
    }
    """
            .formatted(connection.routerId(), channel, devices, channel)
        + (connection.bgp() ? sessions(connection, channel) : routes(connection, channel));
  }

  private static String sessions(RouterConnection connection, String channel) {
    return connection.tunnels().stream()
        .map(tunnel ->
            """

            protocol bgp %s {
              local %s as %d;
              neighbor %s as %d;
              hold time 30;
              keepalive time 10;
              %s {
                import all;
                export where source = RTS_DEVICE;
            %s  };
            }
            """
                .formatted(
                    tunnel.device(),
                    tunnel.inside().customer(),
                    connection.asn(),
                    tunnel.neighbor(),
                    connection.awsAsn(),
                    channel,
                    nextHop(tunnel)))
        .collect(Collectors.joining());
  }

  /** IPv6 is announced over the session of IPv4, with a next hop of its own. */
  private static String nextHop(RouterTunnel tunnel) {
    return tunnel.insideV6() == null
        ? ""
        : "    next hop address " + tunnel.insideV6().customer() + ";\n";
  }

  private static String routes(RouterConnection connection, String channel) {
    if (connection.destinations().isEmpty()) {
      return "\n# Add the networks on AWS's side: route NETWORK via \"DEVICE\";\n";
    }
    return "\nprotocol static {\n  "
        + channel
        + ";\n"
        + connection.destinations().stream()
            .map(destination -> "  route " + destination + hops(connection) + ";\n")
            .collect(Collectors.joining())
        + "}\n";
  }

  private static String hops(RouterConnection connection) {
    return connection.tunnels().stream()
        .map(tunnel -> " via \"" + tunnel.device() + "\"")
        .collect(Collectors.joining());
  }
}
