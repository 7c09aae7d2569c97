package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.SnapshotServer.Ended;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code diff}: against a running server, between snapshots, and over HTTP. */
class DiffTest {

  private static final String PROPAGATION =
      "Action=%sTransitGatewayRouteTablePropagation"
          + "&TransitGatewayRouteTableId=tgw-rtb-0ddddddddddddddd2"
          + "&TransitGatewayAttachmentId=tgw-attach-0ddddddddddddddd1";

  private final SnapshotServer culvert = new SnapshotServer();
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path directory;
  private Path before;

  @BeforeEach
  void dump() {
    culvert.load(SnapshotServer.own("hub"));
    before = directory.resolve("before");
    assertThat(culvert.run("dump", before.toString()).exit()).isZero();
  }

  @AfterEach
  void stop() {
    http.close();
    culvert.close();
  }

  private void call(String call) throws Exception {
    new QueryClient(http, culvert.server().port(), "111111111111", "us-east-1").call(call);
  }

  private Path state(String text) throws IOException {
    return Files.writeString(directory.resolve("terraform.tfstate"), text);
  }

  @Test
  void nothing_differs_from_what_was_dumped() {
    Ended ended = culvert.run("diff", before.toString());
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .isEqualTo(
            """
            What differs, by vpc, all traffic, there and back
            Nothing: everybody is there who was, and reaches whom they did.
            """);
    assertThat(ended.exit()).isZero();
  }

  @Test
  void a_propagation_that_was_removed_is_named_with_whom_it_costs_whom() throws Exception {
    call(PROPAGATION.formatted("Disable"));
    Ended ended = culvert.run("diff", before.toString(), "--port", "443");
    assertThat(ended.out())
        .isEqualTo(
            """
            What differs, by vpc, tcp/443, there and back
            Lost: 2 pairs
              shared (vpc-0ddddddddddddddd3) ↔ spoke-one (vpc-0ddddddddddddddd1)   tcp/443   2 pairs
                because propagation of tgw-attach-0ddddddddddddddd1 in tgw-rtb-0ddddddddddddddd2 was removed
                e.g. i-0ddddddddddddddd3 → i-0ddddddddddddddd1   10.32.1.10 → 10.16.1.10  tcp/443
                  now forward  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT at tgw-rtb-0ddddddddddddddd2
            """);
    assertThat(ended.exit()).isEqualTo(1);
  }

  @Test
  void what_terraform_calls_it_is_said_of_a_state_before() throws Exception {
    call(PROPAGATION.formatted("Disable"));
    Path stored =
        state(
            """
            {"version": 4, "resources": [
              {"mode": "managed", "module": "module.hub", "name": "spoke",
               "type": "aws_ec2_transit_gateway_route_table_propagation",
               "instances": [{"index_key": "one", "attributes": {
                 "id": "tgw-rtb-0ddddddddddddddd2_tgw-attach-0ddddddddddddddd1",
                 "transit_gateway_attachment_id": "tgw-attach-0ddddddddddddddd1",
                 "transit_gateway_route_table_id": "tgw-rtb-0ddddddddddddddd2"}}]},
              {"mode": "managed", "name": "shared", "type": "aws_ec2_transit_gateway_route_table",
               "instances": [{"attributes": {"id": "tgw-rtb-0ddddddddddddddd2"}}]}]}
            """);
    assertThat(culvert.run("diff", before.toString(), "--state", stored.toString()).out())
        .contains(
            "because propagation of tgw-attach-0ddddddddddddddd1 in tgw-rtb-0ddddddddddddddd2 was"
                + " removed (module.hub.aws_ec2_transit_gateway_route_table_propagation.spoke[\"one\"])");
    Path shown =
        state(
            """
            {"format_version": "1.0", "values": {"root_module": {"child_modules": [{"resources": [
              {"address": "module.hub.aws_ec2_transit_gateway_route_table.shared",
               "mode": "managed", "type": "aws_ec2_transit_gateway_route_table",
               "values": {"id": "tgw-rtb-0ddddddddddddddd2"}}]}]}}}
            """);
    assertThat(culvert.run("diff", before.toString(), "--state", shown.toString()).out())
        .contains("was removed (module.hub.aws_ec2_transit_gateway_route_table.shared)");
  }

  /** What comes of another account's call is a change like any other; the server is not asked. */
  @Test
  void two_snapshots_are_compared_without_a_server() throws Exception {
    call(PROPAGATION.formatted("Disable"));
    Path after = directory.resolve("after");
    assertThat(culvert.run("dump", after.toString()).exit()).isZero();
    culvert.server().close();
    Ended ended = culvert.run("diff", after.toString(), before.toString(), "--json");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    JsonNode difference = JsonMapper.shared().readTree(ended.out());
    assertThat(difference.path("same").asBoolean()).isFalse();
    assertThat(difference.path("lost")).isEmpty();
    JsonNode line = difference.path("gained").path(0);
    assertThat(line.path("from").toString())
        .isEqualTo("[{\"id\":\"vpc-0ddddddddddddddd3\",\"name\":\"shared\"}]");
    assertThat(line.path("direction").asString()).isEqualTo("both");
    assertThat(line.path("pairs").asInt()).isEqualTo(2);
    assertThat(line.path("cause").path("how").asString()).isEqualTo("one");
    assertThat(line.path("cause").path("changes").path(0).path("changes").path(0).toString())
        .isEqualTo(
            "{\"component\":\"tgw-rtb-0ddddddddddddddd2\",\"kind\":\"transit-gateway-route-table\","
                + "\"was\":null,\"is\":\"propagation of tgw-attach-0ddddddddddddddd1\","
                + "\"text\":\"propagation of tgw-attach-0ddddddddddddddd1 in"
                + " tgw-rtb-0ddddddddddddddd2 was added\","
                + "\"names\":[\"tgw-rtb-0ddddddddddddddd2 propagations"
                + " tgw-attach-0ddddddddddddddd1\",\"tgw-rtb-0ddddddddddddddd2\"]}");
    JsonNode example = line.path("example");
    assertThat(example.path("before").path("reachable").asBoolean()).isFalse();
    assertThat(example.path("after").path("reachable").asBoolean()).isTrue();
  }

  private HttpResponse<String> post(String query, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(culvert.server().url() + "/_culvert/diff" + query))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void over_http_a_snapshot_is_before_and_two_are_before_and_after() throws Exception {
    String was =
        http.send(
                HttpRequest.newBuilder(URI.create(culvert.server().url() + "/_culvert/snapshots"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    call(PROPAGATION.formatted("Disable"));
    JsonNode since = JsonMapper.shared().readTree(post("?port=443&by=instance", was).body());
    assertThat(since.path("lost").path(0).path("from").path(0).path("id").asString())
        .isEqualTo("i-0ddddddddddddddd3");
    assertThat(since.path("port").asInt()).isEqualTo(443);
    JsonNode both =
        JsonMapper.shared()
            .readTree(
                post("?protocol=all", "{\"before\":" + was + ",\"after\":" + was + "}").body());
    assertThat(both.path("same").asBoolean()).isTrue();
    JsonNode one = JsonMapper.shared().readTree(post("", "{\"before\":" + was + "}").body());
    assertThat(one.path("lost")).hasSize(1);
    assertThat(one.path("lost").path(0).path("traffic").toString()).isEqualTo("[\"tcp/443\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?colour=red            | {"files":{}}   | not a parameter here: colour
          ?by=colour             | {"files":{}}   | by takes vpc
          ?protocol=all&port=443 | {"files":{}}   | all traffic has no port of its own
          ?region=nowhere        | {"files":{}}   | region takes a Region of AWS's, not nowhere
          ''                     | ''             | diff takes
          ''                     | {"after":1}    | diff takes
          ''                     | {"files":3}    | before: a snapshot is
          ''                     | {"before":{"files":{}},"after":7} | after: a snapshot is
          """)
  void what_makes_no_sense_is_refused_and_names_the_input(String query, String body, String says)
      throws Exception {
    HttpResponse<String> answer = post(query, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(says);
  }

  @Test
  void bad_input_is_exit_2_and_one_line() throws Exception {
    Path empty = Files.createDirectories(directory.resolve("empty"));
    Path other = Files.writeString(directory.resolve("other.json"), "{\"a\": 1}");
    for (String[] arguments :
        new String[][] {
          {"diff", empty.toString()},
          {"diff", directory.resolve("none").toString()},
          {"diff", before.toString(), empty.toString()},
          {"diff", before.toString(), "--by", "colour"},
          {"diff", before.toString(), before.toString(), "--by", "colour"},
          {"diff", before.toString(), "--state", other.toString()},
          {"diff", before.toString(), "--state", empty.resolve("none").toString()},
        }) {
      Ended ended = culvert.run(arguments);
      assertThat(ended.exit()).as(String.join(" ", arguments)).isEqualTo(2);
      assertThat(ended.err().lines()).hasSize(1);
      assertThat(ended.err()).startsWith("culvert: ");
    }
  }
}
