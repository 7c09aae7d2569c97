package culvert.aws.operations.directconnect;

import culvert.aws.operations.Families;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import java.util.List;

/** Every family of Direct Connect's operations. */
public final class DirectConnectFamilies {

  private DirectConnectFamilies() {}

  public static OperationFamily of(Quotas quotas, LearnedRoutes learned) {
    Quotas.DirectConnect own = quotas.directConnect();
    InterfaceView views = new InterfaceView(learned);
    PortView ports = new PortView(learned);
    return new Families(
        List.of(
            new LocationOperations(),
            new ConnectionOperations(own, ports),
            new HostedConnectionOperations(ports),
            new InterconnectOperations(own, ports),
            new LagOperations(own, ports),
            new LagMembershipOperations(ports),
            new MacSecOperations(),
            new LoaOperations(),
            new VirtualInterfaceOperations(own, views),
            new HostedInterfaceOperations(own, views),
            new InterfaceChangeOperations(views),
            new BgpPeerOperations(views),
            new FailoverTestOperations(),
            new RouterConfigurationOperation(),
            new GatewayOperations(own),
            new AssociationOperations(quotas),
            new ProposalOperations(quotas),
            new CustomerOperations(),
            new TagOperations()));
  }
}
