package culvert.aws.operations;

import culvert.aws.table.Table;
import culvert.aws.wire.Service;
import java.util.Set;

/** The operations that Culvert is meant to answer one day, from {@code operations.txt}. */
final class OperationsInScope {

  private static final Set<String> NAMES =
      Set.copyOf(Table.lines(OperationsInScope.class, "operations.txt"));

  private OperationsInScope() {}

  static boolean contains(Service service, String name) {
    return NAMES.contains(service + " " + name)
        || service == Service.RAM
            && NAMES.stream().anyMatch(known -> known.equalsIgnoreCase("ram " + name));
  }
}
