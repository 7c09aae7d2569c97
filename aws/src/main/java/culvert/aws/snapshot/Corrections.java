package culvert.aws.snapshot;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.snapshot.Gathering.Gathered;
import culvert.aws.snapshot.Gathering.Key;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the answers of AWS's calls cannot say of a catalog: three lists of Culvert's own. {@code
 * CulvertResources} has resources as the catalog stores them, which count in the place of what the
 * other files say or leave out; {@code CulvertAbsent} names those that would follow from the other
 * files and are not there; {@code CulvertOrder} says in which order those of a kind came. A dump
 * has exactly those that its own files, read again, get wrong; so loading a dump gives what was
 * dumped.
 */
final class Corrections {

  static final String RESOURCES = "CulvertResources";
  static final String ABSENT = "CulvertAbsent";
  static final String ORDER = "CulvertOrder";

  /**
   * What is of callers and of this process's past, not of the network: credentials, answers to
   * repeated calls, the log, how far the clock was moved, what has run for how long. What is loaded
   * begins to bill when it is loaded.
   */
  static final Set<Kind<?>> LEFT_OUT =
      Set.of(
          Kinds.SESSION,
          Kinds.CLIENT_TOKEN,
          Kinds.EVENT,
          Kinds.LAST_EVENT,
          Kinds.CLOCK,
          Kinds.HOUR_METER,
          Kinds.ENDED_HOUR_METER);

  /** So that the same state is dumped as the same text. */
  private static final Comparator<Resource<?>> IN_ORDER =
      Comparator.comparing((Resource<?> each) -> each.scope(), Scope.BY_NAME)
          .thenComparing(Resource::sequence);

  private Corrections() {}

  static Section resources() {
    return new Section(
        RESOURCES,
        Trees.reading(),
        (element, _, origin, into) -> {
          JsonNode json = (JsonNode) element.content();
          Gathered<?> resource = resource(json, kind(json, origin), origin);
          into.correct(gathered -> gathered.set(resource));
        },
        (_, _) -> Stream.empty());
  }

  static Section absent() {
    return new Section(
        ABSENT,
        Trees.reading(),
        (element, _, origin, into) -> {
          JsonNode json = (JsonNode) element.content();
          Key key = new Key(scope(json), kind(json, origin), text(json, "Id", origin));
          into.correct(gathered -> gathered.remove(key));
        },
        (_, _) -> Stream.empty());
  }

  static Section order() {
    return new Section(
        ORDER,
        Trees.reading(),
        (element, _, origin, into) -> {
          JsonNode json = (JsonNode) element.content();
          Kind<?> kind = kind(json, origin);
          List<String> ids = new ArrayList<>();
          json.path("Ids").forEach(id -> ids.add(id.asString("")));
          into.correct(gathered -> gathered.reorder(scope(json), kind, ids));
        },
        (_, _) -> Stream.empty());
  }

  private static Scope scope(JsonNode json) {
    return new Scope(json.path("Account").asString(""), json.path("Region").asString(""));
  }

  private static Kind<?> kind(JsonNode json, Origin origin) {
    String name = text(json, "Kind", origin);
    Kind<?> kind = Kinds.named(name);
    if (kind == null || LEFT_OUT.contains(kind)) {
      throw origin.refused("there is no kind " + name);
    }
    return kind;
  }

  private static String text(JsonNode json, String name, Origin origin) {
    String text = json.path(name).asString("");
    if (text.isEmpty()) {
      throw origin.refused("has no " + name);
    }
    return text;
  }

  private static <T> Gathered<T> resource(JsonNode json, Kind<T> kind, Origin origin) {
    T shape;
    try {
      shape = kind.decode().apply(Trees.bytes(json.path("Resource")));
    } catch (RuntimeException e) {
      throw origin.refused("Resource is no " + kind + ": " + e.getMessage());
    }
    return new Gathered<>(
        kind, scope(json), text(json, "Id", origin), shape, origin, due(json, origin));
  }

  private static @Nullable Instant due(JsonNode json, Origin origin) {
    if (!json.hasNonNull("Due")) {
      return null;
    }
    try {
      return Instant.parse(json.path("Due").asString(""));
    } catch (DateTimeParseException e) {
      throw origin.refused("Due is a time such as 2026-01-01T00:00:00Z");
    }
  }

  /**
   * What must be said of a state besides what its files, read again, come to; by key.
   *
   * @param read what they come to; it is corrected on the way
   */
  static Map<String, List<ObjectNode>> between(Snapshot wanted, Gathering read) {
    Map<String, List<ObjectNode>> needed = new LinkedHashMap<>();
    needed.put(RESOURCES, resources(wanted, read));
    needed.put(ABSENT, absent(wanted, read));
    needed.put(ORDER, order(wanted, read));
    needed.values().removeIf(List::isEmpty);
    return needed;
  }

  private static List<ObjectNode> resources(Snapshot wanted, Gathering read) {
    List<ObjectNode> needed = new ArrayList<>();
    for (Kind<?> kind : kept()) {
      wanted
          .everywhere(kind)
          .filter(resource -> resource.due() != null || !isSame(resource, read))
          .sorted(IN_ORDER)
          .forEach(resource -> {
            needed.add(of(resource));
            read.set(gathered(resource));
          });
    }
    return needed;
  }

  private static <T> Gathered<T> gathered(Resource<T> resource) {
    return new Gathered<>(
        resource.kind(), resource.scope(), resource.id(), resource.shape(), null, resource.due());
  }

  private static List<ObjectNode> absent(Snapshot wanted, Gathering read) {
    List<Gathered<?>> absent =
        read.all()
            .filter(each -> wanted.find(each.scope(), each.kind(), each.id()) == null)
            .<Gathered<?>>map(each -> each)
            .toList();
    absent.forEach(each -> read.remove(each.key()));
    return absent.stream().map(each -> named(each.scope(), each.kind(), each.id())).toList();
  }

  private static List<ObjectNode> order(Snapshot wanted, Gathering read) {
    List<ObjectNode> needed = new ArrayList<>();
    for (Scope scope : wanted.scopes().sorted(Scope.BY_NAME).toList()) {
      for (Kind<?> kind : kept()) {
        List<String> ids = wanted.all(scope, kind).map(Resource::id).toList();
        if (!ids.equals(read.order(scope, kind))) {
          ObjectNode json = named(scope, kind);
          ids.forEach(json.putArray("Ids")::add);
          needed.add(json);
        }
      }
    }
    return needed;
  }

  private static List<Kind<?>> kept() {
    return Kinds.all().stream().filter(kind -> !LEFT_OUT.contains(kind)).toList();
  }

  /** As the store sees it, which keeps thousandths of a second. */
  private static <T> boolean isSame(Resource<T> wanted, Gathering read) {
    Gathered<T> found = read.find(wanted.scope(), wanted.kind(), wanted.id());
    return found != null
        && Arrays.equals(
            wanted.kind().encode().apply(wanted.shape()),
            wanted.kind().encode().apply(found.shape()));
  }

  private static <T> ObjectNode of(Resource<T> resource) {
    ObjectNode json = named(resource.scope(), resource.kind(), resource.id());
    Instant due = resource.due();
    if (due != null) {
      json.put("Due", due.toString());
    }
    json.set("Resource", Trees.read(resource.kind().encode().apply(resource.shape())));
    return json;
  }

  private static ObjectNode named(Scope scope, Kind<?> kind, String id) {
    return named(scope, kind).put("Id", id);
  }

  private static ObjectNode named(Scope scope, Kind<?> kind) {
    return Trees.object()
        .put("Account", scope.account())
        .put("Region", scope.region())
        .put("Kind", kind.name());
  }
}
