package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.region.Regions;
import culvert.aws.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Local Zones, which an account has to opt in to by their group, from {@code local-zones.tsv}. */
public final class LocalZones {

  /**
   * A zone near a city.
   *
   * @param group {@code us-west-2-lax-1}
   * @param parentId the zone that serves it, where that is known
   */
  record LocalZone(
      String region, Regions.Zone zone, String group, String longName, @Nullable String parentId) {}

  private static final List<LocalZone> ALL = read();

  private LocalZones() {}

  private static List<LocalZone> read() {
    List<LocalZone> zones = new ArrayList<>();
    Table.rows(LocalZones.class, "local-zones.tsv").forEach(row -> add(zones, row));
    return List.copyOf(zones);
  }

  private static void add(List<LocalZone> zones, List<String> columns) {
    String region = columns.get(0);
    String group = region + "-" + columns.get(1);
    String parent = columns.get(3).equals("-") ? null : columns.get(3);
    String idPrefix =
        Regions.get(region).idPrefix() + "-" + columns.get(1).replace("-", "") + "-az";
    String letters = columns.get(2);
    for (int i = 0; i < letters.length(); i++) {
      Regions.Zone zone = new Regions.Zone(group + letters.charAt(i), idPrefix + (i + 1));
      zones.add(new LocalZone(region, zone, group, columns.get(4), parent));
    }
  }

  /** Those of the caller's Region, opted in to or not. */
  static Stream<LocalZone> of(CatalogView view) {
    return ALL.stream().filter(zone -> zone.region().equals(view.scope().region()));
  }

  /** Whether a zone of the caller's Region of that name is a Local Zone. */
  public static boolean isOne(CatalogView view, String name) {
    return of(view).anyMatch(local -> local.zone().name().equals(name));
  }

  /** Every zone that the caller may put something into, the Region's own first. */
  static List<Regions.Zone> usable(CatalogView view) {
    return Stream.concat(
            Regions.get(view.scope().region()).zones().stream(),
            of(view).filter(local -> optedIn(view, local.group())).map(LocalZone::zone))
        .toList();
  }

  static boolean optedIn(CatalogView view, String group) {
    return view.find(Kinds.ZONE_GROUP, group) != null;
  }
}
