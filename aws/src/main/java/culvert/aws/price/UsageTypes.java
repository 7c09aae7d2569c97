package culvert.aws.price;

import culvert.aws.table.Table;
import culvert.network.cost.Meter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What bills call a meter's usage, from {@code usage-types.tsv}. */
final class UsageTypes {

  private static final String OTHERS = "*";

  private final BillingCodes codes;
  private final Map<Meter, Map<String, String>> names = new EnumMap<>(Meter.class);

  private UsageTypes(BillingCodes codes) {
    this.codes = codes;
  }

  static UsageTypes read(BillingCodes codes) {
    UsageTypes read = new UsageTypes(codes);
    for (List<String> row : Table.rows(UsageTypes.class, "usage-types.tsv")) {
      read.names
          .computeIfAbsent(Meter.valueOf(row.get(0)), _ -> new HashMap<>())
          .put(row.get(1).equals("-") ? "" : row.get(1), row.get(2));
    }
    for (Meter meter : Meter.values()) {
      if (!read.names.getOrDefault(meter, Map.of()).containsKey(OTHERS)) {
        throw new IllegalArgumentException("usage-types.tsv has no name for " + meter);
      }
    }
    return read;
  }

  String of(Meter meter, String region, String qualifier) {
    Map<String, String> ofMeter = Objects.requireNonNull(names.get(meter));
    String name = ofMeter.get(qualifier);
    int at = qualifier.indexOf('@');
    return Objects.requireNonNullElseGet(name, () -> Objects.requireNonNull(ofMeter.get(OTHERS)))
        .replace("{region}", codes.of(region))
        .replace("{prefix}", codes.prefix(region))
        .replace("{other}", codes.of(qualifier))
        .replace("{capacity}", at < 0 ? qualifier : qualifier.substring(0, at))
        .replace("{location}", qualifier.substring(at + 1));
  }
}
