package culvert.aws.own;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.reading.TopologyReader;
import culvert.network.topology.Component;
import culvert.network.topology.CustomerGateway;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpnConnection;
import culvert.network.why.BadQuestion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The on-premises networks that are declared. */
public final class Sites {

  private final Catalog catalog;
  private final TopologyReader reader;

  public Sites(Catalog catalog, TopologyReader reader) {
    this.catalog = catalog;
    this.reader = reader;
  }

  /**
   * Declares a site, in the place of an earlier one of its name.
   *
   * @throws BadQuestion where it names what is not there, or what another site has
   */
  public void put(Site site) {
    catalog.write(
        Scope.OWN,
        transaction -> {
          Topology topology = reader.read(transaction.snapshot());
          checkEnds(site, topology, transaction);
          checkWays(site, topology);
          return transaction.find(Kinds.SITE, site.id()) == null
              ? transaction.add(Kinds.SITE, site)
              : transaction.replace(Kinds.SITE, site);
        });
  }

  private static void checkEnds(Site site, Topology topology, Transaction transaction) {
    site.customerGateways().forEach(id -> checkExists(CustomerGateway.class, id, topology));
    site.virtualInterfaces().forEach(id -> checkExists(VirtualInterface.class, id, topology));
    site.connectPeers().forEach(id -> checkExists(TransitGatewayConnectPeer.class, id, topology));
    transaction
        .all(Kinds.SITE)
        .filter(other -> !other.name().equals(site.name()))
        .forEach(other -> {
          checkFree(site, other, Site::customerGateways);
          checkFree(site, other, Site::virtualInterfaces);
          checkFree(site, other, Site::connectPeers);
        });
  }

  private static void checkExists(Class<? extends Component> kind, String id, Topology topology) {
    if (topology.find(kind, id) == null) {
      throw new BadQuestion("there is no " + id);
    }
  }

  private static void checkFree(Site site, Site other, Function<Site, List<String>> ends) {
    for (String id : ends.apply(site)) {
      if (ends.apply(other).contains(id)) {
        throw new BadQuestion(id + " is at " + other.id() + " already");
      }
    }
  }

  /** Static routes and policies are about the site's own ways. */
  private static void checkWays(Site site, Topology topology) {
    Set<String> ways = new HashSet<>(site.virtualInterfaces());
    for (VpnConnection each : topology.all(VpnConnection.class)) {
      if (site.customerGateways().contains(each.customerGateway())) {
        ways.add(each.id());
        ways.addAll(each.tunnels());
      }
    }
    site.staticRoutes().forEach(route -> checkWay(route.via(), ways, site));
    ways.addAll(site.connectPeers());
    site.policies().forEach(policy -> checkWay(policy.via(), ways, site));
  }

  private static void checkWay(String via, Set<String> ways, Site site) {
    if (!ways.contains(via)) {
      throw new BadQuestion("via is none of the ways of " + site.id() + ": " + via);
    }
  }

  /**
   * Takes a site away, and what is down of it.
   *
   * @throws BadQuestion where there is none of that name
   */
  public void delete(String name) {
    catalog.write(
        Scope.OWN,
        transaction -> {
          String id = Site.ID_PREFIX + name;
          Site site = transaction.find(Kinds.SITE, id);
          if (site == null) {
            throw new BadQuestion("there is no " + id);
          }
          transaction.remove(Kinds.SITE, id);
          transaction.remove(Kinds.FAULT, id);
          return site;
        });
  }
}
