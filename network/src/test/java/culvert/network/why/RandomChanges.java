package culvert.network.why;

import culvert.network.topology.Component;
import culvert.network.topology.Fault;
import culvert.network.topology.Instance;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkAcl;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import culvert.network.topology.RouteTable;
import culvert.network.topology.SecurityGroup;
import culvert.network.topology.Site;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpcPeering;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnTunnel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Changes networks of {@link RandomNet}, one component at a time. */
public final class RandomChanges {

  private final Random random;

  public RandomChanges(long seed) {
    random = new Random(seed);
  }

  /** The network after one change; the same one where the dice found nothing to change. */
  public Topology change(Topology topology) {
    return switch (random.nextInt(16)) {
      case 0, 1 -> lists(topology, RouteTable.class, "routes");
      case 2 -> lists(topology, SecurityGroup.class, "inbound");
      case 3 -> lists(topology, SecurityGroup.class, "outbound");
      case 4 -> lists(topology, NetworkAcl.class, random.nextBoolean() ? "inbound" : "outbound");
      case 5 -> lists(topology, TransitGatewayRouteTable.class, "routes");
      case 6, 7 ->
          sets(
              topology,
              TransitGatewayRouteTable.class,
              random.nextInt(3) == 0 ? "associations" : "propagations");
      case 8 ->
          flips(
              topology,
              TransitGatewayVpcAttachment.class,
              pick(List.of("applianceMode", "ipv6", "securityGroupReferencing")));
      case 9 -> flips(topology, Instance.class, pick(List.of("running", "statefulFirewall")));
      case 10 -> flips(topology, NetworkInterface.class, "sourceDestinationCheck");
      case 11 -> lists(topology, NetworkInterface.class, "groups");
      case 12 ->
          random.nextBoolean()
              ? flips(topology, VpcPeering.class, "active")
              : flips(topology, NatGateway.class, "available");
      case 13 -> fault(topology);
      case 14 -> lists(topology, PrefixList.class, "entries");
      default -> rare(topology);
    };
  }

  private Topology rare(Topology topology) {
    return switch (random.nextInt(6)) {
      case 0 -> with(topology, some(topology, InternetGateway.class), "vpc", null);
      case 1 -> with(topology, some(topology, NetworkInterface.class), "publicAddresses", Map.of());
      case 2 -> lists(topology, RouteTable.class, "subnets");
      case 3 -> lists(topology, RouteTable.class, "propagating");
      case 4 -> without(topology, some(topology, VpcPeering.class));
      default -> without(topology, some(topology, RouteTable.class));
    };
  }

  /** Something fails, or comes back. */
  private Topology fault(Topology topology) {
    Fault present = some(topology, Fault.class);
    if (present != null && random.nextBoolean()) {
      return topology.without(Fault.class, present.id());
    }
    Component some =
        some(
            topology,
            pick(
                List.of(
                    Instance.class,
                    VpnTunnel.class,
                    VirtualInterface.class,
                    VpnConnection.class,
                    Site.class)));
    Subnet subnet = some(topology, Subnet.class);
    String down = some == null ? subnet == null ? "nothing" : subnet.zone() : some.id();
    return topology.with(fault(down));
  }

  private static Fault fault(String component) {
    return copy(Fault.class, Map.of("component", component), null);
  }

  /** Takes an element away, or adds one that another component of the kind has. */
  private <C extends Component> Topology lists(Topology topology, Class<C> kind, String of) {
    C changed = some(topology, kind);
    if (changed == null) {
      return topology;
    }
    List<Object> elements = new ArrayList<>((Collection<?>) value(changed, of));
    if (!elements.isEmpty() && random.nextBoolean()) {
      elements.remove(random.nextInt(elements.size()));
    } else {
      List<Object> others = new ArrayList<>((Collection<?>) value(some(topology, kind), of));
      if (others.isEmpty()) {
        return topology;
      }
      elements.add(random.nextInt(elements.size() + 1), pick(others));
    }
    return with(topology, changed, of, List.copyOf(elements));
  }

  private <C extends Component> Topology sets(Topology topology, Class<C> kind, String of) {
    C changed = some(topology, kind);
    if (changed == null) {
      return topology;
    }
    Set<String> elements = new TreeSet<>();
    ((Collection<?>) value(changed, of)).forEach(each -> elements.add((String) each));
    TransitGatewayVpcAttachment attachment = some(topology, TransitGatewayVpcAttachment.class);
    if (attachment != null && random.nextBoolean()) {
      elements.add(attachment.id());
    } else if (!elements.isEmpty()) {
      elements.remove(pick(List.copyOf(elements)));
    }
    return with(topology, changed, of, elements);
  }

  private <C extends Component> Topology flips(Topology topology, Class<C> kind, String of) {
    C changed = some(topology, kind);
    return changed == null ? topology : with(topology, changed, of, !(boolean) value(changed, of));
  }

  private static Topology without(Topology topology, Component component) {
    return component == null ? topology : topology.without(component.getClass(), component.id());
  }

  private static Topology with(Topology topology, Component changed, String of, Object value) {
    if (changed == null) {
      return topology;
    }
    Map<String, Object> values = new HashMap<>();
    values.put(of, value);
    return topology.with(copy(changed.getClass(), values, changed));
  }

  private <C extends Component> C some(Topology topology, Class<C> kind) {
    List<C> all = new ArrayList<>(topology.all(kind));
    all.sort(Comparator.comparing(Component::id));
    return all.isEmpty() ? null : pick(all);
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static Object value(Object of, String name) {
    for (RecordComponent each : of.getClass().getRecordComponents()) {
      if (each.getName().equals(name)) {
        return read(each, of);
      }
    }
    throw new IllegalArgumentException(of.getClass() + " has no " + name);
  }

  private static Object read(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A record of which some values are given, and the others another's. */
  private static <T> T copy(Class<T> kind, Map<String, Object> values, Object other) {
    RecordComponent[] components = kind.getRecordComponents();
    Object[] all =
        Arrays.stream(components)
            .map(each ->
                values.containsKey(each.getName()) ? values.get(each.getName()) : read(each, other))
            .toArray();
    try {
      return kind.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(all);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(kind + " cannot have " + values, e);
    }
  }
}
