package culvert.network.cost;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A price list. */
public interface Prices {

  /**
   * The rate of a meter, or null where the list has none; it is never guessed.
   *
   * @param region AWS's code of the Region that meters it; {@code global} of what is in none
   * @param qualifier as {@link Meter} says
   */
  @Nullable Rate rate(Meter meter, String region, String qualifier);

  /** What bills call the usage where there is no rate, too. */
  String usageType(Meter meter, String region, String qualifier);

  /** How much {@link Meter#INTERNET_OUT_GB} an account has free each month. */
  Allowance freeInternetOut();

  /**
   * The codes of the Direct Connect locations that belong to a Region and have a rate for what
   * leaves it, in the order of the codes; none where the list knows none.
   */
  default List<String> directConnectLocations(String region) {
    return List.of();
  }
}
