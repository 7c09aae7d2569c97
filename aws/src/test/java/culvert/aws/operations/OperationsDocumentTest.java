package culvert.aws.operations;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.wire.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} says what there is; {@code -Dculvert.write=true} writes it anew. */
class OperationsDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

  @Test
  void the_document_lists_what_is_answered_and_what_is_not_yet() throws IOException {
    String written = document();
    if (Boolean.getBoolean("culvert.write")) {
      Files.writeString(DOCUMENT, written);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(written);
  }

  private static String document() throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            # Operations

            What Culvert answers of AWS's APIs, and what it does not yet. An operation that is not yet there answers `InvalidAction` (Direct Connect and RAM: `UnknownOperationException`) and says so. A test keeps this list true.
            """);
    try (TestCloud cloud = new TestCloud()) {
      for (Service service : Service.values()) {
        Set<String> there = cloud.api().operations(service);
        List<String> missing =
            inScope(service).stream()
                .filter(name -> there.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        text.append("\n## ").append(service.toString().toUpperCase(Locale.ROOT)).append("\n\n");
        text.append("There (").append(there.size()).append("): ").append(listed(there));
        text.append("\n\nNot yet (").append(missing.size()).append("): ").append(listed(missing));
        text.append("\n");
      }
    }
    return text.toString();
  }

  private static String listed(Iterable<String> names) {
    String all = String.join(", ", names);
    return all.isEmpty() ? "none." : all + ".";
  }

  private static List<String> inScope(Service service) throws IOException {
    try (InputStream in = OperationsInScope.class.getResourceAsStream("operations.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(service + " "))
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .sorted()
          .toList();
    }
  }
}
