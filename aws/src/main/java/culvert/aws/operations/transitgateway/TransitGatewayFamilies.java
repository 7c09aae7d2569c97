package culvert.aws.operations.transitgateway;

import culvert.aws.operations.Families;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import java.util.List;

/** Every family of operations on transit gateways. */
public final class TransitGatewayFamilies {

  private TransitGatewayFamilies() {}

  public static OperationFamily of(Quotas quotas) {
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
            new RouteSearchOperations(),
            new MulticastDomainOperations(quotas.multicast()),
            new MulticastAssociationOperations(quotas.multicast()),
            new MulticastGroupOperations(quotas.multicast()),
            new MulticastSearchOperations(),
            new ConnectOperations(quotas),
            new ConnectPeerOperations()));
  }
}
