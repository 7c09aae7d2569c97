package culvert.network.advice;

import culvert.network.advice.Ports.Port;
import culvert.network.cost.Charge;
import culvert.network.cost.Flow;
import culvert.network.cost.Locations;
import culvert.network.cost.Meter;
import culvert.network.cost.Prices;
import culvert.network.cost.Usage;
import culvert.network.forwarding.Kind;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway.OfTransitGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
import culvert.network.why.Answer;
import culvert.network.why.End;
import culvert.network.why.PathElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Direct Connect for what passes VPN connections over the internet. The VPN connection stays, as
 * what takes over.
 */
final class DirectConnectProposals {

  private final Topology topology;
  private final Prices prices;
  private final Map<String, Site> sites = new HashMap<>();

  /** What VPN connections join. */
  private record Link(String site, String gateway) {

    static final Comparator<Link> ORDER =
        Comparator.comparing(Link::site).thenComparing(Link::gateway);
  }

  /**
   * Where Direct Connect could be.
   *
   * @param present the site's own connection there, or null where a port has to be ordered
   */
  private record Location(String code, @Nullable String present) {}

  DirectConnectProposals(Topology topology, Prices prices) {
    this.topology = topology;
    this.prices = prices;
    for (Site site : topology.all(Site.class)) {
      site.customerGateways().forEach(gateway -> sites.put(gateway, site));
    }
  }

  List<Proposal> of(Collection<Flow> flows) {
    Map<Link, List<Flow>> groups = new TreeMap<>(Link.ORDER);
    for (Flow flow : flows) {
      Set<Link> passed = new TreeSet<>(Link.ORDER);
      Stream.of(flow.answer().forward(), flow.answer().back())
          .flatMap(way -> way.path().stream())
          .map(this::link)
          .filter(link -> link != null)
          .forEach(passed::add);
      passed.forEach(link -> groups.computeIfAbsent(link, _ -> new ArrayList<>()).add(flow));
    }
    List<Proposal> proposals = new ArrayList<>();
    groups.forEach((link, all) -> proposals.add(proposal(link, all)));
    return proposals;
  }

  /** What a tunnel over the internet joins, or null where it is none. */
  private @Nullable Link link(PathElement element) {
    if (element.kind() != Kind.VPN_TUNNEL) {
      return null;
    }
    VpnConnection vpn = connection(element);
    Site site = sites.get(vpn.customerGateway());
    return vpn.transport() != null || site == null
        ? null
        : new Link(site.id(), vpn.target().gateway());
  }

  private VpnConnection connection(PathElement tunnel) {
    String id = topology.get(VpnTunnel.class, tunnel.component()).connection();
    return topology.get(VpnConnection.class, id);
  }

  private Proposal proposal(Link link, List<Flow> flows) {
    List<VpnConnection> vpns =
        flows.stream()
            .flatMap(flow -> Stream.of(flow.answer().forward(), flow.answer().back()))
            .flatMap(way -> way.path().stream())
            .filter(element -> link.equals(link(element)))
            .map(this::connection)
            .distinct()
            .sorted(Comparator.comparing(VpnConnection::id))
            .toList();
    VpnConnection vpn = vpns.getFirst();
    String named = String.join(", ", vpns.stream().map(VpnConnection::id).toList());
    Proposal proposal =
        new Proposal(
            Advice.Kind.DIRECT_CONNECT_FOR_VPN,
            "%s and %s speak by %s, and could by Direct Connect"
                .formatted(link.site, link.gateway, named));
    vpns.forEach(each -> proposal.id(each.id()));
    proposal.id(link.site).id(link.gateway);
    Proposals.traffic(proposal, flows);
    Location location = location(link, vpn.region());
    if (location == null) {
      return proposal.lacks(
          "%s of a Direct Connect location of %s"
              .formatted(Meter.DIRECT_CONNECT_OUT_GB, vpn.region()));
    }
    Other other = new Other(link, location.code);
    flows.forEach(flow -> other.move(flow, proposal));
    if (location.present == null) {
      order(vpn, location.code, other, proposal);
    } else {
      proposal
          .id(location.present)
          .change(
              "%s is there already: lead what is for %s over it, which routing prefers to VPN"
                  .formatted(location.present, link.gateway));
    }
    attachment(vpn, proposal);
    return proposal;
  }

  /** The site's own, else another of the network's in the Region, else one that the list knows. */
  private @Nullable Location location(Link link, String region) {
    Site site = topology.get(Site.class, link.site);
    List<Location> known = new ArrayList<>();
    site.virtualInterfaces().stream()
        .sorted()
        .map(id -> topology.get(VirtualInterface.class, id))
        .filter(at -> at.type() != VirtualInterface.Type.PUBLIC)
        .forEach(at -> known.add(new Location(Locations.of(topology, at), at.parent())));
    topology.all(DirectConnectConnection.class, each -> each.region().equals(region)).stream()
        .sorted(Comparator.comparing(DirectConnectConnection::id))
        .forEach(each -> known.add(new Location(each.location(), null)));
    prices.directConnectLocations(region).forEach(code -> known.add(new Location(code, null)));
    return known.stream()
        .filter(each -> prices.rate(Meter.DIRECT_CONNECT_OUT_GB, region, each.code) != null)
        .findFirst()
        .orElse(known.isEmpty() ? null : known.getFirst());
  }

  private void order(VpnConnection vpn, String location, Other other, Proposal proposal) {
    BigDecimal average = Ports.average(other.out.max(other.in));
    Port port = Ports.carrying(average, vpn.region(), location, prices);
    if (port == null) {
      proposal.lacks("a port for %s Mbps".formatted(Figures.quantity(average)));
      return;
    }
    proposal
        .note(
            "the month's average is %s Mbps the busier way, which a %s at %s carries; peaks may need more"
                .formatted(Figures.quantity(average), port.name(), location))
        .add(
            Proposals.month(vpn.account(), vpn.region(), port.meter(), port.qualifier(location), 1))
        .change(
            "order a %s at %s, and a virtual interface on it to a Direct Connect gateway of %s; what the partner and the location take comes on top"
                .formatted(port.name(), location, other.link.gateway));
  }

  /** A transit gateway bills for its Direct Connect gateway's attachment, once. */
  private void attachment(VpnConnection vpn, Proposal proposal) {
    if (vpn.target() instanceof VpnTarget.ToTransitGateway(String gateway, _)
        && topology
            .all(
                DirectConnectGatewayAssociation.class,
                each ->
                    each.gateway() instanceof OfTransitGateway(String id, _) && id.equals(gateway))
            .isEmpty()) {
      proposal.add(
          Proposals.month(
              vpn.account(), vpn.region(), Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "dxgw", 1));
    }
  }

  /** What the flows of a link would use over a location. */
  private final class Other {

    private final Link link;
    private final String location;

    /** Gigabytes that leave AWS, and that come. */
    private BigDecimal out = BigDecimal.ZERO;

    private BigDecimal in = BigDecimal.ZERO;

    Other(Link link, String location) {
      this.link = link;
      this.location = location;
    }

    /** Its break-even counts what leaves AWS: the rest is free either way. */
    void move(Flow flow, Proposal proposal) {
      BigDecimal before = out;
      List<Usage> usages = new ArrayList<>();
      flow.chargesThere()
          .forEach(charge ->
              usages.add(
                  usage(charge, flow.answer().forward(), flow.question().from(), flow.there())));
      flow.chargesBack()
          .forEach(charge ->
              usages.add(usage(charge, flow.answer().back(), flow.question().to(), flow.back())));
      proposal.move(flow, out.subtract(before), usages.stream());
    }

    private Usage usage(Charge charge, Answer.OneWay way, End sender, BigDecimal gigabytes) {
      PathElement at = way.path().get(charge.element());
      if (charge.meter() == Meter.TRANSIT_GATEWAY_GB && isOfLink(charge.resource())) {
        return of(charge, charge.meter(), "dxgw").of(gigabytes);
      }
      if (!link.equals(link(at))) {
        return charge.of(gigabytes);
      }
      if (charge.meter() == Meter.INTERNET_OUT_GB) {
        out = out.add(gigabytes);
        return out(charge, sender).of(gigabytes);
      }
      in = in.add(gigabytes);
      return of(charge, Meter.DIRECT_CONNECT_IN_GB, "").of(gigabytes);
    }

    private boolean isOfLink(String attachment) {
      VpnConnection vpn = topology.vpnOf(attachment);
      return vpn != null && vpn.target().gateway().equals(link.gateway) && isOfSite(vpn);
    }

    private boolean isOfSite(VpnConnection vpn) {
      Site site = sites.get(vpn.customerGateway());
      return site != null && site.id().equals(link.site);
    }

    private Charge of(Charge charge, Meter meter, String qualifier) {
      return new Charge(
          charge.account(),
          charge.region(),
          charge.resource(),
          charge.element(),
          meter,
          qualifier,
          charge.units());
    }

    /** A VPC's owner pays for what it sends, at its Region's rate (B10). */
    private Charge out(Charge charge, End sender) {
      Charge out = of(charge, Meter.DIRECT_CONNECT_OUT_GB, location);
      String id = Detour.networkInterface(sender);
      if (id == null) {
        return out;
      }
      Vpc vpc = topology.get(Vpc.class, topology.get(NetworkInterface.class, id).vpc());
      return new Charge(
          vpc.account(),
          vpc.region(),
          out.resource(),
          out.element(),
          out.meter(),
          out.qualifier(),
          out.units());
    }
  }
}
