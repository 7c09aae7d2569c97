package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.demo.DemoNetwork;
import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import culvert.network.cost.Demand;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code bill} over HTTP, on a virtual clock that begins with January 2026. */
class BillTest {

  private static final String ACCOUNT = "111111111111";

  private CulvertServer server;
  private HttpClient http;

  @TempDir private Path directory;

  @BeforeEach
  void start() {
    server = CulvertServer.start(Settings.ephemeral().onVirtualClock());
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private Cli.Ended run(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--endpoint", server.url()));
    return Cli.run(line.toArray(String[]::new));
  }

  private String made(String region, String element, String parameters) throws Exception {
    String answer =
        new QueryClient(http, server.port(), ACCOUNT, region).call("Action=" + parameters);
    List<String> texts = QueryClient.texts(answer, element);
    return texts.isEmpty() ? "" : texts.getFirst();
  }

  private JsonNode bill(String... options) {
    List<String> line = new ArrayList<>(List.of("bill", "--json"));
    line.addAll(List.of(options));
    Cli.Ended ended = run(line.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    JsonNode bill = Json.parse(ended.out());
    assertAddsUp(bill);
    return bill;
  }

  /** The sum of the lines is the total, in every grouping. */
  private static void assertAddsUp(JsonNode bill) {
    for (String member : List.of("account", "region", "resource", "usageType", "rate")) {
      Map<String, BigDecimal> sums = new HashMap<>();
      for (JsonNode line : bill.path("lines")) {
        if (!line.path("amount").isNull()) {
          BigDecimal amount = new BigDecimal(line.path("amount").asString());
          assertThat(amount)
              .isEqualByComparingTo(
                  new BigDecimal(line.path("quantity").asString())
                      .multiply(new BigDecimal(line.path("rate").asString())));
          sums.merge(line.path(member).asString(), amount, BigDecimal::add);
        }
      }
      assertThat(sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(bill.path("total").asString());
    }
  }

  private static BigDecimal sum(JsonNode bill, String usageType, String member) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : bill.path("lines")) {
      if (line.path("usageType").asString().endsWith(usageType)) {
        sum = sum.add(new BigDecimal(line.path(member).asString()));
      }
    }
    return sum;
  }

  /** A host without a public address in a subnet of its own that leads to a NAT gateway. */
  private record Egress(String vpc, String host, String nat) {}

  private Egress egress(String region) throws Exception {
    String vpc = made(region, "vpcId", "CreateVpc&CidrBlock=10.0.0.0/16");
    String zone = region + "a";
    String open = subnet(region, vpc, "10.0.1.0/24", zone);
    String inner = subnet(region, vpc, "10.0.2.0/24", zone);
    String gateway = made(region, "internetGatewayId", "CreateInternetGateway");
    made(region, "return", "AttachInternetGateway&InternetGatewayId=" + gateway + "&VpcId=" + vpc);
    route(region, table(region, vpc, open), "GatewayId=" + gateway);
    String address = made(region, "allocationId", "AllocateAddress&Domain=vpc");
    String nat =
        made(
            region,
            "natGatewayId",
            "CreateNatGateway&SubnetId=" + open + "&AllocationId=" + address);
    route(region, table(region, vpc, inner), "NatGatewayId=" + nat);
    String host =
        made(
            region,
            "instanceId",
            "RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=1&MaxCount=1&SubnetId="
                + inner
                + "&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name"
                + "&TagSpecification.1.Tag.1.Value=worker");
    return new Egress(vpc, host, nat);
  }

  private String subnet(String region, String vpc, String block, String zone) throws Exception {
    return made(
        region,
        "subnetId",
        "CreateSubnet&VpcId=" + vpc + "&CidrBlock=" + block + "&AvailabilityZone=" + zone);
  }

  private String table(String region, String vpc, String subnet) throws Exception {
    String table = made(region, "routeTableId", "CreateRouteTable&VpcId=" + vpc);
    made(
        region,
        "associationId",
        "AssociateRouteTable&RouteTableId=" + table + "&SubnetId=" + subnet);
    return table;
  }

  private void route(String region, String table, String target) throws Exception {
    made(
        region,
        "return",
        "CreateRoute&DestinationCidrBlock=0.0.0.0/0&RouteTableId=" + table + "&" + target);
  }

  private Path traffic(String text) throws IOException {
    return Files.writeString(directory.resolve("traffic.yaml"), text);
  }

  @Test
  void a_months_hours_are_730_of_what_runs() throws Exception {
    Egress egress = egress("us-east-1");
    JsonNode bill = bill();
    assertThat(bill.path("period").asString()).isEqualTo("month");
    assertThat(sum(bill, "NatGateway-Hours", "quantity")).isEqualByComparingTo("730");
    assertThat(sum(bill, "NatGateway-Hours", "amount")).isEqualByComparingTo("32.85");
    assertThat(sum(bill, "PublicIPv4:InUseAddress", "amount")).isEqualByComparingTo("3.65");
    assertThat(bill.path("total").asString()).isEqualTo("36.50");
    assertThat(bill.path("totals").path("so-far").asString()).isEqualTo("0.05");
    // 744 hours of January.
    assertThat(bill.path("totals").path("calendar-month").asString()).isEqualTo("37.20");
    String text = run("bill").out();
    assertThat(text)
        .contains(ACCOUNT + " us-east-1\n")
        .contains(egress.nat)
        .contains("730 Hrs  x 0.045  32.85")
        .contains("Total 36.50 USD");
  }

  @Test
  void what_is_deleted_within_the_hour_is_billed_an_hour_and_not_in_the_next_month()
      throws Exception {
    Egress egress = egress("us-east-1");
    run("clock", "20m");
    made("us-east-1", "natGatewayId", "DeleteNatGateway&NatGatewayId=" + egress.nat);
    assertThat(sum(bill("--period", "so-far"), "NatGateway-Hours", "quantity"))
        .isEqualByComparingTo("1");
    assertThat(sum(bill("--period", "month"), "NatGateway-Hours", "quantity"))
        .isEqualByComparingTo("0");
    run("clock", "31d");
    JsonNode february = bill("--period", "so-far");
    assertThat(february.path("from").asString()).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(sum(february, "NatGateway-Hours", "quantity")).isEqualByComparingTo("0");
  }

  /**
   * C2: NAT both ways, then out to the internet: 100 GB free, 10 TB at one price, then the next.
   */
  @Test
  void traffic_is_priced_on_its_way_and_reaches_the_next_tier_as_the_month_goes_on()
      throws Exception {
    egress("us-east-1");
    String file =
        traffic(
                """
                traffic:
                  - {from: worker, to: internet/203.0.113.9, gb: 31000, back: 500}
                """)
            .toString();
    JsonNode bill = bill("--traffic", file);
    assertThat(sum(bill, "NatGateway-Bytes", "quantity")).isEqualByComparingTo("31500");
    // 100 x 0 + 10,240 x 0.09 + 20,660 x 0.085
    assertThat(sum(bill, "DataTransfer-Out-Bytes", "amount")).isEqualByComparingTo("2677.70");

    run("clock", "1h");
    run("clock", "9d");
    run("clock", "23h");
    // Ten of 31 days: 10,000 GB.
    JsonNode tenth = bill("--period", "so-far", "--traffic", file);
    assertThat(sum(tenth, "DataTransfer-Out-Bytes", "quantity")).isEqualByComparingTo("10000");
    assertThat(sum(tenth, "DataTransfer-Out-Bytes", "amount")).isEqualByComparingTo("891.00");
    run("clock", "1d");
    JsonNode eleventh = bill("--period", "so-far", "--traffic", file);
    // 100 x 0 + 10,240 x 0.09 + 660 x 0.085
    assertThat(sum(eleventh, "DataTransfer-Out-Bytes", "amount")).isEqualByComparingTo("977.70");
    run("clock", "34d");
    JsonNode february = bill("--period", "so-far", "--traffic", file);
    assertThat(sum(february, "DataTransfer-Out-Bytes", "quantity")).isEqualByComparingTo("15500");
  }

  /** The demo's network: an hour, a month, and the clock moved across a tier and a month's end. */
  @Test
  void the_demos_bill_adds_up_as_time_goes_by() throws Exception {
    DemoNetwork demo = DemoNetwork.build(server.url());
    assertThat(
            run(("site set seoul --asn 65010 --prefix 192.168.0.0/16 --customer-gateway "
                        + demo.seoul().customerGateway()
                        + " --virtual-interface "
                        + demo.seoul().virtualInterface())
                    .split(" "))
                .exit())
        .isZero();
    StringBuilder yaml = new StringBuilder("traffic:\n");
    for (Demand demand : demo.traffic()) {
      // A hundred times as much, so that tiers are crossed within the month.
      yaml.append(
          "  - {from: \"%s\", to: \"%s\", gb: %s, back: %s}\n"
              .formatted(
                  demand.question().from(),
                  demand.question().to(),
                  demand.there().movePointRight(2).toPlainString(),
                  demand.back().movePointRight(2).toPlainString()));
    }
    String file = traffic(yaml.toString()).toString();
    BigDecimal before = BigDecimal.ZERO;
    for (String step : List.of("1h", "9d", "10d", "11d")) {
      run("clock", step);
      for (String period : List.of("month", "so-far", "calendar-month")) {
        bill("--period", period, "--traffic", file);
      }
      BigDecimal soFar =
          new BigDecimal(bill("--period", "so-far", "--traffic", file).path("total").asString());
      assertThat(soFar).isGreaterThan(before);
      before = soFar;
    }
    // 744 hours of January less the minutes that the demo's steps took, and all of its traffic.
    run("clock", "23h");
    JsonNode february = bill("--period", "so-far", "--traffic", file);
    assertThat(february.path("from").asString()).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(new BigDecimal(february.path("total").asString())).isLessThan(before);
    assertThat(bill("--traffic", file).path("unpriced").asInt()).isZero();
  }

  @Test
  void other_ways_are_told_with_their_arithmetic() throws Exception {
    egress("us-east-1");
    String file =
        traffic("traffic:\n  - {from: worker, to: \"service:s3\", gb: 1000, back: 500}\n")
            .toString();
    Cli.Ended ended = run("bill", "--traffic", file, "--advise");
    assertThat(ended.exit()).as(ended.err()).isZero();
    // 1,500 GB x 0.045
    assertThat(ended.out()).contains("saves 67.50 USD a month to " + ACCOUNT);
    JsonNode advice = bill("--traffic", file, "--advise").path("advice").path(0);
    assertThat(advice.path("kind").asString()).isEqualTo("gateway-endpoint-for-nat-gateway");
    assertThat(new BigDecimal(advice.path("saving").asString())).isEqualByComparingTo("67.50");
    assertThat(advice.path("arithmetic")).isNotEmpty();
    assertThat(run("bill", "--advise").exit()).isZero();
  }

  @Test
  void a_difference_says_what_a_month_costs_more_and_checks_a_budget() throws Exception {
    made("us-east-1", "vpcId", "CreateVpc&CidrBlock=10.9.0.0/16");
    String before = directory.resolve("before").toString();
    assertThat(run("dump", before).exit()).isZero();
    assertThat(run("diff", before, "--budget", "0").exit()).isZero();
    String subnet =
        made(
            "us-east-1",
            "subnetId",
            "CreateSubnet&CidrBlock=10.9.1.0/24&VpcId="
                + made(
                    "us-east-1",
                    "vpcId",
                    "DescribeVpcs&Filter.1.Name=cidr&Filter.1.Value.1=10.9.0.0/16"));
    made(
        "us-east-1",
        "natGatewayId",
        "CreateNatGateway&ConnectivityType=private&SubnetId=" + subnet);
    Cli.Ended ended = run("diff", before, "--budget", "32.85");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("A month costs 32.85 USD, and not 0.00, without traffic:")
        .contains("+32.85  NatGateway-Hours, paid by " + ACCOUNT);
    Cli.Ended over = run("diff", before, "--budget", "30");
    assertThat(over.exit()).isEqualTo(1);
    assertThat(over.err()).contains("the month costs 2.85 USD more than 30");
  }

  @Test
  void the_csv_is_of_the_same_bill() throws Exception {
    egress("us-east-1");
    for (String period : List.of("month", "so-far", "calendar-month")) {
      Cli.Ended ended = run("bill", "--csv", "--period", period);
      assertThat(ended.exit()).as(ended.err()).isZero();
      assertThat(ended.out().lines().count())
          .isEqualTo(1 + bill("--period", period).path("lines").size());
      assertThat(ended.out()).startsWith("BilledCost,").contains("NatGateway-Hours");
    }
  }

  @Test
  void a_pair_that_is_not_reachable_is_an_error_and_no_zero() throws Exception {
    Egress egress = egress("us-east-1");
    Cli.Ended ended =
        run(
            "bill",
            "--traffic",
            traffic(
                    "traffic:\n  - {from: internet/203.0.113.9, to: 10.0.2.99@%s, gb: 5}\n"
                        .formatted(egress.vpc))
                .toString());
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err())
        .contains("internet/203.0.113.9 does not reach 10.0.2.99@" + egress.vpc)
        .contains("so its traffic has no price");
  }

  @Test
  void a_region_without_a_rate_is_unpriced_and_strict_says_so() throws Exception {
    egress("ap-southeast-7");
    Cli.Ended lenient = run("bill", "--json");
    assertThat(lenient.exit()).isZero();
    JsonNode bill = Json.parse(lenient.out());
    assertThat(bill.path("unpriced").asInt()).isEqualTo(1);
    for (JsonNode line : bill.path("lines")) {
      if (line.path("usageType").asString().endsWith("NatGateway-Hours")) {
        assertThat(line.path("rate").isNull()).isTrue();
        assertThat(line.path("amount").isNull()).isTrue();
      }
    }
    Cli.Ended strict = run("bill", "--strict");
    assertThat(strict.exit()).isEqualTo(1);
    assertThat(strict.out()).contains("no price").contains("1 line has no price");
  }

  @Test
  void a_traffic_file_that_does_not_fit_is_named_with_its_line() throws Exception {
    refused("traffic:\n  - {from: a, to: b}", ":2: traffic needs gb");
    refused("traffic:\n  - {from: a, to: b, gb: -1}", ":2: gb takes gigabytes a month");
    refused("traffic:\n  - {from: a, to: b, gb: lots}", ":2: gb takes gigabytes a month");
    refused("traffic:\n  - {from: a, to: b, gb: 1, bytes: 3}", "not bytes");
    refused("traffic: []", "holds no traffic");
    refused("trafic: []", ":1: a traffic file has traffic, not trafic");
    refused("traffic:\n  - {from: nobody, to: internet/203.0.113.9, gb: 1}", "nobody");
    Cli.Ended none = run("bill", "--traffic", directory.resolve("none.yaml").toString());
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("none.yaml");
    Cli.Ended period = run("bill", "--period", "year");
    assertThat(period.exit()).isEqualTo(2);
    assertThat(period.err()).contains("month, so-far, calendar-month, not year");
    assertThat(run("bill", "--by", "colour").err()).contains("not colour");
  }

  private void refused(String text, String... named) throws IOException {
    Cli.Ended ended = run("bill", "--traffic", traffic(text).toString());
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).startsWith("culvert: ").contains(named);
  }
}
