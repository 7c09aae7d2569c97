package culvert.aws.reading;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import culvert.network.expectation.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** What resources are tagged with, and called, which forwarding knows nothing of. */
public final class ResourceTags {

  private static final String NAME = "Name";

  /** Tags of every service's shapes. */
  private static final Set<String> TAGS = Set.of("tags", "tagset");

  /** What resources have for a name where no tag is one. */
  private static final Set<String> NAMES =
      Set.of(
          "connectionname",
          "lagname",
          "virtualinterfacename",
          "directconnectgatewayname",
          "groupname");

  private ResourceTags() {}

  /** The tags of every resource, and a name of its own for its {@code Name} where it has none. */
  public static Labels of(Snapshot snapshot) {
    Map<String, Map<String, String>> all = new HashMap<>();
    for (Kind<?> kind : Kinds.all()) {
      snapshot
          .everywhere(kind)
          .forEach(resource -> {
            Map<String, String> tags = of(resource);
            if (!tags.isEmpty()) {
              all.put(resource.id(), tags);
            }
          });
    }
    return new Labels(all);
  }

  /** The values of a tag, by the ids of the instances that have it. */
  public static Map<String, String> ofInstances(Snapshot snapshot, String key) {
    Map<String, String> values = new HashMap<>();
    snapshot
        .everywhere(Kinds.INSTANCE)
        .forEach(instance -> {
          String value = of(instance).get(key);
          if (value != null) {
            values.put(instance.id(), value);
          }
        });
    return values;
  }

  private static Map<String, String> of(Resource<?> resource) {
    if (!(resource.shape() instanceof SdkPojo shape)) {
      return Map.of();
    }
    Map<String, String> tags = new HashMap<>();
    for (Member member : Shape.of(shape).members()) {
      String name = member.name().toLowerCase(Locale.ROOT);
      Object value = TAGS.contains(name) || NAMES.contains(name) ? member.get(shape) : null;
      switch (value) {
        case String own -> tags.putIfAbsent(NAME, own);
        case List<?> list ->
            list.forEach(each -> {
              if (each instanceof SdkPojo tag) {
                tags.put(text(tag, "key"), text(tag, "value"));
              }
            });
        case null, default -> {}
      }
    }
    return tags;
  }

  private static String text(SdkPojo tag, String wanted) {
    for (Member member : Shape.of(tag).members()) {
      if (member.name().equalsIgnoreCase(wanted)) {
        @Nullable Object value = member.get(tag);
        return value == null ? "" : value.toString();
      }
    }
    return "";
  }
}
