package culvert.network.advice;

import culvert.network.cost.Allowance;
import culvert.network.cost.Meter;
import culvert.network.cost.Prices;
import culvert.network.cost.Rate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rates of us-east-1 as AWS had them in 2025, for every Region but {@code nowhere}: {@code "0.09
 * 10240 0.085"} is 0.09 up to 10,240 and 0.085 from there on. Direct Connect is known at EqDC2.
 */
final class ListedPrices implements Prices {

  private static final Map<Meter, String> RATES =
      Map.ofEntries(
          Map.entry(Meter.INTERFACE_ENDPOINT_HOUR, "0.01"),
          Map.entry(Meter.INTERFACE_ENDPOINT_GB, "0.01 1048576 0.006 5242880 0.004"),
          Map.entry(Meter.GATEWAY_ENDPOINT_GB, "0"),
          Map.entry(Meter.GATEWAY_LOAD_BALANCER_ENDPOINT_GB, "0.0035"),
          Map.entry(Meter.NAT_GATEWAY_HOUR, "0.045"),
          Map.entry(Meter.NAT_GATEWAY_GB, "0.045"),
          Map.entry(Meter.VPN_CONNECTION_HOUR, "0.05"),
          Map.entry(Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "0.05"),
          Map.entry(Meter.TRANSIT_GATEWAY_GB, "0.02"),
          Map.entry(Meter.PUBLIC_IPV4_IN_USE_HOUR, "0.005"),
          Map.entry(Meter.PUBLIC_IPV4_IDLE_HOUR, "0.005"),
          Map.entry(Meter.CROSS_ZONE_GB, "0.01"),
          Map.entry(Meter.PEERING_CROSS_ZONE_GB, "0.01"),
          Map.entry(Meter.PEERING_SAME_ZONE_GB, "0"),
          Map.entry(Meter.INTER_REGION_OUT_GB, "0.02"),
          Map.entry(Meter.INTERNET_OUT_GB, "0.09 10240 0.085 51200 0.07"),
          Map.entry(Meter.INTERNET_IN_GB, "0"),
          Map.entry(Meter.DIRECT_CONNECT_IN_GB, "0"));

  private static final Map<String, String> AT_LOCATION =
      Map.of(
          "DIRECT_CONNECT_OUT_GB EqDC2", "0.02",
          "DIRECT_CONNECT_HOSTED_HOUR 50M@EqDC2", "0.03",
          "DIRECT_CONNECT_HOSTED_HOUR 100M@EqDC2", "0.06",
          "DIRECT_CONNECT_HOSTED_HOUR 1G@EqDC2", "0.33",
          "DIRECT_CONNECT_PORT_HOUR 1G@EqDC2", "0.30");

  private final List<String> locations;
  private final Set<Meter> missing = EnumSet.noneOf(Meter.class);

  ListedPrices(String... locations) {
    this.locations = List.of(locations);
  }

  ListedPrices without(Meter meter) {
    missing.add(meter);
    return this;
  }

  @Override
  public @Nullable Rate rate(Meter meter, String region, String qualifier) {
    String rate = RATES.getOrDefault(meter, AT_LOCATION.get(meter + " " + qualifier));
    if (rate == null || region.equals("nowhere") || missing.contains(meter)) {
      return null;
    }
    String[] words = rate.split(" ");
    List<Rate.Tier> tiers = new ArrayList<>();
    tiers.add(new Rate.Tier(BigDecimal.ZERO, new BigDecimal(words[0])));
    for (int i = 1; i < words.length; i += 2) {
      tiers.add(new Rate.Tier(new BigDecimal(words[i]), new BigDecimal(words[i + 1])));
    }
    return new Rate(
        usageType(meter, region, qualifier),
        tiers,
        Rate.Pool.ACCOUNT_AND_REGION,
        "a list",
        "2025-06-13",
        true);
  }

  @Override
  public String usageType(Meter meter, String region, String qualifier) {
    return qualifier.isEmpty() ? meter.name() : meter + ":" + qualifier;
  }

  @Override
  public Allowance freeInternetOut() {
    return new Allowance(new BigDecimal(100), List.of(), "a list", "2026-01-01", true);
  }

  @Override
  public List<String> directConnectLocations(String region) {
    return locations;
  }
}
