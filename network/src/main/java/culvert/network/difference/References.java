package culvert.network.difference;

import culvert.network.topology.Component;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.Fault;
import culvert.network.topology.HeldSession;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnTarget;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who names whom: components name one another by ids. */
final class References {

  private References() {}

  /** Every text in a value, of which some are ids. */
  static Set<String> in(@Nullable Object value) {
    Set<String> found = new HashSet<>();
    collect(value, found);
    return found;
  }

  private static void collect(@Nullable Object value, Set<String> found) {
    switch (value) {
      case null -> {}
      case String text -> found.add(text);
      case Elements.Entry entry -> {
        collect(entry.key(), found);
        collect(entry.value(), found);
      }
      case Record each when isTopology(each) ->
          Fields.values(each).forEach(field -> collect(field, found));
      case Collection<?> all -> all.forEach(each -> collect(each, found));
      case Map<?, ?> map ->
          map.forEach((key, each) -> {
            collect(key, found);
            collect(each, found);
          });
      default -> {}
    }
  }

  /** Addresses and the like name nobody. */
  private static boolean isTopology(Record each) {
    return each.getClass().getPackage() == Component.class.getPackage()
        || each instanceof Elements.Several;
  }

  /** By what others name the component. */
  static List<String> names(Component component) {
    return switch (component) {
      case Fault _, HeldSession _ -> List.of();
      case TransitGatewayPeering peering ->
          List.of(peering.id(), peering.requester().attachment(), peering.accepter().attachment());
      case VpnConnection vpn
          when vpn.target() instanceof VpnTarget.ToTransitGateway(_, String attachment) ->
          List.of(vpn.id(), attachment);
      case DirectConnectGatewayAssociation association
          when association.gateway()
              instanceof
              DirectConnectGatewayAssociation.Gateway.OfTransitGateway(_, String attachment) ->
          List.of(association.id(), attachment);
      default -> List.of(component.id());
    };
  }
}
