package culvert.aws.operations.ram;

import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;

/** What becomes of what an account made of a resource that is shared with it no more. */
@FunctionalInterface
public interface Unsharing {

  /**
   * The participant may not use the resource any more.
   *
   * @param arn the resource's
   */
  void lost(Transaction transaction, String arn, Scope participant);
}
