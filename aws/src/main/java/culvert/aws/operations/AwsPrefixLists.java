package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.table.Table;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;

/**
 * AWS's own prefix lists, from {@code prefix-lists.tsv}: the public addresses of the services that
 * have gateway endpoints (R2.1.2). They have neither a version nor a size.
 */
final class AwsPrefixLists {

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
    String region = transaction.scope().region();
    ALL.stream()
        .filter(each -> each.region().equals(region))
        .forEach(each -> add(transaction, each));
  }

  private static void add(Transaction transaction, OfService service) {
    transaction.add(
        Kinds.PREFIX_LIST,
        ManagedPrefixList.builder()
            .prefixListId(service.id())
            .prefixListArn("arn:aws:ec2:" + service.region() + ":aws:prefix-list/" + service.id())
            .prefixListName(service.name())
            .addressFamily("IPv4")
            .ownerId(OWNER)
            .state(PrefixListState.CREATE_COMPLETE)
            .tags(List.of())
            .build());
    PrefixLists.keep(transaction, service.id(), PrefixLists.UNVERSIONED, entries(service.cidrs()));
  }

  private static List<PrefixListEntry> entries(List<String> cidrs) {
    return cidrs.stream().map(cidr -> PrefixListEntry.builder().cidr(cidr).build()).toList();
  }

  static boolean isOne(ManagedPrefixList list) {
    return OWNER.equals(list.ownerId());
  }
}
