package culvert.app.command;

import culvert.app.report.RehearsalText;
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

/** {@code rehearse FROM TO [PORT[/PROTO]]}: what takes over when something fails. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fails, on a copy of the network, every component that the paths between FROM and TO rest on,",
      "and says what is lost until when, what takes over, and whether the path comes back.",
      "Exits 0, or 1 where something has no second way, or 2 where the question is wrong."
    })
final class RehearseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "site:NAME/192.168.1.10, i-…, eni-…, 10.0.0.5@vpc-… or internet/203.0.113.9")
  private String from;

  @Parameters(index = "1", paramLabel = "TO", description = "As FROM.")
  private String to;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "PORT[/PROTO]",
      description = "443, 53/udp, icmp (default 443/tcp).")
  private @Nullable String port;

  @Option(names = "--pairs", description = "Let any two fail together, too.")
  private boolean pairs;

  @Option(names = "--family", paramLabel = "4|6", description = "The IP family.")
  private @Nullable String family;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("from", from);
    query.put("to", to);
    query.put("pairs", Boolean.toString(pairs));
    if (port != null) {
      query.put("port", port);
    }
    if (family != null) {
      query.put("family", family);
    }
    JsonNode answer = endpoint.ask("rehearse", query);
    spec.commandLine()
        .getOut()
        .print(json ? endpoint.pretty(answer) : RehearsalText.of(from, to, answer));
    spec.commandLine().getOut().flush();
    return RehearsalText.survivesAll(answer) ? 0 : 1;
  }
}
