package culvert.network.cost;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much of a meter was used.
 *
 * @param account who pays
 * @param region that meters it; {@code global} of what is in none
 * @param resource AWS's id of what it is for
 * @param quantity in the meter's unit
 */
public record Usage(
    String account,
    String region,
    String resource,
    Meter meter,
    String qualifier,
    BigDecimal quantity) {

  /** The same with another quantity. */
  Usage of(BigDecimal other) {
    return new Usage(account, region, resource, meter, qualifier, other);
  }

  /** One usage for all that are alike but for the quantity, in the order of their first ones. */
  public static List<Usage> summed(Stream<Usage> usages) {
    Map<Usage, BigDecimal> sums = new LinkedHashMap<>();
    usages.forEach(usage -> sums.merge(usage.of(BigDecimal.ZERO), usage.quantity, BigDecimal::add));
    return sums.entrySet().stream().map(each -> each.getKey().of(each.getValue())).toList();
  }
}
