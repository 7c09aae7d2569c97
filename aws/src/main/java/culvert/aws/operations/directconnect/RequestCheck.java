package culvert.aws.operations.directconnect;

import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What AWS's model says of a request before any rule is looked at: members that must be there, from
 * {@code required.tsv}, and the values of enumerations.
 */
final class RequestCheck {

  private static final Map<String, List<String>> REQUIRED = read();

  private RequestCheck() {}

  private static Map<String, List<String>> read() {
    try (InputStream in = RequestCheck.class.getResourceAsStream("required.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .collect(
              Collectors.toUnmodifiableMap(
                  columns -> columns[0], columns -> List.of(columns[1].split(",", -1))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void check(SdkPojo shape) {
    Shape described = Shape.of(shape);
    for (String name : REQUIRED.getOrDefault(shape.getClass().getSimpleName(), List.of())) {
      Member member = described.member(name);
      Object value = member == null ? null : member.get(shape);
      if (value == null || value.equals("")) {
        throw DirectConnectError.refused("The parameter " + name + " is required.");
      }
    }
    for (Member member : described.members()) {
      checkValue(member, member.get(shape));
    }
  }

  private static void checkValue(Member member, @Nullable Object value) {
    switch (value) {
      case SdkPojo nested -> check(nested);
      case List<?> many -> many.forEach(each -> checkValue(member, each));
      case String text -> {
        if (!member.allowed().isEmpty() && !member.allowed().contains(text)) {
          throw DirectConnectError.refused(
              "Value '" + text + "' for parameter " + member.spokenName() + " is invalid.");
        }
      }
      case null, default -> {}
    }
  }
}
