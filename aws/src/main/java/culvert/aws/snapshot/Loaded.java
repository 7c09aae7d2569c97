package culvert.aws.snapshot;

import java.util.List;
import java.util.Map;

/**
 * What came of loading a snapshot.
 *
 * @param counts how many elements each key held, in all files together
 * @param unknown what the files hold that Culvert does not know
 * @param missing what resources name that is not there
 */
public record Loaded(Map<String, Integer> counts, List<Unknown> unknown, List<Missing> missing) {

  /**
   * @param key a list ({@code RdsInstances}), or a member of a known one ({@code Vpcs[].Colour});
   *     empty where the file holds no JSON
   * @param count how many elements the list has, or how often the member is there
   */
  public record Unknown(String file, String key, int count) {}

  /**
   * @param id of what is not there
   * @param by one resource that names it
   * @param count how many do
   */
  public record Missing(String id, String by, int count) {}
}
