package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import culvert.aws.snapshot.Assumed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the AWS CLI prints of a network is enough to have the network again. */
class AwsCliSnapshotTest {

  private static final Assumed NOBODY = new Assumed("000000000000", "us-east-1");

  private static final List<String> DESCRIBED =
      List.of(
          "describe-vpcs",
          "describe-subnets",
          "describe-route-tables",
          "describe-security-groups",
          "describe-security-group-rules",
          "describe-network-acls",
          "describe-internet-gateways",
          "describe-nat-gateways",
          "describe-addresses",
          "describe-network-interfaces",
          "describe-instances",
          "describe-volumes",
          "describe-dhcp-options",
          "describe-managed-prefix-lists",
          "describe-vpc-peering-connections",
          "describe-transit-gateways",
          "describe-transit-gateway-route-tables",
          "describe-transit-gateway-attachments",
          "describe-transit-gateway-vpc-attachments",
          "describe-vpc-endpoints");

  @TempDir private Path directory;

  private Map<String, String> printed(CulvertServer server) {
    Map<String, String> environment =
        Map.of(
            "AWS_ENDPOINT_URL",
            server.url(),
            "AWS_ACCESS_KEY_ID",
            "111111111111",
            "AWS_SECRET_ACCESS_KEY",
            "any",
            "AWS_DEFAULT_REGION",
            "us-east-1",
            "AWS_CONFIG_FILE",
            directory.resolve("none").toString(),
            "AWS_SHARED_CREDENTIALS_FILE",
            directory.resolve("none").toString(),
            "AWS_PAGER",
            "");
    Map<String, String> answers = new TreeMap<>();
    for (String each : DESCRIBED) {
      answers.put(
          each,
          new Commands(directory, environment)
              .run("aws", "ec2", each, "--output", "json")
              .printed());
    }
    return answers;
  }

  private static byte[] snapshot(Map<String, String> answers) {
    ObjectNode files = Json.object();
    ObjectNode in = files.putObject("files");
    answers.forEach((call, text) -> in.set(call + ".json", Json.tree(text)));
    return Json.bytes(files);
  }

  @Test
  void answers_saved_to_files_and_loaded_are_answered_again() throws Exception {
    Commands.need("aws");
    Path hub = Path.of("src/test/resources/snapshots/hub/aws_configs/accounts/111111111111");
    String text = Files.readString(hub.resolve("us-east-1/hub.json"), StandardCharsets.UTF_8);
    Map<String, String> answers;
    try (CulvertServer first = CulvertServer.start(Settings.ephemeral())) {
      first.api().snapshots().load(snapshot(Map.of("hub", text)), NOBODY);
      answers = printed(first);
    }
    try (CulvertServer second = CulvertServer.start(Settings.ephemeral())) {
      // No folder says whose the files are and of which Region.
      second.api().snapshots().load(snapshot(answers), NOBODY);
      Map<String, String> again = printed(second);
      for (String each : DESCRIBED) {
        JsonNode before = Json.tree(answers.get(each));
        assertThat(Json.tree(again.get(each))).as(each).isEqualTo(before);
      }
      assertThat(again.get("describe-instances")).contains("spoke-one", "shared");
    }
  }
}
