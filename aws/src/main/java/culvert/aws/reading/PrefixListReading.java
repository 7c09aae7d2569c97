package culvert.aws.reading;

import culvert.aws.catalog.Snapshot;
import culvert.network.topology.Component;
import java.util.List;

/** Reads managed prefix lists. */
final class PrefixListReading {

  private PrefixListReading() {}

  static void all(Snapshot from, Reading reading, List<Component> all) {}
}
