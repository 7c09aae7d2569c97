package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.expectation.Promises;
import culvert.app.server.CulvertServer;
import culvert.app.server.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ApplianceModeSupportValue;
import tools.jackson.databind.JsonNode;

/**
 * The largest public hub-and-spoke designs, applied by Terraform and planned again without a
 * change: every pair of VPCs is proved, for one port and for all traffic, and so is what each
 * design's author promises.
 */
@Execution(ExecutionMode.CONCURRENT)
class LargeHubsTest {

  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final String HTTPS = "by=vpc&port=443";
  private static final String ALL_FOLDED = "by=vpc&protocol=all&fold=true";

  @TempDir private Path directory;

  /** An example that is up. */
  private record Up(Path example, Terraform terraform, CulvertServer server) {

    /** The example's file holds the answers to those questions, one after the other. */
    void comesTo(String file, String... questions) throws IOException {
      Answers answers = new Answers(server);
      assertThat(Stream.of(questions).map(answers::matrix).collect(Collectors.joining("\n")))
          .isEqualTo(Files.readString(example.resolve(file)));
    }
  }

  /** What is asked besides the promises. */
  private interface Asked {
    void of(Up up) throws IOException;
  }

  private void keepsItsPromises(String name, String account, List<String> regions, Asked asked)
      throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      List<Place> places =
          regions.stream().map(region -> new Place(server, account, region)).toList();
      List<Inventory> before = places.stream().map(Inventory::of).toList();
      Path example = EXAMPLES.resolve(name);
      Terraform terraform = Terraform.in(directory, example, server);
      terraform.apply();
      assertThat(Promises.of(server, example).broken()).isEmpty();
      asked.of(new Up(example, terraform, server));
      terraform.destroy();
      assertThat(places.stream().map(Inventory::of)).containsExactlyElementsOf(before);
    }
  }

  @Test
  void r4_3_6_regions_in_a_full_mesh_reach_each_other_by_one_peering() throws IOException {
    keepsItsPromises(
        "full-mesh-trio",
        "111111111111",
        List.of("us-east-1", "eu-west-1", "us-west-2"),
        up -> up.comesTo("matrix.txt", HTTPS, ALL_FOLDED));
  }

  @Test
  void r4_7_2_segments_are_kept_apart_across_two_regions_with_perimeters_and_a_data_centre()
      throws IOException {
    keepsItsPromises(
        "segregated-regions",
        "111111111111",
        List.of("ca-central-1", "ca-west-1"),
        up -> up.comesTo("matrix.txt", HTTPS, ALL_FOLDED));
  }

  @Test
  void r4_7_7_spokes_are_inspected_by_firewalls_that_appliance_mode_keeps_flows_on()
      throws IOException {
    keepsItsPromises(
        "inspected-hub",
        "111111111111",
        List.of("eu-west-1"),
        up -> {
          up.comesTo(
              "matrix.txt", HTTPS + "&fold=true", "by=vpc&port=53/udp&fold=true", ALL_FOLDED);
          withoutFirewalls(up);
          withoutApplianceMode(up);
        });
  }

  /** Nobody finds a way around them. */
  private static void withoutFirewalls(Up up) throws IOException {
    Answers answers = new Answers(up.server());
    JsonNode firewalls = up.terraform().output("firewalls");
    firewalls.forEach(each -> answers.fault(each.asString(), "down"));
    up.comesTo("firewalls-down.txt", ALL_FOLDED);
    firewalls.forEach(each -> answers.fault(each.asString(), "up"));
  }

  /** R4.5.2: flows between hosts of different zones meet two firewalls, which both drop them. */
  private static void withoutApplianceMode(Up up) throws IOException {
    String attachment = up.terraform().output("attachments").path("inspection").asString();
    try (Ec2Client ec2 = new Place(up.server(), "111111111111", "eu-west-1").ec2()) {
      ec2.modifyTransitGatewayVpcAttachment(r ->
          r.transitGatewayAttachmentId(attachment)
              .options(o -> o.applianceModeSupport(ApplianceModeSupportValue.DISABLE)));
    }
    up.comesTo("appliance-mode-off.txt", HTTPS + "&fold=true");
  }
}
