package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import java.util.List;

/** Claims about a network: {@code ok("a <-> b")}, {@code no("a -> b", "return CODE component")}. */
final class Claims {

  static final String INTERNET = "internet/203.0.113.9";

  private final ForwardingGraph graph;

  private Claims(ForwardingGraph graph) {
    this.graph = graph;
  }

  static Claims of(Net net) {
    return new Claims(net.graph());
  }

  /** {@code a}, an end in full, or {@code inet}; a third word is a port, a fourth the family. */
  Answer ask(String pair) {
    String[] words = pair.split(" ");
    String port = words.length > 3 ? words[3] : null;
    String family = words.length > 4 ? words[4] : null;
    QuestionText text = new QuestionText(end(words[0]), end(words[2]), port, null, null, family);
    return Why.ask(graph, text.read(graph.topology()));
  }

  private static String end(String word) {
    boolean inFull =
        word.contains("/")
            || word.contains("@")
            || word.contains(":")
            || word.startsWith("eni-")
            || word.startsWith("vpce-");
    return word.equals("inet") ? INTERNET : inFull ? word : "i-" + word;
  }

  /** Each pair is reachable, and both ways where the arrow says so. */
  Claims ok(String... pairs) {
    for (String pair : pairs) {
      for (String one : pair.contains("<->") ? bothWays(pair) : List.of(pair)) {
        Answer answer = ask(one);
        assertThat(blockers(answer)).as(one).isEmpty();
        assertThat(answer.reachable()).as(one).isTrue();
      }
    }
    return this;
  }

  private static List<String> bothWays(String pair) {
    String[] words = pair.split(" ", 4);
    String rest = words.length > 3 ? " " + words[3] : "";
    return List.of(words[0] + " -> " + words[2] + rest, words[2] + " -> " + words[0] + rest);
  }

  /** The pair is not reachable, and these are all the blockers. */
  Claims no(String pair, String... blockers) {
    Answer answer = ask(pair);
    assertThat(answer.reachable()).as(pair).isFalse();
    assertThat(blockers(answer)).as(pair).containsExactly(blockers);
    return this;
  }

  /** The ids of what the request meets. */
  List<String> path(String pair) {
    return components(ask(pair).forward());
  }

  static List<String> components(Answer.OneWay way) {
    return way.path().stream().map(PathElement::component).toList();
  }

  static List<String> blockers(Answer answer) {
    return answer.blockers().stream().map(Claims::line).toList();
  }

  static String line(Blocker blocker) {
    return blocker.leg().label() + " " + blocker.code() + " " + blocker.component();
  }
}
