package culvert.network.advice;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the same traffic would cost by another way, in a month. Where the present way is cheaper,
 * the saving is negative and the break-even says from where on it would not be.
 *
 * @param about what it is about and what could be done, in a sentence
 * @param cost now and then; null where the price list has no rate for a part of it, which {@link
 *     #missing} names
 * @param arithmetic where the figures come from, with every factor
 * @param breakEven gigabytes a month at which both ways cost the same, or null where there are none
 * @param changes what has to be changed
 * @param ids of what it is about
 * @param missing the usage types, each with its Region, that the price list has no rate for
 */
public record Advice(
    Kind kind,
    String about,
    @Nullable Cost cost,
    List<String> arithmetic,
    @Nullable BigDecimal breakEven,
    List<String> changes,
    List<String> ids,
    List<String> missing) {

  /** Which ways are compared. */
  public enum Kind {
    GATEWAY_ENDPOINT_FOR_NAT_GATEWAY("gateway-endpoint-for-nat-gateway"),
    INTERFACE_ENDPOINT_FOR_NAT_GATEWAY("interface-endpoint-for-nat-gateway"),
    GATEWAY_ENDPOINT_FOR_INTERFACE_ENDPOINT("gateway-endpoint-for-interface-endpoint"),
    PEERING_FOR_TRANSIT_GATEWAY("peering-for-transit-gateway"),
    DIRECT_CONNECT_FOR_VPN("direct-connect-for-vpn"),
    VPN_FOR_DIRECT_CONNECT("vpn-for-direct-connect"),
    NAT_GATEWAY_IN_ZONE("nat-gateway-in-zone"),
    /** What bills and carries nothing that is known of. */
    IDLE("idle");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As answers spell it. */
    public String label() {
      return label;
    }
  }

  /**
   * US dollars a month.
   *
   * @param now what would fall away
   * @param then what would come instead
   * @param further what would fall away too, were that removed which then carries nothing else of
   *     the known traffic
   * @param savings by account, without what would fall away further; an account that would pay more
   *     has a negative one, and one that would pay the same has none
   * @param gaining the account that would save most, with what would fall away further
   */
  public record Cost(
      BigDecimal now,
      BigDecimal then,
      BigDecimal further,
      SortedMap<String, BigDecimal> savings,
      String gaining) {

    public Cost {
      savings = new TreeMap<>(savings);
    }

    public BigDecimal saving() {
      return now.subtract(then);
    }
  }

  public Advice {
    arithmetic = List.copyOf(arithmetic);
    changes = List.copyOf(changes);
    ids = List.copyOf(ids);
    missing = List.copyOf(missing);
  }

  /** US dollars a month; 0 where that is not known. */
  public BigDecimal saving() {
    return cost == null ? BigDecimal.ZERO : cost.saving();
  }

  /** With what would fall away further. */
  BigDecimal allSaving() {
    return cost == null ? BigDecimal.ZERO : cost.saving().add(cost.further);
  }
}
