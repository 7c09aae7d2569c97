package culvert.aws.operations.directconnect;

import culvert.aws.table.Table;
import java.util.List;
import java.util.stream.Stream;

/** Direct Connect's locations, from {@code locations.tsv}. */
final class Locations {

  private static final List<Location> ALL =
      Table.rows(Locations.class, "locations.tsv").stream().map(Locations::location).toList();

  private Locations() {}

  private static Location location(List<String> columns) {
    return new Location(
        columns.get(0),
        columns.get(1),
        list(columns.get(2)),
        list(columns.get(3)),
        list(columns.get(4)));
  }

  private static List<String> list(String column) {
    return column.equals("-") ? List.of() : List.of(column.split(",", -1));
  }

  static Stream<Location> of(String region) {
    return ALL.stream().filter(location -> location.regions().contains(region));
  }

  /** The one of that code, which must be the Region's (B1). */
  static Location get(String code, String region) {
    return of(region)
        .filter(location -> location.code().equals(code))
        .findFirst()
        .orElseThrow(() ->
            DirectConnectError.refused("Location " + code + " does not exist in " + region + "."));
  }

  /** The one of that code that has such ports. */
  static Location withPorts(String code, String region, String bandwidth) {
    Location location = get(code, region);
    if (!location.hasPorts(bandwidth)) {
      throw DirectConnectError.refused("Location " + code + " has no ports of " + bandwidth + ".");
    }
    return location;
  }
}
