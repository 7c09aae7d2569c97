package culvert.aws.price;

import culvert.aws.table.Table;
import culvert.network.cost.Meter;
import culvert.network.cost.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code direct-connect-*.tsv} and {@code site-link.tsv}: what hangs on locations. */
record DirectConnectTables(Sources sources) {

  /** What has no code, as it is not certain which location a price is for, has no rate. */
  private static final String NONE = "-";

  /**
   * A location.
   *
   * @param ports which prices of ports it has
   */
  private record Location(String code, List<String> regions, String ports) {}

  /** The locations of each Region that have a rate for what leaves it, by code. */
  Map<String, List<String>> into(Rates rates) {
    Map<String, Location> locations = new LinkedHashMap<>();
    for (List<String> row : Table.rows(DirectConnectTables.class, "direct-connect-locations.tsv")) {
      locations.put(row.get(0), new Location(row.get(0), list(row.get(1)), row.get(2)));
    }
    ports(locations, rates);
    out(rates);
    siteLink(locations, rates);
    Map<String, List<String>> ofRegions = new HashMap<>();
    locations.values().stream()
        .sorted(Comparator.comparing(Location::code))
        .forEach(location ->
            location.regions.stream()
                .filter(
                    region -> rates.get(Meter.DIRECT_CONNECT_OUT_GB, region, location.code) != null)
                .forEach(region ->
                    ofRegions.computeIfAbsent(region, _ -> new ArrayList<>()).add(location.code)));
    return ofRegions;
  }

  private static List<String> list(String column) {
    return List.of(column.split(",", -1));
  }

  private void ports(Map<String, Location> locations, Rates rates) {
    for (List<String> row : Table.rows(DirectConnectTables.class, "direct-connect-ports.tsv")) {
      for (Location location : locations.values()) {
        if (location.ports.equals(row.get(1))) {
          for (String region : location.regions) {
            rates.add(
                Meter.valueOf(row.get(0)),
                region,
                row.get(2) + "@" + location.code,
                Rates.tiers(row.get(3)),
                sources.evidence(row.get(4), row.get(5)));
          }
        }
      }
    }
  }

  /**
   * What leaves over a public virtual interface costs as over others, where it is so at all (B10).
   */
  private void out(Rates rates) {
    List<List<String>> rows = Table.rows(DirectConnectTables.class, "direct-connect-out.tsv");
    List<String> regions = rows.getFirst();
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int i = 4; i < row.size(); i++) {
        if (!row.get(1).equals(NONE) && !row.get(i).equals(NONE)) {
          List<Rate.Tier> tiers = Rates.tiers(row.get(i));
          Evidence by = sources.evidence(row.get(2), row.get(3));
          rates.add(Meter.DIRECT_CONNECT_OUT_GB, regions.get(i), row.get(1), tiers, by);
          rates.add(Meter.DIRECT_CONNECT_PUBLIC_OUT_GB, regions.get(i), row.get(1), tiers, by);
        }
      }
    }
  }

  /** Metered in a Region of either end, where SiteLink is sold at all. */
  private void siteLink(Map<String, Location> locations, Rates rates) {
    for (List<String> row : Table.rows(DirectConnectTables.class, "site-link.tsv")) {
      for (String one : list(row.get(0))) {
        for (String other : list(row.get(1))) {
          List<Rate.Tier> tiers = Rates.tiers(row.get(2));
          Evidence by = sources.evidence(row.get(3), row.get(4));
          Stream.of(one, other)
              .flatMap(each -> Objects.requireNonNull(locations.get(each), each).regions.stream())
              .distinct()
              .filter(region -> rates.get(Meter.SITE_LINK_HOUR, region, "") != null)
              .forEach(region -> {
                rates.add(Meter.SITE_LINK_GB, region, one + "-" + other, tiers, by);
                rates.add(Meter.SITE_LINK_GB, region, other + "-" + one, tiers, by);
              });
        }
      }
    }
  }
}
