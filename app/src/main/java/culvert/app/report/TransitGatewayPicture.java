package culvert.app.report;

import culvert.network.topology.RouteDestination;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayRouteTable.StaticRoute;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One transit gateway drawn in text: what is attached, and what its tables say of it. */
final class TransitGatewayPicture {

  private final Topology topology;
  private final TransitGateway gateway;

  /** Attachment to the name of what is attached. */
  private final Map<String, String> attached = new HashMap<>();

  private final StringBuilder out = new StringBuilder();

  private TransitGatewayPicture(Topology topology, TransitGateway gateway) {
    this.topology = topology;
    this.gateway = gateway;
    for (TransitGatewayVpcAttachment each : topology.all(TransitGatewayVpcAttachment.class)) {
      if (each.transitGateway().equals(gateway.id())) {
        Vpc vpc = topology.find(Vpc.class, each.vpc());
        attached.put(each.id(), vpc == null ? each.vpc() : Picture.nameOf(vpc));
      }
    }
    for (TransitGatewayPeering each : topology.all(TransitGatewayPeering.class)) {
      for (TransitGatewayPeering.Side side : List.of(each.requester(), each.accepter())) {
        if (side.transitGateway().equals(gateway.id())) {
          attached.put(
              side.attachment(), "peer " + nameOf(each.opposite(gateway.id()).transitGateway()));
        }
      }
    }
  }

  /** Every transit gateway. */
  static String of(Topology topology) {
    return topology.all(TransitGateway.class).stream()
        .sorted(
            Comparator.comparing(TransitGateway::account)
                .thenComparing(TransitGateway::region)
                .thenComparing(TransitGateway::name)
                .thenComparing(TransitGateway::id))
        .map(gateway -> new TransitGatewayPicture(topology, gateway).text())
        .collect(Collectors.joining());
  }

  private String text() {
    line(
        "◈ %s  %s  account %s, %s"
            .formatted(nameOf(gateway.id()), gateway.id(), gateway.account(), gateway.region()));
    attached.entrySet().stream()
        .sorted(Map.Entry.<String, String>comparingByValue().thenComparing(Map.Entry::getKey))
        .forEach(each -> line("   ├─ %-12s %s".formatted(each.getValue(), each.getKey())));
    List<TransitGatewayRouteTable> tables =
        topology
            .all(
                TransitGatewayRouteTable.class,
                table -> table.transitGateway().equals(gateway.id()))
            .stream()
            .sorted(
                Comparator.comparing(TransitGatewayRouteTable::name)
                    .thenComparing(TransitGatewayRouteTable::id))
            .toList();
    for (int i = 0; i < tables.size(); i++) {
      table(tables.get(i), i == tables.size() - 1);
    }
    return out.toString();
  }

  private void table(TransitGatewayRouteTable table, boolean last) {
    line((last ? "   └─ " : "   ├─ ") + "table " + table.name() + "  " + table.id());
    List<String> rows = new ArrayList<>();
    rows.add("routes for   " + names(table.associations()));
    rows.add("learns from  " + names(table.propagations()));
    table.routes().stream().map(this::route).sorted().forEach(rows::add);
    rows.forEach(row -> line((last ? "      " : "   │  ") + "   " + row));
  }

  private String names(Collection<String> attachments) {
    return attachments.isEmpty()
        ? "nobody"
        : attachments.stream().map(this::name).sorted().collect(Collectors.joining(", "));
  }

  private String route(StaticRoute route) {
    String destination =
        switch (route.destination()) {
          case RouteDestination.Cidr cidr -> cidr.prefix().toString();
          case RouteDestination.PrefixListEntries list -> list.prefixList();
        };
    return destination + " → " + name(route.attachment());
  }

  /** An attachment that is gone, or none, drops what is routed to it. */
  private String name(@Nullable String attachment) {
    return attachment == null ? "blackhole" : attached.getOrDefault(attachment, attachment);
  }

  private String nameOf(String id) {
    TransitGateway found = topology.find(TransitGateway.class, id);
    return found == null || found.name().isEmpty() ? id : found.name();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
