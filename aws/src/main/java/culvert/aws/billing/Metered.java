package culvert.aws.billing;

import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.cost.Meter;
import culvert.network.cost.Running;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A resource that is asked which meters it runs.
 *
 * @param at the state of everything
 * @param now what begins to bill begins then
 * @param into takes the meters, which have no end
 */
record Metered(Resource<?> resource, Snapshot at, Instant now, Consumer<Running> into) {

  Scope scope() {
    return resource.scope();
  }

  void runs(Meter meter) {
    runs("", meter, "");
  }

  /** As {@link Running} says. */
  void runs(String part, Meter meter, String qualifier) {
    runs(part, meter, qualifier, now);
  }

  /** One that begins at a time of its own. */
  void runs(String part, Meter meter, String qualifier, Instant from) {
    into.accept(
        new Running(
            scope().account(),
            scope().region(),
            resource.id(),
            part,
            meter,
            qualifier,
            from,
            null));
  }
}
