package culvert.aws.price;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.table.Table;
import culvert.network.cost.Bill;
import culvert.network.cost.BilledHours;
import culvert.network.cost.Line;
import culvert.network.cost.Meter;
import culvert.network.cost.Prices;
import culvert.network.cost.Running;
import culvert.network.cost.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's own worked examples, and months computed by hand, to the cent. */
class WorkedExamplesTest {

  private static final Prices PRICES = PriceList.get();

  private static final String ACCOUNT = "111111111111";

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  /** What somebody computed. */
  private record Example(
      String name, BigDecimal total, String source, String address, List<Used> used) {

    @Override
    public String toString() {
      return name + " (" + source + ", " + address + ")";
    }
  }

  /** What was used in it, and what that came to. */
  private record Used(
      String region, Meter meter, String qualifier, String quantity, BigDecimal amount) {

    /** Hours are counted as bills count them. */
    Stream<Usage> usages() {
      if (quantity.contains(" x ")) {
        String[] parts = quantity.split(" x ");
        Duration length = Duration.parse(parts[1]);
        long hours = Long.parseLong(parts[0]) * hours(region, meter, qualifier, length);
        return Stream.of(usage(region, "r-1", meter, qualifier, BigDecimal.valueOf(hours)));
      }
      String[] parts = quantity.split(" \\+ ");
      List<Usage> usages = new ArrayList<>();
      for (int i = 0; i < parts.length; i++) {
        usages.add(usage(region, "r-" + (i + 1), meter, qualifier, new BigDecimal(parts[i])));
      }
      return usages.stream();
    }
  }

  private static Usage usage(
      String region, String resource, Meter meter, String qualifier, BigDecimal quantity) {
    return new Usage(ACCOUNT, region, resource, meter, qualifier, quantity);
  }

  private static long hours(String region, Meter meter, String qualifier, Duration length) {
    Instant end = START.plus(length);
    return BilledHours.in(
        new Running(ACCOUNT, region, "r-1", "", meter, qualifier, START, end), START, end);
  }

  static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (List<String> row : Table.rows(WorkedExamplesTest.class, "worked-examples.tsv")) {
      if (row.getFirst().equals("example")) {
        examples.add(
            new Example(
                row.get(1), new BigDecimal(row.get(2)), row.get(3), row.get(4), new ArrayList<>()));
      } else {
        examples
            .getLast()
            .used()
            .add(
                new Used(
                    row.get(1),
                    Meter.valueOf(row.get(2)),
                    row.get(3),
                    row.get(4),
                    new BigDecimal(row.get(5))));
      }
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_worked_example_comes_to_what_its_source_says(Example example) {
    Bill bill = Bill.of(example.used().stream().flatMap(Used::usages), PRICES);
    assertThat(bill.unpriced()).isEmpty();
    for (Used used : example.used()) {
      BigDecimal billed = Bill.of(used.usages(), PRICES).total();
      assertThat(billed).as("%s", used).isEqualByComparingTo(used.amount());
    }
    assertThat(bill.total()).isEqualByComparingTo(example.total());
  }

  @Test
  void every_service_that_bills_has_an_example_with_its_address() {
    for (String service :
        List.of("Transit gateway", "PrivateLink", "NAT", "VPN", "Direct Connect")) {
      assertThat(examples()).as(service).anyMatch(each -> each.name().startsWith(service + ":"));
    }
    assertThat(examples()).allMatch(each -> each.address().startsWith("https://"));
  }

  /** A line of a month that was computed by hand: quantity × rate = amount. */
  private record Written(
      String resource,
      Meter meter,
      String qualifier,
      BigDecimal quantity,
      BigDecimal rate,
      BigDecimal amount) {

    static Written of(List<String> row) {
      return new Written(
          row.get(1),
          Meter.valueOf(row.get(2)),
          row.get(3),
          new BigDecimal(row.get(4)),
          new BigDecimal(row.get(5)),
          new BigDecimal(row.get(6)));
    }

    Usage usage(String region) {
      return WorkedExamplesTest.usage(region, resource, meter, qualifier, quantity);
    }

    boolean is(Line line) {
      Line.Price price = line.price();
      return price != null
          && line.resource().equals(resource)
          && line.meter() == meter
          && line.quantity().compareTo(quantity) == 0
          && price.amount().compareTo(rate) == 0
          && line.amount().compareTo(amount) == 0;
    }
  }

  /** One network: a NAT gateway, endpoints, a transit gateway, VPN, Direct Connect, addresses. */
  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "ap-northeast-2", "sa-east-1"})
  void a_month_of_730_hours_is_what_it_was_computed_to_be_by_hand(String region) {
    List<List<String>> rows =
        Table.rows(WorkedExamplesTest.class, "months.tsv").stream()
            .filter(row -> row.getFirst().equals(region))
            .toList();
    List<Written> written =
        rows.stream().limit(rows.size() - 1).map(row -> Written.of(row)).toList();
    for (Written each : written) {
      assertThat(each.quantity().multiply(each.rate())).isEqualByComparingTo(each.amount());
    }
    BigDecimal total = new BigDecimal(rows.getLast().get(6));
    assertThat(written.stream().map(Written::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(total);

    Bill bill = Bill.of(written.stream().map(each -> each.usage(region)), PRICES);
    assertThat(bill.total()).isEqualByComparingTo(total);
    assertThat(bill.lines()).hasSameSizeAs(written);
    for (Written each : written) {
      assertThat(bill.lines()).as("%s", each).anyMatch(each::is);
    }
  }
}
