package culvert.aws.catalog;

import java.util.List;
import java.util.function.Consumer;

/**
 * Where the catalog outlives the process. Used by one thread at a time. {@code StoreContract} in
 * the tests says what each one must hold to.
 */
interface Store extends AutoCloseable {

  /** Whether it keeps anything; else nobody need wait for it. */
  boolean keeps();

  /** Hands over every resource that is kept. */
  void load(Consumer<Resource<?>> into);

  /** Keeps the changes, all or none; durable when it returns. */
  void commit(List<Change> changes);

  /** Forgets everything. */
  void clear();

  @Override
  void close();
}
