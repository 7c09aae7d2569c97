package culvert.network.cost;

import java.math.BigDecimal;

/**
 * What each gigabyte costs at one point of a path.
 *
 * @param account who pays
 * @param region that meters it
 * @param resource AWS's id of the component that it arises at
 * @param element the place in the path of {@code why}, counted from 0, that it arises at
 * @param units of the meter for each gigabyte: 1, but for what is counted otherwise
 */
public record Charge(
    String account,
    String region,
    String resource,
    int element,
    Meter meter,
    String qualifier,
    BigDecimal units) {

  /** What so many gigabytes use of its meter. */
  public Usage of(BigDecimal gigabytes) {
    return new Usage(account, region, resource, meter, qualifier, gigabytes.multiply(units));
  }
}
