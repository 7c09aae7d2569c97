package culvert.aws;

import culvert.aws.reading.TopologyReader;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.why.Answer;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The whole matrix of a design: every named end asks every other, and what is in the way. */
public final class EveryPair {

  private final TestCloud cloud;
  private final Map<String, String> ends = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();

  public EveryPair(TestCloud cloud) {
    this.cloud = cloud;
  }

  /** An end, as questions spell it; the internet and AWS's services do not ask each other. */
  public EveryPair end(String name, String written) {
    ends.put(name, written);
    return named(name, written);
  }

  /** What a component is called where it is in the way; others go by the kind of their id. */
  public EveryPair named(String name, String component) {
    names.put(component, name);
    return this;
  }

  /**
   * A line a pair, {@code a -> b} where it is reachable, else with every blocker: {@code a -> b:
   * forward CODE component, return CODE component}.
   */
  public List<String> asked() {
    ForwardingGraph graph =
        new ForwardingGraph(new TopologyReader().read(cloud.api().catalog().snapshot()));
    List<String> asked = new ArrayList<>();
    ends.forEach((from, asker) ->
        ends.forEach((to, target) -> {
          if (!from.equals(to) && !isService(asker) && !(isOutside(asker) && isOutside(target))) {
            Answer answer =
                Why.ask(graph, QuestionText.between(asker, target).read(graph.topology()));
            asked.add(from + " -> " + to + (answer.reachable() ? "" : ": " + blockers(answer)));
          }
        }));
    return asked;
  }

  private static boolean isService(String end) {
    return end.startsWith("service:");
  }

  private static boolean isOutside(String end) {
    return isService(end) || end.startsWith("internet");
  }

  private String blockers(Answer answer) {
    return answer.blockers().stream()
        .map(each ->
            each.leg().label()
                + " "
                + each.code()
                + " "
                + names.getOrDefault(each.component(), kind(each.component())))
        .collect(Collectors.joining(", "));
  }

  private static String kind(String component) {
    return component.replaceAll("-[0-9a-f]{17}\\b", "");
  }
}
