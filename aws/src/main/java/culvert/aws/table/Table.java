package culvert.aws.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A file among the program's own: a fact a line, columns between tabs, remarks behind {@code #}.
 */
public final class Table {

  private Table() {}

  /**
   * The lines that say something.
   *
   * @param beside the class that the file stands beside
   */
  public static List<String> lines(Class<?> beside, String name) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The columns of each line. */
  public static List<List<String>> rows(Class<?> beside, String name) {
    return lines(beside, name).stream().map(Table::columns).toList();
  }

  public static List<String> columns(String line) {
    return List.of(line.split("\t", -1));
  }
}
