package culvert.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often; the median counts
 * @param warmUp how long a server is called before anything counts
 * @param window how long a round is
 * @param vpcs how many VPCs a large network has, the default one not counted
 * @param attachments how many VPCs a large transit gateway has
 */
record Effort(int rounds, Duration warmUp, Duration window, int vpcs, int attachments) {

  static final Effort FULL =
      new Effort(5, Duration.ofSeconds(10), Duration.ofSeconds(3), 1000, 5000);

  /** Enough to see that the benchmarks run; the figures say nothing. */
  static final Effort QUICK =
      new Effort(1, Duration.ofMillis(100), Duration.ofMillis(100), 10, 100);

  static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no figures: " + Arrays.toString(sorted));
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
