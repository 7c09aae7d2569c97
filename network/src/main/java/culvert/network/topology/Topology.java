package culvert.network.topology;

import culvert.network.address.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every component of the network at one moment, found by id or by its place. Immutable. */
public final class Topology {

  private final Map<Class<?>, Map<String, Component>> byKind;
  private final Map<String, RouteTable> tableOfSubnet;
  private final Map<String, RouteTable> mainTableOfVpc;
  private final Map<String, RouteTable> tableOfGateway;
  private final Map<String, NetworkAcl> aclOfSubnet;
  private final Map<String, List<Subnet>> subnetsOfVpc;
  private final Map<InVpc, NetworkInterface> interfaceAt;
  private final Map<IpAddress, NetworkInterface> interfaceAtPublic;
  private final Map<Attached, TransitGatewayVpcAttachment> attachments;
  private final List<NetworkInterface> withPrefixes;

  private record InVpc(String vpc, IpAddress address) {}

  private record Attached(String transitGateway, String vpc) {}

  public Topology(Collection<? extends Component> components) {
    byKind = new HashMap<>();
    tableOfSubnet = new HashMap<>();
    mainTableOfVpc = new HashMap<>();
    tableOfGateway = new HashMap<>();
    aclOfSubnet = new HashMap<>();
    subnetsOfVpc = new HashMap<>();
    interfaceAt = new HashMap<>();
    interfaceAtPublic = new HashMap<>();
    attachments = new HashMap<>();
    withPrefixes = new ArrayList<>();
    for (Component component : components) {
      byKind
          .computeIfAbsent(kindOf(component), _ -> new HashMap<>())
          .put(component.id(), component);
      switch (component) {
        case RouteTable table -> index(table);
        case NetworkAcl acl -> acl.subnets().forEach(subnet -> aclOfSubnet.put(subnet, acl));
        case Subnet subnet ->
            subnetsOfVpc.computeIfAbsent(subnet.vpc(), _ -> new ArrayList<>()).add(subnet);
        case NetworkInterface networkInterface -> index(networkInterface);
        case TransitGatewayVpcAttachment attachment ->
            attachments.put(
                new Attached(attachment.transitGateway(), attachment.vpc()), attachment);
        default -> {}
      }
    }
  }

  /** Shares all of another topology that is not what is down or held. */
  private Topology(Topology of, Collection<Fault> faults, Collection<HeldSession> held) {
    byKind = new HashMap<>(of.byKind);
    byKind.put(Fault.class, byId(faults));
    byKind.put(HeldSession.class, byId(held));
    tableOfSubnet = of.tableOfSubnet;
    mainTableOfVpc = of.mainTableOfVpc;
    tableOfGateway = of.tableOfGateway;
    aclOfSubnet = of.aclOfSubnet;
    subnetsOfVpc = of.subnetsOfVpc;
    interfaceAt = of.interfaceAt;
    interfaceAtPublic = of.interfaceAtPublic;
    attachments = of.attachments;
    withPrefixes = of.withPrefixes;
  }

  private static Map<String, Component> byId(Collection<? extends Component> components) {
    Map<String, Component> found = new HashMap<>();
    components.forEach(each -> found.put(each.id(), each));
    return found;
  }

  /** The same network, with exactly these components down and these sessions held. */
  public Topology with(Collection<Fault> faults, Collection<HeldSession> held) {
    return new Topology(this, faults, held);
  }

  /** What a component is found by. */
  private static Class<?> kindOf(Component component) {
    return component instanceof VpcEndpoint ? VpcEndpoint.class : component.getClass();
  }

  private void index(RouteTable table) {
    table.subnets().forEach(subnet -> tableOfSubnet.put(subnet, table));
    table.gateways().forEach(gateway -> tableOfGateway.put(gateway, table));
    if (table.main()) {
      mainTableOfVpc.put(table.vpc(), table);
    }
  }

  private void index(NetworkInterface networkInterface) {
    for (IpAddress address : networkInterface.addresses()) {
      interfaceAt.put(new InVpc(networkInterface.vpc(), address), networkInterface);
    }
    if (!networkInterface.prefixes().isEmpty()) {
      withPrefixes.add(networkInterface);
    }
    networkInterface
        .publicAddresses()
        .values()
        .forEach(address -> interfaceAtPublic.put(address, networkInterface));
  }

  /** Whether a component, a zone or a location is down by a fault of its own. */
  public boolean isDown(String component) {
    return find(Fault.class, component) != null;
  }

  /** The component of that kind and id, or null. */
  public <T extends Component> @Nullable T find(Class<T> kind, String id) {
    Map<String, Component> ofKind = byKind.get(kind);
    return ofKind == null ? null : kind.cast(ofKind.get(id));
  }

  /** As {@link #find}, for an id that another component of this topology names. */
  public <T extends Component> T get(Class<T> kind, String id) {
    T found = find(kind, id);
    if (found == null) {
      throw new IllegalStateException("the topology has no " + kind.getSimpleName() + " " + id);
    }
    return found;
  }

  /** Every component of a kind. */
  public <T extends Component> List<T> all(Class<T> kind) {
    Map<String, Component> ofKind = byKind.get(kind);
    return ofKind == null ? List.of() : ofKind.values().stream().map(kind::cast).toList();
  }

  public <T extends Component> List<T> all(Class<T> kind, Predicate<T> wanted) {
    return all(kind).stream().filter(wanted).toList();
  }

  /** The table of a subnet: its own, else its VPC's main table (R1.2.1). */
  public @Nullable RouteTable tableOf(Subnet subnet) {
    RouteTable own = tableOfSubnet.get(subnet.id());
    return own != null ? own : mainTableOfVpc.get(subnet.vpc());
  }

  /** The edge table of an internet or virtual private gateway, or null (R1.4.1). */
  public @Nullable RouteTable edgeTableOf(String gateway) {
    return tableOfGateway.get(gateway);
  }

  public @Nullable NetworkAcl aclOf(Subnet subnet) {
    return aclOfSubnet.get(subnet.id());
  }

  /** The VPC's subnet that holds the address, or null. */
  public @Nullable Subnet subnetAt(String vpc, IpAddress address) {
    for (Subnet subnet : subnetsOfVpc.getOrDefault(vpc, List.of())) {
      if (subnet.contains(address)) {
        return subnet;
      }
    }
    return null;
  }

  public List<Subnet> subnetsOf(String vpc) {
    return subnetsOfVpc.getOrDefault(vpc, List.of());
  }

  /** The interface that has this private or IPv6 address in the VPC, or null. */
  public @Nullable NetworkInterface interfaceAt(String vpc, IpAddress address) {
    NetworkInterface exact = interfaceAt.get(new InVpc(vpc, address));
    if (exact != null) {
      return exact;
    }
    return withPrefixes.stream()
        .filter(each -> each.vpc().equals(vpc) && each.has(address))
        .findFirst()
        .orElse(null);
  }

  /** The interface that has this public or Elastic IP address, or null. */
  public @Nullable NetworkInterface interfaceAtPublic(IpAddress address) {
    return interfaceAtPublic.get(address);
  }

  /** The VPC's attachment to the transit gateway, or null. */
  public @Nullable TransitGatewayVpcAttachment attachmentOf(String transitGateway, String vpc) {
    return attachments.get(new Attached(transitGateway, vpc));
  }

  /** The subnet by which the VPC is attached in the zone, or null. */
  public @Nullable Subnet attachedSubnet(TransitGatewayVpcAttachment attachment, String zone) {
    for (String id : attachment.subnets()) {
      Subnet subnet = get(Subnet.class, id);
      if (subnet.zone().equals(zone)) {
        return subnet;
      }
    }
    return null;
  }
}
