package culvert.network.expectation;

import culvert.network.forwarding.Rule;
import culvert.network.forwarding.Step;
import culvert.network.topology.Route;
import culvert.network.topology.RouteTarget;
import culvert.network.why.Answer;
import culvert.network.why.Choice;
import culvert.network.why.PathElement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What lets a packet through that shall not pass: without any one of these it would not. */
public final class Openings {

  private Openings() {}

  /** In the order of the packet's way, and of its reply's. */
  public static List<String> of(Answer answer) {
    Set<String> openings = new LinkedHashSet<>();
    Stream.of(answer.forward(), answer.back())
        .flatMap(way -> way.path().stream())
        .map(Openings::of)
        .filter(each -> !each.isEmpty())
        .forEach(openings::add);
    return List.copyOf(openings);
  }

  /** The route or rule by which the component lets it on; empty where it has no such thing. */
  private static String of(PathElement element) {
    String component = element.component();
    return switch (element.choice()) {
      case Choice.Passed(Step.Filter filter, Rule rule) when rule != null ->
          "the %s rule %s of %s (%s, %s)"
              .formatted(
                  filter.direction().label(),
                  rule.id(),
                  component,
                  rule.traffic(),
                  element.detail().get("peer"));
      case Choice.ByRoute(Route route, _) when route.target() instanceof RouteTarget.Local -> "";
      case Choice.ByRoute _, Choice.ByTransitGatewayRoute _, Choice.ByLearnedRoute _ ->
          "the %s route %s to %s of %s"
              .formatted(
                  element.detail().get("origin"),
                  element.detail().get("destination"),
                  element.detail().get("target"),
                  component);
      case Choice.Passed _, Choice.Refused _ -> "";
      case null -> "";
    };
  }
}
