package culvert.network.cost;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A meter that runs by the hour, or has run.
 *
 * @param account who pays
 * @param region that meters it; {@code global} of what is in none
 * @param resource AWS's id of what it is for
 * @param part which part of the resource, where it has several meters alike (an interface of an
 *     endpoint); else empty
 * @param from when it began to bill
 * @param to when it ceased to, or null while it runs
 */
public record Running(
    String account,
    String region,
    String resource,
    String part,
    Meter meter,
    String qualifier,
    Instant from,
    @Nullable Instant to) {

  /** So many hours of it. */
  public Usage of(long hours) {
    return new Usage(account, region, resource, meter, qualifier, BigDecimal.valueOf(hours));
  }
}
