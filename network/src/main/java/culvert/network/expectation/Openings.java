package culvert.network.expectation;

import culvert.network.why.Answer;
import culvert.network.why.PathElement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    Map<String, String> detail = element.detail();
    if (detail.containsKey("rule")) {
      return "the %s rule %s of %s (%s, %s)"
          .formatted(
              detail.get("direction"),
              detail.get("rule"),
              element.component(),
              detail.get("traffic"),
              detail.get("peer"));
    }
    if (detail.containsKey("target") && !"local".equals(detail.get("target"))) {
      return "the %s route %s to %s of %s"
          .formatted(
              detail.get("origin"),
              detail.get("destination"),
              detail.get("target"),
              element.component());
    }
    return "";
  }
}
