package culvert.network.difference;

import culvert.network.topology.Component;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Components as what they are, records: their fields are read and replaced by name. */
final class Fields {

  private record Shape(List<String> names, List<Method> accessors, Constructor<?> constructor) {}

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> kind) {
          RecordComponent[] components = kind.getRecordComponents();
          Class<?>[] types =
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
          try {
            return new Shape(
                Arrays.stream(components).map(RecordComponent::getName).toList(),
                Arrays.stream(components).map(RecordComponent::getAccessor).toList(),
                kind.getDeclaredConstructor(types));
          } catch (NoSuchMethodException e) {
            throw new IllegalStateException(kind + " is no record", e);
          }
        }
      };

  private Fields() {}

  /** The names of a record's fields, in order. */
  static List<String> of(Class<?> kind) {
    return SHAPES.get(kind).names;
  }

  static @Nullable Object get(Object of, String field) {
    Shape shape = SHAPES.get(of.getClass());
    return read(of, shape.accessors.get(shape.names.indexOf(field)));
  }

  /** The values of all fields, in order. */
  static List<@Nullable Object> values(Object of) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Method accessor : SHAPES.get(of.getClass()).accessors) {
      values.add(read(of, accessor));
    }
    return values;
  }

  /** The component with another value in one field. */
  static Component with(Component of, String field, @Nullable Object value) {
    Shape shape = SHAPES.get(of.getClass());
    @Nullable Object[] values = values(of).toArray();
    values[shape.names.indexOf(field)] = value;
    try {
      return (Component) shape.constructor.newInstance(values);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot change " + field + " of " + of, e);
    }
  }

  private static @Nullable Object read(Object of, Method accessor) {
    try {
      return accessor.invoke(of);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + accessor + " of " + of, e);
    }
  }
}
