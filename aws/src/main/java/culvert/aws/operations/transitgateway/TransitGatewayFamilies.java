package culvert.aws.operations.transitgateway;

import culvert.aws.operations.Buckets;
import culvert.aws.operations.Families;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.ram.Unsharing;
import java.util.List;

/** Every family of operations on transit gateways. */
public final class TransitGatewayFamilies {

  private TransitGatewayFamilies() {}

  public static OperationFamily of(Quotas quotas, Buckets buckets, LearnedRoutes learned) {
    return new Families(
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
            new RouteSearchOperations(buckets, learned),
            new MulticastDomainOperations(quotas.multicast()),
            new MulticastAssociationOperations(quotas.multicast()),
            new MulticastGroupOperations(quotas.multicast()),
            new MulticastSearchOperations(),
            new ConnectOperations(quotas),
            new ConnectPeerOperations()));
  }

  /** What RAM does besides when a multicast domain is no longer shared. */
  public static Unsharing unsharing() {
    return MulticastAssociations::unshare;
  }
}
