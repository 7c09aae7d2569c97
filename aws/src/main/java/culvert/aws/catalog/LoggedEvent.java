package culvert.aws.catalog;

import culvert.network.failover.Event;

/**
 * An entry of the log.
 *
 * @param number its place, from 1
 */
public record LoggedEvent(long number, Event event) {

  String id() {
    return Long.toString(number);
  }
}
