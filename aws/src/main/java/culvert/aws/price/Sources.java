package culvert.aws.price;

import culvert.aws.table.Table;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where prices were read, from {@code sources.tsv}. */
final class Sources {

  /** One; {@code asOf} as an ISO date, or as much of one as is known. */
  private record Source(String key, String name, String asOf) {}

  private final Map<String, Source> sources;

  private Sources(Map<String, Source> sources) {
    this.sources = sources;
  }

  static Sources read() {
    return new Sources(
        Table.rows(Sources.class, "sources.tsv").stream()
            .map(
                row -> new Source(row.get(0), row.get(1), row.get(2).equals("-") ? "" : row.get(2)))
            .collect(Collectors.toMap(Source::key, Function.identity())));
  }

  /**
   * What two columns of a table say.
   *
   * @param keys sources by their keys, between commas
   * @param verified {@code yes} or {@code no}
   */
  Evidence evidence(String keys, String verified) {
    List<Source> named = Arrays.stream(keys.split(",", -1)).map(this::get).toList();
    return new Evidence(
        named.stream().map(Source::name).collect(Collectors.joining("; ")),
        named.stream().map(Source::asOf).max(Comparator.naturalOrder()).orElseThrow(),
        isYes(verified));
  }

  private Source get(String key) {
    Source source = sources.get(key);
    if (source == null) {
      throw new IllegalArgumentException("sources.tsv has no source " + key);
    }
    return source;
  }

  private static boolean isYes(String verified) {
    return switch (verified) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException("neither yes nor no: " + verified);
    };
  }
}
