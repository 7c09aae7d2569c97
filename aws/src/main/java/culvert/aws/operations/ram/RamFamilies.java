package culvert.aws.operations.ram;

import culvert.aws.operations.Families;
import culvert.aws.operations.OperationFamily;
import java.util.List;

/** Every family of RAM's operations. */
public final class RamFamilies {

  private RamFamilies() {}

  public static OperationFamily of() {
    return new Families(
        List.of(
            new ResourceShareOperations(),
            new ShareTagOperations(),
            new ShareAssociationOperations(),
            new InvitationOperations(),
            new SharedResourceOperations(),
            new SharePermissionOperations()));
  }
}
