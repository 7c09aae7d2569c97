package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code site}, {@code fail}, {@code heal}, {@code clock}, {@code events}, {@code rehearse}. */
class FailureCommandsTest {

  private CulvertServer server;

  @BeforeEach
  void start() {
    server = CulvertServer.start(Settings.ephemeral().onVirtualClock());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Cli.Ended run(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--endpoint", server.url()));
    return Cli.run(line.toArray(String[]::new));
  }

  private String instance() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String made =
          new QueryClient(http, server.port(), "111111111111")
              .call(
                  "Action=RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=1&MaxCount=1"
                      + "&InstanceType=t3.micro");
      return QueryClient.texts(made, "instanceId").getFirst();
    }
  }

  @Test
  void a_site_is_set_by_options_shown_listed_and_deleted() {
    Cli.Ended set =
        run("site", "set", "seoul", "--asn", "65010", "--prefix", "192.168.0.0/16", "--bfd");
    assertThat(set.exit()).isZero();
    assertThat(set.out()).isEqualTo("site:seoul  AS 65010  192.168.0.0/16\n");
    assertThat(run("site", "get", "seoul").out()).isEqualTo(set.out());
    assertThat(run("site", "list").out()).isEqualTo(set.out());
    assertThat(Json.parse(run("site", "get", "seoul", "--json").out()).path("bfd").asBoolean())
        .isTrue();
    assertThat(run("site", "delete", "seoul").out()).isEqualTo("site:seoul is gone.\n");
    assertThat(run("site", "list").out()).isEqualTo("There are no sites.\n");
  }

  @Test
  void a_site_is_set_by_a_file(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("seoul.json");
    Files.writeString(file, "{\"asn\":65010,\"prefixes\":[\"192.168.0.0/16\",\"2001:db8::/32\"]}");
    assertThat(run("site", "set", "seoul", "--file", file.toString()).out())
        .isEqualTo("site:seoul  AS 65010  192.168.0.0/16, 2001:db8::/32\n");
    Files.writeString(file, "{\"asn\":65010");
    assertThat(run("site", "set", "seoul", "--file", file.toString()).err())
        .startsWith("culvert: " + file + " is not JSON: ");
  }

  @Test
  void what_fails_is_shown_and_so_is_when() {
    run("site", "set", "seoul", "--asn", "65010");
    assertThat(run("events").out()).isEqualTo("Nothing has happened.\n");
    assertThat(run("fail", "site:seoul").out())
        .isEqualTo("2026-01-01T00:00:00Z      failed        site:seoul\n");
    assertThat(run("fail", "site:seoul").out()).isEqualTo("site:seoul is down already\n");
    assertThat(run("site", "get", "seoul").out()).contains("DOWN");
    assertThat(run("clock", "90s").out())
        .isEqualTo("Nothing happened to a session.\n2026-01-01T00:01:30Z (virtual)\n");
    assertThat(run("clock", "1d").out()).endsWith("2026-01-02T00:01:30Z (virtual)\n");
    assertThat(run("clock").out()).isEqualTo("2026-01-02T00:01:30Z (virtual)\n");
    assertThat(run("heal", "site:seoul").out()).contains("healed");
    assertThat(run("events").out().lines()).hasSize(2);
    assertThat(run("events", "--after", "1", "--json").out()).contains("\"healed\"");
  }

  @Test
  void what_the_server_refuses_exits_2_in_one_line() {
    assertThat(run("fail", "dxcon-0a").exit()).isEqualTo(2);
    assertThat(run("fail", "dxcon-0a").err().lines())
        .singleElement()
        .asString()
        .startsWith("culvert: nothing that can fail here: dxcon-0a");
    assertThat(run("clock", "soon").err())
        .isEqualTo("culvert: advance takes a duration such as PT90S, not soon\n");
    assertThat(run("site", "set", "a b", "--asn", "1").err()).contains("not a b");
  }

  @Test
  void a_rehearsal_exits_0_where_all_survives_and_1_where_not() throws Exception {
    String one = instance();
    String other = instance();
    Cli.Ended icmp = run("rehearse", one, other, "icmp");
    assertThat(icmp.exit()).isZero();
    assertThat(icmp.out()).contains("nothing can fail on the way but the ends").contains(one);
    Cli.Ended blocked = run("rehearse", "internet/203.0.113.9", other, "443");
    assertThat(blocked.exit()).isEqualTo(1);
    assertThat(blocked.out()).contains("NOT REACHABLE: there is nothing to lose");
    assertThat(run("rehearse", one, "i-0a").exit()).isEqualTo(2);
  }
}
