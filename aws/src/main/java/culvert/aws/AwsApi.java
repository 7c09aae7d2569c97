package culvert.aws;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.operations.Ec2Families;
import culvert.aws.operations.Families;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Regions;
import culvert.aws.operations.Registry;
import culvert.aws.operations.endpoint.EndpointFamilies;
import culvert.aws.operations.loadbalancing.LoadBalancingFamilies;
import culvert.aws.operations.ram.RamFamilies;
import culvert.aws.operations.transitgateway.TransitGatewayFamilies;
import culvert.aws.operations.vpn.VpnFamilies;
import culvert.aws.reading.RoutingReader;
import culvert.aws.wire.ApiService;
import culvert.aws.wire.Credentials;
import culvert.aws.wire.Service;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All of AWS that Culvert answers: every family of operations over one catalog. */
public final class AwsApi {

  private final Catalog catalog;
  private final Registry registry;

  private AwsApi(Catalog catalog, Registry registry) {
    this.catalog = catalog;
    this.registry = registry;
  }

  /** Puts the families together, over routing that is read from the catalog. */
  public static AwsApi over(
      Lifecycles.Timing timing, Quotas quotas, Function<Lifecycles, Catalog> open) {
    return over(timing, quotas, LearnedRoutes.of(new RoutingReader()::read), open);
  }

  /**
   * Puts the families together.
   *
   * @param open opens the catalog, given what its resources do by themselves
   */
  public static AwsApi over(
      Lifecycles.Timing timing,
      Quotas quotas,
      LearnedRoutes learned,
      Function<Lifecycles, Catalog> open) {
    OperationFamily families = families(quotas, learned);
    Lifecycles lifecycles = new Lifecycles(timing);
    Registry.lifecycles(lifecycles);
    families.lifecycles(lifecycles);
    Catalog catalog = open.apply(lifecycles);
    Registry registry = new Registry(catalog);
    families.register(registry);
    return new AwsApi(catalog, registry);
  }

  private static OperationFamily families(Quotas quotas, LearnedRoutes learned) {
    return new Families(
        List.of(
            Ec2Families.of(quotas, learned),
            TransitGatewayFamilies.of(quotas),
            VpnFamilies.of(quotas, learned),
            EndpointFamilies.of(quotas),
            LoadBalancingFamilies.of(),
            RamFamilies.of()));
  }

  public Catalog catalog() {
    return catalog;
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
