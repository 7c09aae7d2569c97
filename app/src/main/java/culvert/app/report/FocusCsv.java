package culvert.app.report;

import culvert.aws.region.Regions;
import culvert.network.cost.Bill;
import culvert.network.cost.Line;
import culvert.network.cost.Meter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bill as CSV (RFC 4180) in the columns of FOCUS 1.2, then those of its own, which begin with
 * {@code x_}. A null is an empty field without quotes. A line that has no price has no costs: they
 * are null, never 0. {@code docs/bill.md} says what each column holds, and what is absent.
 */
public final class FocusCsv {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private static final String NEW_LINE = "\r\n";

  private static final String AWS = "AWS";

  /** A line and when it was charged for. */
  private record Row(Line line, Instant from, Instant to, Instant monthFrom, Instant monthTo) {

    @Nullable String cost() {
      return line.isPriced() ? number(line.amount()) : null;
    }

    @Nullable String unitPrice() {
      return ofPrice(price -> number(price.amount()));
    }

    @Nullable String ofPrice(Function<Line.Price, String> column) {
      Line.Price price = line.price();
      return price == null ? null : column.apply(price);
    }
  }

  private interface Column {
    @Nullable String of(Row row);
  }

  private static final Map<String, Column> COLUMNS = columns();

  private FocusCsv() {}

  private static Map<String, Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("BilledCost", Row::cost);
    columns.put("BillingAccountId", row -> row.line.account());
    columns.put("BillingAccountName", _ -> null);
    columns.put("BillingAccountType", _ -> "AWS account");
    columns.put("BillingCurrency", _ -> "USD");
    columns.put("BillingPeriodEnd", row -> SECONDS.format(row.monthTo));
    columns.put("BillingPeriodStart", row -> SECONDS.format(row.monthFrom));
    columns.put("ChargeCategory", _ -> "Usage");
    columns.put("ChargeClass", _ -> null);
    columns.put("ChargeDescription", FocusCsv::description);
    columns.put("ChargeFrequency", _ -> "Usage-Based");
    columns.put("ChargePeriodEnd", row -> SECONDS.format(row.to));
    columns.put("ChargePeriodStart", row -> SECONDS.format(row.from));
    columns.put("ConsumedQuantity", row -> number(row.line.quantity()));
    columns.put("ConsumedUnit", row -> consumedUnit(row.line.meter().unit()));
    columns.put("ContractedCost", Row::cost);
    columns.put("ContractedUnitPrice", Row::unitPrice);
    columns.put("EffectiveCost", Row::cost);
    columns.put("InvoiceIssuerName", _ -> AWS);
    columns.put("ListCost", Row::cost);
    columns.put("ListUnitPrice", Row::unitPrice);
    columns.put("PricingCategory", _ -> "Standard");
    columns.put("PricingQuantity", row -> number(row.line.quantity()));
    columns.put("PricingUnit", row -> pricingUnit(row.line.meter().unit()));
    columns.put("ProviderName", _ -> AWS);
    columns.put("PublisherName", _ -> AWS);
    columns.put("RegionId", row -> row.line.region().equals("global") ? null : row.line.region());
    columns.put("RegionName", row -> regionName(row.line.region()));
    columns.put("ResourceId", row -> row.line.resource().isEmpty() ? null : row.line.resource());
    columns.put("ResourceType", row -> ResourceNoun.of(row.line.resource()));
    columns.put("ServiceCategory", _ -> FocusService.CATEGORY);
    columns.put("ServiceName", row -> FocusService.of(row.line.meter()).label());
    columns.put("ServiceSubcategory", row -> FocusService.of(row.line.meter()).subcategory());
    columns.put("SkuId", _ -> null);
    columns.put("SkuMeter", _ -> null);
    columns.put("SkuPriceId", _ -> null);
    columns.put("SubAccountId", row -> row.line.account());
    columns.put("SubAccountName", _ -> null);
    columns.put("SubAccountType", _ -> "AWS account");
    columns.put("x_UsageType", row -> row.line.usageType());
    columns.put("x_RateSource", row -> row.ofPrice(Line.Price::source));
    columns.put("x_RateAsOf", row -> row.ofPrice(Line.Price::asOf));
    columns.put("x_RateVerified", row -> row.ofPrice(price -> String.valueOf(price.verified())));
    return columns;
  }

  /**
   * Writes a header and a row for each line.
   *
   * @param from when the charges begin
   * @param to when they end, at most the end of the month, in UTC, that {@code from} is in
   * @throws IllegalArgumentException where {@code from} and {@code to} are not of one month, as a
   *     bill is
   */
  public static void write(Bill bill, Instant from, Instant to, Appendable out) throws IOException {
    ZonedDateTime month =
        from.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    Instant monthTo = month.plusMonths(1).toInstant();
    if (to.isBefore(from) || to.isAfter(monthTo)) {
      throw new IllegalArgumentException(from + " to " + to + " is not within a month");
    }
    String separator = "";
    for (String name : COLUMNS.keySet()) {
      out.append(separator).append(name);
      separator = ",";
    }
    out.append(NEW_LINE);
    for (Line line : bill.lines()) {
      row(new Row(line, from, to, month.toInstant(), monthTo), out);
    }
  }

  private static void row(Row row, Appendable out) throws IOException {
    String separator = "";
    for (Column column : COLUMNS.values()) {
      out.append(separator);
      String value = column.of(row);
      // FOCUS has no empty strings: what is not there is null.
      if (value != null && !value.isEmpty()) {
        out.append(quoted(value));
      }
      separator = ",";
    }
    out.append(NEW_LINE);
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(each -> "\",\r\n".indexOf(each) >= 0);
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  /** FOCUS wants neither exponents nor signs; zeros behind the point say nothing. */
  private static String number(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static String description(Row row) {
    Line line = row.line;
    String used =
        number(line.quantity())
            + " "
            + pricingUnit(line.meter().unit())
            + " of "
            + line.usageType();
    Line.Price price = line.price();
    return price == null
        ? used + ", which the price list has no price for"
        : used + " at $" + number(price.amount());
  }

  /** As AWS's price list has it, whose GB is 2^30 bytes. */
  private static String pricingUnit(Meter.Unit unit) {
    return switch (unit) {
      case HOUR -> "Hours";
      case GB -> "GB";
      case LCU_HOUR -> "LCU-Hours";
    };
  }

  /** As FOCUS measures, to which 2^30 bytes are a GiB. */
  private static String consumedUnit(Meter.Unit unit) {
    return switch (unit) {
      case GB -> "GiB";
      case HOUR, LCU_HOUR -> pricingUnit(unit);
    };
  }

  private static @Nullable String regionName(String region) {
    return Regions.exists(region) ? Regions.get(region).longName() : null;
  }
}
