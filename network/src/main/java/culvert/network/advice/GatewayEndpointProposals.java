package culvert.network.advice;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.advice.Detour.Taken;
import culvert.network.cost.Flow;
import culvert.network.forwarding.Kind;
import culvert.network.forwarding.Packet;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.why.End;
import culvert.network.why.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gateway endpoints, which are free (R2.1.1), for what reaches S3 or DynamoDB by NAT gateways, or
 * by interface endpoints from inside their VPC.
 */
final class GatewayEndpointProposals {

  /** What gateway endpoints are to, behind the Region (R2.1.1). */
  private static final Set<String> BY_GATEWAY = Set.of("s3", "s3express", "dynamodb");

  private final Topology topology;
  private final Detour detour;
  private final IdentityHashMap<Flow, Wanted> wanted = new IdentityHashMap<>();
  private final Map<String, PrefixList> addresses = new HashMap<>();

  /**
   * A gateway endpoint for a flow.
   *
   * @param instead of what: an interface endpoint, or null where it is NAT gateways
   */
  private record Wanted(
      VpcEndpoint.Gateway endpoint,
      boolean there,
      Vpc vpc,
      String table,
      VpcEndpoint.@Nullable Interface instead) {}

  GatewayEndpointProposals(Topology topology) {
    this.topology = topology;
    detour = new Detour(topology);
    topology.all(PrefixList.class).forEach(list -> addresses.put(list.name(), list));
  }

  /**
   * Whether a gateway endpoint of the VPC can be to the service: one of its own Region (R2.1.1).
   */
  static boolean isByGateway(String service, Vpc vpc) {
    String start = PrefixList.SERVICE + vpc.region() + ".";
    return service.startsWith(start) && BY_GATEWAY.contains(service.substring(start.length()));
  }

  List<Proposal> of(Collection<Flow> flows) {
    for (Flow flow : flows) {
      if (flow.question().from() instanceof End.AtInterface from
          && !Detour.isInspected(topology, flow)) {
        NetworkInterface asker = topology.get(NetworkInterface.class, from.networkInterface());
        switch (flow.question().to()) {
          case End.Service to when Uses.meets(flow, Kind.NAT_GATEWAY) -> byNat(flow, asker, to);
          case End.AtInterface to -> toInterface(flow, asker, to);
          default -> {
            // To no service.
          }
        }
      }
    }
    return proposals();
  }

  private void byNat(Flow flow, NetworkInterface asker, End.Service to) {
    Vpc vpc = topology.get(Vpc.class, asker.vpc());
    if (isByGateway(to.name(), vpc)) {
      want(flow, flow.question(), asker, vpc, to.name(), null);
    }
  }

  /** Only the endpoint's own VPC can use a gateway endpoint in its stead (R2.1.6). */
  private void toInterface(Flow flow, NetworkInterface asker, End.AtInterface to) {
    NetworkInterface at = topology.get(NetworkInterface.class, to.networkInterface());
    if (!(at.holder() instanceof NetworkInterface.EndpointHolder(String id))
        || !(topology.find(VpcEndpoint.class, id) instanceof VpcEndpoint.Interface endpoint)
        || !endpoint.vpc().equals(asker.vpc())) {
      return;
    }
    Vpc vpc = topology.get(Vpc.class, asker.vpc());
    IpAddress address = address(endpoint.service(), flow.question().from().address());
    if (isByGateway(endpoint.service(), vpc) && address != null) {
      Packet packet = flow.question().packet().withDestination(address);
      End.Service service = new End.Service(endpoint.service(), address);
      Question question = new Question(flow.question().from(), service, packet);
      want(flow, question, asker, vpc, endpoint.service(), endpoint);
    }
  }

  private @Nullable IpAddress address(String service, IpAddress asker) {
    PrefixList list = addresses.get(service);
    return list == null
        ? null
        : list.entries().stream()
            .filter(entry -> entry.family() == asker.family())
            .map(IpPrefix::firstHost)
            .findFirst()
            .orElse(null);
  }

  private void want(
      Flow flow,
      Question question,
      NetworkInterface asker,
      Vpc vpc,
      String service,
      VpcEndpoint.@Nullable Interface instead) {
    PrefixList list = addresses.get(service);
    RouteTable table = topology.tableOf(topology.get(Subnet.class, asker.subnet()));
    if (list == null || table == null) {
      return;
    }
    VpcEndpoint.Gateway present =
        topology.endpointsTo(service).stream()
            .filter(VpcEndpoint.Gateway.class::isInstance)
            .map(VpcEndpoint.Gateway.class::cast)
            .filter(each -> each.vpc().equals(vpc.id()))
            .findFirst()
            .orElse(null);
    VpcEndpoint.Gateway endpoint =
        present != null
            ? present
            : new VpcEndpoint.Gateway(
                "vpce-" + vpc.id() + "-" + service, vpc.id(), "", service, list.id());
    detour.add(endpoint);
    detour.route(
        table.id(),
        new RouteDestination.PrefixListEntries(list.id()),
        new RouteTarget.ToEndpoint(endpoint.id()));
    detour.ask(flow, question, endpoint.id());
    wanted.put(flow, new Wanted(endpoint, present != null, vpc, table.id(), instead));
  }

  private List<Proposal> proposals() {
    Map<String, List<Taken>> groups = new TreeMap<>();
    for (Taken taken : detour.taken()) {
      Wanted want = Objects.requireNonNull(wanted.get(taken.flow()));
      String key = want.instead == null ? want.vpc.id() : want.instead.id();
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(taken);
    }
    return groups.values().stream().map(this::proposal).toList();
  }

  private Proposal proposal(List<Taken> all) {
    Wanted first = Objects.requireNonNull(wanted.get(all.getFirst().flow()));
    Set<String> services = new TreeSet<>();
    Set<String> passed = new TreeSet<>();
    Set<String> changes = new TreeSet<>();
    for (Taken taken : all) {
      Wanted want = Objects.requireNonNull(wanted.get(taken.flow()));
      services.add(want.endpoint.service());
      if (want.instead == null) {
        Proposals.natGateways(taken.flow()).forEach(passed::add);
      } else {
        passed.add(want.instead.id());
      }
      changes.add(
          want.there
              ? "associate %s with %s".formatted(want.table, want.endpoint.id())
              : "create a gateway endpoint to %s in %s, with the route table %s"
                  .formatted(want.endpoint.service(), want.vpc.id(), want.table));
    }
    String by = String.join(", ", passed);
    Proposal proposal =
        new Proposal(
            first.instead == null
                ? Advice.Kind.GATEWAY_ENDPOINT_FOR_NAT_GATEWAY
                : Advice.Kind.GATEWAY_ENDPOINT_FOR_INTERFACE_ENDPOINT,
            "%s reaches %s by %s, and could by a gateway endpoint, which is free"
                .formatted(first.vpc.id(), String.join(" and ", services), by));
    Proposals.traffic(proposal, all.stream().map(Taken::flow).toList());
    all.forEach(taken -> proposal.move(taken.flow(), taken.usages().stream()));
    changes.forEach(proposal::change);
    passed.forEach(proposal::id);
    return proposal
        .id(first.vpc.id())
        .leaves(id ->
            passed.contains(id) || topology.find(TransitGatewayVpcAttachment.class, id) != null);
  }
}
