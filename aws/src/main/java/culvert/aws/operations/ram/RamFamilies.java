package culvert.aws.operations.ram;

import culvert.aws.operations.Families;
import culvert.aws.operations.OperationFamily;
import java.util.List;

/** Every family of RAM's operations. */
public final class RamFamilies {

  private RamFamilies() {}

  /**
   * @param unsharing what is to be done besides when something is no longer shared
   */
  public static OperationFamily of(Unsharing unsharing) {
    return new Families(
        List.of(
            new ResourceShareOperations(unsharing),
            new ShareTagOperations(),
            new ShareAssociationOperations(unsharing),
            new InvitationOperations(),
            new SharedResourceOperations(),
            new SharePermissionOperations()));
  }
}
