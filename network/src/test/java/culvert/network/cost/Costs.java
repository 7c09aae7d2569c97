package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.why.Answer;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.math.BigDecimal;
import java.util.List;

/** What a gigabyte costs in a small network, as lines. */
final class Costs {

  private final ForwardingGraph graph;

  private Costs(ForwardingGraph graph) {
    this.graph = graph;
  }

  static Costs of(Net net) {
    return new Costs(net.graph());
  }

  /**
   * Of a pair {@code "a -> b"} of names of hosts, or of ends in full; port 443. A service may be
   * one of another Region: {@code "a -> com.amazonaws.eu-west-1.s3/52.218.0.1"}.
   */
  PathCharges ask(String pair) {
    String[] words = pair.split(" ");
    Question question =
        words[2].startsWith("com.amazonaws.") ? toService(words[0], words[2]) : between(words);
    Answer answer = Why.ask(graph, question);
    assertThat(answer.blockers()).as(pair).isEmpty();
    assertThat(answer.reachable()).as(pair).isTrue();
    return PathCharges.of(graph, question, answer);
  }

  private Question between(String... words) {
    return QuestionText.between(end(words[0]), end(words[2])).read(graph.topology());
  }

  private Question toService(String from, String service) {
    String[] parts = service.split("/");
    Question asked = between(from, "->", "internet/" + parts[1]);
    return new Question(
        asked.from(), new End.Service(parts[0], asked.to().address()), asked.packet());
  }

  private static String end(String word) {
    return word.matches("[a-z0-9]+") ? "i-" + word : word;
  }

  /** {@code "nat-a NAT_GATEWAY_GB 111 us-east-1"}, then the qualifier, then {@code x3} units. */
  List<String> there(String pair) {
    return lines(ask(pair).there());
  }

  List<String> back(String pair) {
    return lines(ask(pair).back());
  }

  private static List<String> lines(List<Charge> charges) {
    return charges.stream().map(Costs::line).toList();
  }

  private static String line(Charge charge) {
    return "%s %s %s %s%s%s"
        .formatted(
            charge.resource(),
            charge.meter(),
            charge.account(),
            charge.region(),
            charge.qualifier().isEmpty() ? "" : " " + charge.qualifier(),
            charge.units().equals(BigDecimal.ONE) ? "" : " x" + charge.units());
  }
}
