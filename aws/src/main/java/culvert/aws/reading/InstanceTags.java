package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Snapshot;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What instances are tagged with, which forwarding knows nothing of. */
public final class InstanceTags {

  private InstanceTags() {}

  /** The values of a tag, by the ids of the instances that have it. */
  public static Map<String, String> values(Snapshot snapshot, String key) {
    Map<String, String> values = new HashMap<>();
    snapshot
        .everywhere(Kinds.INSTANCE)
        .forEach(instance -> {
          for (Tag tag : instance.shape().tags()) {
            if (tag.key().equals(key)) {
              values.put(instance.id(), tag.value());
            }
          }
        });
    return values;
  }
}
