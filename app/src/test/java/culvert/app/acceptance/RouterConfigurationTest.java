package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.acceptance.Commands.Ended;
import culvert.app.server.CulvertServer;
import culvert.app.server.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionRequest;
import software.amazon.awssdk.services.ec2.model.VpnConnectionDeviceType;

/** The sample configurations of VPN connections, read by the programs that they are for. */
class RouterConfigurationTest {

  /** strongSwan's daemon, which speaks to nobody: what it is told to load it checks. */
  private static final String CHARON =
      """
      charon-systemd {
        port = 0
        port_nat_t = 0
        journal {
          default = -1
        }
        plugins {
          vici {
            socket = unix://%s
          }
        }
      }
      """;

  private static final Duration STARTED_WITHIN = Duration.ofSeconds(10);

  @TempDir private Path directory;

  /** What is in one script: the files that it writes. */
  private record Written(Path root) {

    Path swanctl() throws IOException {
      try (Stream<Path> files = Files.list(root.resolve("etc/swanctl/conf.d"))) {
        return files.findFirst().orElseThrow();
      }
    }
  }

  private Commands commands() {
    return new Commands(directory, Map.of());
  }

  /** Every kind of connection, by both IKE versions and both types of samples. */
  private List<Written> written(String software) throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral());
        Ec2Client ec2 = new Place(server, "111111111111", "us-east-1").ec2()) {
      String device =
          ec2.getVpnConnectionDeviceTypes(r -> {}).vpnConnectionDeviceTypes().stream()
              .filter(type -> type.software().contains(software))
              .map(VpnConnectionDeviceType::vpnConnectionDeviceTypeId)
              .findFirst()
              .orElseThrow();
      List<Written> all = new java.util.ArrayList<>();
      for (String connection : connections(ec2)) {
        for (String type : List.of("compatibility", "recommended")) {
          String script =
              ec2.getVpnConnectionDeviceSampleConfiguration(r ->
                      r.vpnConnectionId(connection)
                          .vpnConnectionDeviceTypeId(device)
                          .sampleType(type))
                  .vpnConnectionDeviceSampleConfiguration();
          all.add(written(connection + "-" + type, script));
        }
      }
      return all;
    }
  }

  private static List<String> connections(Ec2Client ec2) {
    String customer =
        ec2.createCustomerGateway(r -> r.type("ipsec.1").ipAddress("203.0.113.9").bgpAsn(65_010))
            .customerGateway()
            .customerGatewayId();
    String gateway = ec2.createTransitGateway(r -> {}).transitGateway().transitGatewayId();
    CreateVpnConnectionRequest plain =
        CreateVpnConnectionRequest.builder()
            .type("ipsec.1")
            .customerGatewayId(customer)
            .transitGatewayId(gateway)
            .build();
    return Stream.of(
            plain.toBuilder().options(o -> o.enableAcceleration(true)),
            plain.toBuilder().options(o -> o.tunnelInsideIpVersion("ipv6")),
            plain.toBuilder()
                .options(o -> o.staticRoutesOnly(true).remoteIpv4NetworkCidr("10.0.0.0/8")),
            plain.toBuilder()
                .options(o ->
                    o.tunnelOptions(t ->
                        t.ikeVersions(v -> v.value("ikev1"))
                            .phase1EncryptionAlgorithms(v -> v.value("AES256"))
                            .phase1DHGroupNumbers(v -> v.value(24))
                            .phase2DHGroupNumbers(v -> v.value(5)))))
        .map(request -> ec2.createVpnConnection(request.build()).vpnConnection().vpnConnectionId())
        .toList();
  }

  /** What the script writes when it is only to write. */
  private Written written(String name, String script) throws IOException {
    Path root = directory.resolve(name);
    Path file = Files.writeString(directory.resolve(name + ".sh"), script);
    new Commands(directory, Map.of("ROOT", root.toString())).run("sh", file.toString()).printed();
    return new Written(root);
  }

  @Test
  void a13_bird_takes_its_configuration() throws IOException {
    Commands.need("bird");
    for (Written each : written("BIRD")) {
      commands()
          .run("bird", "-p", "-c", each.root().resolve("etc/bird/bird.conf").toString())
          .printed();
    }
  }

  @Test
  void a13_frr_takes_its_configuration() throws IOException {
    Commands.need("vtysh");
    for (Written each : written("FRR")) {
      Ended ended =
          commands().run("vtysh", "-C", "-f", each.root().resolve("etc/frr/frr.conf").toString());
      assertThat(ended.printed() + ended.err()).doesNotContain("%", "line ");
    }
  }

  @Test
  void a13_strongswan_takes_its_configuration() throws IOException, InterruptedException {
    Commands.need("charon-systemd");
    Commands.need("swanctl");
    List<Written> written = written("BIRD");
    Path socket = directory.resolve("vici");
    Path settings =
        Files.writeString(directory.resolve("strongswan.conf"), CHARON.formatted(socket));
    ProcessBuilder daemon =
        new ProcessBuilder("charon-systemd")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("charon.log").toFile());
    daemon.environment().put("STRONGSWAN_CONF", settings.toString());
    Process charon = daemon.start();
    try {
      Commands client = new Commands(directory, Map.of("STRONGSWAN_CONF", settings.toString()));
      String at = "unix://" + socket;
      awaitOrLeaveOut(client, at);
      for (Written each : written) {
        Path quiet = withoutStart(each.swanctl());
        String loaded =
            client
                .run(
                    "swanctl",
                    "--load-all",
                    "--clear",
                    "--noprompt",
                    "--uri",
                    at,
                    "--file",
                    quiet.toString())
                .printed();
        assertThat(loaded).contains("successfully loaded 2 connections");
      }
    } finally {
      charon.destroy();
      charon.waitFor();
    }
  }

  /** Where the daemon may not run it is not asked. */
  private static void awaitOrLeaveOut(Commands client, String at) throws InterruptedException {
    long end = System.nanoTime() + STARTED_WITHIN.toNanos();
    while (client.run("swanctl", "--version", "--daemon", "--uri", at).exit() != 0) {
      if (System.nanoTime() > end) {
        Commands.notRun("strongSwan's daemon does not start here");
      }
      Thread.sleep(200);
    }
  }

  /** The same, but that nothing is sent to the addresses in it. */
  private static Path withoutStart(Path file) throws IOException {
    return Files.writeString(
        file.resolveSibling("quiet.conf"),
        Files.readString(file)
            .replace("start_action = start", "start_action = none")
            .replace("close_action = start", "close_action = none"));
  }
}
