package culvert.aws.price;

import culvert.aws.table.Table;
import culvert.network.cost.Meter;
import java.util.Collection;
import java.util.List;

/** {@code rates.tsv}: what hangs on the Region and on what kind of a thing it is. */
record MeterTable(BillingCodes codes, Sources sources) {

  void into(Rates rates) {
    for (List<String> row : Table.rows(MeterTable.class, "rates.tsv")) {
      Evidence by = sources.evidence(row.get(3), row.get(4));
      for (String qualifier : row.get(1).split(",", -1)) {
        for (String region : regions(row.get(5))) {
          rates.add(
              Meter.valueOf(row.get(0)),
              region,
              qualifier.equals("-") ? "" : qualifier,
              Rates.tiers(row.get(2)),
              by);
        }
      }
    }
  }

  private Collection<String> regions(String column) {
    return column.equals("*") ? codes.regions() : List.of(column.split(",", -1));
  }
}
