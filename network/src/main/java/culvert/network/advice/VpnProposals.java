package culvert.network.advice;

import culvert.network.cost.Charge;
import culvert.network.cost.Flow;
import culvert.network.cost.Locations;
import culvert.network.cost.Meter;
import culvert.network.cost.Usage;
import culvert.network.forwarding.Kind;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway.OfTransitGateway;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.why.Answer;
import culvert.network.why.PathElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * VPN over the internet for Direct Connect ports that carry too little to be worth their hours. All
 * that a port carries has to go by VPN: what passes public virtual interfaces, SiteLink or tunnels
 * over Direct Connect could not, and keeps the port.
 */
final class VpnProposals {

  /** Megabits a second that a tunnel carries (A5). */
  private static final BigDecimal TUNNEL = new BigDecimal(1_250);

  private static final Set<Meter> PORT_HOURS =
      EnumSet.of(Meter.DIRECT_CONNECT_PORT_HOUR, Meter.DIRECT_CONNECT_HOSTED_HOUR);

  private static final Set<Meter> ONLY_BY_DIRECT_CONNECT =
      EnumSet.of(Meter.DIRECT_CONNECT_PUBLIC_OUT_GB, Meter.SITE_LINK_GB, Meter.SITE_LINK_HOUR);

  private final Topology topology;
  private final Uses uses;

  /** What a VPN connection would join. */
  private record Link(String site, Gateway gateway) {

    static final Comparator<Link> ORDER =
        Comparator.comparing(Link::site).thenComparing(link -> link.gateway.id);
  }

  /** A virtual private or transit gateway. */
  private record Gateway(String id, String account, String region, boolean isTransit) {}

  VpnProposals(Topology topology, Uses uses) {
    this.topology = topology;
    this.uses = uses;
  }

  List<Proposal> of(Collection<Flow> flows) {
    Map<String, List<Flow>> groups = new TreeMap<>();
    Set<String> kept = new TreeSet<>();
    for (Flow flow : flows) {
      Set<String> parents = parents(flow);
      boolean movable = parents.size() == 1 && link(flow) != null && !isOnlyHere(flow);
      for (String parent : parents) {
        groups.computeIfAbsent(parent, _ -> new ArrayList<>()).add(flow);
        if (!movable) {
          kept.add(parent);
        }
      }
    }
    kept.addAll(carriers(flows));
    groups.keySet().removeAll(kept);
    List<Proposal> proposals = new ArrayList<>();
    groups.forEach((parent, all) -> {
      Proposal proposal = proposal(parent, all);
      if (proposal != null) {
        proposals.add(proposal);
      }
    });
    return proposals;
  }

  private static Stream<PathElement> elements(Flow flow, Kind kind) {
    return Stream.of(flow.answer().forward(), flow.answer().back())
        .flatMap(way -> way.path().stream())
        .filter(element -> element.kind() == kind);
  }

  private Set<String> parents(Flow flow) {
    Set<String> parents = new TreeSet<>();
    elements(flow, Kind.VIRTUAL_INTERFACE)
        .map(element -> topology.get(VirtualInterface.class, element.component()).parent())
        .forEach(parents::add);
    return parents;
  }

  private boolean isOnlyHere(Flow flow) {
    return elements(flow, Kind.VIRTUAL_INTERFACE)
            .map(element -> topology.get(VirtualInterface.class, element.component()))
            .anyMatch(at -> at.type() == VirtualInterface.Type.PUBLIC)
        || Stream.concat(flow.chargesThere().stream(), flow.chargesBack().stream())
            .anyMatch(charge -> ONLY_BY_DIRECT_CONNECT.contains(charge.meter()));
  }

  /** The connections at the locations where tunnels over Direct Connect leave AWS. */
  private Set<String> carriers(Collection<Flow> flows) {
    Set<String> locations = new TreeSet<>();
    for (Flow flow : flows) {
      tunnelled(flow.chargesThere(), flow.answer().forward()).forEach(locations::add);
      tunnelled(flow.chargesBack(), flow.answer().back()).forEach(locations::add);
    }
    Set<String> carriers = new TreeSet<>();
    if (!locations.isEmpty()) {
      topology.all(VirtualInterface.class).stream()
          .filter(at -> locations.contains(Locations.of(topology, at)))
          .map(VirtualInterface::parent)
          .forEach(carriers::add);
    }
    return carriers;
  }

  private static Stream<String> tunnelled(List<Charge> charges, Answer.OneWay way) {
    return charges.stream()
        .filter(charge ->
            charge.meter() == Meter.DIRECT_CONNECT_OUT_GB
                && way.path().get(charge.element()).kind() != Kind.VIRTUAL_INTERFACE)
        .map(Charge::qualifier);
  }

  /** The one site and the one gateway of AWS's that a flow passes, or null. */
  private @Nullable Link link(Flow flow) {
    Set<String> sites = new TreeSet<>();
    elements(flow, Kind.SITE).map(PathElement::component).forEach(sites::add);
    Set<String> gateways = new TreeSet<>();
    elements(flow, Kind.VPN_GATEWAY).map(PathElement::component).forEach(gateways::add);
    elements(flow, Kind.TRANSIT_GATEWAY_ATTACHMENT)
        .map(element -> topology.associationOf(element.component()))
        .filter(association -> association != null)
        .map(DirectConnectGatewayAssociation::gateway)
        .filter(OfTransitGateway.class::isInstance)
        .map(gateway -> ((OfTransitGateway) gateway).transitGateway())
        .forEach(gateways::add);
    return sites.size() == 1 && gateways.size() == 1
        ? new Link(sites.iterator().next(), gateway(gateways.iterator().next()))
        : null;
  }

  private Gateway gateway(String id) {
    TransitGateway transit = topology.find(TransitGateway.class, id);
    if (transit != null) {
      return new Gateway(id, transit.account(), transit.region(), true);
    }
    VpnGateway of = topology.get(VpnGateway.class, id);
    return new Gateway(id, of.account(), of.region(), false);
  }

  private @Nullable Proposal proposal(String parent, List<Flow> flows) {
    List<Usage> ports = ports(parent);
    BigDecimal there = BigDecimal.ZERO;
    BigDecimal back = BigDecimal.ZERO;
    for (Flow flow : flows) {
      there = there.add(flow.there());
      back = back.add(flow.back());
    }
    BigDecimal average = Ports.average(there.max(back));
    if (ports.isEmpty() || average.compareTo(TUNNEL) > 0) {
      return null;
    }
    Proposal proposal =
        new Proposal(
                Advice.Kind.VPN_FOR_DIRECT_CONNECT,
                "%s carries little for its hours; VPN could carry it".formatted(parent))
            .onlyIfCheaper()
            .id(parent)
            .remove(ports);
    Proposals.traffic(proposal, flows);
    proposal.note(
        "the month's average is %s Mbps the busier way; a VPN tunnel carries up to %s"
            .formatted(Figures.quantity(average), TUNNEL));
    Set<Link> links = new TreeSet<>(Link.ORDER);
    for (Flow flow : flows) {
      Link link = link(flow);
      if (link != null) {
        links.add(link);
        move(flow, link.gateway, proposal);
      }
    }
    links.forEach(link -> connect(link, proposal));
    return proposal
        .change("delete the virtual interfaces of %s, and %s".formatted(parent, parent))
        .leaves(id -> topology.associationOf(id) != null);
  }

  /** The hours of a connection, or of a LAG's links. */
  private List<Usage> ports(String parent) {
    List<String> links =
        topology.all(DirectConnectConnection.class, each -> parent.equals(each.lag())).stream()
            .map(DirectConnectConnection::id)
            .sorted()
            .toList();
    return (links.isEmpty() ? List.of(parent) : links)
        .stream().flatMap(uses::hours).filter(usage -> PORT_HOURS.contains(usage.meter())).toList();
  }

  /** Its break-even counts what leaves AWS: the rest is free either way. */
  private static void move(Flow flow, Gateway gateway, Proposal proposal) {
    BigDecimal out = BigDecimal.ZERO;
    List<Usage> usages = new ArrayList<>();
    for (Charge charge : flow.chargesThere()) {
      usages.add(byVpn(charge, gateway).of(flow.there()));
      if (charge.meter() == Meter.DIRECT_CONNECT_OUT_GB) {
        out = out.add(flow.there());
      }
    }
    for (Charge charge : flow.chargesBack()) {
      usages.add(byVpn(charge, gateway).of(flow.back()));
      if (charge.meter() == Meter.DIRECT_CONNECT_OUT_GB) {
        out = out.add(flow.back());
      }
    }
    proposal.move(flow, out, usages.stream());
  }

  /** What leaves by VPN goes to the internet, and its gateway's owner pays (A16). */
  private static Charge byVpn(Charge charge, Gateway gateway) {
    return switch (charge.meter()) {
      case DIRECT_CONNECT_OUT_GB -> at(gateway, charge, Meter.INTERNET_OUT_GB, "");
      case DIRECT_CONNECT_IN_GB -> at(gateway, charge, Meter.INTERNET_IN_GB, "");
      case TRANSIT_GATEWAY_GB ->
          charge.qualifier().equals("dxgw") ? at(gateway, charge, charge.meter(), "vpn") : charge;
      default -> charge;
    };
  }

  private static Charge at(Gateway gateway, Charge charge, Meter meter, String qualifier) {
    return new Charge(
        gateway.account,
        gateway.region,
        charge.resource(),
        charge.element(),
        meter,
        qualifier,
        charge.units());
  }

  private void connect(Link link, Proposal proposal) {
    Gateway gateway = link.gateway;
    proposal.id(link.site).id(gateway.id);
    List<String> own = topology.get(Site.class, link.site).customerGateways();
    VpnConnection present =
        topology
            .all(
                VpnConnection.class,
                each -> each.transport() == null && own.contains(each.customerGateway()))
            .stream()
            .filter(each -> each.target().gateway().equals(gateway.id))
            .min(Comparator.comparing(VpnConnection::id))
            .orElse(null);
    if (present != null) {
      proposal.id(present.id()).change("%s is there already".formatted(present.id()));
      return;
    }
    proposal
        .add(hours(gateway, Meter.VPN_CONNECTION_HOUR, "", 1))
        // AWS's two ends of the tunnels (A16).
        .add(hours(gateway, Meter.PUBLIC_IPV4_IN_USE_HOUR, "", 2))
        .change("create a VPN connection between %s and %s".formatted(link.site, gateway.id));
    if (gateway.isTransit) {
      proposal.add(hours(gateway, Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "vpn", 1));
    }
  }

  private static Usage hours(Gateway gateway, Meter meter, String qualifier, int number) {
    return Proposals.month(gateway.account, gateway.region, meter, qualifier, number);
  }
}
