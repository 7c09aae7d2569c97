package culvert.network.cost;

import java.math.BigDecimal;

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
    BigDecimal quantity) {}
