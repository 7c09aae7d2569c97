package culvert.network.difference;

import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkAcl;
import culvert.network.topology.NetworkLoadBalancer;
import culvert.network.topology.Route;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Site;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpcEndpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values in a field, each by what it is known by: a route by its destination. */
final class Elements {

  /** The key of the value of a field that holds no more than one. */
  static final String WHOLE = "";

  /** One value of a map's key; of a map of sets, one of several. */
  record Entry(Object key, Object value) {}

  private Elements() {}

  /** By their keys, in order. */
  static Map<Object, Object> of(@Nullable Object value) {
    Map<Object, Object> elements = new LinkedHashMap<>();
    switch (value) {
      case null -> {}
      case Collection<?> all -> all.forEach(each -> elements.put(key(each), each));
      case Map<?, ?> map ->
          map.forEach((key, each) -> {
            if (each instanceof Collection<?> several) {
              several.forEach(one -> {
                Entry entry = new Entry(key, new Several(one));
                elements.put(entry, entry);
              });
            } else {
              elements.put(key, new Entry(key, each));
            }
          });
      default -> elements.put(WHOLE, value);
    }
    return elements;
  }

  static Object key(Object element) {
    return switch (element) {
      case Route route -> List.of(route.destination(), route.origin());
      case TransitGatewayRouteTable.StaticRoute route -> route.destination();
      case SecurityGroupRule rule -> List.of(rule.traffic(), rule.peer());
      case NetworkAcl.Entry entry -> entry.number();
      case NatGateway.Address address -> address.privateAddress();
      case VirtualInterface.BgpPeer peer -> peer.id();
      case NetworkLoadBalancer.Listener listener -> listener.traffic();
      case Site.StaticRoute route -> List.of(route.destination(), route.via());
      case Site.Policy policy -> policy.via();
      case VpcEndpoint.EndpointName name -> name.name();
      default -> element;
    };
  }

  /** What a tool knows it by, beside the component that it is of. */
  static Object name(Object element) {
    return switch (element) {
      case Route route -> route.destination();
      case Entry entry -> entry.key();
      default -> key(element);
    };
  }

  /** Whether they are the same but for what AWS calls them. */
  static boolean same(Object one, Object other) {
    return one.equals(other) || one instanceof SecurityGroupRule && key(one).equals(key(other));
  }

  /**
   * The value of a field in which some parts have been changed.
   *
   * @param target what the field is when all of its parts have been
   */
  static @Nullable Object changed(
      @Nullable Object from, @Nullable Object target, List<Edit.Part> parts, boolean toWhatWas) {
    Map<Object, Object> elements = of(from);
    for (Edit.Part part : parts) {
      Object left = toWhatWas ? part.isKey() : part.wasKey();
      Object key = toWhatWas ? part.wasKey() : part.isKey();
      Object element = toWhatWas ? part.was() : part.is();
      if (from instanceof List<?> && key.equals(WHOLE)) {
        return element;
      }
      if (element == null || !left.equals(key)) {
        elements.remove(left);
      }
      if (element != null) {
        elements.put(key, element);
      }
    }
    return switch (from != null ? from : target) {
      case Collection<?> _ -> together(elements.values(), target);
      case Map<?, ?> _ -> together(elements.values());
      case null, default -> elements.get(WHOLE);
    };
  }

  private static Collection<Object> together(Collection<Object> elements, @Nullable Object target) {
    if (target instanceof Set<?>) {
      return new LinkedHashSet<>(elements);
    }
    if (target instanceof List<?> list && new HashSet<>(elements).equals(new HashSet<>(list))) {
      return new ArrayList<>(list);
    }
    List<Object> all = new ArrayList<>(elements);
    if (all.stream().allMatch(NetworkAcl.Entry.class::isInstance)) {
      all.sort(Comparator.comparingInt(each -> ((NetworkAcl.Entry) each).number()));
    }
    return all;
  }

  private static Map<Object, Object> together(Collection<Object> entries) {
    Map<Object, Object> map = new LinkedHashMap<>();
    Map<Object, Set<Object>> several = new LinkedHashMap<>();
    for (Object each : entries) {
      Entry entry = (Entry) each;
      if (entry.value instanceof Several one) {
        several.computeIfAbsent(entry.key, _ -> new LinkedHashSet<>()).add(one.value);
      } else {
        map.put(entry.key, entry.value);
      }
    }
    map.putAll(several);
    return map;
  }

  /** Marks one of several values of a key. */
  record Several(Object value) {

    @Override
    public String toString() {
      return value.toString();
    }
  }
}
