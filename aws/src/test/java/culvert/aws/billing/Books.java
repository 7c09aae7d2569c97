package culvert.aws.billing;

import culvert.aws.TestCloud;
import culvert.network.cost.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cloud's meters as tests say them: {@code METER:QUALIFIER PART 1m..2h}, times being counted from
 * the test's beginning; without the last where they run.
 */
final class Books {

  private final TestCloud cloud;
  private final Instant start;

  Books(TestCloud cloud) {
    this.cloud = cloud;
    this.start = cloud.timeline().now();
  }

  Stream<Running> all() {
    return Metering.running(cloud.api().catalog().snapshot());
  }

  /** The meters of a resource that {@link TestCloud#ACCOUNT} pays in us-east-1. */
  List<String> of(String resource) {
    return of(TestCloud.ACCOUNT, "us-east-1", resource);
  }

  /** Those of a resource that an account pays in a Region, by their names. */
  List<String> of(String account, String region, String resource) {
    return all()
        .filter(each -> each.resource().equals(resource))
        .filter(each -> each.account().equals(account) && each.region().equals(region))
        .map(this::text)
        .sorted()
        .toList();
  }

  /** Who pays for a resource. */
  List<String> payers(String resource) {
    return all()
        .filter(each -> each.resource().equals(resource))
        .map(Running::account)
        .distinct()
        .toList();
  }

  void pass(Duration time) {
    cloud.timeline().advance(time);
  }

  private String text(Running meter) {
    return meter.meter()
        + (meter.qualifier().isEmpty() ? "" : ":" + meter.qualifier())
        + (meter.part().isEmpty() ? "" : " " + meter.part())
        + " "
        + since(meter.from())
        + ".."
        + (meter.to() == null ? "" : since(meter.to()));
  }

  /** {@code 0s}, {@code 1m30s}, {@code 2160h}. */
  private String since(Instant moment) {
    return Duration.between(start, moment)
        .toString()
        .substring(2)
        .toLowerCase(java.util.Locale.ROOT);
  }
}
