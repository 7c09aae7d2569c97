package culvert.network.advice;

import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Flow;
import culvert.network.cost.Meter;
import culvert.network.cost.Usage;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.why.End;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Interface endpoints for what reaches AWS's other services by NAT gateways. */
final class InterfaceEndpointProposals {

  private final Topology topology;

  /** What one endpoint would be for. */
  private record Use(String vpc, String service) {

    static final Comparator<Use> ORDER = Comparator.comparing(Use::vpc).thenComparing(Use::service);
  }

  InterfaceEndpointProposals(Topology topology) {
    this.topology = topology;
  }

  List<Proposal> of(Collection<Flow> flows) {
    return Proposals.grouped(flows, Use.ORDER, this::use, this::proposal);
  }

  private @Nullable Use use(Flow flow) {
    if (!(flow.question().from() instanceof End.AtInterface)
        || !(flow.question().to() instanceof End.Service to)
        || Proposals.natGateways(flow).findAny().isEmpty()
        || Detour.isInspected(topology, flow)) {
      return null;
    }
    Vpc vpc = topology.get(Vpc.class, asker(flow).vpc());
    return to.name().startsWith(PrefixList.SERVICE + vpc.region() + ".")
            && !GatewayEndpointProposals.isByGateway(to.name(), vpc)
        ? new Use(vpc.id(), to.name())
        : null;
  }

  private NetworkInterface asker(Flow flow) {
    return topology.get(
        NetworkInterface.class, ((End.AtInterface) flow.question().from()).networkInterface());
  }

  private Proposal proposal(Use use, List<Flow> flows) {
    Set<String> passed =
        flows.stream()
            .flatMap(Proposals::natGateways)
            .collect(Collectors.toCollection(TreeSet::new));
    Proposal proposal =
        new Proposal(
            Advice.Kind.INTERFACE_ENDPOINT_FOR_NAT_GATEWAY,
            "%s reaches %s by %s, and could by an interface endpoint"
                .formatted(use.vpc, use.service, String.join(", ", passed)));
    Proposals.traffic(proposal, flows);
    passed.forEach(proposal::id);
    Vpc vpc = topology.get(Vpc.class, use.vpc);
    for (Flow flow : flows) {
      proposal.move(
          flow,
          Stream.of(
              new Usage(
                  vpc.account(),
                  vpc.region(),
                  use.service,
                  Meter.INTERFACE_ENDPOINT_GB,
                  "",
                  flow.there().add(flow.back()))));
    }
    VpcEndpoint present = endpoint(use);
    if (present == null) {
      create(use, vpc, flows, proposal);
    } else {
      proposal
          .id(present.id())
          .change("send what is for %s to %s".formatted(use.service, present.id()));
    }
    return proposal.id(vpc.id()).leaves(passed::contains);
  }

  private @Nullable VpcEndpoint endpoint(Use use) {
    return topology.endpointsTo(use.service).stream()
        .filter(each -> each instanceof VpcEndpoint.Interface && each.vpc().equals(use.vpc))
        .findFirst()
        .orElse(null);
  }

  /** With an interface in each zone that asks; other zones' ones are reached for nothing (C2). */
  private void create(Use use, Vpc vpc, List<Flow> flows, Proposal proposal) {
    Set<String> zones = new TreeSet<>();
    flows.forEach(flow -> zones.add(topology.get(Subnet.class, asker(flow).subnet()).zone()));
    String named = String.join(", ", zones);
    proposal
        .note(
            "interfaces: %d (%s) x %d h"
                .formatted(zones.size(), named, BillingPeriod.HOURS_OF_A_MONTH))
        .add(
            Proposals.month(
                vpc.account(), vpc.region(), Meter.INTERFACE_ENDPOINT_HOUR, "", zones.size()))
        .change(
            "create an interface endpoint to %s in %s, with an interface in each of %s"
                .formatted(use.service, use.vpc, named));
  }
}
