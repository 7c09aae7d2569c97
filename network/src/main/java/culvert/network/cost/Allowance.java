package culvert.network.cost;

import java.math.BigDecimal;
import java.util.List;

/**
 * What each account has free in a month, in all Regions together.
 *
 * @param quantity in the meter's unit
 * @param except how the names of Regions begin that have none and do not count
 * @param source where it was read
 * @param asOf when the source had it; empty where it does not say
 * @param verified whether AWS itself says so, or two independent sources do
 */
public record Allowance(
    BigDecimal quantity, List<String> except, String source, String asOf, boolean verified) {

  public Allowance {
    except = List.copyOf(except);
  }

  boolean covers(String region) {
    return except.stream().noneMatch(region::startsWith);
  }

  Line.Price price() {
    return new Line.Price(BigDecimal.ZERO, source, asOf, verified);
  }
}
