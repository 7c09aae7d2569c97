package culvert.app.command;

import culvert.app.report.BillText;
import culvert.app.server.Json;
import culvert.app.server.TrafficJson;
import culvert.app.traffic.TrafficFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code bill}: what the network costs. */
@Command(
    name = "bill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what the network costs, line by line, with the source of every rate.",
      "Exits 1 with --strict where something has no price."
    })
final class BillCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Option(
      names = "--period",
      paramLabel = "month|so-far|calendar-month",
      defaultValue = "month",
      description =
          "730 hours of what runs now; the calendar month until now; or that and what runs now"
              + " until its end (default ${DEFAULT-VALUE}).")
  private String period;

  @Option(
      names = "--traffic",
      paramLabel = "FILE",
      description = "Traffic to price on its way: traffic: [{from: …, to: …, gb: …, back: …}].")
  private @Nullable Path traffic;

  @Option(
      names = "--by",
      paramLabel = "account|region|resource|usage-type",
      description = "Print sums by that (default: lines, or usage types where there are many).")
  private @Nullable String by;

  @Option(
      names = "--advise",
      description = "Say what the same would cost by other ways, with the arithmetic.")
  private boolean advise;

  @Option(names = "--strict", description = "Exit 1 where something has no price.")
  private boolean strict;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--csv", description = "Print CSV in the columns of FOCUS 1.2.")
  private boolean csv;

  @Override
  public Integer call() {
    BillText.Sums sums = BillText.Sums.read(by);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("period", period);
    if (advise) {
      query.put("advise", "true");
    }
    List<byte[]> body = traffic == null ? List.of() : List.of(Json.bytes(body(traffic)));
    if (csv) {
      Map<String, String> asCsv = new LinkedHashMap<>(query);
      asCsv.put("format", "csv");
      print(endpoint.text("bill", asCsv, body));
      if (!strict) {
        return 0;
      }
    }
    JsonNode bill = Json.parse(endpoint.text("bill", query, body));
    if (!csv) {
      print(json ? endpoint.pretty(bill) : BillText.of(bill, sums));
    }
    return strict && bill.path("unpriced").asInt() > 0 ? 1 : 0;
  }

  private void print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }

  private static ObjectNode body(Path file) {
    ObjectNode body = Json.object();
    ArrayNode items = body.putArray("traffic");
    TrafficFile.read(file).forEach(demand -> items.add(TrafficJson.of(demand)));
    return body;
  }
}
