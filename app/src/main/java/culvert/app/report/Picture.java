package culvert.app.report;

import culvert.network.address.IpAddress;
import culvert.network.topology.Instance;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Route;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The network drawn in text: accounts and Regions, VPCs, subnets with their routes, what is in
 * them, what ties VPCs together, and sites with their ways to AWS.
 */
public final class Picture {

  private final Topology topology;
  private final StringBuilder out = new StringBuilder();

  /** What stands before every line of a VPC. */
  private String indent = "";

  private Picture(Topology topology) {
    this.topology = topology;
  }

  /** Every VPC that holds an interface, every peering, every transit gateway and every site. */
  public static String of(Topology topology) {
    Picture picture = new Picture(topology);
    topology.all(Vpc.class, picture::isUsed).stream()
        .collect(
            Collectors.groupingBy(
                vpc -> "account " + vpc.account() + ", " + vpc.region(),
                java.util.TreeMap::new,
                Collectors.toList()))
        .forEach(picture::place);
    picture.peerings();
    return picture.out + TransitGatewayPicture.of(topology) + SitePicture.of(topology);
  }

  private boolean isUsed(Vpc vpc) {
    return !topology.all(NetworkInterface.class, held -> held.vpc().equals(vpc.id())).isEmpty();
  }

  private void place(String where, List<Vpc> vpcs) {
    line(where);
    List<Vpc> sorted = vpcs.stream().sorted(Comparator.comparing(Picture::nameOf)).toList();
    for (int i = 0; i < sorted.size(); i++) {
      boolean last = i == sorted.size() - 1;
      line((last ? "└─ " : "├─ ") + title(sorted.get(i)));
      indent = last ? "   " : "│  ";
      vpc(sorted.get(i));
      indent = "";
    }
  }

  private String title(Vpc vpc) {
    String cidrs = vpc.cidrs().stream().map(Object::toString).collect(Collectors.joining(", "));
    String gateways =
        topology.all(InternetGateway.class, gateway -> vpc.id().equals(gateway.vpc())).stream()
            .map(gateway -> "  ── " + gateway.id() + " ── internet")
            .collect(Collectors.joining());
    return nameOf(vpc) + "  " + vpc.id() + "  " + cidrs + gateways;
  }

  private void vpc(Vpc vpc) {
    for (VpcEndpoint endpoint : topology.all(VpcEndpoint.class)) {
      if (endpoint instanceof VpcEndpoint.Gateway && endpoint.vpc().equals(vpc.id())) {
        line("├─ " + endpoint(endpoint));
      }
    }
    List<Subnet> subnets =
        topology.subnetsOf(vpc.id()).stream()
            .sorted(Comparator.comparing(subnet -> subnet.cidrs().getFirst()))
            .toList();
    for (int i = 0; i < subnets.size(); i++) {
      subnet(subnets.get(i), i == subnets.size() - 1);
    }
  }

  private void subnet(Subnet subnet, boolean last) {
    String name = subnet.name().isEmpty() ? subnet.id() : subnet.name();
    line(
        (last ? "└─ " : "├─ ")
            + "%-10s %-18s %s  %s"
                .formatted(name, subnet.cidrs().getFirst(), subnet.zone(), routes(subnet)));
    for (String host : hosts(subnet)) {
      line((last ? "   " : "│  ") + "   " + host);
    }
  }

  private String routes(Subnet subnet) {
    RouteTable table = topology.tableOf(subnet);
    return table == null
        ? "no route table"
        : table.routes().stream()
            .filter(route -> !(route.target() instanceof RouteTarget.Local))
            .map(Picture::route)
            .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String route(Route route) {
    String destination =
        switch (route.destination()) {
          case RouteDestination.Cidr cidr -> cidr.prefix().toString();
          case RouteDestination.PrefixListEntries list -> list.prefixList();
        };
    return destination + " → " + kindOf(route.target().id());
  }

  /** {@code nat} of {@code nat-0a1b…}: the picture has the ids of what it draws only. */
  private static String kindOf(String id) {
    int dash = id.indexOf('-');
    return dash < 0 ? id : id.substring(0, dash);
  }

  private List<String> hosts(Subnet subnet) {
    List<String> hosts = new ArrayList<>();
    for (NetworkInterface held :
        topology.all(NetworkInterface.class, each -> each.subnet().equals(subnet.id()))) {
      hosts.add(host(held));
    }
    hosts.sort(Comparator.naturalOrder());
    return hosts;
  }

  private String host(NetworkInterface held) {
    String addresses =
        held.addresses().stream()
            .map(address -> address + publicOf(held, address))
            .collect(Collectors.joining(", "));
    return switch (held.holder()) {
      case NetworkInterface.InstanceHolder holder -> {
        Instance instance = topology.find(Instance.class, holder.instance());
        String name = instance == null ? "" : instance.name();
        yield "■ " + (name.isEmpty() ? "" : name + "  ") + holder.instance() + "  " + addresses;
      }
      case NetworkInterface.NatGatewayHolder holder -> {
        NatGateway gateway = topology.find(NatGateway.class, holder.natGateway());
        yield "◇ NAT  " + (gateway == null ? held.id() : gateway.id()) + "  " + addresses;
      }
      case NetworkInterface.EndpointHolder holder -> {
        VpcEndpoint endpoint = topology.find(VpcEndpoint.class, holder.endpoint());
        yield (endpoint == null ? "□ " + held.id() : endpoint(endpoint)) + "  " + addresses;
      }
      case NetworkInterface.ServiceHolder _, NetworkInterface.Unattached _ ->
          "□ " + held.id() + "  " + addresses;
    };
  }

  private static String endpoint(VpcEndpoint endpoint) {
    return "◆ " + endpoint.service() + "  " + endpoint.id();
  }

  private static String publicOf(NetworkInterface held, IpAddress address) {
    IpAddress visible = held.publicAddresses().get(address);
    return visible == null ? "" : " (" + visible + ")";
  }

  private void peerings() {
    for (VpcPeering peering : topology.all(VpcPeering.class)) {
      boolean accounts = !peering.requester().account().equals(peering.accepter().account());
      List<String> across = new ArrayList<>();
      if (accounts) {
        across.add("accounts");
      }
      if (peering.crossesRegions()) {
        across.add("Regions");
      }
      line(
          nameOf(peering.requester().vpc())
              + " ═══ "
              + peering.id()
              + " ═══ "
              + nameOf(peering.accepter().vpc())
              + (across.isEmpty() ? "" : "  across " + String.join(" and ", across))
              + (peering.active() ? "" : "  (not active)"));
    }
  }

  private String nameOf(String vpc) {
    Vpc found = topology.find(Vpc.class, vpc);
    return found == null ? vpc : nameOf(found);
  }

  static String nameOf(Vpc vpc) {
    return vpc.name().isEmpty() ? vpc.id() : vpc.name();
  }

  private void line(String text) {
    out.append(indent).append(text).append('\n');
  }
}
