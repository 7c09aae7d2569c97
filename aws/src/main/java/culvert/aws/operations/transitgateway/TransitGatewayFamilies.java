package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Lifecycles;
import culvert.aws.operations.Buckets;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.util.List;

/** Every family of operations on transit gateways. */
public final class TransitGatewayFamilies implements OperationFamily {

  private final List<OperationFamily> families;

  public TransitGatewayFamilies(Quotas quotas, Buckets buckets) {
    families =
        List.of(
            new TransitGatewayOperations(quotas),
            new AttachmentOperations(),
            new VpcAttachmentOperations(quotas),
            new PeeringAttachmentOperations(quotas),
            new TransitGatewayRouteTableOperations(quotas),
            new AssociationOperations(),
            new PropagationOperations(),
            new StaticRouteOperations(quotas),
            new PrefixListReferenceOperations(quotas),
            new RouteSearchOperations(buckets),
            new MulticastDomainOperations(quotas.multicast()),
            new MulticastAssociationOperations(quotas.multicast()),
            new MulticastGroupOperations(quotas.multicast()),
            new MulticastSearchOperations(),
            new ConnectOperations(quotas),
            new ConnectPeerOperations());
  }

  @Override
  public void register(Registry registry) {
    families.forEach(family -> family.register(registry));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    families.forEach(family -> family.lifecycles(lifecycles));
  }
}
