package culvert.network.difference;

import culvert.network.topology.Component;
import culvert.network.topology.VpcEndpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The smallest change of a topology that can be made, or taken back, by itself. */
sealed interface Edit {

  /** The component, as it was, or as it is where it is new. */
  Component component();

  /** What the component, or the part of it, was; null where it was not there. */
  @Nullable Object was();

  /** What it is now; null where it is gone. */
  @Nullable Object is();

  /** By what the topology finds the component's kind. */
  default Class<? extends Component> kind() {
    return kindOf(component());
  }

  static Class<? extends Component> kindOf(Component component) {
    return component instanceof VpcEndpoint ? VpcEndpoint.class : component.getClass();
  }

  default String id() {
    return component().id();
  }

  /** A component is new, or gone, or is of another kind of its kind. */
  record Whole(@Nullable Component was, @Nullable Component is) implements Edit {

    @Override
    public Component component() {
      return was != null ? was : Objects.requireNonNull(is);
    }
  }

  /**
   * One value of a field, or one of several in it.
   *
   * @param wasKey what the value was found by in the field; {@link Elements#WHOLE} where the field
   *     holds one value
   */
  record Part(
      Component component,
      String field,
      Object wasKey,
      Object isKey,
      @Nullable Object was,
      @Nullable Object is)
      implements Edit {}
}
