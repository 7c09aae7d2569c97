package culvert.app.report;

import culvert.network.why.BadQuestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A bill for people. */
public final class BillText {

  /** More lines than that are summed unless it is said how. */
  private static final int A_PAGE = 60;

  /** As much advice is told. */
  private static final int TOLD = 10;

  private static final int COLUMNS = 6;

  /** What is summed. */
  public enum Sums {
    LINES(""),
    ACCOUNT("account"),
    REGION("region"),
    RESOURCE("resource"),
    USAGE_TYPE("usageType");

    private final String member;

    Sums(String member) {
      this.member = member;
    }

    /**
     * As people write it; null where they leave it open.
     *
     * @throws BadQuestion where there is no such
     */
    public static @Nullable Sums read(@Nullable String text) {
      if (text == null) {
        return null;
      }
      return Arrays.stream(values())
          .filter(each -> each.label().equals(text))
          .findFirst()
          .orElseThrow(() ->
              new BadQuestion(
                  "--by takes %s, not %s"
                      .formatted(
                          Arrays.stream(values())
                              .map(Sums::label)
                              .collect(Collectors.joining(", ")),
                          text)));
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final JsonNode bill;
  private final StringBuilder out = new StringBuilder();

  private BillText(JsonNode bill) {
    this.bill = bill;
  }

  /** Renders the JSON of a bill. */
  public static String of(JsonNode bill, @Nullable Sums sums) {
    BillText text = new BillText(bill);
    JsonNode lines = bill.path("lines");
    text.line(text.title());
    if (lines.isEmpty()) {
      text.line("Nothing here is billed.");
    } else if (sums == Sums.LINES || sums == null && lines.size() <= A_PAGE) {
      text.lines();
    } else {
      text.sums(sums == null ? Sums.USAGE_TYPE : sums);
    }
    text.totals();
    text.sources();
    text.unpriced();
    if (bill.has("advice")) {
      text.advice();
    }
    return text.out.toString();
  }

  private String title() {
    return switch (bill.path("period").asString()) {
      case "so-far" ->
          "What the network has cost this month, from %s to %s"
              .formatted(bill.path("from").asString(), bill.path("to").asString());
      case "calendar-month" ->
          "What the network will have cost this month, from %s to %s, if it stays as it is"
              .formatted(bill.path("from").asString(), bill.path("to").asString());
      default -> "What the network costs as it is, in a month of 730 hours";
    };
  }

  private void lines() {
    String group = "";
    List<String[]> rows = new ArrayList<>();
    for (JsonNode line : bill.path("lines")) {
      String of = "%s %s".formatted(text(line, "account"), text(line, "region"));
      if (!of.equals(group)) {
        rows.add(new String[] {of});
        group = of;
      }
      boolean priced = !line.path("rate").isNull();
      rows.add(
          new String[] {
            "  " + text(line, "resource"),
            text(line, "usageType"),
            quantity(text(line, "quantity")) + " " + text(line, "unit"),
            priced ? "x " + text(line, "rate") : "",
            priced ? Cents.of(text(line, "amount")) : "no price",
            priced && !line.path("verified").asBoolean() ? "(not verified)" : ""
          });
    }
    table(rows);
  }

  private void sums(Sums by) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (JsonNode line : bill.path("lines")) {
      BigDecimal amount =
          line.path("amount").isNull() ? BigDecimal.ZERO : new BigDecimal(text(line, "amount"));
      sums.merge(text(line, by.member), amount, BigDecimal::add);
    }
    List<String[]> rows = new ArrayList<>();
    sums.forEach((key, sum) -> rows.add(new String[] {"  " + key, "", "", "", Cents.of(sum), ""}));
    table(rows);
  }

  /** Texts to the left, figures to the right; a row of one text is a heading. */
  private void table(List<String[]> rows) {
    int[] widths = new int[COLUMNS];
    for (String[] row : rows) {
      for (int i = 0; i < row.length && row.length > 1; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringJoiner text = new StringJoiner("  ");
      for (int i = 0; i < row.length; i++) {
        if (widths[i] > 0) {
          String padding = " ".repeat(Math.max(0, widths[i] - row[i].length()));
          text.add(i == 2 || i == 4 ? padding + row[i] : row[i] + padding);
        }
      }
      line(text.toString().stripTrailing());
    }
  }

  private void totals() {
    JsonNode totals = bill.path("totals");
    line("");
    line("Total %s USD".formatted(Cents.of(text(bill, "total"))));
    line(
        "  a month of 730 hours as it is %s, this calendar month %s so far and %s if it stays so"
            .formatted(
                Cents.of(text(totals, "month")),
                Cents.of(text(totals, "so-far")),
                Cents.of(text(totals, "calendar-month"))));
  }

  /** Where the rates were read. */
  private void sources() {
    Map<String, String> sources = new TreeMap<>();
    for (JsonNode each : bill.path("lines")) {
      if (!each.path("source").isNull()) {
        String asOf = text(each, "asOf");
        sources.put(text(each, "source"), asOf.isEmpty() ? "" : ", " + asOf);
      }
    }
    if (!sources.isEmpty()) {
      line("Rates:");
      sources.forEach((source, asOf) -> line("  " + source + asOf));
    }
  }

  private void unpriced() {
    int unpriced = bill.path("unpriced").asInt();
    if (unpriced > 0) {
      line(
          unpriced == 1
              ? "1 line has no price in Culvert's list, and is not in the total."
              : unpriced + " lines have no price in Culvert's list, and are not in the total.");
    }
  }

  private void advice() {
    line("");
    if (bill.path("advice").isEmpty()) {
      line("By no other way that Culvert knows of would it cost less.");
    }
    int told = 0;
    for (JsonNode advice : bill.path("advice")) {
      if (told++ == TOLD) {
        line("And %d more, which --json has.".formatted(bill.path("advice").size() - TOLD));
        break;
      }
      line(text(advice, "about"));
      if (!advice.path("saving").isNull()) {
        BigDecimal saving = new BigDecimal(text(advice, "saving"));
        BigDecimal further = new BigDecimal(text(advice, "furtherSaving"));
        line(
            "  %s USD a month%s  (now %s, then %s)%s"
                .formatted(
                    saving.signum() < 0
                        ? "costs " + Cents.of(saving.negate()) + " more"
                        : "saves " + Cents.of(saving),
                    saving.signum() > 0 ? " to " + text(advice, "account") : "",
                    Cents.of(text(advice, "now")),
                    Cents.of(text(advice, "then")),
                    further.signum() == 0 ? "" : ", and " + Cents.of(further) + " further"));
      }
      advice.path("arithmetic").forEach(each -> line("    " + each.asString()));
      if (!advice.path("breakEvenGb").isNull()) {
        line("  breaks even at %s GB a month".formatted(quantity(text(advice, "breakEvenGb"))));
      }
      advice.path("missing").forEach(each -> line("  no price: " + each.asString()));
      advice.path("changes").forEach(each -> line("  to do: " + each.asString()));
    }
  }

  private static String text(JsonNode of, String member) {
    return of.path(member).asString();
  }

  private static String quantity(String exact) {
    BigDecimal number = new BigDecimal(exact);
    return number.scale() > 3 ? number.setScale(3, RoundingMode.HALF_EVEN).toPlainString() : exact;
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
