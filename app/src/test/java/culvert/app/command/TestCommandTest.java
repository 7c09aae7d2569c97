package culvert.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.Cli;
import culvert.app.server.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** {@code test} of a snapshot: two peered hosts, of which one lets nothing but HTTPS in. */
class TestCommandTest {

  private static final Path PEERING = Path.of("src/test/resources/snapshots/peering");

  @TempDir private Path directory;

  @BeforeEach
  void copy() throws IOException {
    copy(PEERING, directory);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private Cli.Ended test(String yaml, String... options) throws IOException {
    Files.writeString(directory.resolve("peers.culvert.yaml"), yaml);
    return Cli.run(
        Stream.concat(Stream.of("test", directory.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void what_holds_passes_and_progress_is_told_aside() throws IOException {
    Cli.Ended ended =
        test(
            """
            expect:
              - host-a can reach host-b on tcp/443
              - account:111111111111 can reach region:eu-west-1 via pcx:*
              - nothing reaches internet from host-*
            """);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            """
            peers.culvert.yaml
              ok   host-a can reach host-b on tcp/443   (1 pair)
              ok   account:111111111111 can reach region:eu-west-1 via pcx:*   (1 pair)
              ok   nothing reaches internet from host-*   (2 pairs)
            PASSED: all 3 expectations hold
            """);
    assertThat(ended.err()).contains("loaded " + directory).contains("proved 3 expectations");
    assertThat(test("expect: [host-a can reach host-b]", "--quiet").err()).isEmpty();
  }

  @Test
  void what_does_not_hold_fails_in_every_form_of_the_report() throws Exception {
    String yaml =
        """
        expect:
          - host-a can reach host-b on tcp/443
          - host-a can reach host-b on tcp/25
          - host-a cannot reach host-b
          - host-<x> can reach host-b
        """;
    Path json = directory.resolve("report.json");
    Path junit = directory.resolve("report.xml");
    Path markdown = directory.resolve("report.md");
    Cli.Ended ended =
        test(
            yaml,
            "--json",
            json.toString(),
            "--junit",
            junit.toString(),
            "--markdown",
            markdown.toString());
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    assertThat(ended.out())
        .contains("FAIL host-a can reach host-b on tcp/25   (1 of 1 pair)")
        .contains(
            "host-a (i-0aaaaaaaaaaaaaaa1) → host-b (i-0bbbbbbbbbbbbbbb1) is not reachable: 10.1.1.10 → 10.2.1.10  tcp/25")
        .contains("forward  ENI_SG_RULES_MISMATCH at sg-0bbbbbbbbbbbbbbb1")
        .contains("to let it on: add an inbound rule for tcp/25 from 10.1.1.10 to sg-")
        .contains("without any one of these it would not pass:")
        .contains("nobody is meant by host-<x>")
        .endsWith("FAILED: 3 of 4 expectations do not hold\n");

    JsonNode report = Json.parse(Files.readString(json));
    assertThat(report.path("passed").asBoolean()).isFalse();
    assertThat(report.path("failed").asInt()).isEqualTo(3);
    JsonNode results = report.path("files").path(0).path("expectations");
    assertThat(results.path(0).path("holds").asBoolean()).isTrue();
    assertThat(results.path(1).path("line").asInt()).isEqualTo(3);
    assertThat(results.path(1).path("violations").path(0).path("why").path("blockers"))
        .singleElement()
        .satisfies(blocker ->
            assertThat(blocker.path("code").asString()).isEqualTo("ENI_SG_RULES_MISMATCH"));
    assertThat(results.path(2).path("violations").path(0).path("openings")).isNotEmpty();

    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(Files.readString(junit).getBytes(StandardCharsets.UTF_8)));
    assertThat(xml.getDocumentElement().getAttribute("tests")).isEqualTo("4");
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(3);
    assertThat(((Element) xml.getElementsByTagName("testcase").item(1)).getAttribute("name"))
        .isEqualTo("host-a can reach host-b on tcp/25");

    assertThat(Files.readString(markdown))
        .startsWith("### ❌ 3 of 4 expectations of the network do not hold\n")
        .contains("| ❌ | host-&lt;x> can reach host-b |")
        .contains("| ✅ | host-a can reach host-b on tcp/443 | 1 pair | peers.culvert.yaml:2 |");
  }

  /** C2: 100 GB from us-east-1 to eu-west-1 over a peering are 0.02 USD each. */
  @Test
  void a_budget_holds_where_the_month_costs_no_more() throws IOException {
    Files.writeString(
        directory.resolve("traffic.yaml"), "traffic: [{from: host-a, to: host-b, gb: 100}]");
    Cli.Ended ended =
        test(
            """
            expect: [host-a can reach host-b on tcp/443]
            budget:
              - month at traffic.yaml <= 2 USD
              - month at traffic.yaml <= 1.50 USD
              - month <= 0 USD
            """);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    assertThat(ended.out())
        .contains("ok   host-a can reach host-b on tcp/443")
        .contains("ok   month at traffic.yaml <= 2 USD   (2.00 USD)")
        .contains("FAIL month at traffic.yaml <= 1.50 USD")
        .contains("the month costs 2.00 USD, 0.50 more than that")
        .contains("2.00 of it is pcx-")
        .contains("ok   month <= 0 USD   (0.00 USD)");
  }

  @Test
  void a_budgets_traffic_that_does_not_arrive_is_a_failure_and_no_zero() throws IOException {
    Files.writeString(
        directory.resolve("traffic.yaml"),
        "traffic: [{from: host-a, to: host-b, port: 25, gb: 100}]");
    Cli.Ended ended = test("budget: [month at traffic.yaml <= 2 USD]");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains("FAIL month at traffic.yaml <= 2 USD")
        .contains("host-a does not reach host-b (");
  }

  @Test
  void a_base_says_what_was_lost_since_and_by_what() throws IOException {
    Path base = Files.createDirectories(directory.resolve("base"));
    copy(PEERING, base);
    Path routes = directory.resolve("aws_configs/accounts/222222222222/eu-west-1/RouteTables.json");
    Files.writeString(
        routes, Files.readString(routes).replace("\"10.1.0.0/16\"", "\"10.77.0.0/16\""));
    Path markdown = directory.resolve("report.md");
    Cli.Ended ended =
        test(
            "expect: [host-a can reach host-b on tcp/443]",
            "--base",
            base.toString(),
            "--markdown",
            markdown.toString());
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    assertThat(ended.out())
        .contains("return  NO_ROUTE_TO_DESTINATION at rtb-0bbbbbbbbbbbbbbb1")
        .contains("Lost: ")
        .contains("because route 10.1.0.0/16 to pcx-0aaaaaaaaaaaaaab1 in rtb-0bbbbbbbbbbbbbbb1");
    assertThat(Files.readString(markdown))
        .contains("<details open><summary>Who reaches whom changes</summary>")
        .contains("because route 10.1.0.0/16");
  }

  @Test
  void a_report_is_printed_where_a_dash_stands_for_the_file() throws IOException {
    Cli.Ended ended = test("expect: [host-a can reach host-b on tcp/443]", "--json", "-");
    assertThat(Json.parse(ended.out()).path("passed").asBoolean()).isTrue();
  }

  @Test
  void a_file_that_cannot_be_read_is_named_with_its_line() throws IOException {
    refused("expect:\n  - host-a reach host-b", ":2: not a sentence: expected \"can\"");
    refused("expect:\n  - *-a can reach host-b", ":2: not YAML", "stands in quotes");
    refused("expcet: []", ":1: a file has sites, expect, rehearse and budget, not expcet");
    refused("expect: []", "expects nothing");
    refused("budget: [month <= lots USD]", ":1: not a sentence: expected an amount");
    refused("budget: [year <= 5 USD]", ":1: not a sentence: expected \"month\"");
    refused("budget: [month at none.yaml <= 5 USD]", "none.yaml");
    refused("", "expects nothing");
    refused("expect: host-a can reach host-b", ":1: expect takes a list");
    refused("expect: [a can reach b]\nexpect: [b can reach a]", ":2: expect stands twice");
    refused("rehearse:\n  - host-a reaches host-b", ":2: a rehearsal is written as");
    refused("rehearse:\n  - when x: a reaches b", ":2: not a sentence: \"fail\" is missing");
    refused(
        "sites: {seoul: {asn: 65010, prefixes: [192.168.0.0/33]}}\nexpect: [host-a can reach host-b]",
        "peers.culvert.yaml:1: ",
        "192.168.0.0/33");
    refused(
        "sites: {seoul: {asn: 65010, customerGateways: [router]}}\nexpect: [host-a can reach host-b]",
        "peers.culvert.yaml:1: there is no router");
  }

  private void refused(String yaml, String... said) throws IOException {
    Cli.Ended ended = test(yaml, "--quiet");
    assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(2);
    assertThat(ended.err()).startsWith("culvert: ").contains(said);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void options_that_do_not_fit_are_refused() throws IOException {
    String yaml = "expect: [host-a can reach host-b on tcp/443]";
    assertThat(test(yaml, "--account", "12").err())
        .isEqualTo("culvert: an account has 12 digits, not 12\n");
    assertThat(test(yaml, "--override", "x.tf", "--quiet").err())
        .contains("is no Terraform that could be overridden");
    assertThat(Cli.run("test", directory.resolve("none").toString()).err())
        .contains("there is no directory");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThat(Cli.run("test", empty.toString()).err()).contains("there is no *.culvert.yaml in");
  }
}
