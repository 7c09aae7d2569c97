package culvert.aws.operations.insights;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.reading.RandomCalls;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.NetworkInterface;
import culvert.network.why.Answer;
import culvert.network.why.BadQuestion;
import culvert.network.why.Question;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AccessScopeAnalysisFinding;
import software.amazon.awssdk.services.ec2.model.AnalysisStatus;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAnalysis;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** On random networks analyses say what {@code why} says, and scopes find what it lets pass. */
class RandomInsightsTest {

  private static final int CALLS = 600;
  private static final int ANALYSES = 200;

  private final long seed = Long.getLong("culvert.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void analyses_and_findings_are_what_why_answers() {
    System.out.println("RandomInsightsTest: -Dculvert.seed=" + seed);
    try (TestCloud cloud = new TestCloud()) {
      RandomCalls calls = new RandomCalls(cloud, random);
      for (int i = 0; i < CALLS; i++) {
        calls.next();
      }
      pair(new InsightsLab(cloud));
      open(cloud);
      ForwardingGraph graph = cloud.api().graph();
      Snapshot snapshot = cloud.api().catalog().snapshot();
      analyses(cloud, graph, snapshot);
      snapshot
          .scopes()
          .filter(scope -> interfaces(snapshot, scope).findAny().isPresent())
          .forEach(scope -> findings(cloud, graph, snapshot, scope));
    }
    System.out.println("RandomInsightsTest: " + counts);
    assertThat(counts).containsKeys("not found", "end NETWORK_INTERFACE", "finding");
  }

  /** Two hosts that reach each other, should random calls make none. */
  private static void pair(InsightsLab lab) {
    InsightsLab.Net net = lab.net(200);
    String group = lab.group(net);
    lab.allow(group, 443, 443, "10.0.0.0/8");
    lab.instance(net, group);
    lab.instance(net, group);
  }

  /** Lets everything into most groups, as random rules let hardly anything in. */
  private void open(TestCloud cloud) {
    List<Resource<SecurityGroup>> groups =
        cloud.api().catalog().snapshot().everywhere(Kinds.SECURITY_GROUP).toList();
    for (Resource<SecurityGroup> each : groups) {
      boolean open =
          each.shape().ipPermissions().stream()
              .anyMatch(permission -> permission.ipProtocol().equals("-1"));
      if (!open && random.nextInt(4) > 0) {
        cloud
            .ec2(each.scope().account(), each.scope().region())
            .authorizeSecurityGroupIngress(r ->
                r.groupId(each.id())
                    .ipPermissions(p -> p.ipProtocol("-1").ipRanges(t -> t.cidrIp("10.0.0.0/8"))));
      }
    }
  }

  private static Stream<String> interfaces(Snapshot snapshot, Scope scope) {
    return snapshot.all(scope, Kinds.NETWORK_INTERFACE).map(Resource::id);
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** Of interfaces with all ports said, and of whatever ends, for which there is just an answer. */
  private void analyses(TestCloud cloud, ForwardingGraph graph, Snapshot snapshot) {
    List<Resource<?>> ends = new ArrayList<>();
    for (var kind :
        List.of(
            Kinds.NETWORK_INTERFACE,
            Kinds.NETWORK_INTERFACE,
            Kinds.INSTANCE,
            Kinds.INTERNET_GATEWAY,
            Kinds.VPN_GATEWAY,
            Kinds.TRANSIT_GATEWAY,
            Kinds.TRANSIT_GATEWAY_ATTACHMENT,
            Kinds.VPC_PEERING_CONNECTION,
            Kinds.VPC_ENDPOINT)) {
      snapshot.everywhere(kind).forEach(ends::add);
    }
    for (int i = 0; i < ANALYSES; i++) {
      Resource<?> from = ends.get(random.nextInt(ends.size()));
      List<Resource<?>> near =
          ends.stream().filter(each -> each.scope().equals(from.scope())).toList();
      Resource<?> to = near.get(random.nextInt(near.size()));
      int port = List.of(22, 80, 443).get(random.nextInt(3));
      NetworkInsightsAnalysis found = analyze(cloud, from, to, port);
      String told = "-Dculvert.seed=" + seed + " " + from + " " + to + " " + port;
      assertThat(found.status()).as(told).isEqualTo(AnalysisStatus.SUCCEEDED);
      assertThat(found.explanations().isEmpty()).as(told).isEqualTo(found.networkPathFound());
      count(found.networkPathFound() ? "found" : "not found");
      count("end " + from.kind().name().toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
      if (from.kind() == Kinds.NETWORK_INTERFACE && to.kind() == Kinds.NETWORK_INTERFACE) {
        Answer answer = ask(graph, from.id(), to.id(), port);
        if (answer != null) {
          assertThat(found.networkPathFound()).as(told).isEqualTo(answer.reachable());
          assertThat(InsightsLab.codes(found))
              .as(told)
              .isEqualTo(answer.blockers().stream().map(each -> each.code().name()).toList());
        }
      }
    }
  }

  private static NetworkInsightsAnalysis analyze(
      TestCloud cloud, Resource<?> from, Resource<?> to, int port) {
    Ec2Client ec2 = cloud.ec2(from.scope().account(), from.scope().region());
    String path =
        ec2.createNetworkInsightsPath(r ->
                r.source(from.id())
                    .destination(to.id())
                    .protocol("tcp")
                    .filterAtSource(f ->
                        f.sourcePortRange(p -> p.fromPort(49152).toPort(49152))
                            .destinationPortRange(p -> p.fromPort(port).toPort(port))))
            .networkInsightsPath()
            .networkInsightsPathId();
    String id =
        ec2.startNetworkInsightsAnalysis(r -> r.networkInsightsPathId(path))
            .networkInsightsAnalysis()
            .networkInsightsAnalysisId();
    return ec2.describeNetworkInsightsAnalyses(r -> r.networkInsightsAnalysisIds(id))
        .networkInsightsAnalyses()
        .getFirst();
  }

  private static @Nullable Answer ask(ForwardingGraph graph, String from, String to, int port) {
    try {
      Question question =
          new QuestionText(from, to, Integer.toString(port), "tcp", "49152", "4")
              .read(graph.topology());
      return Why.ask(graph, question);
    } catch (BadQuestion e) {
      return null;
    }
  }

  /** Every pair of interfaces that speaks by one port is a finding of the scope of everything. */
  private void findings(TestCloud cloud, ForwardingGraph graph, Snapshot snapshot, Scope scope) {
    Ec2Client ec2 = cloud.ec2(scope.account(), scope.region());
    String made =
        ec2.createNetworkInsightsAccessScope(r ->
                r.matchPaths(p ->
                    p.source(s ->
                            s.resourceStatement(t -> t.resourceTypes("AWS::EC2::NetworkInterface")))
                        .destination(d ->
                            d.resourceStatement(
                                t -> t.resourceTypes("AWS::EC2::NetworkInterface")))))
            .networkInsightsAccessScope()
            .networkInsightsAccessScopeId();
    String id =
        ec2.startNetworkInsightsAccessScopeAnalysis(r -> r.networkInsightsAccessScopeId(made))
            .networkInsightsAccessScopeAnalysis()
            .networkInsightsAccessScopeAnalysisId();
    List<AccessScopeAnalysisFinding> findings =
        ec2.getNetworkInsightsAccessScopeAnalysisFindings(
                r -> r.networkInsightsAccessScopeAnalysisId(id))
            .analysisFindings();
    Set<String> found = new HashSet<>();
    for (AccessScopeAnalysisFinding each : findings) {
      count("finding");
      List<String> way = InsightsLab.ids(each.findingComponents());
      way.forEach(component -> found.add(way.getFirst() + " " + component));
    }
    Components components = new Components(snapshot);
    List<String> own =
        interfaces(snapshot, scope)
            .filter(each ->
                graph.topology().find(NetworkInterface.class, each) != null
                    && !components.forwards(each))
            .toList();
    for (String from : own) {
      for (String to : own) {
        Answer answer = from.equals(to) ? null : ask(graph, from, to, 443);
        if (answer != null && answer.reachable()) {
          assertThat(found).as("-Dculvert.seed=%d %s", seed, scope).contains(from + " " + to);
        }
      }
    }
  }
}
