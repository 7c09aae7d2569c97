package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Lifecycles;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.util.List;

/** Every family of Direct Connect's operations. */
public final class DirectConnectFamilies implements OperationFamily {

  private final List<OperationFamily> families;

  /**
   * @param states how the sessions of virtual interfaces are
   */
  public DirectConnectFamilies(Quotas quotas, SessionStates states) {
    Quotas.DirectConnect own = quotas.directConnect();
    InterfaceView views = new InterfaceView(states);
    families =
        List.of(
            new LocationOperations(),
            new ConnectionOperations(own),
            new HostedConnectionOperations(),
            new InterconnectOperations(own),
            new LagOperations(own),
            new LagMembershipOperations(),
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
            new TagOperations());
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
