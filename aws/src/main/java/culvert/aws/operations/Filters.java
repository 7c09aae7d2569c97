package culvert.aws.operations;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The filters that AWS documents for one kind of resource. Several filters must all hold; of a
 * filter's values one must. Values may have {@code *} and {@code ?}; a backslash takes their
 * meaning away.
 *
 * @param <T> what is described
 */
public final class Filters<T> {

  private static final int MOST_VALUES = 200;

  private final Map<String, Function<T, Stream<String>>> byName = new LinkedHashMap<>();
  private final Set<String> byReference = new HashSet<>();
  private boolean tags;

  /** A filter on one value, which may be null, a string, a number, a boolean or a time. */
  public Filters<T> on(String name, Function<T, ? extends @Nullable Object> value) {
    return onEach(
        name,
        resource -> {
          Object found = value.apply(resource);
          return found == null ? Stream.empty() : Stream.of(found.toString());
        });
  }

  /** A filter on several values, one of which must match. */
  public Filters<T> onEach(String name, Function<T, Stream<String>> values) {
    if (byName.put(name, values) != null) {
      throw new IllegalStateException("two filters " + name);
    }
    return this;
  }

  /**
   * A filter on an id that the stored shape itself names, so that the catalog's index of references
   * finds the candidates.
   */
  public Filters<T> onReference(String name, Function<T, @Nullable String> id) {
    byReference.add(name);
    return on(name, id);
  }

  /** The filters {@code tag:KEY}, {@code tag-key} and {@code tag-value}. */
  public Filters<T> onTags() {
    tags = true;
    return this;
  }

  /** The id that every match must refer to, where the filters say so, else null. */
  @Nullable String reference(Collection<Filter> filters) {
    for (Filter filter : filters) {
      if (byReference.contains(filter.name())
          && filter.values().size() == 1
          && isPlain(filter.values().getFirst())) {
        return filter.values().getFirst();
      }
    }
    return null;
  }

  /**
   * What the filters of a request ask for.
   *
   * @throws culvert.aws.wire.WireException {@code InvalidParameterValue} for an unknown one
   */
  public Predicate<T> matching(Collection<Filter> filters) {
    Predicate<T> all = _ -> true;
    for (Filter filter : filters) {
      all = all.and(one(filter));
    }
    return all;
  }

  private Predicate<T> one(Filter filter) {
    String name = filter.name();
    if (name == null || name.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("The filter name is missing");
    }
    if (filter.values().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The filter '" + name + "' must have at least one value");
    }
    if (filter.values().size() > MOST_VALUES) {
      throw Ec2Error.FILTER_LIMIT_EXCEEDED.with(name);
    }
    Function<T, Stream<String>> values = values(name);
    List<Predicate<String>> patterns = filter.values().stream().map(Filters::pattern).toList();
    return resource ->
        values
            .apply(resource)
            .anyMatch(value -> patterns.stream().anyMatch(pattern -> pattern.test(value)));
  }

  private Function<T, Stream<String>> values(String name) {
    Function<T, Stream<String>> values = byName.get(name);
    if (values != null) {
      return values;
    }
    if (tags && name.startsWith("tag:")) {
      String key = name.substring("tag:".length());
      return resource ->
          Tags.in(resource).stream().filter(tag -> tag.key().equals(key)).map(Tag::value);
    }
    if (tags && name.equals("tag-key")) {
      return resource -> Tags.in(resource).stream().map(Tag::key);
    }
    if (tags && name.equals("tag-value")) {
      return resource -> Tags.in(resource).stream().map(Tag::value);
    }
    throw Ec2Error.INVALID_PARAMETER_VALUE.with("The filter '" + name + "' is invalid");
  }

  private static boolean isPlain(String pattern) {
    return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0 && pattern.indexOf('\\') < 0;
  }

  /** A value of a filter as a test of strings. */
  static Predicate<String> pattern(String pattern) {
    return isPlain(pattern) ? pattern::equals : value -> Wildcards.match(pattern, value);
  }

  /** The names that are known, for documentation and tests. */
  Set<String> names() {
    return byName.keySet();
  }
}
