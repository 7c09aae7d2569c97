package culvert.aws.operations.vpn;

import culvert.aws.reading.TunnelProposal;
import culvert.aws.reading.TunnelProposal.Phase;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code swanctl.conf} of strongSwan: IPsec by XFRM interfaces, one a tunnel. */
final class StrongSwanConfiguration {

  private static final Map<Integer, String> GROUPS =
      Map.ofEntries(
          Map.entry(2, "modp1024"),
          Map.entry(5, "modp1536"),
          Map.entry(14, "modp2048"),
          Map.entry(15, "modp3072"),
          Map.entry(16, "modp4096"),
          Map.entry(17, "modp6144"),
          Map.entry(18, "modp8192"),
          Map.entry(19, "ecp256"),
          Map.entry(20, "ecp384"),
          Map.entry(21, "ecp521"),
          Map.entry(22, "modp1024s160"),
          Map.entry(23, "modp2048s224"),
          Map.entry(24, "modp2048s256"));

  private StrongSwanConfiguration() {}

  static String of(RouterConnection connection) {
    return "connections {\n"
        + connection.tunnels().stream()
            .map(tunnel -> connection(connection, tunnel))
            .collect(Collectors.joining())
        + "}\n"
        + "secrets {\n"
        + connection.tunnels().stream()
            .map(tunnel -> secret(connection, tunnel))
            .collect(Collectors.joining())
        + "}\n";
  }

  private static String name(RouterConnection connection, RouterTunnel tunnel) {
    return connection.id() + "-" + tunnel.number();
  }

  private static String connection(RouterConnection connection, RouterTunnel tunnel) {
    String ownId = connection.outside() == null ? "%any" : connection.outside();
    return """
      %s {
        version = %d
        local_addrs = %%any
        remote_addrs = %s
        proposals = %s
        rekey_time = %ds
        encap = %s
        mobike = no
        keyingtries = 0
        dpd_delay = 10s
        dpd_timeout = 30s
        local {
          auth = psk
          id = %s
        }
        remote {
          auth = psk
          id = %s
        }
        children {
          %s {
            local_ts = %s
            remote_ts = %s
            esp_proposals = %s
            rekey_time = %ds
            life_time = %ds
            replay_window = %d
            if_id_in = %d
            if_id_out = %d
            start_action = start
            close_action = start
            dpd_action = restart
          }
        }
      }
    """
        .formatted(
            name(connection, tunnel),
            tunnel.proposal().ikeVersion().equals(TunnelProposal.IKE_V2) ? 2 : 1,
            tunnel.options().outsideIpAddress(),
            ike(tunnel.proposal()),
            phase1Lifetime(tunnel) * 9 / 10,
            tunnel.accelerated() ? "yes" : "no",
            ownId,
            tunnel.options().outsideIpAddress(),
            name(connection, tunnel),
            connection.localNetwork(),
            connection.remoteNetwork(),
            esp(tunnel.proposal().phase2()),
            phase2Lifetime(tunnel) * 9 / 10,
            phase2Lifetime(tunnel),
            TunnelOptions.or(tunnel.options().replayWindowSize(), TunnelOptions.REPLAY_WINDOW),
            tunnel.number(),
            tunnel.number());
  }

  private static int phase1Lifetime(RouterTunnel tunnel) {
    return TunnelOptions.or(
        tunnel.options().phase1LifetimeSeconds(), TunnelOptions.PHASE_1_LIFETIME);
  }

  private static int phase2Lifetime(RouterTunnel tunnel) {
    return TunnelOptions.or(
        tunnel.options().phase2LifetimeSeconds(), TunnelOptions.PHASE_2_LIFETIME);
  }

  private static String secret(RouterConnection connection, RouterTunnel tunnel) {
    return """
      ike-%s {
        id = %s
        secret = "%s"
      }
    """
        .formatted(
            name(connection, tunnel),
            tunnel.options().outsideIpAddress(),
            tunnel.options().preSharedKey());
  }

  private static String ike(TunnelProposal proposal) {
    Phase phase = proposal.phase1();
    String integrity = (phase.isCombined() ? "prf" : "") + integrity(phase);
    return encryption(phase) + "-" + integrity + "-" + GROUPS.get(phase.group());
  }

  private static String esp(Phase phase) {
    String integrity = phase.isCombined() ? "" : "-" + integrity(phase);
    return encryption(phase) + integrity + "-" + GROUPS.get(phase.group());
  }

  private static String encryption(Phase phase) {
    String bits = phase.encryption().startsWith("AES128") ? "128" : "256";
    return "aes" + bits + (phase.isCombined() ? "gcm16" : "");
  }

  /** {@code sha256} for {@code SHA2-256}. */
  private static String integrity(Phase phase) {
    return phase.integrity().equals("SHA1") ? "sha1" : "sha" + phase.integrity().substring(5);
  }
}
