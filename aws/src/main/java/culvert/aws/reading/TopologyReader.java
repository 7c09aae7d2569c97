package culvert.aws.reading;

import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.Component;
import culvert.network.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topology of a snapshot, of all accounts and Regions. The last one is kept: of the next
 * snapshot only what has changed is read, and what is read from that.
 */
public final class TopologyReader {

  /** A component, by how it is read. */
  private record Subject(Reading<?, ?> reading, String id) {}

  private Snapshot snapshot = Snapshot.EMPTY;
  private Topology topology = Topology.EMPTY;

  /** What the snapshot declares, as the engines see it; the same where they see no change. */
  public synchronized Topology read(Snapshot wanted) {
    if (wanted != snapshot) {
      Topology read = topology;
      for (Map.Entry<Subject, Scope> touched : touched(snapshot, wanted).entrySet()) {
        read = read(read, touched.getKey(), touched.getValue(), wanted);
      }
      snapshot = wanted;
      topology = read;
    }
    return topology;
  }

  /**
   * Reads a resource for nothing but to see that it can be read.
   *
   * @throws RuntimeException where it holds what no engine could use: a prefix that is none
   */
  public static void check(Resource<?> resource, Snapshot from) {
    for (Reading<?, ?> reading : Readings.of(resource)) {
      reading.read(from, resource.scope(), resource.id());
    }
  }

  private static Topology read(Topology into, Subject subject, Scope near, Snapshot from) {
    Component component = subject.reading.read(from, near, subject.id);
    return component == null
        ? into.without(subject.reading.component(), subject.id + subject.reading.suffix())
        : into.with(component);
  }

  /** What must be read again, and the scope of what has changed. */
  private static Map<Subject, Scope> touched(Snapshot before, Snapshot after) {
    Map<Subject, Scope> touched = new LinkedHashMap<>();
    after.since(
        before,
        (was, is) -> {
          touch(was, before, touched);
          touch(is, after, touched);
        });
    return touched;
  }

  private static void touch(
      @Nullable Resource<?> resource, Snapshot in, Map<Subject, Scope> touched) {
    if (resource != null) {
      for (Reading<?, ?> reading : Readings.of(resource)) {
        touched.put(new Subject(reading, resource.id()), resource.scope());
      }
      for (Part<?> part : Readings.parts(resource)) {
        part.of(resource, in)
            .forEach(id -> touched.put(new Subject(part.whole(), id), resource.scope()));
      }
    }
  }
}
