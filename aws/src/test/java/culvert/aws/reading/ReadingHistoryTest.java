package culvert.aws.reading;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.catalog.Snapshot;
import culvert.aws.operations.Quotas;
import culvert.network.topology.Component;
import culvert.network.topology.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A topology that was read change by change is the one that is read from nothing. */
class ReadingHistoryTest {

  private static final int CALLS = 1500;

  @Test
  void what_is_read_change_by_change_is_what_is_read_afresh() {
    long seed = Long.getLong("culvert.seed", new Random().nextLong());
    System.out.println("ReadingHistoryTest: -Dculvert.seed=" + seed);
    Random random = new Random(seed);
    TopologyReader reader = new TopologyReader();
    Deque<String> history = new ArrayDeque<>();
    try (TestCloud cloud = new TestCloud(Timing.AWS, Quotas.raised())) {
      RandomCalls calls = new RandomCalls(cloud, random);
      for (int i = 0; i < CALLS; i++) {
        history.addLast(calls.next());
        if (random.nextInt(3) == 0) {
          Snapshot snapshot = cloud.api().catalog().snapshot();
          assertThat(components(reader.read(snapshot)))
              .as("-Dculvert.seed=%d after %s", seed, history)
              .isEqualTo(components(new TopologyReader().read(snapshot)));
          history.clear();
        }
      }
      System.out.println("ReadingHistoryTest: " + calls.done());
      List<String> never = new ArrayList<>(calls.names());
      never.removeAll(calls.done().keySet());
      assertThat(never).hasSizeLessThan(calls.names().size() / 4);
    }
  }

  private static Map<Class<?>, Map<String, Component>> components(Topology topology) {
    Map<Class<?>, Map<String, Component>> all = new HashMap<>();
    for (Class<?> kind : Component.class.getPermittedSubclasses()) {
      Map<String, Component> ofKind = new HashMap<>();
      for (Component each : topology.all(kind.asSubclass(Component.class))) {
        ofKind.put(each.id(), each);
      }
      all.put(kind, ofKind);
    }
    return all;
  }
}
