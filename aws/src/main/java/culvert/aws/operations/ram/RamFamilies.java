package culvert.aws.operations.ram;

import culvert.aws.catalog.Lifecycles;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;

/** Every family of RAM's operations. */
public final class RamFamilies implements OperationFamily {

  private final List<OperationFamily> families;

  public RamFamilies(Unsharing unsharing) {
    families =
        List.of(
            new ResourceShareOperations(unsharing),
            new ShareTagOperations(),
            new ShareAssociationOperations(unsharing),
            new InvitationOperations(),
            new SharedResourceOperations(),
            new SharePermissionOperations());
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
