package culvert.app.command;

import culvert.app.report.WhyText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code why FROM TO [PORT[/PROTO]]}: one packet, there and back. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says whether FROM reaches TO and back, by which path, and what is in the way.",
      "Exits 0 where reachable, 1 where not, 2 where the question is wrong."
    })
final class WhyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "i-…, eni-…, 10.0.0.5@vpc-… or internet/203.0.113.9")
  private String from;

  @Parameters(index = "1", paramLabel = "TO", description = "As FROM.")
  private String to;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "PORT[/PROTO]",
      description = "443, 53/udp, icmp (default 443/tcp).")
  private @Nullable String port;

  @Option(
      names = "--source-port",
      paramLabel = "PORT",
      description = "The asker's (default 49152).")
  private @Nullable String sourcePort;

  @Option(names = "--family", paramLabel = "4|6", description = "The IP family.")
  private @Nullable String family;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("from", from);
    query.put("to", to);
    put(query, "port", port);
    put(query, "sourcePort", sourcePort);
    put(query, "family", family);
    JsonNode answer = endpoint.ask("why", query);
    spec.commandLine()
        .getOut()
        .print(json ? endpoint.pretty(answer) : WhyText.of(from, to, answer));
    spec.commandLine().getOut().flush();
    return answer.path("reachable").asBoolean() ? 0 : 1;
  }

  private static void put(Map<String, String> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, value);
    }
  }
}
