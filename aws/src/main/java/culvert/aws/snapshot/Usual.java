package culvert.aws.snapshot;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Scope;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What AWS shows today and older answers leave out: states, flags and options, from {@code
 * usual.json}. Each kind has the members that it gets where they are unset; what stands in a list
 * there is for every element of the list, and {@code {account}} is the owner's.
 */
final class Usual {

  private static final Map<String, JsonNode> BY_KIND = read();

  private Usual() {}

  private static Map<String, JsonNode> read() {
    try (InputStream in =
        Objects.requireNonNull(Usual.class.getResourceAsStream("usual.json"), "usual.json")) {
      Map<String, JsonNode> kinds = new HashMap<>();
      JsonMapper.shared()
          .readTree(in)
          .properties()
          .forEach(kind -> kinds.put(kind.getKey(), kind.getValue()));
      return kinds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shape with what it leaves out. */
  static <T extends SdkPojo> T complete(Kind<T> kind, T shape, Scope owner) {
    JsonNode usual = BY_KIND.get(kind.name());
    return usual == null ? shape : kind.type().cast(completed(shape, usual, owner));
  }

  private static SdkPojo completed(SdkPojo pojo, JsonNode usual, Scope owner) {
    Shape shape = Shape.of(pojo);
    @Nullable SdkPojo changed = null;
    for (Map.Entry<String, JsonNode> each : usual.properties()) {
      Member member = member(shape, each.getKey());
      Object before = member.get(pojo);
      Object after = value(member, before, each.getValue(), owner);
      if (after != before) {
        changed = changed == null ? Shape.copy(pojo) : changed;
        member.set(changed, after);
      }
    }
    return changed == null ? pojo : Shape.build(changed);
  }

  private static Member member(Shape shape, String name) {
    return Objects.requireNonNull(shape.member(name), () -> "usual.json: no member " + name);
  }

  private static @Nullable Object value(
      Member member, @Nullable Object before, JsonNode usual, Scope owner) {
    return switch (member.type()) {
      case STRUCTURE ->
          completed(
              before == null ? Shape.build(member.newStructure()) : (SdkPojo) before, usual, owner);
      case LIST -> list((List<?>) before, usual, owner);
      case BOOLEAN -> before == null ? Boolean.valueOf(usual.asBoolean()) : before;
      case INTEGER -> before == null ? Integer.valueOf(usual.asInt()) : before;
      case LONG -> before == null ? Long.valueOf(usual.asLong()) : before;
      case STRING -> before == null ? text(usual.asString(), owner) : before;
      case DOUBLE, INSTANT, BYTES, MAP ->
          throw new IllegalStateException("usual.json: nothing is usual in " + member.name());
    };
  }

  private static String text(String usual, Scope owner) {
    return usual.equals("{account}") ? owner.account() : usual;
  }

  /** Every element with what it leaves out. */
  private static @Nullable Object list(@Nullable List<?> before, JsonNode usual, Scope owner) {
    if (before == null) {
      return null;
    }
    List<Object> elements = new ArrayList<>(before.size());
    boolean same = true;
    for (Object element : before) {
      Object after = completed((SdkPojo) element, usual.get(0), owner);
      same &= after == element;
      elements.add(after);
    }
    return same ? before : elements;
  }
}
