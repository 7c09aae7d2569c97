package culvert.network.difference;

import culvert.network.topology.Component;
import culvert.network.topology.RouteTable;
import culvert.network.topology.TransitGatewayRouteTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That something is with one component of a kind at a time: a subnet with its route table.
 *
 * @param kind of the component
 * @param of what else tells associations apart: the transit gateway, of an attachment
 */
record Exclusive(Class<?> kind, String field, String of, String subject) {

  /** What an edit touches of such, as it was or as it is. */
  static Set<Exclusive> of(Edit edit, boolean before) {
    Set<Exclusive> all = new LinkedHashSet<>();
    Object value = before ? edit.was() : edit.is();
    switch (edit) {
      case Edit.Whole _ -> {
        if (value instanceof Component component) {
          for (String field : Fields.of(component.getClass())) {
            add(component, field, Fields.get(component, field), all);
          }
        }
      }
      case Edit.Part part -> add(part.component(), part.field(), value, all);
    }
    return all;
  }

  /** All that an edit touches of such. */
  static List<Exclusive> of(Edit edit) {
    List<Exclusive> all = new ArrayList<>(of(edit, true));
    all.addAll(of(edit, false));
    return all;
  }

  private static void add(
      Component component, String field, @Nullable Object value, Set<Exclusive> all) {
    Class<?> kind = Edit.kindOf(component);
    switch (Vocabulary.of(component.getClass(), field)) {
      case Phrase.Main _ when Boolean.TRUE.equals(value) ->
          all.add(new Exclusive(kind, field, "", ((RouteTable) component).vpc()));
      case Phrase.Association _ -> {
        String of =
            component instanceof TransitGatewayRouteTable table ? table.transitGateway() : "";
        if (value instanceof Collection<?> several) {
          several.forEach(each -> all.add(new Exclusive(kind, field, of, each.toString())));
        } else if (value != null) {
          all.add(new Exclusive(kind, field, of, value.toString()));
        }
      }
      default -> {}
    }
  }
}
