package culvert.aws.operations.insights;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.forwarding.Kind;
import culvert.network.proof.AddressClasses;
import culvert.network.topology.Instance;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import culvert.network.topology.VpnGateway;
import culvert.network.why.PathElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;

/** Finds the ends of analyses: hosts, and gateways with what is beyond them. */
final class Terminals {

  private final Topology topology;
  private final Components components;
  private final AddressClasses classes;

  Terminals(Topology topology, Components components) {
    this.topology = topology;
    this.components = components;
    classes = new AddressClasses(topology);
  }

  /**
   * A resource as an end; null where the network has nothing to send or take packets for it.
   *
   * @param address of the host, or of whom is beyond the gateway; null for any
   */
  @Nullable Terminal of(String id, @Nullable IpAddress address) {
    Predicate<PathElement> gateway = gateway(id);
    if (gateway != null) {
      return new Terminal(id, address == null ? beyond(id) : at(address, null), gateway);
    }
    List<NetworkInterface> interfaces = interfaces(id);
    if (!interfaces.isEmpty()) {
      return new Terminal(
          id, interfaces.stream().map(each -> written(each, address)).distinct().toList(), null);
    }
    return topology.find(VpcEndpoint.class, id) == null
        ? null
        : new Terminal(id, List.of(id), null);
  }

  /**
   * An address as an end.
   *
   * @param near whose own VPC is looked at first
   */
  Terminal of(IpAddress address, String near) {
    List<NetworkInterface> interfaces = interfaces(near);
    String vpc = interfaces.isEmpty() ? null : interfaces.getFirst().vpc();
    return new Terminal(null, at(address, vpc), null);
  }

  private List<NetworkInterface> interfaces(String id) {
    List<String> ids =
        topology.find(NetworkInterface.class, id) != null
            ? List.of(id)
            : topology.find(Instance.class, id) instanceof Instance instance
                ? instance.interfaces()
                : topology.find(VpcEndpoint.class, id) instanceof VpcEndpoint.Interface endpoint
                    ? endpoint.networkInterfaces()
                    : topology.find(VpcEndpoint.class, id)
                            instanceof VpcEndpoint.GatewayLoadBalancer inspection
                        ? List.of(inspection.networkInterface())
                        : List.of();
    return ids.stream().map(each -> topology.get(NetworkInterface.class, each)).toList();
  }

  /** By that address where it has it, else by its first. */
  private static String written(NetworkInterface at, @Nullable IpAddress address) {
    if (address == null) {
      return at.id();
    }
    if (at.publicAddresses().containsValue(address)) {
      return "internet/" + address;
    }
    return at.has(address) ? address + "@" + at.vpc() : at.id();
  }

  /** Whoever has the address: in VPCs, that one first, at sites, in the internet. */
  private List<String> at(IpAddress address, @Nullable String vpc) {
    List<String> written = new ArrayList<>();
    topology.all(Vpc.class, each -> each.contains(address)).stream()
        .sorted(Comparator.comparing((Vpc each) -> !each.id().equals(vpc)).thenComparing(Vpc::id))
        .forEach(each -> written.add(address + "@" + each.id()));
    sites()
        .filter(site -> site.prefixes().stream().anyMatch(own -> own.contains(address)))
        .forEach(site -> written.add(site.id() + "/" + address));
    written.add("internet/" + address);
    return written;
  }

  private Stream<Site> sites() {
    return topology.all(Site.class).stream().sorted(Comparator.comparing(Site::id));
  }

  /** What of a path the gateway of that id is; null where the id is no gateway's. */
  private @Nullable Predicate<PathElement> gateway(String id) {
    if (topology.find(TransitGateway.class, id) != null) {
      return element -> isOf(element, id);
    }
    boolean known =
        topology.find(InternetGateway.class, id) != null
            || topology.find(VpnGateway.class, id) != null
            || topology.find(VpcPeering.class, id) != null
            || components.attachment(id) != null;
    return known ? element -> element.component().equals(id) : null;
  }

  /** Whether it is an attachment to the transit gateway, or one of its tables. */
  private boolean isOf(PathElement element, String transitGateway) {
    String id = element.component();
    if (element.kind() == Kind.TRANSIT_GATEWAY_ROUTE_TABLE) {
      return topology
          .get(TransitGatewayRouteTable.class, id)
          .transitGateway()
          .equals(transitGateway);
    }
    TransitGatewayAttachment attachment =
        element.kind() == Kind.TRANSIT_GATEWAY_ATTACHMENT ? components.attachment(id) : null;
    return attachment != null && transitGateway.equals(attachment.transitGatewayId());
  }

  /** Who may be beyond a gateway; whether the way there passes it, the way says. */
  private List<String> beyond(String id) {
    if (topology.find(InternetGateway.class, id) != null) {
      return outside().toList();
    }
    if (topology.find(VpnGateway.class, id) != null) {
      return atSites().toList();
    }
    VpcPeering peering = topology.find(VpcPeering.class, id);
    if (peering != null) {
      return Stream.of(peering.accepter().vpc(), peering.requester().vpc())
          .flatMap(this::hosts)
          .toList();
    }
    TransitGatewayVpcAttachment attachment = topology.find(TransitGatewayVpcAttachment.class, id);
    Stream<String> vpcs =
        attachment == null
            ? topology.all(TransitGatewayVpcAttachment.class).stream()
                .filter(each ->
                    topology.find(TransitGateway.class, id) == null
                        || each.transitGateway().equals(id))
                .map(TransitGatewayVpcAttachment::vpc)
            : Stream.of(attachment.vpc());
    Set<String> behind = new LinkedHashSet<>(vpcs.sorted().toList());
    return Stream.of(behind.stream().flatMap(this::hosts), atSites(), outside())
        .flatMap(each -> each)
        .toList();
  }

  private Stream<String> outside() {
    return classes.ofInternet(IpFamily.V4).stream().map(each -> "internet/" + each);
  }

  private Stream<String> atSites() {
    return sites()
        .flatMap(site ->
            classes.within(site.prefixes(), IpFamily.V4).stream()
                .map(address -> site.id() + "/" + address));
  }

  /** The interfaces of a VPC; without one, the first address of its first block. */
  private Stream<String> hosts(String vpc) {
    List<String> interfaces =
        topology.subnetsOf(vpc).stream()
            .flatMap(subnet -> topology.interfacesOf(subnet.id()).stream())
            .filter(each -> each.address(IpFamily.V4) != null && !components.forwards(each.id()))
            .map(NetworkInterface::id)
            .sorted()
            .toList();
    if (!interfaces.isEmpty()) {
      return interfaces.stream();
    }
    Vpc at = topology.find(Vpc.class, vpc);
    return at == null
        ? Stream.of()
        : at.cidrs().stream().limit(1).map(cidr -> cidr.first().plus(1) + "@" + vpc);
  }
}
