package culvert.network.address;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address: 128 bits in two words. An IPv4 address stands in the low 32 bits of
 * {@code low}, and {@code high} is zero.
 */
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {

  private static final long V4_MASK = 0xffff_ffffL;

  public IpAddress {
    if (family == IpFamily.V4 && (high != 0 || (low & ~V4_MASK) != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /** The IPv4 address with these 32 bits. */
  public static IpAddress v4(long bits) {
    return new IpAddress(IpFamily.V4, 0, bits & V4_MASK);
  }

  public static IpAddress v6(long high, long low) {
    return new IpAddress(IpFamily.V6, high, low);
  }

  /**
   * Reads {@code 10.0.0.1} or {@code 2001:db8::1}, and nothing looser: no leading zeros, no scopes,
   * no brackets.
   *
   * @throws IllegalArgumentException naming the text
   */
  public static IpAddress parse(String text) {
    IpAddress address = tryParse(text);
    if (address == null) {
      throw new IllegalArgumentException("not an IP address: " + text);
    }
    return address;
  }

  /** As {@link #parse}, or null. */
  public static @Nullable IpAddress tryParse(String text) {
    return text.indexOf(':') >= 0 ? Ipv6Text.parse(text) : parseV4(text);
  }

  private static @Nullable IpAddress parseV4(String text) {
    long bits = parseV4Bits(text, 0, text.length());
    return bits < 0 ? null : v4(bits);
  }

  /** The 32 bits of a dotted quad, or -1. */
  static long parseV4Bits(String text, int start, int end) {
    long bits = 0;
    int position = start;
    for (int octet = 0; octet < 4; octet++) {
      if (octet > 0) {
        if (position >= end || text.charAt(position++) != '.') {
          return -1;
        }
      }
      int value = 0;
      int digits = 0;
      while (position < end && digits < 4) {
        char c = text.charAt(position);
        if (c < '0' || c > '9') {
          break;
        }
        value = value * 10 + (c - '0');
        digits++;
        position++;
      }
      boolean leadingZero = digits > 1 && text.charAt(position - digits) == '0';
      if (digits == 0 || digits > 3 || value > 255 || leadingZero) {
        return -1;
      }
      bits = bits << 8 | value;
    }
    return position == end ? bits : -1;
  }

  /** Whether it is a multicast group. */
  public boolean isMulticast() {
    return (isV4() ? IpPrefix.MULTICAST_V4 : IpPrefix.MULTICAST_V6).contains(this);
  }

  public boolean isV4() {
    return family == IpFamily.V4;
  }

  /** The address {@code offset} further on, wrapping at the end of the family. */
  public IpAddress plus(long offset) {
    if (isV4()) {
      return v4(low + offset);
    }
    long sum = low + offset;
    boolean carry = offset >= 0 && Long.compareUnsigned(sum, low) < 0;
    boolean borrow = offset < 0 && Long.compareUnsigned(sum, low) > 0;
    return v6(high + (carry ? 1 : borrow ? -1 : 0), sum);
  }

  /** The bit at {@code index}, counted from the most significant. */
  public boolean bit(int index) {
    if (isV4()) {
      return (low >>> (31 - index) & 1) != 0;
    }
    return index < 64 ? (high >>> (63 - index) & 1) != 0 : (low >>> (127 - index) & 1) != 0;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof IpAddress(IpFamily itsFamily, long itsHigh, long itsLow)
            && low == itsLow
            && high == itsHigh
            && family == itsFamily;
  }

  /** Blocks differ in their upper bits alone: those reach the lower ones here. */
  @Override
  public int hashCode() {
    return Long.hashCode((high * 31 + low) * 0x9E37_79B9_7F4A_7C15L);
  }

  @Override
  public int compareTo(IpAddress other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** Dotted quad, or the canonical text of RFC 5952. */
  @Override
  public String toString() {
    if (isV4()) {
      return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
    }
    return Ipv6Text.format(high, low);
  }
}
