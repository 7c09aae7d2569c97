package culvert.aws.operations;

import culvert.aws.wire.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations that Culvert is meant to answer one day, from {@code operations.txt}. */
final class OperationsInScope {

  private static final Set<String> NAMES = read();

  private OperationsInScope() {}

  private static Set<String> read() {
    try (InputStream in = OperationsInScope.class.getResourceAsStream("operations.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean contains(Service service, String name) {
    return NAMES.contains(service + " " + name)
        || service == Service.RAM
            && NAMES.stream().anyMatch(known -> known.equalsIgnoreCase("ram " + name));
  }
}
