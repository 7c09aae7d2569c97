package culvert.app.report;

import tools.jackson.databind.JsonNode;

/** What a trial found, as Markdown for a pull request: what fails first, folded up. */
public final class TrialMarkdown {

  private final JsonNode report;
  private final StringBuilder out = new StringBuilder();

  private TrialMarkdown(JsonNode report) {
    this.report = report;
  }

  /** Renders the JSON of a report. */
  public static String of(JsonNode report) {
    TrialMarkdown markdown = new TrialMarkdown(report);
    markdown.print();
    return markdown.out.toString();
  }

  private void print() {
    int all = report.path("expectations").asInt();
    int failed = report.path("failed").asInt();
    line(
        failed == 0
            ? "### ✅ The network is as expected"
            : "### ❌ %d of %d expectations of the network do not hold".formatted(failed, all));
    line("");
    line("| | expectation | pairs | where |");
    line("|---|---|---|---|");
    rows(false);
    rows(true);
    for (JsonNode file : report.path("files")) {
      for (JsonNode expectation : file.path("expectations")) {
        if (!expectation.path("holds").asBoolean()) {
          failure(expectation);
        }
      }
    }
    if (report.has("difference")) {
      difference(report.path("difference"));
    }
  }

  private void difference(JsonNode difference) {
    line("");
    line(
        difference.path("same").asBoolean()
            ? "<details><summary>Nobody's reach changes</summary>"
            : "<details open><summary>Who reaches whom changes</summary>");
    line("");
    line("```text");
    DifferenceText.of(difference).lines().skip(1).forEach(this::line);
    line("```");
    line("");
    line("</details>");
  }

  private void rows(boolean holding) {
    for (JsonNode file : report.path("files")) {
      for (JsonNode expectation : file.path("expectations")) {
        if (expectation.path("holds").asBoolean() == holding) {
          line(
              "| %s | %s | %s | %s:%d |"
                  .formatted(
                      holding ? "✅" : "❌",
                      cell(expectation.path("text").asString()),
                      TrialText.pairs(expectation).replaceAll("[()]", ""),
                      cell(file.path("file").asString()),
                      expectation.path("line").asInt()));
        }
      }
    }
  }

  private void failure(JsonNode expectation) {
    line("");
    line("<details open><summary>" + escaped(expectation.path("text").asString()) + "</summary>");
    line("");
    expectation.path("problems").forEach(problem -> line("- " + escaped(problem.asString())));
    for (JsonNode violation : expectation.path("violations")) {
      line("**" + escaped(ViolationText.head(violation)) + "**");
      line("");
      line("```text");
      ViolationText.of(violation, report, true).lines().skip(1).forEach(this::line);
      line("```");
    }
    long untold = expectation.path("violated").asLong() - expectation.path("violations").size();
    if (untold > 0) {
      line("and %d more".formatted(untold));
    }
    line("");
    line("</details>");
  }

  private static String cell(String text) {
    return escaped(text).replace("|", "\\|");
  }

  /** Names are people's: what is Markdown's or HTML's own in them is text. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("`", "\\`")
        .replace("[", "\\[");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
