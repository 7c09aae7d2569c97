package culvert.aws.wire;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * One member of a shape.
 *
 * @param name its name in AWS's model, {@code VpcIds}
 * @param requestName its name in a Query request, {@code VpcId}
 * @param responseName its name in XML, {@code vpcSet}
 * @param element what the elements of a list or the values of a map are, else null
 * @param allowed the values that an enumeration has; empty where anything goes
 */
public record Member(
    String name,
    String requestName,
    String responseName,
    Type type,
    @Nullable Member element,
    Set<String> allowed,
    SdkField<?> field) {

  /** What a member holds. */
  public enum Type {
    STRING,
    INTEGER,
    LONG,
    DOUBLE,
    BOOLEAN,
    INSTANT,
    BYTES,
    LIST,
    MAP,
    STRUCTURE
  }

  static Member of(SdkField<?> field, @Nullable Class<?> owner) {
    Type type = typeOf(field.marshallingType().getKnownType());
    Member element =
        type == Type.LIST
            ? of(field.getTrait(ListTrait.class).memberFieldInfo(), null)
            : type == Type.MAP ? of(mapValue(field), null) : null;
    return new Member(
        field.memberName() == null ? field.locationName() : field.memberName(),
        field.locationName(),
        field.unmarshallLocationName(),
        type,
        element,
        owner == null ? Set.of() : enumerated(owner, field),
        field);
  }

  private static SdkField<?> mapValue(SdkField<?> field) {
    return field.getTrait(software.amazon.awssdk.core.traits.MapTrait.class).valueFieldInfo();
  }

  private static Type typeOf(MarshallingKnownType known) {
    return switch (known) {
      case STRING -> Type.STRING;
      case INTEGER, SHORT, BYTE -> Type.INTEGER;
      case LONG -> Type.LONG;
      case FLOAT, DOUBLE, BIG_DECIMAL -> Type.DOUBLE;
      case BOOLEAN -> Type.BOOLEAN;
      case INSTANT -> Type.INSTANT;
      case SDK_BYTES -> Type.BYTES;
      case LIST -> Type.LIST;
      case MAP -> Type.MAP;
      case SDK_POJO -> Type.STRUCTURE;
      default -> throw new IllegalStateException("a member of an unknown type: " + known);
    };
  }

  /** The SDK gives every enumeration an accessor that answers an enum with what it knows. */
  private static Set<String> enumerated(Class<?> owner, SdkField<?> field) {
    String accessor = field.memberName() == null ? "" : field.memberName();
    for (Method method : owner.getMethods()) {
      if (method.getParameterCount() == 0 && method.getName().equalsIgnoreCase(accessor)) {
        Class<?> values = method.getReturnType();
        if (Collection.class.isAssignableFrom(values)
            && method.getGenericReturnType() instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> of) {
          values = of;
        }
        if (values.isEnum()) {
          return Arrays.stream(values.getEnumConstants())
              .map(Object::toString)
              .filter(value -> !value.equals("null"))
              .collect(Collectors.toUnmodifiableSet());
        }
      }
    }
    return Set.of();
  }

  /** Whether it may name a resource: text that is no enumeration's, or what can hold such text. */
  boolean mayName() {
    return switch (type) {
      case STRING -> allowed.isEmpty();
      case STRUCTURE -> true;
      case LIST -> allowed.isEmpty() && element != null && element.mayName();
      default -> false;
    };
  }

  /** The value in that object; null where it is unset, also for lists and maps. */
  public @Nullable Object get(Object pojo) {
    if (pojo instanceof SdkRequest request && field.containsTrait(DefaultValueTrait.class)) {
      // The default of a client token is a new one each time; only what was given counts.
      return request.getValueForField(field.memberName(), Object.class).orElse(null);
    }
    Object value = field.getValueOrDefault(pojo);
    return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap
        ? null
        : value;
  }

  /** Sets the value in a builder. */
  public void set(Object builder, @Nullable Object value) {
    field.set(builder, value);
  }

  /** A builder for a structure. */
  public SdkPojo newStructure() {
    Supplier<SdkPojo> constructor = field.constructor();
    return constructor.get();
  }

  /** The name that AWS's messages use: the model's with a small first letter. */
  public String spokenName() {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** The strings in the value, where it is a string or a list of them. */
  @SuppressWarnings("unchecked")
  public List<String> strings(Object pojo) {
    return switch (get(pojo)) {
      case String one -> List.of(one);
      case List<?> many when element != null && element.type == Type.STRING -> (List<String>) many;
      case Map<?, ?> _ -> List.of();
      case null, default -> List.of();
    };
  }
}
