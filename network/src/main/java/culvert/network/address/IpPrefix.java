package culvert.network.address;

import org.jspecify.annotations.Nullable;

/** A prefix in canonical form: the bits behind {@code length} are zero. */
public record IpPrefix(IpAddress address, int length) implements Comparable<IpPrefix> {

  public static final IpPrefix ALL_V4 = of(IpAddress.v4(0), 0);
  public static final IpPrefix ALL_V6 = of(IpAddress.v6(0, 0), 0);

  /** Every multicast group. */
  public static final IpPrefix MULTICAST_V4 = parse("224.0.0.0/4");

  public static final IpPrefix MULTICAST_V6 = parse("ff00::/8");

  public IpPrefix {
    if (length < 0 || length > address.family().bits()) {
      throw new IllegalArgumentException("prefix length out of range: " + length);
    }
    if (!mask(address, length).equals(address)) {
      throw new IllegalArgumentException("host bits set: " + address + "/" + length);
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof IpPrefix(IpAddress itsAddress, int itsLength)
            && length == itsLength
            && address.equals(itsAddress);
  }

  @Override
  public int hashCode() {
    return address.hashCode() * 31 + length;
  }

  /** The prefix of this length that holds the address; its host bits are cleared (R1.1.2). */
  public static IpPrefix of(IpAddress address, int length) {
    if (length < 0 || length > address.family().bits()) {
      throw new IllegalArgumentException("prefix length out of range: " + length);
    }
    return new IpPrefix(mask(address, length), length);
  }

  /** The prefix that holds this one address. */
  public static IpPrefix host(IpAddress address) {
    return new IpPrefix(address, address.family().bits());
  }

  /**
   * Reads {@code 10.0.0.0/16} or {@code 2001:db8::/32} and clears the host bits, as AWS does.
   *
   * @throws IllegalArgumentException naming the text
   */
  public static IpPrefix parse(String text) {
    IpPrefix prefix = tryParse(text);
    if (prefix == null) {
      throw new IllegalArgumentException("not a CIDR block: " + text);
    }
    return prefix;
  }

  /** As {@link #parse}, or null. */
  public static @Nullable IpPrefix tryParse(String text) {
    int slash = text.indexOf('/');
    int digits = text.length() - slash - 1;
    if (slash < 0 || digits < 1 || digits > 3) {
      return null;
    }
    IpAddress address = IpAddress.tryParse(text.substring(0, slash));
    if (address == null || digits > 1 && text.charAt(slash + 1) == '0') {
      return null;
    }
    int length = 0;
    for (int i = slash + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      length = length * 10 + (c - '0');
    }
    return length > address.family().bits() ? null : of(address, length);
  }

  private static IpAddress mask(IpAddress address, int length) {
    if (address.isV4()) {
      return IpAddress.v4(length == 0 ? 0 : address.low() & -1L << (32 - length));
    }
    long high =
        length == 0 ? 0 : length >= 64 ? address.high() : address.high() & -1L << (64 - length);
    long low = length <= 64 ? 0 : address.low() & -1L << (128 - length);
    return IpAddress.v6(high, low);
  }

  public IpFamily family() {
    return address.family();
  }

  public boolean isV4() {
    return address.isV4();
  }

  public boolean contains(IpAddress other) {
    if (other.family() != family()) {
      return false;
    }
    if (isV4()) {
      return length == 0 || (address.low() ^ other.low()) >>> (32 - length) == 0;
    }
    if (length <= 64) {
      return length == 0 || (address.high() ^ other.high()) >>> (64 - length) == 0;
    }
    return address.high() == other.high() && (address.low() ^ other.low()) >>> (128 - length) == 0;
  }

  /** Whether every address of {@code other} is in this prefix. */
  public boolean contains(IpPrefix other) {
    return other.length >= length && contains(other.address);
  }

  public boolean overlaps(IpPrefix other) {
    return contains(other) || other.contains(this);
  }

  public IpAddress first() {
    return address;
  }

  /** The first address that a host can have: the one behind the network's own, if there is one. */
  public IpAddress firstHost() {
    return size() > 1 ? first().plus(1) : first();
  }

  public IpAddress last() {
    if (isV4()) {
      return IpAddress.v4(address.low() | (length == 32 ? 0 : 0xffff_ffffL >>> length));
    }
    long high = length >= 64 ? address.high() : address.high() | -1L >>> length;
    long low =
        length == 128 ? address.low() : length <= 64 ? -1L : address.low() | -1L >>> (length - 64);
    return IpAddress.v6(high, low);
  }

  /** How many addresses the prefix holds; {@link Long#MAX_VALUE} where that is 2^63 or more. */
  public long size() {
    int hostBits = family().bits() - length;
    return hostBits >= 63 ? Long.MAX_VALUE : 1L << hostBits;
  }

  @Override
  public int compareTo(IpPrefix other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
