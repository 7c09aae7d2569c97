package culvert.aws.snapshot;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Scope;
import culvert.aws.wire.JsonCodec;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JsonToken;

/** How sections are made whose elements are resources as AWS's describe operations show them. */
final class Described {

  /** Where what is in no Region is kept. */
  static final String GLOBAL = "global";

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private Described() {}

  /** Resources that are stored as they are shown. */
  static <T extends SdkPojo> Section as(
      String key, Kind<T> kind, Supplier<? extends SdkPojo> builder) {
    return as(key, kind, builder, (shape, _) -> shape);
  }

  /**
   * Resources that AWS shows with more, or with less, than what is stored of them.
   *
   * @param stored makes one of the other, given the owner
   */
  static <T extends SdkPojo> Section as(
      String key,
      Kind<T> kind,
      Supplier<? extends SdkPojo> builder,
      BiFunction<T, Scope, T> stored) {
    return section(key, kind, builder, stored, Described::owner);
  }

  /** The same of what both sides see, each in its own way: it belongs to whoever lists it. */
  static <T extends SdkPojo> Section seenByBoth(
      String key,
      Kind<T> kind,
      Supplier<? extends SdkPojo> builder,
      BiFunction<T, Scope, T> stored) {
    return section(key, kind, builder, stored, (_, scope) -> scope);
  }

  /** The same of what is in no Region. */
  static <T extends SdkPojo> Section inNoRegion(
      String key, Kind<T> kind, Supplier<? extends SdkPojo> builder) {
    return section(
        key, kind, builder, (shape, _) -> shape, (_, scope) -> new Scope(scope.account(), GLOBAL));
  }

  private static <T extends SdkPojo> Section section(
      String key,
      Kind<T> kind,
      Supplier<? extends SdkPojo> builder,
      BiFunction<T, Scope, T> stored,
      BiFunction<T, Scope, Scope> owner) {
    return new Section(
        key,
        reading(builder),
        (element, scope, origin, into) -> {
          T read = kind.type().cast(element.content());
          Scope of = owner.apply(read, scope);
          T shape = Usual.complete(kind, stored.apply(read, of), of);
          into.put(of, kind, id(kind, shape, origin), shape, origin);
        },
        (scope, shown) -> shown.all(scope, kind).map(Element::new));
  }

  /** Reads the element into that shape. */
  static Section.Reading reading(Supplier<? extends SdkPojo> builder) {
    return (json, unknown) -> {
      SdkPojo shape = builder.get();
      JsonCodec.CLI.read(json, shape, unknown);
      return new Element(Shape.build(shape));
    };
  }

  /** The same where one more member says what the answer is about. */
  static Section.Reading around(String member, Supplier<? extends SdkPojo> builder) {
    return (json, unknown) -> {
      SdkPojo shape = builder.get();
      Map<String, String> around = new HashMap<>();
      JsonCodec.CLI.read(
          json,
          shape,
          (path, name, value) -> {
            if (path.isEmpty()
                && name.equals(member)
                && value.currentToken() == JsonToken.VALUE_STRING) {
              around.put(name, value.getString());
            } else {
              unknown.member(path, name, value);
            }
          });
      return new Element(around, Shape.build(shape));
    };
  }

  /** What the answer is about. */
  static String about(Element element, String member, Origin origin) {
    String about = element.around(member);
    if (about == null) {
      throw origin.refused("has no " + member);
    }
    return about;
  }

  private static <T> @Nullable String id(Kind<T> kind, T shape, Origin origin) {
    try {
      return kind.id().apply(shape);
    } catch (RuntimeException e) {
      throw origin.refused("has no id");
    }
  }

  /** The account that the shape says it is of, where it says so. */
  static Scope owner(SdkPojo shape, Scope scope) {
    String owner = ownerOf(shape);
    return owner == null || owner.equals(scope.account())
        ? scope
        : new Scope(owner, scope.region());
  }

  /** The account in the member {@code OwnerId}, or null. */
  static @Nullable String ownerOf(SdkPojo shape) {
    Member member = Shape.of(shape).member("OwnerId");
    return member != null && member.get(shape) instanceof String id && ACCOUNT.matcher(id).matches()
        ? id
        : null;
  }
}
