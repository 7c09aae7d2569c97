package culvert.aws.wire;

import org.jspecify.annotations.Nullable;

/** The operations that exist. */
public interface OperationTable {

  /** The operation of that name, or null. */
  @Nullable Operation find(Service service, String name);

  /** Whether AWS has an operation of that name that Culvert means to answer one day. */
  boolean inScope(Service service, String name);
}
