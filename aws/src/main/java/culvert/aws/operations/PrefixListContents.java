package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.View;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListAssociation;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

/** What prefix lists hold, and who uses them. */
final class PrefixListContents implements OperationFamily {

  private static final Filters<PrefixList> FILTERS =
      new Filters<PrefixList>()
          .on("prefix-list-id", PrefixList::prefixListId)
          .on("prefix-list-name", PrefixList::prefixListName);

  @Override
  public void register(Registry registry) {
    registry.read(
        "GetManagedPrefixListEntries",
        GetManagedPrefixListEntriesRequest::builder,
        PrefixListContents::entries);
    registry.read(
        "GetManagedPrefixListAssociations",
        GetManagedPrefixListAssociationsRequest::builder,
        PrefixListContents::associations);
    registry.read(
        "DescribePrefixLists", DescribePrefixListsRequest::builder, PrefixListContents::describe);
  }

  private static GetManagedPrefixListEntriesResponse entries(
      GetManagedPrefixListEntriesRequest request, View view) {
    ManagedPrefixList list = Lookup.PREFIX_LIST.get(view, request.prefixListId(), "PrefixListId");
    List<PrefixListEntry> entries =
        request.targetVersion() == null
            ? PrefixLists.current(view, list)
            : PrefixLists.version(view, list, request.targetVersion());
    Listing<PrefixListEntry> page = Listing.page(entries, Paging.of(request, 1, 100));
    return GetManagedPrefixListEntriesResponse.builder()
        .entries(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static GetManagedPrefixListAssociationsResponse associations(
      GetManagedPrefixListAssociationsRequest request, View view) {
    ManagedPrefixList list = Lookup.PREFIX_LIST.get(view, request.prefixListId(), "PrefixListId");
    String account = view.scope().account();
    List<PrefixListAssociation> all =
        PrefixLists.users(view, list.prefixListId()).stream()
            .map(user ->
                PrefixListAssociation.builder().resourceId(user).resourceOwner(account).build())
            .toList();
    Listing<PrefixListAssociation> page = Listing.page(all, Paging.of(request, Paging.LEAST, 255));
    return GetManagedPrefixListAssociationsResponse.builder()
        .prefixListAssociations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** AWS's own lists only. */
  private static DescribePrefixListsResponse describe(
      DescribePrefixListsRequest request, View view) {
    Stream<ManagedPrefixList> wanted =
        request.prefixListIds().isEmpty()
            ? view.all(Kinds.PREFIX_LIST).filter(AwsPrefixLists::isOne)
            : request.prefixListIds().stream().distinct().map(id -> ofAws(view, id));
    List<PrefixList> all =
        wanted
            .map(list -> withCidrs(view, list))
            .filter(FILTERS.matching(request.filters()))
            .toList();
    Listing<PrefixList> page = Listing.page(all, Paging.of(request, 1));
    return DescribePrefixListsResponse.builder()
        .prefixLists(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static ManagedPrefixList ofAws(CatalogView view, String id) {
    ManagedPrefixList list = Lookup.PREFIX_LIST.get(view, id, "PrefixListId");
    if (!AwsPrefixLists.isOne(list)) {
      throw Lookup.PREFIX_LIST.notFound(id);
    }
    return list;
  }

  private static PrefixList withCidrs(CatalogView view, ManagedPrefixList list) {
    return PrefixList.builder()
        .prefixListId(list.prefixListId())
        .prefixListName(list.prefixListName())
        .cidrs(PrefixLists.current(view, list).stream().map(PrefixListEntry::cidr).toList())
        .build();
  }
}
