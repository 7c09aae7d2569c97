package culvert.network.advice;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.cost.Flow;
import culvert.network.cost.Meter;
import culvert.network.cost.PathCharges;
import culvert.network.cost.Prices;
import culvert.network.cost.Running;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Vpc;
import culvert.network.why.Answer;
import culvert.network.why.Question;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A network with a month's traffic, {@code "i-a -> service:s3 1000 4000"}, and meters. */
final class AdviceCase {

  static final String ACCOUNT = "000000000000";

  private final Net net;
  private final List<String> traffic = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private Prices prices = new ListedPrices();

  AdviceCase(Net net) {
    this.net = net;
  }

  /** Gigabytes there and back. */
  AdviceCase traffic(String... pairs) {
    traffic.addAll(List.of(pairs));
    return this;
  }

  AdviceCase runs(String resource, Meter meter, String qualifier) {
    return runs(ACCOUNT, "us-east-1", resource, "", meter, qualifier);
  }

  AdviceCase runs(
      String account, String region, String resource, String part, Meter meter, String qualifier) {
    running.add(
        new Running(account, region, resource, part, meter, qualifier, Instant.EPOCH, null));
    return this;
  }

  AdviceCase ran(String resource, Meter meter) {
    running.add(
        new Running(ACCOUNT, "us-east-1", resource, "", meter, "", Instant.EPOCH, Instant.EPOCH));
    return this;
  }

  AdviceCase prices(Prices other) {
    prices = other;
    return this;
  }

  List<Advice> advise() {
    ForwardingGraph graph = net.graph();
    List<Flow> flows = traffic.stream().map(pair -> flow(graph, pair)).toList();
    return Advisor.advise(graph.topology(), flows, running, prices);
  }

  private static Flow flow(ForwardingGraph graph, String pair) {
    String[] words = pair.split(" ");
    Question question = QuestionText.between(words[0], words[2]).read(graph.topology());
    Answer answer = Why.ask(graph, question);
    assertThat(answer.blockers()).as(pair).isEmpty();
    PathCharges charges = PathCharges.of(graph, question, answer);
    return new Flow(
        question,
        answer,
        new BigDecimal(words[3]),
        new BigDecimal(words[4]),
        charges.there(),
        charges.back());
  }

  /** The only advice of a kind. */
  Advice only(Advice.Kind kind) {
    List<Advice> found = all(kind).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  Stream<Advice> all(Advice.Kind kind) {
    return advise().stream().filter(advice -> advice.kind() == kind);
  }

  /** What an advice says, and that its accounts' savings add up to it. */
  static void costs(Advice advice, String now, String then, String further) {
    Advice.Cost cost = Objects.requireNonNull(advice.cost());
    assertThat(cost.now()).as("now").isEqualByComparingTo(now);
    assertThat(cost.then()).as("then").isEqualByComparingTo(then);
    assertThat(cost.further()).as("further").isEqualByComparingTo(further);
    assertThat(cost.savings().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(advice.saving());
  }

  /** The same network with another owner of a VPC. */
  static Net owned(Net net, String vpc, String account) {
    Vpc of = net.topology().get(Vpc.class, vpc);
    return net.add(
        new Vpc(
            of.id(),
            account,
            of.region(),
            of.name(),
            of.cidrs(),
            of.dnsSupport(),
            of.dnsHostnames(),
            of.nameServers()));
  }
}
