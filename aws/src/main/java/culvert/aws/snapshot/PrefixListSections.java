package culvert.aws.snapshot;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.AwsPrefixLists;
import culvert.aws.operations.PrefixLists;
import culvert.aws.wire.JsonCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Prefix lists. Two calls of AWS's answer under one key: describe-prefix-lists has AWS's own lists
 * with their blocks, describe-managed-prefix-lists has all without.
 */
final class PrefixListSections {

  private static final String LIST = "PrefixListId";

  private PrefixListSections() {}

  static Section lists() {
    return new Section(
        "PrefixLists",
        PrefixListSections::read,
        (element, scope, origin, into) -> {
          switch (element.content()) {
            case PrefixList list -> put(list, scope, origin, into);
            case ManagedPrefixList list -> put(list, scope, origin, into);
            default -> throw new IllegalStateException("not a prefix list: " + element);
          }
        },
        (scope, shown) -> shown.all(scope, Kinds.PREFIX_LIST).map(Element::new));
  }

  private static Element read(JsonParser json, JsonCodec.Unknown unknown) {
    JsonNode tree = Trees.read(json);
    SdkPojo shape = tree.has("Cidrs") ? PrefixList.builder() : ManagedPrefixList.builder();
    return new Element(Trees.shape(tree, shape, unknown));
  }

  private static void put(ManagedPrefixList list, Scope scope, Origin origin, Gathering into) {
    ManagedPrefixList stored = Usual.complete(Kinds.PREFIX_LIST, list, scope);
    into.put(
        Described.owner(stored, scope), Kinds.PREFIX_LIST, stored.prefixListId(), stored, origin);
  }

  /** A list that the other call has too is that one; its blocks are said here alone. */
  private static void put(PrefixList list, Scope scope, Origin origin, Gathering into) {
    if (list.prefixListId() == null) {
      throw origin.refused("has no id");
    }
    into.put(
        scope,
        Kinds.PREFIX_LIST_VERSION,
        PrefixLists.key(list.prefixListId(), PrefixLists.UNVERSIONED),
        GetManagedPrefixListEntriesResponse.builder()
            .entries(AwsPrefixLists.entries(list.cidrs()))
            .build(),
        origin);
    into.afterwards(
        origin,
        gathered ->
            gathered.derive(
                scope,
                Kinds.PREFIX_LIST,
                list.prefixListId(),
                AwsPrefixLists.list(scope.region(), list.prefixListId(), list.prefixListName())));
  }

  /** The answers of get-managed-prefix-list-entries, each with its list's id. */
  static Section entries() {
    return new Section(
        "PrefixListEntries",
        Described.around(LIST, GetManagedPrefixListEntriesResponse::builder),
        (element, scope, origin, into) -> {
          String id = Described.about(element, LIST, origin);
          var answer = (GetManagedPrefixListEntriesResponse) element.content();
          into.afterwards(origin, gathered -> keep(id, answer.entries(), scope, origin, gathered));
        },
        PrefixListSections::written);
  }

  /** They are the entries of the version that the list has now. */
  private static void keep(
      String id, List<PrefixListEntry> entries, Scope scope, Origin origin, Gathering into) {
    Gathering.Gathered<ManagedPrefixList> list = into.find(Kinds.PREFIX_LIST, id);
    Scope owner = list == null ? scope : list.scope();
    long version = list == null ? PrefixLists.UNVERSIONED : version(list.shape());
    into.put(
        owner,
        Kinds.PREFIX_LIST_VERSION,
        PrefixLists.key(id, version),
        GetManagedPrefixListEntriesResponse.builder().entries(entries).build(),
        origin);
  }

  private static long version(ManagedPrefixList list) {
    return Objects.requireNonNullElse(list.version(), PrefixLists.UNVERSIONED);
  }

  private static Stream<Element> written(Scope scope, Shown shown) {
    var view = shown.view(scope);
    return shown
        .stored(scope, Kinds.PREFIX_LIST)
        .flatMap(list -> {
          GetManagedPrefixListEntriesResponse entries =
              view.find(
                  Kinds.PREFIX_LIST_VERSION, PrefixLists.key(list.id(), version(list.shape())));
          return entries == null
              ? Stream.empty()
              : Stream.of(new Element(Map.of(LIST, list.id()), entries));
        });
  }
}
