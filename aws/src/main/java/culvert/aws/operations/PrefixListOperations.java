package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;
import software.amazon.awssdk.services.ec2.model.RestoreManagedPrefixListVersionRequest;
import software.amazon.awssdk.services.ec2.model.RestoreManagedPrefixListVersionResponse;

/** Managed prefix lists of one's own: named sets of CIDR blocks, in versions. */
final class PrefixListOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(3);
  private static final int MOST_ENTRIES_A_CALL = 100;
  private static final int MOST_RESOURCES_NAMED = 10;
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
      case MODIFY_IN_PROGRESS ->
          step(
              state,
              list.stateMessage() == null
                  ? PrefixListState.MODIFY_COMPLETE
                  : PrefixListState.MODIFY_FAILED);
      case RESTORE_IN_PROGRESS -> step(state, PrefixListState.RESTORE_COMPLETE);
      case DELETE_IN_PROGRESS -> Step.work(state, WORK, PrefixListOperations::remove);
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

  /** R1.3.10: a list that is used stays, and says by whom. */
  private static void remove(Transaction transaction, ManagedPrefixList list) {
    List<String> users = PrefixLists.users(transaction, list.prefixListId());
    if (users.isEmpty()) {
      PrefixLists.remove(transaction, list);
    } else {
      transaction.replace(
          Kinds.PREFIX_LIST,
          list.toBuilder()
              .state(PrefixListState.DELETE_FAILED)
              .stateMessage(said("The prefix list is used by", users))
              .build());
    }
  }

  private static String said(String what, List<String> resources) {
    return resources.stream()
        .limit(MOST_RESOURCES_NAMED)
        .collect(Collectors.joining(", ", what + " ", "."));
  }

  private CreateManagedPrefixListResponse create(
      CreateManagedPrefixListRequest request, Transaction transaction) {
    String name = checkedName(request.prefixListName());
    int most = checkedMost(request.maxEntries());
    String family = checkedFamily(request.addressFamily());
    if (transaction.all(Kinds.PREFIX_LIST).filter(list -> !AwsPrefixLists.isOne(list)).count()
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
          "You cannot modify the entries and the maximum number of entries for the prefix list in"
              + " the same request.");
    }
    ManagedPrefixList.Builder changed =
        list.toBuilder().state(PrefixListState.MODIFY_IN_PROGRESS).stateMessage(null);
    if (request.prefixListName() != null) {
      changed.prefixListName(checkedName(request.prefixListName()));
    }
    if (request.maxEntries() != null) {
      resize(transaction, list, checkedMost(request.maxEntries()), changed);
    }
    if (changesEntries) {
      changed.version(nextVersion(request, transaction, list));
    }
    ManagedPrefixList made = transaction.replace(Kinds.PREFIX_LIST, changed.build());
    return ModifyManagedPrefixListResponse.builder().prefixList(made).build();
  }

  /** R1.3.10: whether its users have room for it, a list says when AWS has looked. */
  private void resize(
      Transaction transaction,
      ManagedPrefixList list,
      int most,
      ManagedPrefixList.Builder changed) {
    List<PrefixListEntry> entries = PrefixLists.current(transaction, list);
    if (entries.size() > most) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The prefix list has " + entries.size() + " entries, more than " + most);
    }
    List<String> full = PrefixLists.usersWithoutRoom(transaction, list, most, quotas);
    if (full.isEmpty()) {
      changed.maxEntries(most);
    } else {
      changed.stateMessage(said("The maximum of " + most + " entries is too many for", full));
    }
  }

  private static long nextVersion(
      ModifyManagedPrefixListRequest request, Transaction transaction, ManagedPrefixList list) {
    checkVersion(list, request.currentVersion());
    List<PrefixListEntry> entries =
        PrefixLists.change(
            list.addressFamily(),
            PrefixLists.current(transaction, list),
            request.removeEntries(),
            request.addEntries());
    checkCount(
        Math.max(request.addEntries().size(), request.removeEntries().size()),
        entries,
        list.maxEntries());
    PrefixLists.keep(transaction, list.prefixListId(), list.version() + 1, entries);
    return list.version() + 1;
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
    if (AwsPrefixLists.isOne(list)) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "The prefix list " + id + " is managed by AWS and cannot be changed.");
    }
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
    if (request.previousVersion() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("PreviousVersion");
    }
    List<PrefixListEntry> entries =
        PrefixLists.version(transaction, list, request.previousVersion());
    PrefixLists.keep(transaction, list.prefixListId(), list.version() + 1, entries);
    ManagedPrefixList made =
        transaction.replace(
            Kinds.PREFIX_LIST,
            list.toBuilder()
                .version(list.version() + 1)
                .state(PrefixListState.RESTORE_IN_PROGRESS)
                .stateMessage(null)
                .build());
    return RestoreManagedPrefixListVersionResponse.builder().prefixList(made).build();
  }

  private static DeleteManagedPrefixListResponse delete(
      DeleteManagedPrefixListRequest request, Transaction transaction) {
    ManagedPrefixList list = settled(transaction, request.prefixListId());
    ManagedPrefixList made =
        transaction.replace(
            Kinds.PREFIX_LIST,
            list.toBuilder().state(PrefixListState.DELETE_IN_PROGRESS).stateMessage(null).build());
    return DeleteManagedPrefixListResponse.builder().prefixList(made).build();
  }
}
