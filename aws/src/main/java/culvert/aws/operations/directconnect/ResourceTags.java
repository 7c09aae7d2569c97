package culvert.aws.operations.directconnect;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.directconnect.model.Tag;

/** The rules of Direct Connect's tags: 50 of them, each key once (B9). */
final class ResourceTags {

  private static final int MOST = 50;
  private static final int KEY_LENGTH = 128;
  private static final int VALUE_LENGTH = 256;

  private ResourceTags() {}

  /** Those of a new resource. */
  static List<Tag> of(List<Tag> given) {
    return plus(List.of(), given);
  }

  /** Those with the new ones added, or in the place of the ones of the same key. */
  static List<Tag> plus(List<Tag> present, List<Tag> added) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    present.forEach(tag -> tags.put(tag.key(), tag));
    Set<String> keys = new HashSet<>();
    for (Tag tag : added) {
      check(tag);
      if (!keys.add(tag.key())) {
        throw DirectConnectError.DUPLICATE_TAG_KEYS.with(
            "The tag key " + tag.key() + " was specified more than once.");
      }
      tags.put(tag.key(), tag);
    }
    if (tags.size() > MOST) {
      throw DirectConnectError.TOO_MANY_TAGS.with(
          "A resource has at most " + MOST + " tags; this would be " + tags.size() + ".");
    }
    return List.copyOf(tags.values());
  }

  private static void check(Tag tag) {
    if (tag.key().length() > KEY_LENGTH || tag.key().startsWith("aws:")) {
      throw DirectConnectError.refused(
          "The tag key " + tag.key() + " is longer than 128 characters or starts with aws:.");
    }
    if (tag.value() != null && tag.value().length() > VALUE_LENGTH) {
      throw DirectConnectError.refused("A tag's value has at most 256 characters.");
    }
  }
}
