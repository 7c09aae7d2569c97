package culvert.network.expectation;

import java.util.Map;

/**
 * What people call components: their tags.
 *
 * @param tags by the components' ids
 */
public record Labels(Map<String, Map<String, String>> tags) {

  public static final Labels NONE = new Labels(Map.of());

  private static final String NAME = "Name";

  /** The {@code Name} tag, or empty. */
  public String name(String id) {
    return value(id, NAME);
  }

  /** The value of a tag, or empty. */
  public String value(String id, String key) {
    return tags.getOrDefault(id, Map.of()).getOrDefault(key, "");
  }

  /** {@code prod-db (i-…)}, or the id where it has no name. */
  public String called(String id) {
    String name = name(id);
    return name.isEmpty() ? id : name + " (" + id + ")";
  }
}
