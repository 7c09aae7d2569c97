package culvert.aws.price;

import culvert.aws.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What bills call the Regions, from {@code regions.tsv}. */
final class BillingCodes {

  private static final String FIRST = "us-east-1";

  private final Map<String, String> codes = new LinkedHashMap<>();

  static BillingCodes read() {
    BillingCodes read = new BillingCodes();
    Table.rows(BillingCodes.class, "regions.tsv")
        .forEach(row -> read.codes.put(row.get(0), row.get(1)));
    return read;
  }

  Set<String> regions() {
    return codes.keySet();
  }

  /** {@code APN2} of {@code ap-northeast-2}; a Region that is not known goes by its own name. */
  String of(String region) {
    return codes.getOrDefault(region, region);
  }

  /** {@code APN2-}; services older than all Regions but the first put nothing there for that. */
  String prefix(String region) {
    return region.equals(FIRST) ? "" : of(region) + "-";
  }
}
