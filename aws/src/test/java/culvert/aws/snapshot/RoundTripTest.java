package culvert.aws.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import culvert.aws.reading.RandomCalls;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is dumped and loaded is what it was, whatever it was. Tests of all operations do the same
 * with {@code -Dtest.jvm="-Dculvert.snapshots=true"}: see {@link TestCloud#close}.
 */
class RoundTripTest {

  private static final int CALLS = 900;

  @ParameterizedTest
  @EnumSource(Timing.class)
  void what_random_calls_made_is_the_same_after_a_dump_and_a_load(Timing timing) {
    long seed = Long.getLong("culvert.seed", new Random().nextLong());
    System.out.println("RoundTripTest: -Dculvert.seed=" + seed);
    try (TestCloud cloud = new TestCloud(timing, Quotas.raised())) {
      RandomCalls calls = new RandomCalls(cloud, new Random(seed));
      for (int i = 0; i < CALLS; i++) {
        calls.next();
      }
      RoundTrip.check(cloud);
      // When something under way is done, AWS's answers do not say: what is made is let become so.
      cloud.timeline().advance(Duration.ofMinutes(1));
      Map<String, Integer> corrected = new TreeMap<>();
      RoundTrip.files(cloud)
          .path("aws_configs/CulvertResources.json")
          .path(Corrections.RESOURCES)
          .forEach(each -> corrected.merge(each.path("Kind").asString(), 1, Integer::sum));
      System.out.println("RoundTripTest: not said by AWS's answers alone: " + corrected);
      assertThat(corrected).doesNotContainKeys("vpc", "subnet", "route-table", "security-group");
    }
  }
}
