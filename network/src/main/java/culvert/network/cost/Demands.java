package culvert.network.cost;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Component;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.topology.VpcEndpoint;
import culvert.network.why.Answer;
import culvert.network.why.BadQuestion;
import culvert.network.why.Blocker;
import culvert.network.why.Question;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the ways that expected traffic goes by, and what it costs on them. */
public final class Demands {

  /** As many pairs that cannot be reached are named. */
  private static final int NAMED = 3;

  private final ForwardingGraph graph;
  private final Map<String, List<String>> called = new HashMap<>();

  private Demands(ForwardingGraph graph, UnaryOperator<String> names) {
    this.graph = graph;
    Topology topology = graph.topology();
    // An instance comes before an interface of its name.
    for (Class<? extends Component> kind :
        List.of(Instance.class, NetworkInterface.class, VpcEndpoint.class)) {
      Map<String, List<String>> ofKind = new HashMap<>();
      for (Component component : topology.all(kind)) {
        String name = names.apply(component.id());
        if (!name.isEmpty()) {
          ofKind.computeIfAbsent(name, _ -> new ArrayList<>()).add(component.id());
        }
      }
      ofKind.forEach(called::putIfAbsent);
    }
  }

  /**
   * The flows of all demands, in their order.
   *
   * @param names the {@code Name} tag of an id, or empty
   * @throws BadQuestion naming what nobody is meant by, and the pairs that are not reachable
   */
  public static List<Flow> flows(
      ForwardingGraph graph, UnaryOperator<String> names, List<Demand> demands) {
    return new Demands(graph, names).each(demands, flow -> flow);
  }

  /**
   * What all demands use in a month. The answers are forgotten one by one: those of many thousands
   * take much memory.
   *
   * @param names the {@code Name} tag of an id, or empty
   * @throws BadQuestion as {@link #flows} does
   */
  public static List<Usage> usages(
      ForwardingGraph graph, UnaryOperator<String> names, List<Demand> demands) {
    List<List<Usage>> all = new Demands(graph, names).each(demands, flow -> flow.usages().toList());
    return Usage.summed(all.stream().flatMap(List::stream));
  }

  /** What becomes of a demand: something, or why it has no price. */
  private record Priced<T>(@Nullable T value, String unreachable) {}

  private <T> List<T> each(List<Demand> demands, Function<Flow, T> made) {
    List<Priced<T>> all = demands.parallelStream().map(demand -> priced(demand, made)).toList();
    List<String> unreachable =
        all.stream().map(Priced::unreachable).filter(text -> !text.isEmpty()).toList();
    if (!unreachable.isEmpty()) {
      throw new BadQuestion(
          String.join("; ", unreachable.subList(0, Math.min(NAMED, unreachable.size())))
              + (unreachable.size() > NAMED
                  ? "; and " + (unreachable.size() - NAMED) + " more pairs"
                  : ""));
    }
    return all.stream().map(each -> Objects.requireNonNull(each.value)).toList();
  }

  private <T> Priced<T> priced(Demand demand, Function<Flow, T> made) {
    Question question = read(demand.question());
    Answer answer = Why.ask(graph, question);
    if (!answer.reachable()) {
      return new Priced<>(null, unreachable(demand.question(), answer));
    }
    PathCharges charges = PathCharges.of(graph, question, answer);
    Flow flow =
        new Flow(question, answer, demand.there(), demand.back(), charges.there(), charges.back());
    return new Priced<>(made.apply(flow), "");
  }

  private static String unreachable(QuestionText asked, Answer answer) {
    Blocker blocker = answer.blockers().isEmpty() ? null : answer.blockers().getFirst();
    return "%s does not reach %s%s, so its traffic has no price"
        .formatted(
            asked.from(),
            asked.to(),
            blocker == null ? "" : " (%s at %s)".formatted(blocker.code(), blocker.component()));
  }

  /** By what {@code why} takes, or else by names. */
  private Question read(QuestionText text) {
    QuestionText meant =
        new QuestionText(
            meant(text.from()),
            meant(text.to()),
            text.port(),
            text.protocol(),
            text.sourcePort(),
            text.family());
    return meant.read(graph.topology());
  }

  private String meant(String end) {
    List<String> ids = called.getOrDefault(end, List.of());
    if (ids.size() > 1) {
      throw new BadQuestion(end + " is the name of several: " + String.join(", ", ids));
    }
    return ids.isEmpty() ? end : ids.getFirst();
  }
}
