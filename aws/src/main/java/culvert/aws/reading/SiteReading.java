package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.Component;
import culvert.network.topology.HeldSession;
import java.util.List;

/** Reads sites, what is down, and the sessions that do not know yet. */
final class SiteReading {

  private SiteReading() {}

  static void all(Snapshot from, Reading reading, List<Component> all) {
    from.everywhere(Kinds.SITE).forEach(site -> all.add(site.shape()));
    from.everywhere(Kinds.FAULT).forEach(fault -> all.add(fault.shape()));
    from.everywhere(Kinds.SESSION_HOLD)
        .forEach(held ->
            all.add(reading.of(held, hold -> new HeldSession(hold.session(), hold.up()))));
  }
}
