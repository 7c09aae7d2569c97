package culvert.aws;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.operations.Buckets;
import culvert.aws.operations.Ec2Families;
import culvert.aws.operations.Families;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Regions;
import culvert.aws.operations.Registry;
import culvert.aws.operations.endpoint.EndpointFamilies;
import culvert.aws.operations.loadbalancing.LoadBalancingFamilies;
import culvert.aws.operations.ram.RamFamilies;
import culvert.aws.operations.transitgateway.TransitGatewayFamilies;
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

  /**
   * Puts the families together.
   *
   * @param buckets what they write to in the place of S3
   * @param open opens the catalog, given what its resources do by themselves
   */
  public static AwsApi over(
      Lifecycles.Timing timing,
      Quotas quotas,
      Buckets buckets,
      Function<Lifecycles, Catalog> open) {
    OperationFamily families = families(quotas, buckets);
    Lifecycles lifecycles = new Lifecycles(timing);
    Registry.lifecycles(lifecycles);
    families.lifecycles(lifecycles);
    Catalog catalog = open.apply(lifecycles);
    Registry registry = new Registry(catalog);
    families.register(registry);
    return new AwsApi(catalog, registry);
  }

  private static OperationFamily families(Quotas quotas, Buckets buckets) {
    return new Families(
        List.of(
            Ec2Families.of(quotas),
            TransitGatewayFamilies.of(quotas, buckets),
            EndpointFamilies.of(quotas),
            LoadBalancingFamilies.of(),
            RamFamilies.of(TransitGatewayFamilies.unsharing())));
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
