package culvert.aws.operations;

import culvert.aws.catalog.Lifecycles;

/** The operations of one family of resources. */
public interface OperationFamily {

  /** Adds the operations to the registry. */
  void register(Registry registry);

  /** Adds what the family's resources do by themselves, where they do anything. */
  default void lifecycles(Lifecycles lifecycles) {}
}
