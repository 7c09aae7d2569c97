package culvert.aws.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Snapshot;
import java.time.Duration;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That what is dumped and loaded is what it was. */
public final class RoundTrip {

  private static final Assumed NOBODY = new Assumed("000000000000", "us-east-1");

  private RoundTrip() {}

  /** Loads what the cloud dumps into another one, at the same time of day. */
  public static void check(TestCloud cloud) {
    Snapshot before = cloud.api().catalog().snapshot();
    byte[] dump = cloud.api().snapshots().dump();
    try (TestCloud other = new TestCloud(cloud.timing(), cloud.quotas()).unchecked()) {
      other.timeline().advance(Duration.between(other.timeline().now(), cloud.timeline().now()));
      Loaded loaded = other.api().snapshots().load(dump, NOBODY);
      assertThat(loaded.unknown()).isEmpty();
      assertThat(Contents.differences(before, other.api().catalog().snapshot())).isEmpty();
      assertThat(Arrays.equals(other.api().snapshots().dump(), dump))
          .as("the dump of what was loaded is the dump")
          .isTrue();
    }
  }

  /** The dump's files by their paths. */
  static JsonNode files(TestCloud cloud) {
    return JsonMapper.shared().readTree(cloud.api().snapshots().dump()).path("files");
  }
}
