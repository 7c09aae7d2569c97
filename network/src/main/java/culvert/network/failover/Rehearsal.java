package culvert.network.failover;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.BadQuestion;
import culvert.network.why.End;
import culvert.network.why.PathElement;
import culvert.network.why.Question;
import culvert.network.why.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What becomes of one question when what its paths rest on fails, and is repaired: component by
 * component, on a copy of the network on which every timer has run out.
 *
 * @param before the answer while nothing more has failed
 * @param ends what the ends are themselves, and where; these do not fail, as nothing can take over
 * @param drills what fails, by id; empty where the ends do not reach each other to begin with
 */
public record Rehearsal(
    Question question, Answer before, SortedSet<String> ends, List<Drill> drills) {

  /** Nothing but distances from it counts. */
  static final Instant START = Instant.EPOCH;

  /**
   * Rehearses every single failure.
   *
   * @param pairs whether any two also fail together: of what the paths rest on, and what those rest
   *     on that take over. What has no second way when it fails alone is left out
   * @throws BadQuestion where the question is about a multicast group, which sends no replies
   */
  public static Rehearsal of(Topology topology, Question question, boolean pairs) {
    if (question.to() instanceof End.MulticastGroup) {
      throw new BadQuestion("nothing replies from a multicast group, so there is no way to lose");
    }
    Moment start = Moment.of(topology, List.of(), true);
    Answer before = ask(start, question);
    SortedSet<String> ends = FailingComponents.at(question.from(), topology);
    ends.addAll(FailingComponents.at(question.to(), topology));
    List<Drill> drills = new ArrayList<>();
    if (before.reachable()) {
      SortedSet<String> used = FailingComponents.under(before, topology, start.routing());
      used.removeAll(ends);
      used.forEach(each -> drills.add(Drill.of(start, question, before, List.of(each))));
      if (pairs) {
        drills.addAll(pairs(start, question, before, drills, ends));
      }
    }
    return new Rehearsal(
        question, before, Collections.unmodifiableSortedSet(ends), List.copyOf(drills));
  }

  /** How long after the failure an event of a drill is. */
  public static Duration since(Event event) {
    return Duration.between(START, event.at());
  }

  /** Rehearses that these components fail at once, on a copy on which every timer has run out. */
  public static Drill drill(Topology topology, Question question, List<String> components) {
    Moment start = Moment.of(topology, List.of(), true);
    return Drill.of(start, question, ask(start, question), components);
  }

  static Answer ask(Moment moment, Question question) {
    return Why.ask(new ForwardingGraph(moment.topology(), moment.routing()), question);
  }

  private static List<Drill> pairs(
      Moment start, Question question, Answer before, List<Drill> alone, SortedSet<String> ends) {
    SortedSet<String> some = new TreeSet<>();
    for (Drill drill : alone) {
      if (drill.hasSecondWay()) {
        some.addAll(drill.components());
        some.addAll(drill.restsOn());
      }
    }
    alone.stream()
        .filter(drill -> !drill.hasSecondWay())
        .forEach(drill -> some.removeAll(drill.components()));
    some.removeAll(ends);
    List<String> all = List.copyOf(some);
    List<Drill> drills = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        drills.add(Drill.of(start, question, before, List.of(all.get(i), all.get(j))));
      }
    }
    return drills;
  }

  /** Where an answer leads, there and back. */
  public record Ways(List<String> forward, List<String> back) {}

  /**
   * What tells an answer from others to this question: the tunnels, virtual interfaces and Connect
   * peers that it leads by; where it leads by none, what it does not share with the answer before.
   */
  public Ways waysOf(Answer answer) {
    return new Ways(ways(answer.forward(), before.forward()), ways(answer.back(), before.back()));
  }

  private static List<String> ways(Answer.OneWay way, Answer.OneWay other) {
    List<String> links =
        way.path().stream()
            .filter(element -> element.kind().isLink())
            .map(PathElement::component)
            .toList();
    List<String> known = Course.components(other);
    return links.isEmpty()
        ? Course.components(way).stream().filter(each -> !known.contains(each)).toList()
        : links;
  }

  /** Whether something took over in every drill, and the ends reached each other to begin with. */
  public boolean survivesAll() {
    return before.reachable() && drills.stream().allMatch(Drill::hasSecondWay);
  }
}
