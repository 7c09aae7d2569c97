package culvert.aws.operations.directconnect;

import culvert.network.address.IpPrefix;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;

/** The prefixes that an association lets through or announces, as the requests change them (B5). */
final class AllowedPrefixes {

  private AllowedPrefixes() {}

  static IpPrefix parse(RouteFilterPrefix prefix) {
    IpPrefix parsed = prefix.cidr() == null ? null : IpPrefix.tryParse(prefix.cidr());
    if (parsed == null) {
      throw DirectConnectError.refused("The prefix " + prefix.cidr() + " is not a CIDR block.");
    }
    return parsed;
  }

  static List<RouteFilterPrefix> of(Iterable<IpPrefix> prefixes) {
    Set<RouteFilterPrefix> all = new LinkedHashSet<>();
    prefixes.forEach(each -> all.add(RouteFilterPrefix.builder().cidr(each.toString()).build()));
    return List.copyOf(all);
  }

  static List<IpPrefix> parsed(List<RouteFilterPrefix> prefixes) {
    return prefixes.stream().map(AllowedPrefixes::parse).toList();
  }

  /** Those before, with some more and without others, each once. */
  static List<RouteFilterPrefix> changed(
      List<RouteFilterPrefix> before,
      List<RouteFilterPrefix> added,
      List<RouteFilterPrefix> removed) {
    Set<IpPrefix> all = new LinkedHashSet<>(parsed(before));
    all.addAll(parsed(added));
    for (IpPrefix each : parsed(removed)) {
      if (!all.remove(each)) {
        throw DirectConnectError.refused("The prefix " + each + " is not an allowed one.");
      }
    }
    return of(all);
  }
}
