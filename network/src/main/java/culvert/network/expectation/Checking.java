package culvert.network.expectation;

import culvert.network.address.Traffic;
import culvert.network.failover.Course;
import culvert.network.failover.Drill;
import culvert.network.failover.FailingComponents;
import culvert.network.failover.Rehearsal;
import culvert.network.failover.Timer;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import culvert.network.proof.Survey;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.BadQuestion;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks sentences against a network. What all of them ask about is proved once, for all packets;
 * ways and failures are looked at pair by pair.
 */
public final class Checking {

  /** As many violations of a sentence as are told in full. */
  private static final int TOLD = 3;

  /** How many ports of the asker's are tried to show what is lost by some ways only. */
  private static final int PORTS_TRIED = 256;

  private final ForwardingGraph graph;
  private final Topology topology;
  private final Parties parties;
  private final Ways ways;

  private Checking(ForwardingGraph graph, Labels labels) {
    this.graph = graph;
    topology = graph.topology();
    parties = new Parties(topology, labels);
    ways = new Ways(topology, labels);
  }

  /** A sentence, and the pairs that it means, or why it means none. */
  private sealed interface Prepared {

    record Pairs(Expectation.OfPairs expectation, Asking asking) implements Prepared {}

    record Nothing(Expectation expectation, List<String> problems) implements Prepared {}
  }

  /**
   * @param progress told of every sentence that has been checked
   * @return a finding for each, in their order
   */
  public static List<Finding> of(
      ForwardingGraph graph,
      Labels labels,
      Collection<? extends Expectation.OfPairs> expectations,
      Consumer<Finding> progress) {
    Checking checking = new Checking(graph, labels);
    List<Prepared> prepared = expectations.stream().map(checking::prepare).toList();
    Survey survey = Survey.of(graph, blocks(prepared));
    List<Finding> findings = new ArrayList<>();
    for (Prepared each : prepared) {
      Finding finding =
          switch (each) {
            case Prepared.Pairs pairs -> checking.check(pairs, survey);
            case Prepared.Nothing(Expectation expectation, List<String> problems) ->
                Finding.none(expectation, problems);
          };
      progress.accept(finding);
      findings.add(finding);
    }
    return findings;
  }

  private Prepared prepare(Expectation.OfPairs expectation) {
    try {
      Collection<Party> from = parties.of(expectation.from());
      Collection<Party> to = parties.of(expectation.to());
      Asking asking = Asking.of(from, to, expectation.can());
      List<String> problems = new ArrayList<>(asking.problems());
      if (from.isEmpty() || to.isEmpty()) {
        problems.add(
            "nobody is left of " + (from.isEmpty() ? expectation.from() : expectation.to()));
      }
      ways.by(expectation.via());
      if (expectation instanceof Expectation.Failover failover) {
        failing(failover.failing());
      }
      return problems.isEmpty()
          ? new Prepared.Pairs(expectation, asking)
          : new Prepared.Nothing(expectation, problems);
    } catch (BadQuestion e) {
      return new Prepared.Nothing(expectation, List.of(String.valueOf(e.getMessage())));
    }
  }

  private static List<Survey.Block> blocks(List<Prepared> prepared) {
    List<Survey.Block> blocks = new ArrayList<>();
    for (Prepared each : prepared) {
      if (each instanceof Prepared.Pairs(Expectation.Reach _, Asking asking)) {
        blocks.addAll(asking.blocks());
      }
    }
    return blocks;
  }

  private Finding check(Prepared.Pairs pairs, Survey survey) {
    Tally tally = new Tally(pairs.expectation, pairs.asking);
    switch (pairs.expectation) {
      case Expectation.Reach reach -> reach(reach, pairs.asking, survey, tally);
      case Expectation.Failover failover -> failover(failover, pairs.asking, tally);
    }
    return tally.finding();
  }

  /** Counts what is not as it should be. */
  private final class Tally {

    private final Expectation.OfPairs expectation;
    private final Asking asking;
    private final List<Violation> violations = new ArrayList<>();
    private long pairs;
    private long violated;

    Tally(Expectation.OfPairs expectation, Asking asking) {
      this.expectation = expectation;
      this.asking = asking;
    }

    void violated(String what, Question question, Answer answer, @Nullable Drill drill) {
      violated++;
      tell(what, question, answer, drill);
    }

    void tell(String what, Question question, Answer answer, @Nullable Drill drill) {
      if (violations.size() < TOLD) {
        violations.add(
            new Violation(
                asking.party(question.from()),
                asking.party(question.to()),
                !expectation.can(),
                what,
                question,
                answer,
                drill));
      }
    }

    Finding finding() {
      return Finding.ofPairs(expectation, pairs, violated, violations);
    }
  }

  private void reach(Expectation.Reach reach, Asking asking, Survey survey, Tally tally) {
    for (Traffic traffic : reach.traffic()) {
      for (Survey.Block block : asking.blocks()) {
        Survey.Found found =
            reach.can()
                ? survey.missing(block, traffic, TOLD)
                : survey.reaching(block, traffic, TOLD);
        tally.pairs += traffic.equals(reach.traffic().getFirst()) ? found.pairs() : 0;
        tally.violated += found.hits();
        found.first().forEach(hit -> tell(hit, reach.can(), tally));
        if (!reach.via().isEmpty()) {
          by(reach.via(), survey.passing(block, traffic), tally);
        }
      }
    }
  }

  private void tell(Survey.Hit hit, boolean can, Tally tally) {
    Question question = hit.question();
    if (hit.partly()) {
      question = shown(question, !can);
    }
    Answer answer = Why.ask(graph, question);
    String what = can ? "is not reachable" : "is reachable";
    tally.tell(
        hit.partly() ? what + " by some of the ways that flows are spread over" : what,
        question,
        answer,
        null);
  }

  /** The same from a port by which it shows. */
  private Question shown(Question question, boolean reachable) {
    Packet packet = question.packet();
    for (int i = 0; i < PORTS_TRIED && Traffic.hasPorts(packet.protocol()); i++) {
      Packet other =
          new Packet(
              packet.source(),
              packet.destination(),
              packet.protocol(),
              (packet.sourcePort() + i) & 0xffff,
              packet.destinationPort());
      Question tried = new Question(question.from(), question.to(), other);
      if (Why.ask(graph, tried).reachable() == reachable) {
        return tried;
      }
    }
    return question;
  }

  private void by(List<String> names, Iterable<Question> passing, Tally tally) {
    Set<String> met = ways.by(names);
    for (Question question : passing) {
      Answer answer = Why.ask(graph, question);
      String other = otherWay(answer, met, names);
      if (other != null) {
        tally.violated(other, question, answer, null);
      }
    }
  }

  /** What is said of a path that does not lead by those, or null. */
  private static @Nullable String otherWay(Answer answer, Set<String> met, List<String> names) {
    boolean there = Ways.leadsBy(answer.forward(), met);
    boolean back = Ways.leadsBy(answer.back(), met);
    if (there && back) {
      return null;
    }
    String direction = there ? "comes back" : back ? "goes there" : "goes there and comes back";
    return direction + " by another way than " + String.join(" or ", names);
  }

  private List<String> failing(List<String> names) {
    Set<String> failing = new TreeSet<>();
    for (String name : names) {
      if (FailingComponents.exists(name, topology)) {
        failing.add(name);
        continue;
      }
      List<String> found =
          ways.components(name).stream()
              .filter(each -> FailingComponents.exists(each, topology))
              .toList();
      if (found.isEmpty()) {
        throw new BadQuestion(
            name
                + " is nothing that fails: a connection, LAG, location, virtual interface, VPN, tunnel, site, instance or zone does");
      }
      failing.addAll(found);
    }
    return List.copyOf(failing);
  }

  private void failover(Expectation.Failover failover, Asking asking, Tally tally) {
    List<String> failing = failing(failover.failing());
    Set<String> met = ways.by(failover.via());
    for (Traffic traffic : failover.traffic()) {
      for (Survey.Block block : asking.blocks()) {
        for (End asker : block.askers()) {
          for (End asked : block.asked()) {
            if (asker.address().family() == asked.address().family()
                && !asking.party(asker).equals(asking.party(asked))) {
              Question question = new Question(asker, asked, packet(traffic, asker, asked));
              tally.pairs++;
              drill(failover, question, failing, met, tally);
            }
          }
        }
      }
    }
  }

  private static Packet packet(Traffic traffic, End asker, End asked) {
    return Survey.ordinary(traffic, asker.address(), asked.address());
  }

  private void drill(
      Expectation.Failover failover,
      Question question,
      List<String> failing,
      Set<String> met,
      Tally tally) {
    Drill drill = Rehearsal.drill(topology, question, failing);
    Answer end = drill.failing().end();
    if (end.reachable() != failover.can()) {
      tally.violated(
          failover.can() ? "is not reachable any more" : "is still reachable",
          question,
          end,
          drill);
      return;
    }
    Duration within = failover.within();
    Duration lost = lost(drill.failing());
    if (within != null && lost.compareTo(within) > 0) {
      tally.violated(
          "is lost for %s, and not at most %s".formatted(Timer.text(lost), Timer.text(within)),
          question,
          end,
          drill);
      return;
    }
    String other = failover.via().isEmpty() ? null : otherWay(end, met, failover.via());
    if (other != null) {
      tally.violated(other, question, end, drill);
    }
  }

  /** How long after the failure the last packet is lost. */
  private static Duration lost(Course course) {
    Duration lost = Duration.ZERO;
    for (Course.Loss loss : course.losses()) {
      Duration until = loss.until();
      if (until != null && until.compareTo(lost) > 0) {
        lost = until;
      }
    }
    return lost;
  }
}
