package culvert.aws.price;

import culvert.aws.table.Table;
import culvert.network.cost.Meter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code inter-region.tsv}: from each Region of it to each other one. */
record InterRegionTable(Sources sources) {

  void into(Rates rates) {
    List<List<String>> rows = Table.rows(InterRegionTable.class, "inter-region.tsv");
    for (List<String> row : rows) {
      Evidence by = sources.evidence(row.get(3), row.get(4));
      Map<String, String> exceptions = exceptions(row.get(2));
      for (List<String> other : rows) {
        String to = other.getFirst();
        if (!to.equals(row.getFirst())) {
          rates.add(
              Meter.INTER_REGION_OUT_GB,
              row.getFirst(),
              to,
              Rates.tiers(exceptions.getOrDefault(to, row.get(1))),
              by);
        }
      }
    }
  }

  private static Map<String, String> exceptions(String column) {
    return column.equals("-")
        ? Map.of()
        : Arrays.stream(column.split(" ", -1))
            .map(each -> each.split(":", -1))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
  }
}
