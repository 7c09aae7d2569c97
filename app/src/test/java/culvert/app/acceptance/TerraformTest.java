package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.expectation.Promises;
import culvert.app.server.CulvertServer;
import culvert.app.server.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.ec2.Ec2Client;
import tools.jackson.databind.JsonNode;

/**
 * The examples: applied, planned again, asked who reaches whom, destroyed. Terraform's provider
 * waits longer than it works, so several run at once.
 */
@Execution(ExecutionMode.CONCURRENT)
class TerraformTest {

  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final String INTERNET = "internet/203.0.113.9";

  @TempDir private Path directory;

  @Test
  void a_triangle_of_peerings_across_accounts_and_regions() throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      List<Place> places =
          List.of(
              new Place(server, "111111111111", "us-east-1"),
              new Place(server, "222222222222", "us-east-1"),
              new Place(server, "111111111111", "eu-west-1"));
      comesToItsMatrix(server, "peering-triangle", places, _ -> {});
    }
  }

  @Test
  void three_tiers_with_groups_acls_and_nat() throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      Place here = new Place(server, "111111111111", "us-east-1");
      Path example = EXAMPLES.resolve("three-tier");
      Terraform terraform = Terraform.in(directory, example, server);
      Inventory before = Inventory.of(here);
      terraform.apply();
      assertThat(matrices(server, 443, 8080, 5432))
          .isEqualTo(Files.readString(example.resolve("matrix.txt")));
      JsonNode instances = terraform.output("instances");
      Answers answers = new Answers(server);
      assertThat(answers.why(INTERNET, instances.path("web-a").asString(), 443)).isTrue();
      assertThat(answers.why(INTERNET, instances.path("web-a").asString(), 22)).isFalse();
      assertThat(answers.why(instances.path("app-b").asString(), INTERNET, 443)).isTrue();
      assertThat(answers.why(instances.path("data-a").asString(), INTERNET, 443)).isFalse();
      assertThat(terraform.output("web_names").path("a").asString())
          .matches("ec2-\\d+-\\d+-\\d+-\\d+\\.compute-1\\.amazonaws\\.com");
      terraform.destroy();
      assertThat(Inventory.of(here)).isEqualTo(before);
    }
  }

  @Test
  void isolated_vpcs_share_services_by_two_tables_of_a_transit_gateway() throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      List<Place> places = List.of(new Place(server, "111111111111", "us-east-1"));
      comesToItsMatrix(server, "isolated-shared-services", places, _ -> {});
    }
  }

  @Test
  void six_vpcs_in_three_accounts_and_two_regions_by_peered_transit_gateways() throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      List<Place> places =
          List.of(
              new Place(server, "111111111111", "us-east-1"),
              new Place(server, "222222222222", "eu-west-1"),
              new Place(server, "333333333333", "eu-west-1"));
      comesToItsMatrix(server, "hub", places, _ -> {});
    }
  }

  @Test
  void one_nat_gateway_behind_a_transit_gateway_is_the_way_out_for_all() throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      List<Place> places = List.of(new Place(server, "111111111111", "us-east-1"));
      comesToItsMatrix(
          server,
          "centralized-egress",
          places,
          terraform -> {
            Answers answers = new Answers(server);
            for (JsonNode app : terraform.output("instances")) {
              assertThat(answers.why(app.asString(), INTERNET, 443)).isTrue();
              assertThat(answers.why(INTERNET, app.asString(), 443)).isFalse();
            }
          });
    }
  }

  @Test
  void endpoints_lead_to_services_of_aws_and_of_ones_own() throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      List<Place> places = List.of(new Place(server, "111111111111", "us-east-1"));
      comesToItsMatrix(
          server,
          "endpoints",
          places,
          terraform -> {
            Answers answers = new Answers(server);
            String app = terraform.output("instances").path("app").asString();
            JsonNode endpoints = terraform.output("endpoints");
            assertThat(answers.why(app, "service:s3", 443)).isTrue();
            assertThat(answers.why(app, endpoints.path("sqs").asString(), 443)).isTrue();
            assertThat(answers.why(app, endpoints.path("partner").asString(), 443)).isTrue();
            assertThat(answers.why(app, "service:dynamodb", 443)).isFalse();
            assertThat(answers.resolver(app, "sqs.us-east-1.amazonaws.com"))
                .isEqualTo(endpoints.path("sqs").asString());
          });
    }
  }

  @Test
  void a_hub_is_shared_through_ram_by_accounts_that_do_not_see_each_other() throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      List<Place> places =
          Stream.of("111111111111", "222222222222", "333333333333")
              .map(account -> new Place(server, account, "us-east-1"))
              .toList();
      comesToItsMatrix(
          server,
          "shared-hub",
          places,
          _ ->
              assertThat(places.stream().map(TerraformTest::attachments)).containsExactly(3, 1, 1));
    }
  }

  @Test
  void offices_reach_a_hub_by_direct_connect_and_a_lab_by_vpn() throws IOException {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      Answers answers = new Answers(server);
      comesToItsMatrix(
          server,
          "hybrid",
          List.of(new Place(server, "111111111111", "ap-northeast-2")),
          terraform ->
              terraform
                  .output("sites")
                  .properties()
                  .forEach(site -> answers.connect(site.getKey(), site.getValue())),
          terraform -> asksTheOffices(terraform, answers));
    }
  }

  /** Every pair of an office and an instance that reach each other, by which way, and at a cut. */
  private static void asksTheOffices(Terraform terraform, Answers answers) {
    terraform.assertUnchanged();
    JsonNode instances = terraform.output("instances");
    String app = instances.path("app").asString();
    String data = instances.path("data").asString();
    String lab = instances.path("lab").asString();
    JsonNode links = terraform.output("links");
    String connection = links.path("connection").asString();
    String transit = links.path("transit_interface").asString();
    String seoulVpn = links.path("seoul_vpn").asString();
    onlyBy(answers, "site:seoul", app, transit);
    onlyBy(answers, "site:seoul", data, transit);
    onlyBy(answers, "site:seoul", lab, links.path("private_interface").asString());
    onlyBy(answers, "site:busan", lab, links.path("busan_vpn").asString());
    answers.fault(connection, "down");
    onlyBy(answers, "site:seoul", app, seoulVpn);
    onlyBy(answers, "site:seoul", data, seoulVpn);
    assertThat(answers.why("site:seoul", lab, 443)).isFalse();
    assertThat(answers.why(lab, "site:seoul", 443)).isFalse();
    onlyBy(answers, "site:busan", lab, links.path("busan_vpn").asString());
    answers.fault(connection, "up");
    onlyBy(answers, "site:seoul", app, transit);
  }

  /**
   * Whoever of the two asks is answered, and nothing passes but that link, there and back.
   *
   * @param link a virtual interface, or a VPN connection by one or both of its tunnels
   */
  private static void onlyBy(Answers answers, String site, String instance, String link) {
    for (List<String> pair : List.of(List.of(site, instance), List.of(instance, site))) {
      assertThat(answers.why(pair.getFirst(), pair.getLast(), 443)).as("%s", pair).isTrue();
      assertThat(answers.ways(pair.getFirst(), pair.getLast()))
          .as("%s", pair)
          .isNotEmpty()
          .allMatch(way -> way.equals(link) || way.startsWith(link + "/"));
    }
  }

  /** How many attachments of transit gateways are seen there. */
  private static int attachments(Place place) {
    try (Ec2Client ec2 = place.ec2()) {
      return ec2.describeTransitGatewayAttachments().transitGatewayAttachments().size();
    }
  }

  private void comesToItsMatrix(
      CulvertServer server, String name, List<Place> places, Consumer<Terraform> asked)
      throws IOException {
    comesToItsMatrix(server, name, places, _ -> {}, asked);
  }

  /**
   * Applied, asked, held against what it expects of itself, and destroyed; what is done before, and
   * what is asked besides the matrix, is the example's own.
   */
  private void comesToItsMatrix(
      CulvertServer server,
      String name,
      List<Place> places,
      Consumer<Terraform> done,
      Consumer<Terraform> asked)
      throws IOException {
    Path example = EXAMPLES.resolve(name);
    Terraform terraform = Terraform.in(directory, example, server);
    List<Inventory> before = places.stream().map(Inventory::of).toList();
    terraform.apply();
    done.accept(terraform);
    assertThat(matrices(server, 443)).isEqualTo(Files.readString(example.resolve("matrix.txt")));
    asked.accept(terraform);
    assertThat(Promises.of(server, example).broken()).isEmpty();
    terraform.destroy();
    assertThat(places.stream().map(Inventory::of)).containsExactlyElementsOf(before);
  }

  private static String matrices(CulvertServer server, int... ports) {
    return IntStream.of(ports)
        .mapToObj(port -> new Answers(server).matrix("instance", String.valueOf(port)))
        .collect(Collectors.joining("\n"));
  }
}
