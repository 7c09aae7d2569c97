package culvert.aws.operations;

import culvert.aws.catalog.Lifecycles;
import java.util.List;

/** Several families as one. */
public record Families(List<OperationFamily> members) implements OperationFamily {

  @Override
  public void register(Registry registry) {
    members.forEach(family -> family.register(registry));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    members.forEach(family -> family.lifecycles(lifecycles));
  }
}
