package culvert.aws.operations.insights;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Kind;
import culvert.network.forwarding.Packet;
import culvert.network.proof.AddressClasses;
import culvert.network.proof.Proof;
import culvert.network.proof.TrafficKinds;
import culvert.network.proof.Universe;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.VpcEndpoint;
import culvert.network.why.Answer;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AccessScopeAnalysisFinding;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeContent;
import software.amazon.awssdk.services.ec2.model.PathComponent;

/**
 * What a scope finds: of every two ends, gateways and interfaces, between which the proof says that
 * packets pass and are answered, the way of one such packet that a match path means and no exclude
 * path does.
 */
final class ScopeAnalysis {

  /** Findings of one analysis at most. */
  static final int MOST_FINDINGS = 1000;

  /** Ways between the same ends that are looked at though none is meant: by hash they differ. */
  private static final int MOST_WAYS = 16;

  /** What flows meet where they are spread over several ways by their hash. */
  private static final Set<Kind> SPREADING =
      EnumSet.of(
          Kind.TRANSIT_GATEWAY_ATTACHMENT,
          Kind.LOAD_BALANCER,
          Kind.VPN_TUNNEL,
          Kind.VIRTUAL_INTERFACE,
          Kind.DIRECT_CONNECT_GATEWAY,
          Kind.TRANSIT_GATEWAY_CONNECT_PEER);

  private final ForwardingGraph graph;
  private final Topology topology;
  private final CatalogView view;
  private final NetworkInsightsAccessScopeContent content;
  private final List<ScopePath> matches;
  private final List<ScopePath> excludes;
  private final Components components;
  private final PathWriter writer;
  private final List<AccessScopeAnalysisFinding> findings = new ArrayList<>();
  private final Set<List<String>> foundEnds = new HashSet<>();
  private int ways;

  ScopeAnalysis(
      ForwardingGraph graph, CatalogView view, NetworkInsightsAccessScopeContent content) {
    this.graph = graph;
    this.view = view;
    this.content = content;
    topology = graph.topology();
    matches =
        content.matchPaths().stream()
            .map(path -> ScopePath.of(path, topology, view.scope()))
            .toList();
    excludes =
        content.excludePaths().stream()
            .map(path -> ScopePath.of(path, topology, view.scope()))
            .toList();
    components = new Components(view.snapshot());
    writer = new PathWriter(topology, components);
  }

  /** How many interfaces of the account there are in the Region. */
  int interfaces() {
    return (int) view.all(Kinds.NETWORK_INTERFACE).count();
  }

  /** Each with the id of the analysis. */
  List<AccessScopeAnalysisFinding> findings(String analysis) {
    Universe universe = new Universe(ends(), topology);
    TrafficKinds kinds = TrafficKinds.all(topology);
    Proof proof = Proof.ofAllPairs(graph, universe, kinds);
    List<Spoken> traffic = traffic(kinds);
    List<BitSet> destinations =
        matches.stream().map(path -> ends(universe, path.destination())).toList();
    for (int asker = 0; asker < universe.size() && !isFull(); asker++) {
      End from = universe.end(asker);
      BitSet meant = new BitSet();
      for (int path = 0; path < matches.size(); path++) {
        if (matches.get(path).source().mayMean(from)) {
          meant.or(destinations.get(path));
        }
      }
      for (int asked = meant.nextSetBit(0);
          asked >= 0 && !isFull();
          asked = meant.nextSetBit(asked + 1)) {
        End to = universe.end(asked);
        if (proof.reaches(asker, asked)
            && speak(from, to)
            && !foundEnds.contains(named(from, to))) {
          look(proof, universe, asker, asked, traffic, analysis);
        }
      }
    }
    return findings;
  }

  private static BitSet ends(Universe universe, EndStatement statement) {
    BitSet ends = new BitSet(universe.size());
    for (int end = 0; end < universe.size(); end++) {
      ends.set(end, statement.mayMean(universe.end(end)));
    }
    return ends;
  }

  /** Whether there may be more than is found. */
  boolean isFull() {
    return findings.size() == MOST_FINDINGS || ways >= PathSearch.MOST_QUESTIONS;
  }

  /** Interfaces by their first address and their public ones, sites, the internet, services. */
  private List<End> ends() {
    List<End> ends = new ArrayList<>();
    for (NetworkInterface each : topology.all(NetworkInterface.class)) {
      IpAddress address = each.address(IpFamily.V4);
      if (address != null && !components.forwards(each.id())) {
        ends.add(new End.AtInterface(each.id(), address));
        each.publicAddresses()
            .values()
            .forEach(known -> ends.add(new End.AtInterface(each.id(), known)));
      }
    }
    for (VpcEndpoint each : topology.all(VpcEndpoint.class)) {
      if (each instanceof VpcEndpoint.Gateway gateway) {
        topology.get(PrefixList.class, gateway.prefixList()).entries().stream()
            .filter(IpPrefix::isV4)
            .limit(1)
            .forEach(
                prefix -> ends.add(new End.Service(gateway.service(), prefix.first().plus(1))));
      }
    }
    List<IpPrefix> told =
        Stream.concat(matches.stream(), excludes.stream())
            .flatMap(path ->
                Stream.concat(
                    path.source().header().prefixes(), path.destination().header().prefixes()))
            .toList();
    AddressClasses classes = new AddressClasses(topology).telling(told);
    for (Site site : topology.all(Site.class)) {
      classes
          .within(site.prefixes(), IpFamily.V4)
          .forEach(address -> ends.add(new End.AtSite(site.id(), address)));
    }
    classes.ofInternet(IpFamily.V4).forEach(address -> ends.add(new End.Internet(address)));
    return ends;
  }

  /** From the internet a host is known by its public address, else by its own. */
  private boolean speak(End from, End to) {
    if (from instanceof End.Service || !isOwn(from)) {
      return false;
    }
    boolean outside = from instanceof End.Internet;
    return switch (to) {
      case End.AtInterface _ -> outside != isOwn(to);
      case End.Internet _ -> !outside;
      case End.AtSite _,
          End.Service _,
          End.UnusedAddress _,
          End.AtGatewayEndpoint _,
          End.AtHostService _,
          End.MulticastGroup _ ->
          !outside;
    };
  }

  /** Not by an address that only the internet knows it by. */
  private boolean isOwn(End end) {
    return !(end instanceof End.AtInterface(String id, IpAddress address))
        || topology.get(NetworkInterface.class, id).has(address);
  }

  /** Every kind of TCP and UDP that neither rules nor statements tell apart, usual ports first. */
  private List<Spoken> traffic(TrafficKinds kinds) {
    List<Spoken> usual = new ArrayList<>();
    List<Spoken> others = new ArrayList<>();
    for (int protocol : List.of(Traffic.TCP, Traffic.UDP)) {
      Set<Integer> sources = new TreeSet<>();
      Set<Integer> destinations = new TreeSet<>();
      for (TrafficKinds.Kind kind : kinds.kinds()) {
        if (kind.packet().protocol() == protocol) {
          sources.add(kind.packet().sourcePort());
          destinations.add(kind.packet().destinationPort());
        }
      }
      Stream.concat(content.matchPaths().stream(), content.excludePaths().stream())
          .flatMap(path -> Stream.of(path.source(), path.destination()))
          .filter(Objects::nonNull)
          .map(end -> end.packetHeaderStatement())
          .filter(Objects::nonNull)
          .forEach(header -> {
            header.sourcePorts().forEach(text -> tellApart(text, sources));
            header.destinationPorts().forEach(text -> tellApart(text, destinations));
          });
      int client = Spoken.DEFAULT.sourcePort();
      sources.remove(client);
      for (int port : destinations) {
        usual.add(new Spoken(protocol, client, port));
        sources.forEach(source -> others.add(new Spoken(protocol, source, port)));
      }
    }
    usual.addAll(others);
    return usual;
  }

  private static void tellApart(String ports, Set<Integer> starts) {
    PortSpan span = PortSpan.parse(ports);
    starts.add(span.from());
    if (span.to() < 65535) {
      starts.add(span.to() + 1);
    }
  }

  /**
   * Looks for a way between two ends that is a finding.
   *
   * @param traffic to try; what passed between the last ends, is tried first between the next
   */
  private void look(
      Proof proof, Universe universe, int asker, int asked, List<Spoken> traffic, String analysis) {
    End from = universe.end(asker);
    End to = universe.end(asked);
    int unmeant = 0;
    for (int i = 0; i < traffic.size(); i++) {
      Packet packet = traffic.get(i).between(from.address(), to.address());
      if (matches.stream().noneMatch(path -> path.mayMean(packet))
          || proof.reach(asker, asked, packet) == Proof.Reach.NONE) {
        continue;
      }
      Question question = new Question(from, to, packet);
      Answer answer = Why.ask(graph, question);
      ways++;
      if (isFull()) {
        return;
      }
      if (!answer.reachable()) {
        continue;
      }
      if (i > 0) {
        traffic.add(0, traffic.remove(i));
      }
      Stretch way = meant(question, answer);
      if (way != null && !isExcluded(question, answer)) {
        add(way, analysis, from, to);
        return;
      }
      if (matches.stream().allMatch(path -> path.way(question, answer) == null)
          && (!isOneOfSeveral(answer) || ++unmeant == MOST_WAYS)) {
        return;
      }
    }
  }

  /** Whether another packet between the same ends may take another way. */
  private static boolean isOneOfSeveral(Answer answer) {
    return answer.forward().path().stream().anyMatch(each -> SPREADING.contains(each.kind()));
  }

  /** What the first match path that means any of a way means of it; null where none does. */
  private @Nullable Stretch meant(Question question, Answer answer) {
    return matches.stream()
        .map(path -> path.meant(question, answer))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean isExcluded(Question question, Answer answer) {
    return excludes.stream().anyMatch(path -> path.meant(question, answer) != null);
  }

  /** Ends beyond one gateway make one finding. */
  private void add(Stretch way, String analysis, End from, End to) {
    List<PathComponent> written = writer.write(way, null, null);
    foundEnds.add(named(from, to));
    boolean isNew =
        foundEnds.add(List.of(end(way, from, written.getFirst()), end(way, to, written.getLast())));
    if (isNew) {
      findings.add(
          AccessScopeAnalysisFinding.builder()
              .networkInsightsAccessScopeAnalysisId(analysis)
              .networkInsightsAccessScopeId(content.networkInsightsAccessScopeId())
              .findingId("AnalysisFinding-" + (findings.size() + 1))
              .findingComponents(written)
              .build());
    }
  }

  /** The interface, where the way has it; else the gateway that it starts or ends at. */
  private static String end(Stretch way, End end, PathComponent component) {
    return end instanceof End.AtInterface(String id, _)
            && way.hops().stream().anyMatch(hop -> hop.element().component().equals(id))
        ? id
        : component.component().id();
  }

  /** All addresses of the internet are alike, as are a site's. */
  private static List<String> named(End from, End to) {
    return List.of("from " + named(from), "to " + named(to));
  }

  private static String named(End end) {
    return switch (end) {
      case End.AtInterface at -> at.networkInterface();
      case End.AtSite at -> at.site();
      case End.Service at -> at.name();
      case End.Internet _ -> "internet";
      case End.UnusedAddress _,
          End.AtGatewayEndpoint _,
          End.AtHostService _,
          End.MulticastGroup _ ->
          throw new IllegalArgumentException(end + " is no end of a proof");
    };
  }
}
