package culvert.aws.snapshot;

import static java.util.Map.entry;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.aws.snapshot.Gathering.Gathered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ids that resources name and that are not there, of the kinds that packets go by. */
final class References {

  private static final Map<String, Kind<?>> BY_PREFIX =
      Map.ofEntries(
          entry("vpc", Kinds.VPC),
          entry("subnet", Kinds.SUBNET),
          entry("rtb", Kinds.ROUTE_TABLE),
          entry("sg", Kinds.SECURITY_GROUP),
          entry("acl", Kinds.NETWORK_ACL),
          entry("igw", Kinds.INTERNET_GATEWAY),
          entry("eigw", Kinds.EGRESS_ONLY_INTERNET_GATEWAY),
          entry("nat", Kinds.NAT_GATEWAY),
          entry("eni", Kinds.NETWORK_INTERFACE),
          entry("i", Kinds.INSTANCE),
          entry("pl", Kinds.PREFIX_LIST),
          entry("dopt", Kinds.DHCP_OPTIONS),
          entry("pcx", Kinds.VPC_PEERING_CONNECTION),
          entry("tgw", Kinds.TRANSIT_GATEWAY),
          entry("tgw-attach", Kinds.TRANSIT_GATEWAY_ATTACHMENT),
          entry("tgw-rtb", Kinds.TRANSIT_GATEWAY_ROUTE_TABLE),
          entry("cgw", Kinds.CUSTOMER_GATEWAY),
          entry("vgw", Kinds.VPN_GATEWAY),
          entry("vpn", Kinds.VPN_CONNECTION),
          entry("vpce", Kinds.VPC_ENDPOINT),
          entry("dxcon", Kinds.DIRECT_CONNECT_CONNECTION),
          entry("dxlag", Kinds.DIRECT_CONNECT_LAG),
          entry("dxvif", Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE));

  private References() {}

  /** Those that what was gathered names. */
  static List<Loaded.Missing> missing(Gathering gathering, Snapshot snapshot) {
    Map<String, List<String>> namers = new TreeMap<>();
    gathering
        .all()
        .forEach(each -> {
          for (String id : named(each, snapshot)) {
            Kind<?> kind = kind(id);
            if (kind != null
                && gathering.find(kind, id) == null
                && snapshot.byId(kind, id).findAny().isEmpty()) {
              namers.computeIfAbsent(id, _ -> new ArrayList<>()).add(each.id());
            }
          }
        });
    return namers.entrySet().stream()
        .map(each ->
            new Loaded.Missing(each.getKey(), each.getValue().getFirst(), each.getValue().size()))
        .toList();
  }

  private static <T> Set<String> named(Gathered<T> gathered, Snapshot snapshot) {
    Resource<T> resource = snapshot.find(gathered.scope(), gathered.kind(), gathered.id());
    return resource == null ? Set.of() : resource.references();
  }

  private static @Nullable Kind<?> kind(String id) {
    return BY_PREFIX.get(id.substring(0, Math.max(0, id.lastIndexOf('-'))));
  }
}
