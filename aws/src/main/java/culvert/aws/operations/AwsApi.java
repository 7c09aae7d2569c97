package culvert.aws.operations;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.operations.directconnect.DirectConnectFamilies;
import culvert.aws.operations.directconnect.SessionStates;
import culvert.aws.operations.endpoint.ConnectionNotificationOperations;
import culvert.aws.operations.endpoint.DescribeEndpointServices;
import culvert.aws.operations.endpoint.EndpointConnectionOperations;
import culvert.aws.operations.endpoint.EndpointServicePermissionOperations;
import culvert.aws.operations.endpoint.VpcEndpointOperations;
import culvert.aws.operations.endpoint.VpcEndpointServiceOperations;
import culvert.aws.operations.loadbalancing.BalancingAttributes;
import culvert.aws.operations.loadbalancing.BalancingTags;
import culvert.aws.operations.loadbalancing.ListenerOperations;
import culvert.aws.operations.loadbalancing.LoadBalancerOperations;
import culvert.aws.operations.loadbalancing.TargetGroupOperations;
import culvert.aws.operations.loadbalancing.TargetOperations;
import culvert.aws.operations.ram.RamFamilies;
import culvert.aws.operations.transitgateway.TransitGatewayFamilies;
import culvert.aws.wire.ApiService;
import culvert.aws.wire.Credentials;
import culvert.aws.wire.Service;
import culvert.network.time.Timeline;
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
   * @param open opens the catalog, given what its resources do by themselves
   */
  public static AwsApi over(
      Lifecycles.Timing timing, Quotas quotas, Function<Lifecycles, Catalog> open) {
    List<OperationFamily> families = families(quotas);
    Lifecycles lifecycles = new Lifecycles(timing);
    Idempotency.lifecycles(lifecycles);
    families.forEach(family -> family.lifecycles(lifecycles));
    Catalog catalog = open.apply(lifecycles);
    Registry registry = new Registry(catalog, new DefaultNetwork());
    families.forEach(family -> family.register(registry));
    return new AwsApi(catalog, registry);
  }

  private static List<OperationFamily> families(Quotas quotas) {
    return List.of(
        new VpcOperations(quotas),
        new VpcAttributeOperations(),
        new VpcCidrOperations(quotas),
        new DhcpOptionsOperations(),
        new RegionOperations(quotas),
        new ZoneOperations(),
        new DescribeTagsOperation(),
        new StsOperations(Timeline.wall()),
        new SubnetOperations(quotas),
        new SecondaryNetworkOperations(),
        new SecondarySubnetOperations(),
        new SubnetCidrOperations(),
        new SubnetCidrReservationOperations(),
        new DefaultNetworkOperations(),
        new InternetGatewayOperations(quotas),
        new RouteTableOperations(quotas),
        new RouteOperations(quotas),
        new SecurityGroupOperations(quotas),
        new SecurityGroupRuleOperations(quotas),
        new SecurityGroupReferenceOperations(),
        new SecurityGroupVpcOperations(),
        new NetworkAclOperations(quotas),
        new PrefixListOperations(quotas),
        new PrefixListContents(),
        new EgressOnlyInternetGatewayOperations(quotas),
        new FlowLogOperations(),
        new FlowLogIntegrationOperation(),
        new EncryptionEnforcementOperation(),
        new PeeringOperations(quotas),
        new PeeringOptionsOperation(),
        new TransitGatewayFamilies(quotas),
        new DirectConnectFamilies(quotas, SessionStates.declared()),
        new RamFamilies(),
        new NetworkInterfaceOperations(quotas),
        new NetworkInterfaceAttributeOperations(quotas),
        new NetworkInterfaceAttachmentOperations(),
        new NetworkInterfaceAddressOperations(),
        new NetworkInterfacePermissionOperations(),
        new ElasticIpOperations(quotas),
        new ElasticIpAssociationOperations(),
        new ElasticIpAttributeOperations(),
        new MovingAddressOperations(),
        new ElasticIpTransferOperations(quotas),
        new NatGatewayOperations(quotas),
        new NatGatewayAddressOperations(quotas),
        new InstanceOperations(),
        new InstanceStateOperations(),
        new InstanceStatusOperations(),
        new InstanceAttributeOperations(),
        new InstanceOptionOperations(),
        new InstanceCreditOperations(),
        new InstanceTypeOperations(),
        new InstanceProfileOperations(),
        new ImageOperations(),
        new KeyPairOperations(),
        new VolumeOperations(),
        new VpcEndpointOperations(quotas),
        new VpcEndpointServiceOperations(),
        new EndpointServicePermissionOperations(),
        new EndpointConnectionOperations(),
        new ConnectionNotificationOperations(),
        new DescribeEndpointServices(),
        new LoadBalancerOperations(),
        new TargetGroupOperations(),
        new ListenerOperations(),
        new TargetOperations(),
        new BalancingAttributes(),
        new BalancingTags(),
        new TagOperations());
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
