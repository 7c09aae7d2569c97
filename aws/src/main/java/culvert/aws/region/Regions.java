package culvert.aws.region;

import culvert.aws.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** AWS's Regions and their Availability Zones, from {@code regions.tsv}. */
public final class Regions {

  /** A zone; the name may differ by account on AWS, the id does not. Here both agree everywhere. */
  public record Zone(String name, String id) {

    /** Whether it has that name or id. */
    public boolean is(String nameOrId) {
      return name.equals(nameOrId) || id.equals(nameOrId);
    }
  }

  /**
   * A Region.
   *
   * @param optIn whether an account has to ask for it
   * @param idPrefix what its zones' ids begin with, {@code use1}
   * @param longName {@code US East (N. Virginia)}
   */
  public record Region(
      String name, boolean optIn, String idPrefix, List<Zone> zones, String longName) {}

  private static final Map<String, Region> ALL = read();

  private Regions() {}

  private static Map<String, Region> read() {
    Map<String, Region> regions = new LinkedHashMap<>();
    Table.rows(Regions.class, "regions.tsv").stream()
        .map(Regions::region)
        .forEach(region -> regions.put(region.name(), region));
    return regions;
  }

  private static Region region(List<String> columns) {
    String name = columns.get(0);
    String[] numbers = columns.get(3).split(",", -1);
    List<Zone> zones =
        IntStream.range(0, numbers.length)
            .mapToObj(i -> new Zone(name + (char) ('a' + i), columns.get(2) + "-az" + numbers[i]))
            .toList();
    return new Region(name, columns.get(1).equals("opt-in"), columns.get(2), zones, columns.get(4));
  }

  public static boolean exists(String name) {
    return ALL.containsKey(name);
  }

  public static List<Region> all() {
    return List.copyOf(ALL.values());
  }

  public static Region get(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  /** The zone of that name or id in a Region, or null. */
  public static @Nullable Zone zone(String region, String nameOrId) {
    for (Zone zone : get(region).zones()) {
      if (zone.is(nameOrId)) {
        return zone;
      }
    }
    return null;
  }
}
