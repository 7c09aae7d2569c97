package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.RemovePrefixListEntry;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** The versions of a prefix list's entries, and who uses the list (R1.3.9, R1.3.10). */
public final class PrefixLists {

  /** The number that the entries of a list without versions are kept under. */
  public static final long UNVERSIONED = 0;

  /** How many versions a list keeps. */
  private static final int VERSIONS = 1000;

  private PrefixLists() {}

  /** What the entries of a version are kept under. */
  public static String key(String id, long version) {
    return id + "/" + version;
  }

  /** The entries of a version; empty where there is no such version. */
  static @Nullable List<PrefixListEntry> entries(CatalogView view, String id, long version) {
    GetManagedPrefixListEntriesResponse held =
        view.find(Kinds.PREFIX_LIST_VERSION, key(id, version));
    return held == null ? null : held.entries();
  }

  /** The entries of a version, which must be there. */
  static List<PrefixListEntry> version(CatalogView view, ManagedPrefixList list, long version) {
    List<PrefixListEntry> entries = entries(view, list.prefixListId(), version);
    if (entries == null) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The prefix list " + list.prefixListId() + " has no version " + version);
    }
    return entries;
  }

  /** The entries that count now. */
  static List<PrefixListEntry> current(CatalogView view, ManagedPrefixList list) {
    return version(view, list, Objects.requireNonNullElse(list.version(), UNVERSIONED));
  }

  /** Keeps the entries of a new version; the oldest of too many goes. */
  static void keep(
      Transaction transaction, String id, long version, List<PrefixListEntry> entries) {
    transaction.add(
        transaction.scope(),
        Kinds.PREFIX_LIST_VERSION,
        key(id, version),
        GetManagedPrefixListEntriesResponse.builder().entries(entries).build());
    transaction.remove(Kinds.PREFIX_LIST_VERSION, key(id, version - VERSIONS));
  }

  /** Removes a list with all its versions. */
  static void remove(Transaction transaction, ManagedPrefixList list) {
    for (long version = Math.max(1, list.version() - VERSIONS);
        version <= list.version();
        version++) {
      transaction.remove(Kinds.PREFIX_LIST_VERSION, key(list.prefixListId(), version));
    }
    transaction.remove(Kinds.PREFIX_LIST, list.prefixListId());
  }

  /** The entries with some removed, then some added; in canonical form, each block once. */
  static List<PrefixListEntry> change(
      String addressFamily,
      List<PrefixListEntry> present,
      List<RemovePrefixListEntry> removed,
      List<AddPrefixListEntry> added) {
    Map<String, PrefixListEntry> entries = new LinkedHashMap<>();
    present.forEach(entry -> entries.put(entry.cidr(), entry));
    for (RemovePrefixListEntry entry : removed) {
      String cidr = cidr(addressFamily, entry.cidr());
      if (entries.remove(cidr) == null) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "The CIDR " + cidr + " is not an entry of the prefix list");
      }
    }
    for (AddPrefixListEntry entry : added) {
      String cidr = cidr(addressFamily, entry.cidr());
      if (removed.stream().anyMatch(each -> cidr(addressFamily, each.cidr()).equals(cidr))) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "Request cannot contain Cidr "
                + cidr
                + " in both AddPrefixListEntries and RemovePrefixListEntries");
      }
      entries.put(
          cidr, PrefixListEntry.builder().cidr(cidr).description(entry.description()).build());
    }
    return List.copyOf(entries.values());
  }

  private static String cidr(String addressFamily, @Nullable String text) {
    IpPrefix cidr = CidrRules.any(text, "cidr");
    if (cidr.family() != family(addressFamily)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The CIDR " + cidr + " is not of the prefix list's family " + addressFamily);
    }
    return cidr.toString();
  }

  /**
   * How many routes or rules of a family a reference to a list counts for: its most entries, or one
   * for a list of AWS's (R1.3.9).
   */
  public static int weight(CatalogView view, String id, IpFamily family) {
    ManagedPrefixList list = view.find(Kinds.PREFIX_LIST, id);
    if (list == null || family(list.addressFamily()) != family) {
      return 0;
    }
    return Objects.requireNonNullElse(list.maxEntries(), 1);
  }

  private static IpFamily family(String addressFamily) {
    return addressFamily.equals("IPv4") ? IpFamily.V4 : IpFamily.V6;
  }

  /** The route tables, security groups and transit gateway route tables that use a list. */
  static List<String> users(CatalogView view, String id) {
    return Stream.of(
            view.referring(Kinds.ROUTE_TABLE, id).map(RouteTable::routeTableId),
            view.referring(Kinds.SECURITY_GROUP_RULE, id).map(rule -> rule.groupId()),
            view.referring(Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, id)
                .map(reference -> reference.transitGatewayRouteTableId()))
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  /** Those users of a list that its growth would fill beyond their quota (R1.3.10). */
  static List<String> usersWithoutRoom(
      CatalogView view, ManagedPrefixList list, int most, Quotas quotas) {
    int growth = most - list.maxEntries();
    IpFamily family = family(list.addressFamily());
    Stream<String> tables =
        view.referring(Kinds.ROUTE_TABLE, list.prefixListId())
            .filter(
                table -> RouteWeights.of(view, table, family) + growth > quotas.routesPerTable())
            .map(RouteTable::routeTableId);
    Stream<String> groups =
        view
            .referring(Kinds.SECURITY_GROUP_RULE, list.prefixListId())
            .collect(
                Collectors.groupingBy(
                    rule -> new Direction(rule.groupId(), rule.isEgress()), Collectors.counting()))
            .entrySet()
            .stream()
            .filter(each ->
                SecurityGroupRules.weight(
                            view, each.getKey().groupId(), each.getKey().egress(), family)
                        + growth * each.getValue()
                    > quotas.rulesPerSecurityGroup())
            .map(each -> each.getKey().groupId())
            .distinct();
    Stream<String> transitGatewayTables =
        view.referring(Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, list.prefixListId())
            .filter(reference -> !TransitGatewayRouteCount.hasRoom(view, reference, growth, quotas))
            .map(reference -> reference.transitGatewayRouteTableId());
    return Stream.of(tables, groups, transitGatewayTables).flatMap(each -> each).toList();
  }

  private record Direction(String groupId, boolean egress) {}
}
