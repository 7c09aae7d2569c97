package culvert.aws.operations.transitgateway;

import culvert.aws.operations.CidrRules;
import culvert.aws.operations.Ec2Error;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.Filter;

/** The {@code route-search.*} filters: where a prefix lies among those of a table (R4.4.18). */
final class RouteSearch {

  private static final String PREFIX = "route-search.";

  private RouteSearch() {}

  static boolean isOne(Filter filter) {
    return filter.name() != null && filter.name().startsWith(PREFIX);
  }

  /** Which of a table's prefixes the filter lets through. */
  static Predicate<IpPrefix> of(Filter filter, Collection<IpPrefix> all) {
    if (filter.values().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The filter '" + filter.name() + "' must have at least one value");
    }
    return switch (filter.name().substring(PREFIX.length())) {
      case "exact-match" -> any(filter, IpPrefix::equals);
      case "subnet-of-match" -> any(filter, (route, given) -> given.contains(route));
      case "supernet-of-match" -> any(filter, IpPrefix::contains);
      case "longest-prefix-match" -> {
        List<IpPrefix> longest =
            filter.values().stream()
                .map(RouteSearch::address)
                .flatMap(address ->
                    all.stream()
                        .filter(route -> route.contains(address))
                        .max(Comparator.comparingInt(IpPrefix::length))
                        .stream())
                .toList();
        yield longest::contains;
      }
      default ->
          throw Ec2Error.INVALID_PARAMETER_VALUE.with(
              "The filter '" + filter.name() + "' is invalid");
    };
  }

  private static Predicate<IpPrefix> any(Filter filter, BiPredicate<IpPrefix, IpPrefix> matches) {
    List<IpPrefix> given =
        filter.values().stream().map(text -> CidrRules.any(text, filter.name())).toList();
    return route -> given.stream().anyMatch(each -> matches.test(route, each));
  }

  private static IpAddress address(String text) {
    IpAddress address = IpAddress.tryParse(text);
    if (address == null) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + text + ") for the filter longest-prefix-match is not an IP address.");
    }
    return address;
  }
}
