package culvert.app.report;

import tools.jackson.databind.JsonNode;

/** What a trial found, for people at a terminal. */
public final class TrialText {

  private final JsonNode report;
  private final StringBuilder out = new StringBuilder();

  private TrialText(JsonNode report) {
    this.report = report;
  }

  /** Renders the JSON of a report. */
  public static String of(JsonNode report) {
    TrialText text = new TrialText(report);
    text.print();
    return text.out.toString();
  }

  private void print() {
    for (JsonNode file : report.path("files")) {
      line(file.path("file").asString());
      file.path("expectations").forEach(this::expectation);
    }
    if (report.has("difference")) {
      DifferenceText.of(report.path("difference")).lines().forEach(this::line);
    }
    int all = report.path("expectations").asInt();
    int failed = report.path("failed").asInt();
    line(
        failed == 0
            ? "PASSED: all %d expectations hold".formatted(all)
            : "FAILED: %d of %d expectations do not hold".formatted(failed, all));
  }

  private void expectation(JsonNode expectation) {
    boolean holds = expectation.path("holds").asBoolean();
    line(
        "  %-4s %s   %s"
            .formatted(
                holds ? "ok" : "FAIL", expectation.path("text").asString(), pairs(expectation)));
    for (JsonNode problem : expectation.path("problems")) {
      line("       " + problem.asString());
    }
    boolean first = true;
    for (JsonNode violation : expectation.path("violations")) {
      ViolationText.of(violation, report, first).lines().forEach(each -> line("       " + each));
      first = false;
    }
    long untold = expectation.path("violated").asLong() - expectation.path("violations").size();
    if (untold > 0) {
      line("       and %d more".formatted(untold));
    }
  }

  /** {@code 12 pairs}, {@code 2 of 12 pairs}; of a budget {@code 73.00 USD}. */
  static String pairs(JsonNode expectation) {
    if (expectation.has("cost")) {
      return "(%s USD)".formatted(Cents.of(expectation.path("cost").asString()));
    }
    long pairs = expectation.path("pairs").asLong();
    long violated = expectation.path("violated").asLong();
    if (!expectation.path("problems").isEmpty()) {
      return "";
    }
    if (pairs == 0) {
      return "(nobody has an address to ask for)";
    }
    String all = pairs + (pairs == 1 ? " pair" : " pairs");
    return "(" + (violated == 0 ? all : violated + " of " + all) + ")";
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
