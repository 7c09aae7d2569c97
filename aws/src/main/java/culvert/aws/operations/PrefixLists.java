package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.RemovePrefixListEntry;

/** The versions of a prefix list's entries, and who uses the list (R1.3.9, R1.3.10). */
final class PrefixLists {

  private PrefixLists() {}

  private static String key(String id, long version) {
    return id + "/" + version;
  }

  /** The entries of a version; empty where there is no such version. */
  static @Nullable List<PrefixListEntry> entries(CatalogView view, String id, long version) {
    GetManagedPrefixListEntriesResponse held =
        view.find(Kinds.PREFIX_LIST_VERSION, key(id, version));
    return held == null ? null : held.entries();
  }

  /** Keeps the entries of a new version. */
  static void keep(
      Transaction transaction, String id, long version, List<PrefixListEntry> entries) {
    transaction.add(
        transaction.scope(),
        Kinds.PREFIX_LIST_VERSION,
        key(id, version),
        GetManagedPrefixListEntriesResponse.builder().entries(entries).build());
  }

  /** Removes a list with all its versions. */
  static void remove(Transaction transaction, ManagedPrefixList list) {
    for (long version = 1; version <= list.version(); version++) {
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
      entries.put(
          cidr, PrefixListEntry.builder().cidr(cidr).description(entry.description()).build());
    }
    return List.copyOf(entries.values());
  }

  private static String cidr(String addressFamily, @Nullable String text) {
    IpPrefix cidr = CidrRules.any(text, "cidr");
    IpFamily family = addressFamily.equals("IPv4") ? IpFamily.V4 : IpFamily.V6;
    if (cidr.isV4() != (family == IpFamily.V4)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The CIDR " + cidr + " is not of the prefix list's family " + addressFamily);
    }
    return cidr.toString();
  }

  /** How many routes or rules a reference to a list counts for: its most entries (R1.3.9). */
  static int weight(CatalogView view, @Nullable String id) {
    ManagedPrefixList list = id == null ? null : view.find(Kinds.PREFIX_LIST, id);
    return list == null ? 1 : list.maxEntries();
  }

  /** The route tables and security groups that use a list. */
  static List<String> users(CatalogView view, String id) {
    return Stream.concat(
            view.referring(Kinds.ROUTE_TABLE, id).map(table -> table.routeTableId()),
            view.referring(Kinds.SECURITY_GROUP_RULE, id).map(rule -> rule.groupId()))
        .distinct()
        .toList();
  }

  /** R1.3.10: a list may not grow beyond what its users have left. */
  static void checkGrowth(CatalogView view, ManagedPrefixList list, int most, Quotas quotas) {
    int growth = most - list.maxEntries();
    boolean tables =
        view.referring(Kinds.ROUTE_TABLE, list.prefixListId())
            .allMatch(
                table -> RouteWeights.of(view, table, false) + growth <= quotas.routesPerTable());
    boolean groups =
        view.referring(Kinds.SECURITY_GROUP_RULE, list.prefixListId())
            .allMatch(rule ->
                SecurityGroupRules.weight(view, rule.groupId(), rule.isEgress()) + growth
                    <= quotas.rulesPerSecurityGroup());
    if (!tables || !groups) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The prefix list "
              + list.prefixListId()
              + " cannot have "
              + most
              + " entries: a route table or security group that uses it has no room for them");
    }
  }
}
