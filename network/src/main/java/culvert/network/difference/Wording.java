package culvert.network.difference;

import culvert.network.topology.Component;
import culvert.network.topology.Fault;
import culvert.network.topology.HeldSession;
import culvert.network.topology.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says edits in sentences. */
final class Wording {

  private static final String ADDED = "was added";
  private static final String REMOVED = "was removed";

  private Wording() {}

  static Change of(Edit edit) {
    return switch (edit) {
      case Edit.Whole whole -> of(whole);
      case Edit.Part part -> of(part);
    };
  }

  /** {@code route-table}, {@code vpc-endpoint}. */
  static String kind(Component component) {
    return Edit.kindOf(component)
        .getSimpleName()
        .replaceAll("(?<!^)([A-Z])", "-$1")
        .toLowerCase(Locale.ROOT);
  }

  private static Change of(Edit.Whole whole) {
    Component component = whole.component();
    boolean added = whole.was() == null;
    String id = component.id();
    String text =
        switch (component) {
          case Fault _ -> id + (added ? " went down" : " came back");
          case HeldSession held ->
              added
                  ? "%s is taken for %s until a timer runs out".formatted(id, upOrDown(held))
                  : "%s is no longer taken for %s".formatted(id, upOrDown(held));
          default -> id + " " + (added ? ADDED : whole.is() == null ? REMOVED : "was replaced");
        };
    return new Change(
        id,
        kind(component),
        whole.was() == null ? null : id,
        whole.is() == null ? null : id,
        text,
        List.of(id));
  }

  private static String upOrDown(HeldSession held) {
    return held.up() ? "up" : "down";
  }

  private static Change of(Edit.Part part) {
    String id = part.id();
    Object was = part.was();
    Object is = part.is();
    return switch (Vocabulary.of(part.component().getClass(), part.field())) {
      case Phrase.Label _, Phrase.Fixed _ ->
          throw new IllegalArgumentException("nobody speaks of " + part);
      case Phrase.Flag(String noun) ->
          change(
              part,
              onOrOff(was),
              onOrOff(is),
              "%s of %s was switched %s".formatted(noun, id, onOrOff(is)));
      case Phrase.State(String on, String off) ->
          change(part, said(was), said(is), id + " " + (Boolean.TRUE.equals(is) ? on : off));
      case Phrase.Main _, Phrase.Association _ ->
          throw new IllegalArgumentException("is said as a move: " + part);
      case Phrase.Value(String noun, var text) -> {
        String before = was == null ? null : text.apply(was);
        String after = is == null ? null : text.apply(is);
        yield change(part, before, after, value(noun + " of " + id, before, after));
      }
      case Phrase.Ordered(String noun) ->
          was instanceof List<?> && is instanceof List<?>
              ? change(
                  part,
                  Vocabulary.text(was),
                  Vocabulary.text(is),
                  "order of each %s of %s changed from %s to %s"
                      .formatted(noun, id, Vocabulary.text(was), Vocabulary.text(is)))
              : member(part, each -> noun + " " + Vocabulary.text(each), null, "of");
      case Phrase.Member(var what, var value, String preposition) ->
          member(part, what, value, preposition);
    };
  }

  private static String value(String of, @Nullable String was, @Nullable String is) {
    if (was == null) {
      return "%s became %s".formatted(of, is);
    }
    return is == null
        ? "%s was %s and is nothing".formatted(of, was)
        : "%s changed from %s to %s".formatted(of, was, is);
  }

  private static String onOrOff(@Nullable Object value) {
    return Boolean.TRUE.equals(value) ? "on" : "off";
  }

  private static @Nullable String said(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static Change member(
      Edit.Part part,
      Function<Object, String> what,
      @Nullable Function<Object, String> value,
      String preposition) {
    Object was = part.was();
    Object is = part.is();
    Object any = was != null ? was : is;
    if (any == null) {
      throw new IllegalArgumentException("nothing was changed: " + part);
    }
    String where = " " + preposition + " " + part.id() + " ";
    String before = was == null ? null : whole(was, what, value);
    String after = is == null ? null : whole(is, what, value);
    String text;
    if (was != null && is != null && value != null) {
      String from = value.apply(was);
      String to = value.apply(is);
      boolean target = from.startsWith("to ") && to.startsWith("to ");
      text =
          what.apply(any)
              + where
              + "changed from "
              + (target ? from.substring("to ".length()) : from)
              + " to "
              + (target ? to.substring("to ".length()) : to);
    } else if (was != null && is != null) {
      text = before + where + "changed to " + after;
    } else {
      text = (was == null ? after + where + ADDED : before + where + REMOVED);
    }
    return change(part, before, after, text);
  }

  private static String whole(
      Object element, Function<Object, String> what, @Nullable Function<Object, String> value) {
    return what.apply(element) + (value == null ? "" : " " + value.apply(element));
  }

  private static Change change(
      Edit.Part part, @Nullable String was, @Nullable String is, String text) {
    return new Change(part.id(), kind(part.component()), was, is, text, names(part));
  }

  /** What is with another component than before, or with one, or with none. */
  static Change moved(Edit.Part part, String subject, @Nullable String from, @Nullable String to) {
    boolean main = Vocabulary.of(part.component().getClass(), part.field()) instanceof Phrase.Main;
    String of = (main ? "main route table of " : "association of ") + subject;
    String text;
    if (from != null && to != null) {
      text = "%s changed from %s to %s".formatted(of, from, to);
    } else if (main) {
      text =
          from == null
              ? "%s became %s".formatted(of, to)
              : "%s is no longer %s".formatted(of, from);
    } else {
      text =
          "%s with %s %s".formatted(of, from == null ? to : from, from == null ? ADDED : REMOVED);
    }
    List<String> names = new ArrayList<>();
    for (String each : new String[] {to, from}) {
      if (each != null) {
        names.add(String.join(" ", each, part.field(), subject));
      }
    }
    names.add(to == null ? String.valueOf(from) : to);
    return new Change(
        to == null ? String.valueOf(from) : to, kind(part.component()), from, to, text, names);
  }

  private static List<String> names(Edit.Part part) {
    List<String> names = new ArrayList<>();
    for (Object each : new Object[] {part.is(), part.was()}) {
      if (each instanceof SecurityGroupRule rule) {
        names.add(rule.id());
      }
    }
    Object any = part.is() != null ? part.is() : part.was();
    if (any != null && !part.isKey().equals(Elements.WHOLE)) {
      names.add(String.join(" ", part.id(), part.field(), Vocabulary.text(Elements.name(any))));
    }
    names.add(part.id());
    return names.stream().distinct().toList();
  }
}
