package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.expectation.Trial;
import culvert.app.report.DifferenceText;
import culvert.app.report.TrialText;
import culvert.app.server.State;
import culvert.app.terraform.TerraformRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * What the examples expect of themselves, proved on what Terraform makes of them; and what is said
 * when each is broken as people break networks. Nothing in an example's directory changes.
 */
@Execution(ExecutionMode.CONCURRENT)
class TrialTest {

  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir private Path directory;

  private Path settings;

  @BeforeEach
  void need() throws IOException {
    Commands.need("terraform");
    settings = Terraform.settings(directory);
  }

  private Trial of(Path example) {
    return Trial.of(
        new Trial.Subject(
            example,
            "111111111111",
            "us-east-1",
            new TerraformRun.Inputs(List.of(), List.of(), Map.of(), settings)),
        _ -> {});
  }

  /** As the example is, all of it holds. */
  private static void holds(Trial trial, Path example) {
    trial.putUp(example, List.of());
    JsonNode report = trial.check().json();
    assertThat(report.path("passed").asBoolean()).as(TrialText.of(report)).isTrue();
  }

  /** With a fault, one thing does not, and the report says which, what is in the way, and where. */
  private static void fails(
      Trial trial, Path example, String fault, String expectation, String... said) {
    trial.putUp(example, List.of(example.resolve("faults").resolve(fault + ".tf")));
    String report = TrialText.of(trial.check().json());
    assertThat(report).contains("FAIL " + expectation).contains(said);
  }

  private static Map<Path, FileTime> files(Path directory) throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void a_stateful_firewall_between_vpcs() throws IOException {
    Path example = EXAMPLES.resolve("firewall");
    Map<Path, FileTime> before = files(example);
    try (Trial trial = of(example)) {
      holds(trial, example);
      fails(
          trial,
          example,
          "appliance-mode-off",
          "app-* can reach data-* on tcp/5432 via firewall-a, firewall-b   (2 of 4 pairs)",
          "return  STATEFUL_FIREWALL_NO_FLOW at i-",
          "aws_instance.firewall[\"b\"]",
          "by appliance mode on its VPC's attachment");
      fails(
          trial,
          example,
          "missing-return-route",
          "app-* can reach data-* on tcp/5432 via firewall-a, firewall-b   (4 of 4 pairs)",
          "return  NO_ROUTE_TO_DESTINATION at rtb-",
          "aws_route_table.spokes[\"data\"]",
          "to let it on: add a route for 10.1.0.");
      fails(
          trial,
          example,
          "endpoint-from-a-spoke",
          "app can reach service:s3 on tcp/443   (2 of 2 pairs)",
          "forward  VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC at vpce-",
          "aws_vpc_endpoint.s3[\"inspection\"]",
          "give the asking VPC a gateway endpoint of its own");
    }
    assertThat(files(example)).isEqualTo(before);
  }

  @Test
  void isolated_vpcs_with_shared_services() {
    Path example = EXAMPLES.resolve("isolated-shared-services");
    try (Trial trial = of(example)) {
      holds(trial, example);
      State before = trial.state();
      fails(
          trial,
          example,
          "removed-propagation",
          "prod, dev can reach shared on tcp/443 via hub   (2 of 2 pairs)",
          "forward  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT at tgw-rtb-",
          "aws_ec2_transit_gateway_route_table.isolated",
          "to let it on: let the attachment that leads to 10.3.1.");
      assertThat(DifferenceText.of(trial.differenceSince(before)))
          .contains("Lost: 4 pairs", "because propagation of tgw-attach-")
          .contains(" was removed (aws_ec2_transit_gateway_route_table_propagation.isolated)");
      fails(
          trial,
          example,
          "wrong-association",
          "prod cannot reach dev   (1 of 1 pair)",
          "without any one of these it would not pass:",
          "the propagated-vpc route 10.2.0.0/16 to tgw-attach-",
          "aws_ec2_transit_gateway_route_table.shared");
    }
  }

  @Test
  void three_tiers() {
    Path example = EXAMPLES.resolve("three-tier");
    try (Trial trial = of(example)) {
      holds(trial, example);
      fails(
          trial,
          example,
          "acl-without-ephemeral-ports",
          "app-* can reach data-* on tcp/5432   (4 of 4 pairs)",
          "return  SUBNET_ACL_RESTRICTION at acl-",
          "aws_network_acl.data",
          "to let it on: allow outbound tcp/49152 to 10.0.1");
    }
  }

  @Test
  void offices_whose_direct_connect_is_rehearsed_to_fail() {
    Path example = EXAMPLES.resolve("hybrid");
    try (Trial trial = of(example)) {
      holds(trial, example);
    }
  }
}
