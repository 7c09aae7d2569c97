package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;

/**
 * AWS's own prefix lists, from {@code prefix-lists.tsv}: the public addresses of the services that
 * have gateway endpoints (R2.1.2). They have neither a version nor a size.
 */
public final class AwsPrefixLists {

  static final String OWNER = "AWS";

  private record OfService(String region, String service, String id, List<String> cidrs) {

    String name() {
      return "com.amazonaws." + region + "." + service;
    }
  }

  private static final List<OfService> ALL =
      Table.rows(AwsPrefixLists.class, "prefix-lists.tsv").stream()
          .map(AwsPrefixLists::row)
          .toList();

  private AwsPrefixLists() {}

  private static OfService row(List<String> columns) {
    return new OfService(
        columns.get(0), columns.get(1), columns.get(2), List.of(columns.get(3).split(",", -1)));
  }

  /** Shows an account those of a Region. */
  static void add(Transaction transaction) {
    of(transaction.scope().region())
        .forEach((list, entries) -> {
          transaction.add(Kinds.PREFIX_LIST, list);
          PrefixLists.keep(transaction, list.prefixListId(), PrefixLists.UNVERSIONED, entries);
        });
  }

  /** Those of a Region, in the order of the table. */
  public static Map<ManagedPrefixList, List<PrefixListEntry>> of(String region) {
    Map<ManagedPrefixList, List<PrefixListEntry>> lists = new LinkedHashMap<>();
    ALL.stream()
        .filter(each -> each.region().equals(region))
        .forEach(each -> lists.put(list(region, each.id(), each.name()), entries(each.cidrs())));
    return lists;
  }

  /** A list of AWS's in a Region. */
  public static ManagedPrefixList list(String region, String id, String name) {
    return ManagedPrefixList.builder()
        .prefixListId(id)
        .prefixListArn("arn:aws:ec2:" + region + ":aws:prefix-list/" + id)
        .prefixListName(name)
        .addressFamily("IPv4")
        .ownerId(OWNER)
        .state(PrefixListState.CREATE_COMPLETE)
        .tags(List.of())
        .build();
  }

  /** Blocks as the entries of a list. */
  public static List<PrefixListEntry> entries(List<String> cidrs) {
    return cidrs.stream().map(cidr -> PrefixListEntry.builder().cidr(cidr).build()).toList();
  }

  public static boolean isOne(ManagedPrefixList list) {
    return OWNER.equals(list.ownerId());
  }
}
