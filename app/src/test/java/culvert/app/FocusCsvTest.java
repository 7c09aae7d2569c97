package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.app.report.FocusCsv;
import culvert.aws.table.Table;
import culvert.network.cost.Bill;
import culvert.network.cost.Line;
import culvert.network.cost.Meter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FocusCsvTest {

  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-28T03:30:15.250Z");

  private static final Line.Price PRICE =
      new Line.Price(new BigDecimal("0.045"), "a price list", "2025-06-13", true);

  private static Line line(
      String region, String resource, Meter meter, String quantity, Line.@Nullable Price price) {
    return new Line(
        "111111111111", region, resource, meter, "USE1-X", new BigDecimal(quantity), price);
  }

  private static String csv(Line... lines) throws IOException {
    StringBuilder out = new StringBuilder();
    FocusCsv.write(new Bill(List.of(lines)), FROM, TO, out);
    return out.toString();
  }

  /** The rows by column; a null is the empty field that is not quoted. */
  private static List<Map<String, @Nullable String>> read(String csv) {
    List<List<@Nullable String>> records = StrictCsv.read(csv);
    List<Map<String, @Nullable String>> rows = new ArrayList<>();
    List<@Nullable String> header = records.getFirst();
    for (List<@Nullable String> record : records.subList(1, records.size())) {
      assertThat(record).hasSameSizeAs(header);
      Map<String, @Nullable String> row = new HashMap<>();
      for (int i = 0; i < header.size(); i++) {
        row.put(header.get(i), record.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<@Nullable String> header() throws IOException {
    return StrictCsv.read(csv()).getFirst();
  }

  private static Map<String, String> levels() {
    return Table.rows(FocusCsvTest.class, "focus-1.2-columns.tsv").stream()
        .collect(Collectors.toMap(List::getFirst, List::getLast));
  }

  private static Map<String, @Nullable String> only(Line line) throws IOException {
    return read(csv(line)).getFirst();
  }

  @Test
  void a_line_has_what_focus_asks_of_it() throws IOException {
    Map<String, @Nullable String> row =
        only(line("us-east-1", "nat-0a1b2c", Meter.NAT_GATEWAY_HOUR, "730.00", PRICE));
    assertThat(row)
        .containsEntry("BilledCost", "32.85")
        .containsEntry("EffectiveCost", "32.85")
        .containsEntry("ListCost", "32.85")
        .containsEntry("ContractedCost", "32.85")
        .containsEntry("ListUnitPrice", "0.045")
        .containsEntry("ContractedUnitPrice", "0.045")
        .containsEntry("PricingQuantity", "730")
        .containsEntry("PricingUnit", "Hours")
        .containsEntry("PricingCategory", "Standard")
        .containsEntry("ConsumedQuantity", "730")
        .containsEntry("ConsumedUnit", "Hours")
        .containsEntry("BillingAccountId", "111111111111")
        .containsEntry("SubAccountId", "111111111111")
        .containsEntry("BillingCurrency", "USD")
        .containsEntry("BillingPeriodStart", "2026-11-01T00:00:00Z")
        .containsEntry("BillingPeriodEnd", "2026-12-01T00:00:00Z")
        .containsEntry("ChargePeriodStart", "2026-11-01T00:00:00Z")
        .containsEntry("ChargePeriodEnd", "2026-11-28T03:30:15Z")
        .containsEntry("ChargeCategory", "Usage")
        .containsEntry("ChargeClass", null)
        .containsEntry("ChargeDescription", "730 Hours of USE1-X at $0.045")
        .containsEntry("RegionId", "us-east-1")
        .containsEntry("RegionName", "US East (N. Virginia)")
        .containsEntry("ResourceId", "nat-0a1b2c")
        .containsEntry("ResourceType", "NAT gateway")
        .containsEntry("ServiceName", "Amazon Virtual Private Cloud")
        .containsEntry("ServiceCategory", "Networking")
        .containsEntry("SkuId", null)
        .containsEntry("x_UsageType", "USE1-X")
        .containsEntry("x_RateSource", "a price list")
        .containsEntry("x_RateAsOf", "2025-06-13")
        .containsEntry("x_RateVerified", "true");
  }

  @Test
  void a_line_without_a_price_has_null_costs_and_never_0() throws IOException {
    Map<String, @Nullable String> row =
        only(line("nowhere-1", "nat-0a1b2c", Meter.NAT_GATEWAY_HOUR, "730", null));
    for (String column :
        List.of(
            "BilledCost",
            "EffectiveCost",
            "ListCost",
            "ContractedCost",
            "ListUnitPrice",
            "ContractedUnitPrice",
            "RegionName",
            "x_RateSource",
            "x_RateAsOf",
            "x_RateVerified")) {
      assertThat(row).as(column).containsEntry(column, null);
    }
    assertThat(row)
        .containsEntry("PricingQuantity", "730")
        .containsEntry("RegionId", "nowhere-1")
        .containsEntry(
            "ChargeDescription", "730 Hours of USE1-X, which the price list has no price for");
  }

  @Test
  void what_is_free_costs_0_which_is_not_null() throws IOException {
    Line.Price free = new Line.Price(BigDecimal.ZERO, "a price list", "", true);
    assertThat(only(line("us-east-1", "vpce-1", Meter.GATEWAY_ENDPOINT_GB, "1E+3", free)))
        .containsEntry("BilledCost", "0")
        .containsEntry("ListUnitPrice", "0")
        .containsEntry("PricingQuantity", "1000")
        .containsEntry("PricingUnit", "GB")
        .containsEntry("ConsumedUnit", "GiB")
        .containsEntry("x_RateAsOf", null);
  }

  @Test
  void what_is_in_no_region_has_null_for_it() throws IOException {
    assertThat(only(line("global", "", Meter.DIRECT_CONNECT_GATEWAY_HOUR, "1", PRICE)))
        .containsEntry("RegionId", null)
        .containsEntry("RegionName", null)
        .containsEntry("ResourceId", null)
        .containsEntry("ResourceType", null)
        .containsEntry("ServiceName", "AWS Direct Connect");
  }

  @Test
  void what_would_break_a_record_is_quoted() throws IOException {
    String source = "a \"list\", of\r\nthree\nlines";
    Line.Price price = new Line.Price(BigDecimal.ONE, source, "a,b", false);
    String csv = csv(line("us-east-1", "a\"b,c", Meter.NAT_GATEWAY_GB, "1", price));
    assertThat(csv).contains(",\"a\"\"b,c\",").endsWith("\r\n");
    assertThat(read(csv).getFirst())
        .containsEntry("x_RateSource", source)
        .containsEntry("x_RateAsOf", "a,b")
        .containsEntry("ResourceId", "a\"b,c")
        .containsEntry("x_RateVerified", "false");
  }

  @Test
  void costs_of_random_bills_add_up_to_the_total_exactly() throws IOException {
    long seed = Long.getLong("culvert.seed", System.nanoTime());
    System.out.println("FocusCsvTest: -Dculvert.seed=" + seed);
    Random random = new Random(seed);
    Meter[] meters = Meter.values();
    for (int round = 0; round < 50; round++) {
      List<Line> lines = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        BigDecimal quantity = new BigDecimal(random.nextLong(1L << 50)).movePointLeft(9);
        BigDecimal price = new BigDecimal(random.nextInt(100_000)).movePointLeft(random.nextInt(6));
        lines.add(
            line(
                "us-east-1",
                "nat-" + i,
                meters[random.nextInt(meters.length)],
                quantity.toString(),
                random.nextInt(5) == 0 ? null : new Line.Price(price, "a list", "", true)));
      }
      Bill bill = new Bill(lines);
      List<Map<String, @Nullable String>> rows = read(csv(lines.toArray(Line[]::new)));
      assertThat(rows).hasSameSizeAs(lines);
      for (String cost : List.of("BilledCost", "ListCost", "EffectiveCost", "ContractedCost")) {
        assertThat(sum(rows, cost)).isEqualByComparingTo(bill.total());
      }
      long nulls = rows.stream().filter(row -> row.get("BilledCost") == null).count();
      assertThat(nulls).isEqualTo(bill.unpriced().size());
      rows.forEach(FocusCsvTest::assertListCostIsPriceTimesQuantity);
    }
  }

  private static BigDecimal sum(List<Map<String, @Nullable String>> rows, String column) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map<String, @Nullable String> row : rows) {
      String value = row.get(column);
      if (value != null) {
        assertThat(value).matches("-?\\d+(\\.\\d+)?");
        sum = sum.add(new BigDecimal(value));
      }
    }
    return sum;
  }

  /** FOCUS's rule ListCost-C-009. */
  private static void assertListCostIsPriceTimesQuantity(Map<String, @Nullable String> row) {
    String price = row.get("ListUnitPrice");
    if (price != null) {
      assertThat(new BigDecimal(price).multiply(new BigDecimal(row.get("PricingQuantity"))))
          .isEqualByComparingTo(row.get("ListCost"));
    }
  }

  /** FOCUS's rules ServiceName-C-005 and C-008. */
  @Test
  void every_meter_belongs_to_a_service_of_one_category_and_subcategory() throws IOException {
    Map<String, Set<String>> subcategories = new HashMap<>();
    for (Meter meter : Meter.values()) {
      Map<String, @Nullable String> row = only(line("us-east-1", "nat-1", meter, "1", PRICE));
      assertThat(row).containsEntry("ServiceCategory", "Networking");
      assertThat(row.get("ServiceSubcategory"))
          .isIn("Network Connectivity", "Network Routing", "Application Networking");
      subcategories
          .computeIfAbsent(row.get("ServiceName"), _ -> new HashSet<>())
          .add(row.get("ServiceSubcategory"));
    }
    assertThat(subcategories).hasSize(5);
    assertThat(subcategories.values()).allMatch(each -> each.size() == 1);
  }

  @Test
  void resources_are_named_by_their_ids() throws IOException {
    Map<String, String> nouns =
        Map.of(
            "tgw-attach-0a1b2c", "Transit gateway attachment",
            "tgw-0a1b2c", "Transit gateway",
            "5f294f92-bafb-4011-916d-9b0bdbe97d81", "Direct Connect gateway",
            "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/a/b",
                "Load balancer");
    for (Map.Entry<String, String> each : nouns.entrySet()) {
      assertThat(only(line("us-east-1", each.getKey(), Meter.NAT_GATEWAY_GB, "1", PRICE)))
          .containsEntry("ResourceType", each.getValue());
    }
    assertThat(only(line("us-east-1", "dopt-1", Meter.NAT_GATEWAY_GB, "1", PRICE)))
        .containsEntry("ResourceType", null);
  }

  @Test
  void all_mandatory_columns_are_there_and_columns_of_its_own_come_last() throws IOException {
    Map<String, String> levels = levels();
    assertThat(levels).hasSize(57);
    List<@Nullable String> header = header();
    assertThat(header).doesNotHaveDuplicates();
    List<String> mandatory =
        levels.keySet().stream().filter(each -> levels.get(each).equals("mandatory")).toList();
    assertThat(mandatory).hasSize(21);
    assertThat(header).containsAll(mandatory);
    List<@Nullable String> own = header.stream().filter(each -> !levels.containsKey(each)).toList();
    assertThat(own).isNotEmpty().allMatch(each -> each != null && each.startsWith("x_"));
    assertThat(header).endsWith(own.toArray(String[]::new));
  }

  private static final Pattern DOCUMENTED =
      Pattern.compile(
          "\\| `(\\w+)` \\| (mandatory|conditional|recommended) \\| (given|null|absent) \\| .+ \\|");

  @Test
  void the_document_says_of_every_column_whether_it_is_given_null_or_absent() throws IOException {
    Map<String, String> states = new HashMap<>();
    Map<String, String> levels = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/bill.md"))) {
      Matcher matcher = DOCUMENTED.matcher(line);
      if (matcher.matches()) {
        levels.put(matcher.group(1), matcher.group(2));
        states.put(matcher.group(1), matcher.group(3));
      }
    }
    assertThat(levels).isEqualTo(levels());
    Map<String, @Nullable String> row =
        only(line("us-east-1", "nat-0a1b2c", Meter.NAT_GATEWAY_HOUR, "730", PRICE));
    states.forEach((column, state) ->
        assertThat(state)
            .as(column)
            .isEqualTo(
                !row.containsKey(column) ? "absent" : row.get(column) == null ? "null" : "given"));
  }

  @Test
  void a_bill_is_of_one_month() {
    StringBuilder out = new StringBuilder();
    Instant next = Instant.parse("2026-12-01T00:00:00Z");
    assertThatThrownBy(() -> FocusCsv.write(new Bill(List.of()), FROM, next.plusSeconds(1), out))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FocusCsv.write(new Bill(List.of()), next, FROM, out))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(out).isEmpty();
  }
}
