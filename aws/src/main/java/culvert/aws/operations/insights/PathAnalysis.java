package culvert.aws.operations.insights;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Scope;
import culvert.network.address.IpAddress;
import culvert.network.address.Traffic;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import culvert.network.why.Blocker;
import culvert.network.why.Spoken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AnalysisComponent;
import software.amazon.awssdk.services.ec2.model.AnalysisStatus;
import software.amazon.awssdk.services.ec2.model.Explanation;
import software.amazon.awssdk.services.ec2.model.FilterPortRange;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsPath;
import software.amazon.awssdk.services.ec2.model.PathComponent;
import software.amazon.awssdk.services.ec2.model.PathFilter;
import software.amazon.awssdk.services.ec2.model.Protocol;

/** One analysis of a path: what {@link PathSearch} finds, as AWS answers it. */
final class PathAnalysis {

  private static final PathFilter NO_FILTER = PathFilter.builder().build();

  private final ForwardingGraph graph;
  private final Scope scope;
  private final NetworkInsightsPath path;
  private final Components components;
  private final Terminals terminals;
  private final PathWriter writer;
  private final ExplanationWriter explanations;
  private final PathFilter atSource;
  private final PathFilter atDestination;

  PathAnalysis(ForwardingGraph graph, CatalogView view, NetworkInsightsPath path) {
    this.graph = graph;
    this.path = path;
    scope = view.scope();
    components = new Components(view.snapshot());
    terminals = new Terminals(graph.topology(), components);
    writer = new PathWriter(graph.topology(), components);
    explanations = new ExplanationWriter(graph.topology(), components);
    atSource = Objects.requireNonNullElse(path.filterAtSource(), NO_FILTER);
    atDestination = Objects.requireNonNullElse(path.filterAtDestination(), NO_FILTER);
  }

  NetworkInsightsAnalysis finished(NetworkInsightsAnalysis running) {
    Terminal from = terminals.of(path.source(), sourceAddress());
    Terminal to = destination();
    if (from == null || to == null) {
      return unfound(running, List.of(noEnd(from == null ? path.source() : path.destination())));
    }
    PathSearch search = new PathSearch(graph, wanted(from, to, running));
    Tried tried = search.run();
    if (tried == null) {
      return unfound(running, List.of(noEnd(path.destination())));
    }
    List<PathComponent> forward = writer.write(tried.forward(), from.id(), to.id());
    List<PathComponent> back = writer.write(tried.back(), to.id(), from.id());
    Set<String> strangers = strangers(tried, running);
    return running.toBuilder()
        .status(AnalysisStatus.SUCCEEDED)
        .networkPathFound(tried.isFound())
        .forwardPathComponents(forward.isEmpty() ? null : forward)
        .returnPathComponents(back.isEmpty() ? null : back)
        .explanations(tried.isFound() ? null : explained(tried, to))
        .suggestedAccounts(strangers.isEmpty() ? null : strangers)
        .warningMessage(warning(search, strangers))
        .build();
  }

  private static NetworkInsightsAnalysis unfound(
      NetworkInsightsAnalysis running, List<Explanation> why) {
    return running.toBuilder()
        .status(AnalysisStatus.SUCCEEDED)
        .networkPathFound(false)
        .explanations(why)
        .build();
  }

  /** The network has nobody who could send or take packets there. */
  private Explanation noEnd(@Nullable String id) {
    boolean unsupported = id != null && id.startsWith("vpce-svc-");
    return explanations.of(unsupported ? "UNSUPPORTED_COMPONENT" : "NO_SOURCE_OR_DESTINATION", id);
  }

  private @Nullable IpAddress sourceAddress() {
    return address(path.sourceIp(), atSource.sourceAddress());
  }

  private @Nullable IpAddress destinationAddress() {
    IpAddress asked = address(path.destinationIp(), atSource.destinationAddress());
    return asked != null ? asked : address(atDestination.destinationAddress(), null);
  }

  private static @Nullable IpAddress address(@Nullable String one, @Nullable String other) {
    String text = one != null ? one : other;
    return text == null ? null : IpAddress.parse(text);
  }

  private @Nullable Terminal destination() {
    IpAddress address = destinationAddress();
    if (path.destination() != null) {
      return terminals.of(path.destination(), address);
    }
    return address == null ? null : terminals.of(address, path.source());
  }

  private PathSearch.Wanted wanted(Terminal from, Terminal to, NetworkInsightsAnalysis running) {
    boolean asHost = to.gateway() == null && path.destination() != null;
    return new PathSearch.Wanted(
        from,
        to,
        path.protocol() == Protocol.UDP ? Traffic.UDP : Traffic.TCP,
        from.gateway() == null ? sourceAddress() : null,
        asHost ? address(path.destinationIp(), atSource.destinationAddress()) : null,
        PortChoice.of(
            either(atSource.sourcePortRange(), atDestination.sourcePortRange()),
            Spoken.DEFAULT.sourcePort()),
        path.destinationPort() != null
            ? PortChoice.only(path.destinationPort())
            : PortChoice.of(
                either(atSource.destinationPortRange(), atDestination.destinationPortRange()),
                Spoken.DEFAULT.destinationPort()),
        tried -> tried.isOpen() ? tried.refusing(refusals(tried, from, to, running)) : tried);
  }

  private static @Nullable FilterPortRange either(
      @Nullable FilterPortRange one, @Nullable FilterPortRange other) {
    return one != null ? one : other;
  }

  /** What the filters do not want of a way that is open. */
  private List<Explanation> refusals(
      Tried tried, Terminal from, Terminal to, NetworkInsightsAnalysis running) {
    List<Explanation> refusals = new ArrayList<>();
    Packet arrived = tried.forward().hops().getLast().arriving();
    String at = path.destination();
    addressRefusal(
        atDestination.sourceAddress(),
        arrived.source(),
        "FILTER_AT_DESTINATION_SOURCE_ADDRESS",
        at,
        refusals);
    if (to.gateway() == null) {
      addressRefusal(
          atDestination.destinationAddress(),
          arrived.destination(),
          "FILTER_AT_DESTINATION_DESTINATION_ADDRESS",
          at,
          refusals);
    }
    portRefusal(
        atDestination.sourcePortRange(),
        arrived.sourcePort(),
        "FILTER_AT_DESTINATION_SOURCE_PORT_RANGE",
        at,
        refusals);
    portRefusal(
        atDestination.destinationPortRange(),
        arrived.destinationPort(),
        "FILTER_AT_DESTINATION_DESTINATION_PORT_RANGE",
        at,
        refusals);
    if (!running.filterInArns().isEmpty() || !running.filterOutArns().isEmpty()) {
      Set<String> passed = passed(writer.write(tried.forward(), from.id(), to.id()));
      running.filterInArns().stream()
          .filter(arn -> !passed.contains(arn))
          .forEach(arn -> refusals.add(filtered("COMPONENT_FILTER_RESTRICTION", arn)));
      running.filterOutArns().stream()
          .filter(passed::contains)
          .forEach(
              arn -> refusals.add(filtered("COMPONENT_FILTER_RESTRICTION_REMOVED_COMPONENT", arn)));
    }
    return refusals;
  }

  private void addressRefusal(
      @Nullable String wanted,
      IpAddress found,
      String code,
      @Nullable String at,
      List<Explanation> refusals) {
    if (wanted != null && !IpAddress.parse(wanted).equals(found)) {
      refusals.add(explanations.of(code, at).toBuilder().address(found + "/32").build());
    }
  }

  private void portRefusal(
      @Nullable FilterPortRange wanted,
      int found,
      String code,
      @Nullable String at,
      List<Explanation> refusals) {
    if (wanted != null && (found < wanted.fromPort() || wanted.toPort() < found)) {
      refusals.add(explanations.of(code, at).toBuilder().port(found).build());
    }
  }

  private Explanation filtered(String code, String arn) {
    boolean isOfEc2 = arn.startsWith("arn:") && arn.split(":", -1)[2].equals("ec2");
    return explanations.of(code, isOfEc2 ? arn.substring(arn.lastIndexOf('/') + 1) : arn);
  }

  /** The ARNs of everything that a way passes, and of where that is. */
  static Set<String> passed(List<PathComponent> way) {
    Set<String> arns = new HashSet<>();
    for (PathComponent each : way) {
      Stream.of(
              each.component(),
              each.attachedTo(),
              each.subnet(),
              each.vpc(),
              each.transitGateway(),
              each.sourceVpc(),
              each.destinationVpc())
          .filter(Objects::nonNull)
          .map(AnalysisComponent::arn)
          .filter(Objects::nonNull)
          .forEach(arns::add);
    }
    return arns;
  }

  /** Everything in the way, there and back; that the way leads elsewhere, where nothing is. */
  private List<Explanation> explained(Tried tried, Terminal to) {
    List<Explanation> all = new ArrayList<>();
    Stream.of(tried.forward(), tried.back())
        .flatMap(way -> way.blockers().stream())
        .forEach((Blocker each) -> all.add(explanations.of(each)));
    all.addAll(tried.refused());
    if (all.isEmpty()) {
      all.add(explanations.of("NO_PATH", to.id() == null ? path.source() : to.id()));
    }
    return all;
  }

  /** Whose components the way passes that the analysis does not name. */
  private Set<String> strangers(Tried tried, NetworkInsightsAnalysis running) {
    Set<String> accounts = new TreeSet<>();
    Stream.of(tried.forward(), tried.back())
        .flatMap(way -> way.hops().stream())
        .map(hop -> components.owner(hop.element().component()))
        .filter(Objects::nonNull)
        .forEach(owner -> accounts.add(owner.account()));
    accounts.remove(scope.account());
    accounts.removeAll(running.additionalAccounts());
    return accounts;
  }

  private static @Nullable String warning(PathSearch search, Set<String> strangers) {
    if (search.gaveUp()) {
      return "Not every packet was tried: more than " + PathSearch.MOST_QUESTIONS + " differ.";
    }
    return strangers.isEmpty()
        ? null
        : "The path has components of accounts that AdditionalAccounts does not name. "
            + "Culvert sees them; AWS would not.";
  }
}
