package culvert.aws.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a request must have before anything else is looked at (R5.1.2), from {@code required.tsv}.
 */
final class RequiredMembers {

  private static final Map<String, List<String>> BY_REQUEST = read();

  private RequiredMembers() {}

  private static Map<String, List<String>> read() {
    try (InputStream in = RequiredMembers.class.getResourceAsStream("required.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .collect(
              Collectors.toUnmodifiableMap(
                  columns -> columns[0] + "Request",
                  columns -> List.of(columns[1].split(",", -1))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a request, or of its builder. */
  static List<Member> of(SdkPojo request) {
    Class<?> enclosing = request.getClass().getEnclosingClass();
    String name = (enclosing == null ? request.getClass() : enclosing).getSimpleName();
    Shape shape = Shape.of(request);
    return BY_REQUEST.getOrDefault(name, List.of()).stream()
        .map(shape::member)
        .flatMap(Stream::ofNullable)
        .toList();
  }
}
