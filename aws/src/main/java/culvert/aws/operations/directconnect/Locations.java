package culvert.aws.operations.directconnect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Direct Connect's locations, from {@code locations.tsv}. */
final class Locations {

  private static final List<Location> ALL = read();

  private Locations() {}

  private static List<Location> read() {
    try (InputStream in = Locations.class.getResourceAsStream("locations.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(Locations::location)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Location location(String[] columns) {
    return new Location(
        columns[0], columns[1], list(columns[2]), list(columns[3]), list(columns[4]));
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
