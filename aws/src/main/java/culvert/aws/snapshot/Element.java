package culvert.aws.snapshot;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of a list of a file.
 *
 * @param around what stands in the object beside the members of the content's shape: the id of the
 *     table that a {@code get-} or {@code search-} call was about
 * @param content of the SDK, or a tree of JSON
 */
record Element(Map<String, String> around, Object content) {

  Element(Object content) {
    this(Map.of(), content);
  }

  @Nullable String around(String name) {
    return around.get(name);
  }
}
