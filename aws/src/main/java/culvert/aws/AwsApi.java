package culvert.aws;

import culvert.aws.billing.Metering;
import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.operations.Buckets;
import culvert.aws.operations.Ec2Families;
import culvert.aws.operations.Families;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.directconnect.DirectConnectFamilies;
import culvert.aws.operations.endpoint.EndpointFamilies;
import culvert.aws.operations.insights.InsightsFamilies;
import culvert.aws.operations.loadbalancing.LoadBalancingFamilies;
import culvert.aws.operations.ram.RamFamilies;
import culvert.aws.operations.transitgateway.TransitGatewayFamilies;
import culvert.aws.operations.vpn.VpnFamilies;
import culvert.aws.own.Convergence;
import culvert.aws.own.Failures;
import culvert.aws.own.Sites;
import culvert.aws.reading.GraphReader;
import culvert.aws.reading.RoutingReader;
import culvert.aws.reading.TopologyReader;
import culvert.aws.region.Regions;
import culvert.aws.snapshot.Snapshots;
import culvert.aws.wire.ApiService;
import culvert.aws.wire.Credentials;
import culvert.aws.wire.Service;
import culvert.network.forwarding.ForwardingGraph;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All of AWS that Culvert answers: every family of operations over one catalog. */
public final class AwsApi {

  private final Catalog catalog;
  private final Registry registry;
  private final GraphReader graphs;
  private final Sites sites;
  private final Failures failures;

  private AwsApi(
      Catalog catalog, Registry registry, GraphReader graphs, Sites sites, Failures failures) {
    this.catalog = catalog;
    this.registry = registry;
    this.graphs = graphs;
    this.sites = sites;
    this.failures = failures;
  }

  /**
   * Puts the families together, over routing that is computed from the catalog.
   *
   * @param timedSessions whether the timers of tunnels and BGP sessions run; else sessions follow
   *     their links at once
   * @param buckets what they write to in the place of S3
   * @param open opens the catalog, given what its resources do by themselves
   */
  public static AwsApi over(
      Lifecycles.Timing timing,
      boolean timedSessions,
      Quotas quotas,
      Buckets buckets,
      Function<Lifecycles, Catalog> open) {
    RoutingReader routing = new RoutingReader();
    GraphReader graphs = new GraphReader(routing);
    return over(
        timing,
        timedSessions,
        families(quotas, buckets, LearnedRoutes.of(routing::read), graphs),
        routing,
        graphs,
        open);
  }

  /** As {@link #over}, where tunnels and learned routes are shown as somebody else says. */
  public static AwsApi told(
      LearnedRoutes learned, Quotas quotas, Function<Lifecycles, Catalog> open) {
    RoutingReader routing = new RoutingReader();
    GraphReader graphs = new GraphReader(routing);
    OperationFamily families = families(quotas, Buckets.none(), learned, graphs);
    return over(Lifecycles.Timing.INSTANT, false, families, routing, graphs, open);
  }

  private static AwsApi over(
      Lifecycles.Timing timing,
      boolean timedSessions,
      OperationFamily families,
      RoutingReader routing,
      GraphReader graphs,
      Function<Lifecycles, Catalog> open) {
    TopologyReader reader = routing.topologies();
    Convergence convergence = new Convergence(routing, timedSessions);
    Lifecycles lifecycles = new Lifecycles(timing);
    Registry.lifecycles(lifecycles);
    families.lifecycles(lifecycles);
    convergence.lifecycles(lifecycles);
    Metering.lifecycles(lifecycles);
    Catalog catalog = open.apply(lifecycles);
    Metering.begin(catalog);
    Registry registry = new Registry(catalog);
    families.register(registry);
    return new AwsApi(
        catalog,
        registry,
        graphs,
        new Sites(catalog, reader),
        new Failures(catalog, reader, convergence));
  }

  private static OperationFamily families(
      Quotas quotas, Buckets buckets, LearnedRoutes learned, GraphReader graphs) {
    return new Families(
        List.of(
            Ec2Families.of(quotas, learned),
            TransitGatewayFamilies.of(quotas, buckets, learned),
            VpnFamilies.of(quotas, learned),
            DirectConnectFamilies.of(quotas, learned),
            EndpointFamilies.of(quotas),
            InsightsFamilies.of(quotas.insights(), graphs),
            LoadBalancingFamilies.of(),
            RamFamilies.of(TransitGatewayFamilies.unsharing())));
  }

  public Catalog catalog() {
    return catalog;
  }

  /** The forwarding graph of the present state, compiled once for all who ask. */
  public ForwardingGraph graph() {
    return graphs.read(catalog.snapshot());
  }

  /** What is loaded and dumped as files. */
  public Snapshots snapshots() {
    return new Snapshots(catalog, registry);
  }

  /** The on-premises networks. */
  public Sites sites() {
    return sites;
  }

  /** What is down. */
  public Failures failures() {
    return failures;
  }

  /** The front of it. */
  public ApiService service(Credentials credentials) {
    return new ApiService(registry, credentials, Regions::exists);
  }

  /** The names of the operations that exist. */
  public Set<String> operations(Service service) {
    return registry.names(service);
  }
}
