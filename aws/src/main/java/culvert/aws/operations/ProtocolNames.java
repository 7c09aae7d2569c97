package culvert.aws.operations;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Protocols as the API takes and shows them: four names, and numbers. */
final class ProtocolNames {

  private static final int LARGEST = 255;

  private ProtocolNames() {}

  /** {@code tcp} for {@code TCP} and {@code 6}; numbers for what has no name; -1 for all. */
  static String canonical(@Nullable String protocol) {
    if (protocol == null) {
      throw Ec2Error.MISSING_PARAMETER.with("IpProtocol");
    }
    String text = protocol.toLowerCase(Locale.ROOT);
    return switch (text) {
      case "tcp", "6" -> "tcp";
      case "udp", "17" -> "udp";
      case "icmp", "1" -> "icmp";
      case "icmpv6", "58" -> "icmpv6";
      case "-1", "all" -> "-1";
      default -> Integer.toString(number(text, protocol));
    };
  }

  /** The number of a protocol, -1 for all, as network ACLs show it. */
  static int numberOf(@Nullable String protocol) {
    String name = canonical(protocol);
    return switch (name) {
      case "tcp" -> 6;
      case "udp" -> 17;
      case "icmp" -> 1;
      case "icmpv6" -> 58;
      default -> Integer.parseInt(name);
    };
  }

  /** How a filter may write a protocol that is kept as a number: that, or its name. */
  static Stream<String> spellings(String number) {
    return Stream.of(number, canonical(number)).distinct();
  }

  private static int number(String text, String given) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= LARGEST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the text.
    }
    throw Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Invalid value '" + given + "' for IP protocol. Unknown protocol.");
  }
}
