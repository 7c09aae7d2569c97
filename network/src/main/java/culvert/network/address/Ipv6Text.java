package culvert.network.address;

import org.jspecify.annotations.Nullable;

/** The text of IPv6 addresses: reads RFC 4291 (with an embedded dotted quad), writes RFC 5952. */
final class Ipv6Text {

  private static final int GROUPS = 8;

  private Ipv6Text() {}

  static @Nullable IpAddress parse(String text) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int position = 0;
    int length = text.length();
    if (text.startsWith("::")) {
      gap = 0;
      position = 2;
    }
    while (position < length) {
      if (count == GROUPS) {
        return null;
      }
      int end = text.indexOf(':', position);
      if (end < 0) {
        end = length;
      }
      if (end == length && text.indexOf('.', position) >= 0) {
        long bits = IpAddress.parseV4Bits(text, position, length);
        if (bits < 0 || count > GROUPS - 2) {
          return null;
        }
        groups[count++] = (int) (bits >>> 16);
        groups[count++] = (int) (bits & 0xffff);
        position = length;
        break;
      }
      int group = parseGroup(text, position, end);
      if (group < 0) {
        return null;
      }
      groups[count++] = group;
      position = end;
      if (position < length) {
        position++;
        if (position == length) {
          return null;
        }
        if (text.charAt(position) == ':') {
          if (gap >= 0) {
            return null;
          }
          gap = count;
          position++;
        }
      }
    }
    if (gap < 0 ? count != GROUPS : count == GROUPS) {
      return null;
    }
    return assemble(groups, count, gap);
  }

  private static IpAddress assemble(int[] groups, int count, int gap) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS; i++) {
      int missing = GROUPS - count;
      int value;
      if (gap < 0 || i < gap) {
        value = groups[i];
      } else if (i < gap + missing) {
        value = 0;
      } else {
        value = groups[i - missing];
      }
      if (i < 4) {
        high = high << 16 | value;
      } else {
        low = low << 16 | value;
      }
    }
    return IpAddress.v6(high, low);
  }

  private static int parseGroup(String text, int start, int end) {
    if (end == start || end - start > 4) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  static String format(long high, long low) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (high >>> (48 - 16 * i) & 0xffff);
      groups[i + 4] = (int) (low >>> (48 - 16 * i) & 0xffff);
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < GROUPS; ) {
      int run = 0;
      while (i + run < GROUPS && groups[i + run] == 0) {
        run++;
      }
      if (run > bestLength) {
        bestStart = i;
        bestLength = run;
      }
      i += Math.max(run, 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; ) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i++]));
    }
    return text.toString();
  }
}
