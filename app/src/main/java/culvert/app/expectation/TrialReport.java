package culvert.app.expectation;

import culvert.app.server.FailureJson;
import culvert.app.server.Json;
import culvert.network.expectation.Finding;
import culvert.network.expectation.Labels;
import culvert.network.expectation.Openings;
import culvert.network.expectation.Violation;
import culvert.network.failover.Drill;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a trial found.
 *
 * @param addresses of resources in Terraform, by their ids
 */
public record TrialReport(
    Path directory, List<FileResult> files, Labels labels, Map<String, String> addresses) {

  /** What was found of one file's sentences. */
  public record FileResult(String file, List<Result> results) {}

  /** What was found of one sentence. */
  public record Result(int line, Finding finding) {}

  public boolean passed() {
    return files.stream()
        .flatMap(file -> file.results.stream())
        .allMatch(result -> result.finding.holds());
  }

  /** All of it, as the other forms of a report are drawn from. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("directory", directory.toString()).put("passed", passed());
    long all = files.stream().mapToLong(file -> file.results.size()).sum();
    long failed =
        files.stream()
            .flatMap(file -> file.results.stream())
            .filter(result -> !result.finding.holds())
            .count();
    json.put("expectations", all).put("failed", failed);
    ArrayNode written = json.putArray("files");
    for (FileResult file : files) {
      ObjectNode ofFile = written.addObject().put("file", file.file);
      ArrayNode results = ofFile.putArray("expectations");
      file.results.forEach(result -> results.add(json(result)));
    }
    ObjectNode names = json.putObject("names");
    called(json).forEach(names::put);
    return json;
  }

  private ObjectNode json(Result result) {
    Finding finding = result.finding;
    ObjectNode json =
        Json.object()
            .put("line", result.line)
            .put("text", finding.expectation().text())
            .put("holds", finding.holds())
            .put("pairs", finding.pairs())
            .put("violated", finding.violated());
    if (finding.cost() != null) {
      json.put("cost", finding.cost().toPlainString());
    }
    ArrayNode problems = json.putArray("problems");
    finding.problems().forEach(problems::add);
    ArrayNode violations = json.putArray("violations");
    finding.violations().forEach(each -> violations.add(json(each)));
    return json;
  }

  private ObjectNode json(Violation violation) {
    ObjectNode json =
        Json.object()
            .put("from", violation.from())
            .put("fromName", labels.name(violation.from()))
            .put("to", violation.to())
            .put("toName", labels.name(violation.to()))
            .put("what", violation.what());
    json.set("why", Json.of(violation.question(), violation.answer()));
    if (violation.forbidden()) {
      ArrayNode openings = json.putArray("openings");
      Openings.of(violation.answer()).forEach(openings::add);
    }
    @Nullable Drill drill = violation.drill();
    if (drill != null) {
      json.set("failure", FailureJson.failing(drill));
    }
    return json;
  }

  /** What people call the components that a report names: by Terraform, or by a tag. */
  private Map<String, String> called(JsonNode report) {
    Map<String, String> called = new TreeMap<>();
    collect(report, called);
    return called;
  }

  private void collect(JsonNode node, Map<String, String> called) {
    if (node.isString()) {
      String id = node.stringValue();
      String name = addresses.getOrDefault(id, labels.name(id));
      if (!name.isEmpty() && !name.equals(id)) {
        called.put(id, name);
      }
    }
    node.forEach(each -> collect(each, called));
  }
}
