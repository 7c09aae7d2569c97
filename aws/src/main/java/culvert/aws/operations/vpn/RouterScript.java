package culvert.aws.operations.vpn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A shell script that makes a Linux host the router of a connection: it writes the files of
 * strongSwan and of the routing daemon, makes the interfaces of the tunnels, and starts both.
 */
final class RouterScript {

  private RouterScript() {}

  static String withBird(RouterConnection connection) {
    return of(
        connection,
        "BIRD 2",
        Map.of("/etc/bird/bird.conf", BirdConfiguration.of(connection)),
        "systemctl restart bird\n");
  }

  static String withFrr(RouterConnection connection) {
    return of(
        connection,
        "FRRouting",
        Map.of("/etc/frr/frr.conf", FrrConfiguration.of(connection)),
        """
        sed -i 's/^bgpd=no/bgpd=yes/' /etc/frr/daemons
        chown frr:frr /etc/frr/frr.conf
        systemctl restart frr
        """);
  }

  private static String of(
      RouterConnection connection, String routing, Map<String, String> files, String start) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "/etc/swanctl/conf.d/" + connection.id() + ".conf", StrongSwanConfiguration.of(connection));
    all.putAll(files);
    return """
    #!/bin/sh
    # %s: strongSwan (swanctl) and %s on Linux.
    # Run it as root. With ROOT=DIRECTORY it only writes the files there.
    set -eu
    umask 077
    root=${ROOT:-}
    """
            .formatted(connection.id(), routing)
        + all.entrySet().stream()
            .map(file -> file(file.getKey(), file.getValue()))
            .collect(Collectors.joining())
        + "[ -z \"$root\" ] || exit 0\n"
        + connection.tunnels().stream().map(RouterScript::device).collect(Collectors.joining())
        + "sysctl -q -w net.ipv%s.forwarding=1\n"
            .formatted(connection.ipv6() ? "6.conf.all" : "4.conf.all")
        + start
        + "swanctl --load-all\n";
  }

  private static String file(String path, String content) {
    return "mkdir -p \"$root"
        + path.substring(0, path.lastIndexOf('/'))
        + "\"\ncat >\"$root"
        + path
        + "\" <<'END'\n"
        + content
        + "END\n";
  }

  /** The interface of a tunnel; TCP is told how much fits. */
  private static String device(RouterTunnel tunnel) {
    String addresses = address(tunnel, tunnel.inside().customer() + "/30");
    if (tunnel.insideV6() != null) {
      addresses += address(tunnel, tunnel.insideV6().customer() + "/126");
    }
    return """
    ip link del %1$s 2>/dev/null || true
    ip link add %1$s type xfrm if_id %2$d
    ip link set %1$s mtu %3$d up
    %4$snft add table inet %1$s
    nft add chain inet %1$s forward '{ type filter hook forward priority mangle; }'
    nft flush chain inet %1$s forward
    nft add rule inet %1$s forward oifname %1$s tcp flags syn tcp option maxseg size set rt mtu
    """
        .formatted(tunnel.device(), tunnel.number(), tunnel.mtu(), addresses);
  }

  private static String address(RouterTunnel tunnel, String address) {
    return "ip address add " + address + " dev " + tunnel.device() + "\n";
  }
}
