package culvert.aws.operations;

import culvert.network.address.IpAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;

/** The DHCP options that a set may have, and which values each takes. */
enum DhcpOption {
  DOMAIN_NAME("domain-name", 1, value -> !value.isEmpty()),
  DOMAIN_NAME_SERVERS(
      "domain-name-servers", 4, value -> value.equals("AmazonProvidedDNS") || isAddress(value)),
  NTP_SERVERS("ntp-servers", 4, DhcpOption::isAddress),
  NETBIOS_NAME_SERVERS("netbios-name-servers", 4, DhcpOption::isAddress),
  NETBIOS_NODE_TYPE("netbios-node-type", 1, List.of("1", "2", "4", "8")::contains),
  IPV6_ADDRESS_PREFERRED_LEASE_TIME(
      "ipv6-address-preferred-lease-time", 1, DhcpOption::isLeaseTime);

  private static final int SHORTEST_LEASE_SECONDS = 140;

  private final String key;
  private final int mostValues;
  private final Predicate<String> valid;

  DhcpOption(String key, int mostValues, Predicate<String> valid) {
    this.key = key;
    this.mostValues = mostValues;
    this.valid = valid;
  }

  private static boolean isAddress(String value) {
    return IpAddress.tryParse(value) != null;
  }

  private static boolean isLeaseTime(String value) {
    try {
      return Integer.parseInt(value) >= SHORTEST_LEASE_SECONDS;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The options of a request, in AWS's form. */
  static List<DhcpConfiguration> read(Collection<NewDhcpConfiguration> given) {
    if (given.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("dhcpConfiguration");
    }
    List<DhcpConfiguration> read = given.stream().map(DhcpOption::read).toList();
    if (read.stream().map(DhcpConfiguration::key).distinct().count() < read.size()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("A DHCP option may be given only once");
    }
    return read;
  }

  private static DhcpConfiguration read(NewDhcpConfiguration given) {
    List<String> values =
        given.values().stream().flatMap(value -> Arrays.stream(value.split(","))).toList();
    named(given.key()).check(values);
    return DhcpConfiguration.builder()
        .key(given.key())
        .values(values.stream().map(v -> AttributeValue.builder().value(v).build()).toList())
        .build();
  }

  private static DhcpOption named(@Nullable String key) {
    return Arrays.stream(values())
        .filter(option -> option.key.equals(key))
        .findFirst()
        .orElseThrow(() -> invalid(String.valueOf(key), "dhcpConfiguration.key", keys()));
  }

  private static String keys() {
    return Arrays.stream(values()).map(option -> option.key).collect(Collectors.joining(", "));
  }

  private void check(List<String> values) {
    if (values.isEmpty() || values.size() > mostValues) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The option " + key + " takes 1 to " + mostValues + " values, not " + values.size());
    }
    for (String value : values) {
      if (!valid.test(value)) {
        throw invalid(value, key, "see the option's description");
      }
    }
  }

  private static RuntimeException invalid(String value, String parameter, String valid) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Value (" + value + ") for parameter " + parameter + " is invalid. Valid: " + valid);
  }
}
