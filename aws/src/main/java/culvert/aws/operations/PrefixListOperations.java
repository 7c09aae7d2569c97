package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListAssociation;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;
import software.amazon.awssdk.services.ec2.model.RestoreManagedPrefixListVersionRequest;
import software.amazon.awssdk.services.ec2.model.RestoreManagedPrefixListVersionResponse;

/** Managed prefix lists of one's own: named sets of CIDR blocks, in versions. */
final class PrefixListOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(3);
  private static final int MOST_ENTRIES_A_CALL = 100;
  private static final int LONGEST_NAME = 255;
  private static final String NAME_OF_AWS = "com.amazonaws";

  private final Quotas quotas;

  PrefixListOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateManagedPrefixList", CreateManagedPrefixListRequest::builder, this::create);
    registry.write(
        "ModifyManagedPrefixList", ModifyManagedPrefixListRequest::builder, this::modify);
    registry.write(
        "RestoreManagedPrefixListVersion",
        RestoreManagedPrefixListVersionRequest::builder,
        PrefixListOperations::restore);
    registry.write(
        "DeleteManagedPrefixList",
        DeleteManagedPrefixListRequest::builder,
        PrefixListOperations::delete);
    registry.read(
        "GetManagedPrefixListEntries",
        GetManagedPrefixListEntriesRequest::builder,
        PrefixListOperations::entries);
    registry.read(
        "GetManagedPrefixListAssociations",
        GetManagedPrefixListAssociationsRequest::builder,
        PrefixListOperations::associations);
    registry.describe(
        "DescribeManagedPrefixLists",
        new Describe<>(
                Kinds.PREFIX_LIST,
                DescribeManagedPrefixListsRequest::builder,
                DescribeManagedPrefixListsResponse::builder,
                "PrefixLists",
                filters())
            .ids("PrefixListIds", Lookup.PREFIX_LIST)
            .leastResults(1));
  }

  private static Filters<ManagedPrefixList> filters() {
    return new Filters<ManagedPrefixList>()
        .on("owner-id", ManagedPrefixList::ownerId)
        .on("prefix-list-id", ManagedPrefixList::prefixListId)
        .on("prefix-list-name", ManagedPrefixList::prefixListName)
        .onTags();
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.PREFIX_LIST, PrefixListOperations::next);
  }

  private static @Nullable Step<ManagedPrefixList> next(ManagedPrefixList list) {
    String state = list.stateAsString();
    return switch (list.state()) {
      case CREATE_IN_PROGRESS -> step(state, PrefixListState.CREATE_COMPLETE);
      case MODIFY_IN_PROGRESS -> step(state, PrefixListState.MODIFY_COMPLETE);
      case RESTORE_IN_PROGRESS -> step(state, PrefixListState.RESTORE_COMPLETE);
      case DELETE_IN_PROGRESS -> Step.work(state, WORK, PrefixLists::remove);
      default -> null;
    };
  }

  private static Step<ManagedPrefixList> step(String state, PrefixListState after) {
    return Step.work(
        state,
        WORK,
        (transaction, list) ->
            transaction.replace(Kinds.PREFIX_LIST, list.toBuilder().state(after).build()));
  }

  private CreateManagedPrefixListResponse create(
      CreateManagedPrefixListRequest request, Transaction transaction) {
    String name = checkedName(request.prefixListName());
    int most = checkedMost(request.maxEntries());
    String family = checkedFamily(request.addressFamily());
    if (transaction.snapshot().count(transaction.scope(), Kinds.PREFIX_LIST)
        >= quotas.prefixListsPerRegion()) {
      throw Ec2Error.PREFIX_LIST_LIMIT_EXCEEDED.with();
    }
    List<PrefixListEntry> entries =
        PrefixLists.change(family, List.of(), List.of(), request.entries());
    checkCount(request.entries().size(), entries, most);
    String id = Ids.next("pl");
    ManagedPrefixList made =
        transaction.add(
            Kinds.PREFIX_LIST,
            ManagedPrefixList.builder()
                .prefixListId(id)
                .prefixListArn(Arns.of(transaction.scope(), "prefix-list", id))
                .prefixListName(name)
                .addressFamily(family)
                .maxEntries(most)
                .version(1L)
                .ownerId(transaction.scope().account())
                .state(PrefixListState.CREATE_IN_PROGRESS)
                .tags(Tags.of(request.tagSpecifications(), "prefix-list"))
                .build());
    PrefixLists.keep(transaction, id, 1, entries);
    return CreateManagedPrefixListResponse.builder().prefixList(made).build();
  }

  private static String checkedName(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("PrefixListName");
    }
    if (name.length() > LONGEST_NAME || name.startsWith(NAME_OF_AWS)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The name '" + name + "' is longer than 255 characters or starts with " + NAME_OF_AWS);
    }
    return name;
  }

  private int checkedMost(@Nullable Integer most) {
    if (most == null) {
      throw Ec2Error.MISSING_PARAMETER.with("MaxEntries");
    }
    if (most < 1 || most > quotas.entriesPerPrefixList()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + most
              + ") for parameter MaxEntries is invalid. Expecting 1 to "
              + quotas.entriesPerPrefixList());
    }
    return most;
  }

  private static String checkedFamily(@Nullable String family) {
    if (family == null) {
      throw Ec2Error.MISSING_PARAMETER.with("AddressFamily");
    }
    if (!family.equals("IPv4") && !family.equals("IPv6")) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + family + ") for parameter AddressFamily is invalid. Expecting IPv4 or IPv6");
    }
    return family;
  }

  private static void checkCount(int given, List<PrefixListEntry> entries, int most) {
    if (given > MOST_ENTRIES_A_CALL) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "A call takes at most " + MOST_ENTRIES_A_CALL + " entries, not " + given);
    }
    if (entries.size() > most) {
      throw Ec2Error.PREFIX_LIST_MAX_ENTRIES_EXCEEDED.with(most);
    }
  }

  private ModifyManagedPrefixListResponse modify(
      ModifyManagedPrefixListRequest request, Transaction transaction) {
    ManagedPrefixList list = settled(transaction, request.prefixListId());
    boolean changesEntries = !request.addEntries().isEmpty() || !request.removeEntries().isEmpty();
    if (changesEntries && request.maxEntries() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "A call changes the entries of a prefix list or how many it may have, not both");
    }
    ManagedPrefixList.Builder changed = list.toBuilder().state(PrefixListState.MODIFY_IN_PROGRESS);
    if (request.prefixListName() != null) {
      changed.prefixListName(checkedName(request.prefixListName()));
    }
    if (request.maxEntries() != null) {
      changed.maxEntries(resized(transaction, list, checkedMost(request.maxEntries())));
    }
    if (changesEntries) {
      changed.version(nextVersion(request, transaction, list));
    }
    ManagedPrefixList made = transaction.replace(Kinds.PREFIX_LIST, changed.build());
    return ModifyManagedPrefixListResponse.builder().prefixList(made).build();
  }

  private int resized(Transaction transaction, ManagedPrefixList list, int most) {
    List<PrefixListEntry> entries = current(transaction, list);
    if (entries.size() > most) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The prefix list has " + entries.size() + " entries, more than " + most);
    }
    PrefixLists.checkGrowth(transaction, list, most, quotas);
    return most;
  }

  private static long nextVersion(
      ModifyManagedPrefixListRequest request, Transaction transaction, ManagedPrefixList list) {
    checkVersion(list, request.currentVersion());
    List<PrefixListEntry> entries =
        PrefixLists.change(
            list.addressFamily(),
            current(transaction, list),
            request.removeEntries(),
            request.addEntries());
    checkCount(
        Math.max(request.addEntries().size(), request.removeEntries().size()),
        entries,
        list.maxEntries());
    PrefixLists.keep(transaction, list.prefixListId(), list.version() + 1, entries);
    return list.version() + 1;
  }

  private static List<PrefixListEntry> current(Transaction transaction, ManagedPrefixList list) {
    return Objects.requireNonNull(
        PrefixLists.entries(transaction, list.prefixListId(), list.version()));
  }

  private static void checkVersion(ManagedPrefixList list, @Nullable Long given) {
    if (given == null) {
      throw Ec2Error.MISSING_PARAMETER.with("CurrentVersion");
    }
    if (!given.equals(list.version())) {
      throw Ec2Error.PREFIX_LIST_VERSION_MISMATCH.with(list.version(), given);
    }
  }

  /** The list, if AWS is not working on it. */
  private static ManagedPrefixList settled(Transaction transaction, @Nullable String id) {
    ManagedPrefixList list = Lookup.PREFIX_LIST.get(transaction, id, "PrefixListId");
    if (next(list) != null) {
      throw Ec2Error.INCORRECT_STATE.with(
          "The request cannot be completed while the prefix list ("
              + id
              + ") is in the current state ("
              + list.stateAsString()
              + ").");
    }
    return list;
  }

  private static RestoreManagedPrefixListVersionResponse restore(
      RestoreManagedPrefixListVersionRequest request, Transaction transaction) {
    ManagedPrefixList list = settled(transaction, request.prefixListId());
    checkVersion(list, request.currentVersion());
    List<PrefixListEntry> entries = version(transaction, list, request.previousVersion());
    PrefixLists.keep(transaction, list.prefixListId(), list.version() + 1, entries);
    ManagedPrefixList made =
        transaction.replace(
            Kinds.PREFIX_LIST,
            list.toBuilder()
                .version(list.version() + 1)
                .state(PrefixListState.RESTORE_IN_PROGRESS)
                .build());
    return RestoreManagedPrefixListVersionResponse.builder().prefixList(made).build();
  }

  private static List<PrefixListEntry> version(
      culvert.aws.catalog.CatalogView view, ManagedPrefixList list, @Nullable Long version) {
    if (version == null) {
      throw Ec2Error.MISSING_PARAMETER.with("PreviousVersion");
    }
    List<PrefixListEntry> entries = PrefixLists.entries(view, list.prefixListId(), version);
    if (entries == null) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The prefix list " + list.prefixListId() + " has no version " + version);
    }
    return entries;
  }

  /** R1.3.10: one that is used stays. */
  private static DeleteManagedPrefixListResponse delete(
      DeleteManagedPrefixListRequest request, Transaction transaction) {
    ManagedPrefixList list = settled(transaction, request.prefixListId());
    List<String> users = PrefixLists.users(transaction, list.prefixListId());
    if (!users.isEmpty()) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The prefix list '"
              + list.prefixListId()
              + "' is used by "
              + String.join(", ", users)
              + " and cannot be deleted.");
    }
    ManagedPrefixList made =
        transaction.replace(
            Kinds.PREFIX_LIST, list.toBuilder().state(PrefixListState.DELETE_IN_PROGRESS).build());
    return DeleteManagedPrefixListResponse.builder().prefixList(made).build();
  }

  private static GetManagedPrefixListEntriesResponse entries(
      GetManagedPrefixListEntriesRequest request, View view) {
    ManagedPrefixList list = Lookup.PREFIX_LIST.get(view, request.prefixListId(), "PrefixListId");
    long version = Objects.requireNonNullElse(request.targetVersion(), list.version());
    Listing<PrefixListEntry> page =
        Listing.page(version(view, list, version), request.maxResults(), request.nextToken());
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
    Listing<PrefixListAssociation> page =
        Listing.page(all, request.maxResults(), request.nextToken());
    return GetManagedPrefixListAssociationsResponse.builder()
        .prefixListAssociations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
