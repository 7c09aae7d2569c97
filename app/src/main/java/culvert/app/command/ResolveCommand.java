package culvert.app.command;

import culvert.app.report.ResolveText;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code resolve FROM NAME}: what a name answers there. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what FROM gets for NAME from AmazonProvidedDNS of its VPC, and who answers it.",
      "Exits 0 where there is an answer, 1 where there is none, 2 where the question is wrong."
    })
final class ResolveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Parameters(index = "0", paramLabel = "FROM", description = "i-…, eni-… or 10.0.0.5@vpc-…")
  private String from;

  @Parameters(index = "1", paramLabel = "NAME", description = "sqs.us-east-1.amazonaws.com")
  private String name;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    JsonNode answer = endpoint.ask("resolve", Map.of("from", from, "name", name));
    spec.commandLine().getOut().print(json ? endpoint.pretty(answer) : ResolveText.of(answer));
    spec.commandLine().getOut().flush();
    return ResolveText.isAnswer(answer) ? 0 : 1;
  }
}
