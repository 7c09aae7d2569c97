package culvert.aws.operations.directconnect;

import org.jspecify.annotations.Nullable;

/** VLANs and AS numbers of virtual interfaces (B3). */
final class PeerNumbers {

  private static final int LAST_VLAN = 4094;
  private static final long LAST_SHORT_ASN = 2_147_483_646L;
  private static final long LAST_ASN = 4_294_967_294L;

  private PeerNumbers() {}

  static void checkVlan(int vlan) {
    if (vlan < 1 || vlan > LAST_VLAN) {
      throw DirectConnectError.refused("VLAN " + vlan + " is not between 1 and 4094.");
    }
  }

  /** The customer's AS number, of the two members that there are for it. */
  static long asn(@Nullable Integer asn, @Nullable Long asnLong) {
    Long number = asnLong == null ? toLong(asn) : asnLong;
    if (number == null) {
      throw DirectConnectError.refused("The parameter asn or asnLong is required.");
    }
    if (asn != null && asn.longValue() != number) {
      throw DirectConnectError.refused("Specify either asn or asnLong, not both.");
    }
    long most = asnLong == null ? LAST_SHORT_ASN : LAST_ASN;
    if (number < 1 || number > most) {
      throw DirectConnectError.refused("ASN " + number + " is not between 1 and " + most + ".");
    }
    return number;
  }

  private static @Nullable Long toLong(@Nullable Integer asn) {
    return asn == null ? null : Long.valueOf(asn);
  }

  /** What the smaller member says of a number: 0 of one that is too large for it. */
  static int shortAsn(long asn) {
    return asn > LAST_SHORT_ASN ? 0 : (int) asn;
  }
}
