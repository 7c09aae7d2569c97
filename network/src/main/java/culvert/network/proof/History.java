package culvert.network.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stateful components remember of flows: who let them pass, and what was made of them.
 *
 * @param byAsker how the interface of the one that asks let the flow out, or null where it notes
 *     nothing
 * @param byAnswerer how the interface of the one that is asked let it in, or null
 * @param notes what others on the way have noted
 */
record History(
    @Nullable Header byAsker,
    @Nullable Header byAnswerer,
    List<Note> notes,
    List<Binding> bindings) {

  static final History NONE = new History(null, null, List.of(), List.of());

  /** A flow as a component saw it. */
  record Note(String at, Header header) {}

  /** What a component makes of a flow, and of its answers again. */
  record Binding(String at, Header before, Header after) {}

  History notedByAsker(String networkInterface, Header header) {
    return byAsker == null || byAsker.equals(header)
        ? new History(header, byAnswerer, notes, bindings)
        : noted(networkInterface, header);
  }

  History notedByAnswerer(String networkInterface, Header header) {
    return byAnswerer == null || byAnswerer.equals(header)
        ? new History(byAsker, header, notes, bindings)
        : noted(networkInterface, header);
  }

  History noted(String at, Header header) {
    return new History(byAsker, byAnswerer, with(notes, new Note(at, header)), bindings);
  }

  History bound(String at, Header before, Header after) {
    return new History(byAsker, byAnswerer, notes, with(bindings, new Binding(at, before, after)));
  }

  private static <T> List<T> with(List<T> all, T one) {
    if (all.contains(one)) {
      return all;
    }
    List<T> more = new ArrayList<>(all);
    more.add(one);
    return more;
  }

  boolean hasNote(String at, Header header) {
    return !notes.isEmpty() && notes.contains(new Note(at, header));
  }

  /** What a flow was before the component made this of it, or null. */
  @Nullable Header before(String at, Header after) {
    for (Binding binding : bindings) {
      if (binding.at.equals(at) && binding.after.equals(after)) {
        return binding.before;
      }
    }
    return null;
  }
}
