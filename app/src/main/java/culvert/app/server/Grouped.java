package culvert.app.server;

import culvert.aws.catalog.Snapshot;
import culvert.aws.reading.ResourceTags;
import culvert.network.proof.Grouping;
import culvert.network.why.BadQuestion;
import culvert.network.why.Spoken;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question about all pairs of a network.
 *
 * @param by what they are told together by
 * @param spoken null for all traffic
 */
public record Grouped(Grouping by, @Nullable Spoken spoken) {

  private static final String TAG = "tag:";
  private static final String ALL = "all";

  /**
   * What a person asks; null stands for what was not said.
   *
   * @param protocol {@code all} for all traffic
   * @param states where tags are looked up, the last one first
   * @throws BadQuestion naming what does not fit
   */
  public static Grouped read(
      @Nullable String by,
      @Nullable String port,
      @Nullable String protocol,
      @Nullable String sourcePort,
      Snapshot... states) {
    boolean all = ALL.equals(protocol);
    if (all && (port != null || sourcePort != null)) {
      throw new BadQuestion("all traffic has no port of its own");
    }
    return new Grouped(grouping(by, states), all ? null : Spoken.parse(port, protocol, sourcePort));
  }

  private static Grouping grouping(@Nullable String by, Snapshot... states) {
    if (by != null && by.startsWith(TAG)) {
      String key = by.substring(TAG.length());
      Map<String, String> values = new HashMap<>();
      for (Snapshot each : states) {
        values.putAll(ResourceTags.ofInstances(each, key));
      }
      return new Grouping.ByTag(key, values);
    }
    return switch (by == null ? "vpc" : by) {
      case "vpc" -> new Grouping.ByVpc();
      case "subnet" -> new Grouping.BySubnet();
      case "instance" -> new Grouping.ByInstance();
      case "account" -> new Grouping.ByAccount();
      default ->
          throw new BadQuestion("by takes vpc, subnet, instance, account or tag:KEY, not " + by);
    };
  }
}
