package culvert.aws.price;

import culvert.aws.table.Table;
import culvert.network.cost.Allowance;
import culvert.network.cost.Meter;
import culvert.network.cost.Prices;
import culvert.network.cost.Rate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** AWS's prices, from the tables beside this class; docs/prices.md says where those are from. */
public final class PriceList implements Prices {

  /** Read when the first price is asked for. */
  private static final class Read {
    static final PriceList LIST = new PriceList();
  }

  private final UsageTypes usageTypes;
  private final Rates rates;
  private final Allowance freeInternetOut;
  private final Map<String, List<String>> locations;

  private PriceList() {
    BillingCodes codes = BillingCodes.read();
    Sources sources = Sources.read();
    usageTypes = UsageTypes.read(codes);
    rates = new Rates(usageTypes);
    new MeterTable(codes, sources).into(rates);
    new InterRegionTable(sources).into(rates);
    locations = new DirectConnectTables(sources).into(rates);
    List<String> free = Table.rows(PriceList.class, "free-internet-out.tsv").getFirst();
    Evidence by = sources.evidence(free.get(2), free.get(3));
    freeInternetOut =
        new Allowance(
            new BigDecimal(free.getFirst()),
            List.of(free.get(1).split(",")),
            by.source(),
            by.asOf(),
            by.verified());
  }

  public static PriceList get() {
    return Read.LIST;
  }

  @Override
  public @Nullable Rate rate(Meter meter, String region, String qualifier) {
    return rates.get(meter, region, qualifier);
  }

  @Override
  public String usageType(Meter meter, String region, String qualifier) {
    return usageTypes.of(meter, region, qualifier);
  }

  @Override
  public Allowance freeInternetOut() {
    return freeInternetOut;
  }

  @Override
  public List<String> directConnectLocations(String region) {
    return locations.getOrDefault(region, List.of());
  }
}
