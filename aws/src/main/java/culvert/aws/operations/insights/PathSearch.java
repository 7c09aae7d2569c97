package culvert.aws.operations.insights;

import culvert.network.address.IpAddress;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.TrafficKinds;
import culvert.network.topology.NetworkInterface;
import culvert.network.why.BadQuestion;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.QuestionText;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a packet that gets from one end to the other and is answered.
 *
 * <p>What is left open (a port, an address beyond a gateway, which interface of an instance) is
 * tried with one value of each set that no rule tells apart, so that what is not found is not
 * there. Filters look at destination ports alone, so a source port matters to the reply only.
 */
final class PathSearch {

  /** Questions after which it gives up. */
  static final int MOST_QUESTIONS = 200_000;

  /**
   * What to look for.
   *
   * @param source address of the packet, where that is not the first end's own; else null
   * @param destination of the packet, where that is not the other end's own; else null
   * @param judged what is found, with what the analysis does not want of it
   */
  record Wanted(
      Terminal from,
      Terminal to,
      int protocol,
      @Nullable IpAddress source,
      @Nullable IpAddress destination,
      PortChoice sourcePorts,
      PortChoice destinationPorts,
      UnaryOperator<Tried> judged) {}

  private final ForwardingGraph graph;
  private final Wanted wanted;
  private @Nullable Tried best;
  private int asked;

  PathSearch(ForwardingGraph graph, Wanted wanted) {
    this.graph = graph;
    this.wanted = wanted;
  }

  /** What has the least in its way, of several the first; null where there is nobody to ask. */
  @Nullable Tried run() {
    List<Question> questions = questions();
    if (search(questions, wanted.destinationPorts.first(), List.of()) || questions.isEmpty()) {
      return best;
    }
    List<TrafficKinds.Kind> kinds =
        TrafficKinds.all(graph.topology()).kinds().stream()
            .filter(kind -> kind.packet().protocol() == wanted.protocol)
            .toList();
    List<Integer> sources = wanted.sourcePorts.others(kinds, kind -> kind.packet().sourcePort());
    List<Integer> destinations = new ArrayList<>(List.of(wanted.destinationPorts.first()));
    destinations.addAll(
        wanted.destinationPorts.others(kinds, kind -> kind.packet().destinationPort()));
    for (int port : destinations) {
      if (search(questions, port, sources)) {
        break;
      }
    }
    return best;
  }

  /** Whether there was more to ask than is asked. */
  boolean gaveUp() {
    return asked >= MOST_QUESTIONS;
  }

  /**
   * Whether that is the end of it.
   *
   * @param sources ports to try besides the first, where only the reply does not get through
   */
  private boolean search(List<Question> questions, int port, List<Integer> sources) {
    for (Question each : questions) {
      Tried tried = ask(each, wanted.sourcePorts.first(), port);
      if (tried.isFound() || gaveUp()) {
        return true;
      }
      if (tried.forward().isOpen()) {
        for (int source : sources) {
          if (ask(each, source, port).isFound() || gaveUp()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Tried ask(Question base, int sourcePort, int destinationPort) {
    asked++;
    Question question =
        new Question(
            base.from(),
            base.to(),
            new Spoken(wanted.protocol, sourcePort, destinationPort)
                .between(base.packet().source(), base.packet().destination()));
    Tried tried =
        wanted.judged.apply(Tried.of(question, Why.ask(graph, question), wanted.from, wanted.to));
    Tried before = best;
    if (before == null
        || tried.isFound()
        || !before.isFound() && tried.obstacles() < before.obstacles()) {
      best = tried;
    }
    return tried;
  }

  /** Every pair of ends that can speak. */
  private List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (String from : wanted.from.written()) {
      for (String to : wanted.to.written()) {
        Question question = question(from, to);
        if (question != null && questions.size() < MOST_QUESTIONS) {
          questions.add(question);
        }
      }
    }
    return questions;
  }

  /** Null where one of them does not ask, or has no IPv4 address. */
  private @Nullable Question question(String from, String to) {
    try {
      Question read = new QuestionText(from, to, null, null, null, "4").read(graph.topology());
      End asked = read.from() instanceof End.Internet ? inPublic(read.to()) : read.to();
      IpAddress source = wanted.source == null ? read.from().address() : wanted.source;
      IpAddress destination = wanted.destination == null ? asked.address() : wanted.destination;
      return new Question(read.from(), asked, Spoken.DEFAULT.between(source, destination));
    } catch (BadQuestion e) {
      return null;
    }
  }

  /** From the internet a host is known by the public counterpart of its address. */
  private End inPublic(End asked) {
    if (asked instanceof End.AtInterface(String id, IpAddress address)) {
      IpAddress known =
          graph.topology().get(NetworkInterface.class, id).publicAddresses().get(address);
      return known == null ? asked : new End.AtInterface(id, known);
    }
    return asked;
  }
}
