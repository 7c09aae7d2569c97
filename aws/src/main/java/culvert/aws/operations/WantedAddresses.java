package culvert.aws.operations;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for an interface to be given of one family, in one of four ways: these
 * addresses, so many, these prefixes, or so many.
 */
record WantedAddresses(
    IpFamily family,
    List<String> addresses,
    @Nullable Integer count,
    List<String> prefixes,
    @Nullable Integer prefixCount) {

  /** The most that AWS gives an interface of any type of instance: addresses and prefixes. */
  private static final int MOST = 50;

  WantedAddresses {
    long ways =
        Stream.of(!addresses.isEmpty(), count != null, !prefixes.isEmpty(), prefixCount != null)
            .filter(given -> given)
            .count();
    if (ways > 1) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Only one of addresses, a number of addresses, prefixes and a number of prefixes may be"
              + " specified for "
              + (family == IpFamily.V4 ? "IPv4" : "IPv6"));
    }
    refuseNegative(count);
    refuseNegative(prefixCount);
  }

  private static void refuseNegative(@Nullable Integer number) {
    if (number != null && number < 0) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + number + ") for the number of addresses is invalid.");
    }
  }

  static WantedAddresses none(IpFamily family) {
    return count(family, null);
  }

  static WantedAddresses count(IpFamily family, @Nullable Integer count) {
    return new WantedAddresses(family, List.of(), count, List.of(), null);
  }

  /** Whether the call says nothing of the family; a number of zero says something. */
  boolean isUnsaid() {
    return count == null && prefixCount == null && addresses.isEmpty() && prefixes.isEmpty();
  }

  /** Refuses more than an interface can have that has so many. */
  void checkLimit(int present) {
    long wanted = (long) number(count) + number(prefixCount) + addresses.size() + prefixes.size();
    if (present + wanted > MOST) {
      throw Ec2Error.PRIVATE_IP_ADDRESS_LIMIT_EXCEEDED.with(MOST);
    }
  }

  List<IpAddress> takeAddresses(SubnetAddresses free) {
    return Stream.concat(
            addresses.stream().distinct().map(text -> take(free, text)),
            IntStream.range(0, number(count)).mapToObj(_ -> free.next(family)))
        .toList();
  }

  private IpAddress take(SubnetAddresses free, String text) {
    IpAddress taken = free.take(text);
    if (taken.family() != family) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + text + ") is not an address of the family that is asked for");
    }
    return taken;
  }

  List<IpPrefix> takePrefixes(SubnetAddresses free) {
    return Stream.concat(
            prefixes.stream().distinct().map(text -> free.takePrefix(text, family)),
            IntStream.range(0, number(prefixCount)).mapToObj(_ -> free.nextPrefix(family)))
        .toList();
  }

  private static int number(@Nullable Integer given) {
    return Objects.requireNonNullElse(given, 0);
  }
}
