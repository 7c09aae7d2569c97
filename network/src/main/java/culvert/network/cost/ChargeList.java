package culvert.network.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the charges of one way. */
final class ChargeList {

  private final List<Charge> charges = new ArrayList<>(4);

  void add(int element, String resource, Payer payer, Meter meter, String qualifier) {
    add(element, resource, payer, meter, qualifier, BigDecimal.ONE);
  }

  /**
   * @param units of the meter for each gigabyte
   */
  void add(int element, String resource, Payer payer, Meter meter, int units) {
    add(element, resource, payer, meter, "", BigDecimal.valueOf(units));
  }

  private void add(
      int element, String resource, Payer payer, Meter meter, String qualifier, BigDecimal units) {
    charges.add(
        new Charge(payer.account(), payer.region(), resource, element, meter, qualifier, units));
  }

  /** By element: what a sender pays for a crossing is known only where that ends. */
  List<Charge> inOrder() {
    charges.sort(Comparator.comparingInt(Charge::element));
    return charges;
  }
}
