package culvert.network.proof;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.NetworkAcl;
import culvert.network.topology.PrefixList;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteTable;
import culvert.network.topology.SecurityGroup;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which addresses outside of VPCs a network tells apart: those that the same of its prefixes hold,
 * of routes, rules, lists and sites, fare alike, and one stands for all of them.
 */
public final class AddressClasses {

  /** What is no place in the internet: the special-purpose registries of IANA (RFC 6890). */
  private static final List<IpPrefix> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "224.0.0.0/3",
              "::/3",
              "4000::/2",
              "8000::/1")
          .map(IpPrefix::parse)
          .toList();

  /** What stands for the internet where nothing tells it from the rest: for documentation only. */
  private static final List<IpAddress> ORDINARY =
      List.of(IpAddress.parse("203.0.113.9"), IpAddress.parse("2001:db8:ffff::9"));

  private final List<Topology> topologies;
  private final Set<IpPrefix> told = new HashSet<>();
  private final SortedSet<IpAddress> starts = new TreeSet<>();

  /** Those of a network, or those that any of several networks tells apart. */
  public AddressClasses(Topology... topologies) {
    this.topologies = List.of(topologies);
    SPECIAL.forEach(this::add);
    for (Topology topology : topologies) {
      add(topology);
    }
  }

  private void add(Topology topology) {
    for (RouteTable table : topology.all(RouteTable.class)) {
      table.routes().forEach(route -> add(route.destination(), topology));
    }
    for (TransitGatewayRouteTable table : topology.all(TransitGatewayRouteTable.class)) {
      table.routes().forEach(route -> add(route.destination(), topology));
    }
    for (SecurityGroup group : topology.all(SecurityGroup.class)) {
      group.inbound().forEach(rule -> add(rule, topology));
      group.outbound().forEach(rule -> add(rule, topology));
    }
    for (NetworkAcl acl : topology.all(NetworkAcl.class)) {
      acl.inbound().forEach(entry -> add(entry.prefix()));
      acl.outbound().forEach(entry -> add(entry.prefix()));
    }
    topology.all(Vpc.class).forEach(vpc -> vpc.cidrs().forEach(this::add));
    topology.all(PrefixList.class).forEach(list -> list.entries().forEach(this::add));
    topology
        .all(VpnConnection.class)
        .forEach(connection -> connection.staticRoutes().forEach(this::add));
    topology
        .all(DirectConnectGatewayAssociation.class)
        .forEach(association -> association.allowedPrefixes().forEach(this::add));
    topology.all(Site.class).forEach(this::add);
  }

  /** Tells these prefixes apart too. */
  public AddressClasses telling(Collection<IpPrefix> prefixes) {
    prefixes.forEach(this::add);
    return this;
  }

  private void add(Site site) {
    site.prefixes().forEach(this::add);
    site.staticRoutes().forEach(route -> add(route.destination()));
    for (Site.Policy policy : site.policies()) {
      List<IpPrefix> announced = policy.announced();
      if (announced != null) {
        announced.forEach(this::add);
      }
    }
  }

  private void add(RouteDestination destination, Topology topology) {
    switch (destination) {
      case RouteDestination.Cidr(IpPrefix prefix) -> add(prefix);
      case RouteDestination.PrefixListEntries(String list) -> addList(list, topology);
    }
  }

  private void add(SecurityGroupRule rule, Topology topology) {
    switch (rule.peer()) {
      case SecurityGroupRule.CidrPeer(IpPrefix prefix) -> add(prefix);
      case SecurityGroupRule.PrefixListPeer(String list) -> addList(list, topology);
      case SecurityGroupRule.GroupPeer _ -> {}
    }
  }

  private void addList(String id, Topology topology) {
    PrefixList list = topology.find(PrefixList.class, id);
    if (list != null) {
      list.entries().forEach(this::add);
    }
  }

  private void add(IpPrefix prefix) {
    if (told.add(prefix)) {
      starts.add(prefix.first());
      IpAddress last = prefix.last();
      IpAddress behind = last.plus(1);
      if (behind.compareTo(last) > 0) {
        starts.add(behind);
      }
    }
  }

  /** One host of every class of a site's prefixes, or of a part of them. */
  public List<IpAddress> within(Collection<IpPrefix> prefixes, IpFamily family) {
    return classes(
        family,
        prefixes.stream().map(IpPrefix::firstHost).toList(),
        address -> isIn(prefixes, address));
  }

  /**
   * One address of every class of the internet's, the most ordinary one first: in no VPC and no
   * site, nobody's here, and no service's of AWS that has prefix lists.
   */
  public List<IpAddress> ofInternet(IpFamily family) {
    List<IpPrefix> inside = new ArrayList<>(SPECIAL);
    for (Topology topology : topologies) {
      topology.all(Vpc.class).forEach(vpc -> inside.addAll(vpc.cidrs()));
      topology.all(Site.class).forEach(site -> inside.addAll(site.prefixes()));
      for (PrefixList list : topology.all(PrefixList.class)) {
        if (list.isOfService()) {
          inside.addAll(list.entries());
        }
      }
    }
    return classes(family, ORDINARY, address -> !isIn(inside, address) && isNobodys(address));
  }

  private boolean isNobodys(IpAddress address) {
    return topologies.stream().allMatch(each -> each.interfaceAtPublic(address) == null);
  }

  private static boolean isIn(Collection<IpPrefix> prefixes, IpAddress address) {
    return prefixes.stream().anyMatch(prefix -> prefix.contains(address));
  }

  /** Those that fewer prefixes hold come first; of equals the preferred one. */
  private List<IpAddress> classes(
      IpFamily family, List<IpAddress> preferred, Predicate<IpAddress> wanted) {
    Map<List<IpPrefix>, IpAddress> classes = new LinkedHashMap<>();
    Stream.concat(preferred.stream(), starts.stream().flatMap(AddressClasses::near))
        .filter(address -> address.family() == family)
        .filter(wanted)
        .forEach(address -> classes.putIfAbsent(holding(address), address));
    return classes.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getKey().size()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The first address may be somebody's; the next is in the class too, or in its own. */
  private static Stream<IpAddress> near(IpAddress start) {
    return Stream.of(start.plus(1), start);
  }

  private List<IpPrefix> holding(IpAddress address) {
    List<IpPrefix> holding = new ArrayList<>(4);
    for (int length = 0; length <= address.family().bits(); length++) {
      IpPrefix prefix = IpPrefix.of(address, length);
      if (told.contains(prefix)) {
        holding.add(prefix);
      }
    }
    return holding;
  }
}
