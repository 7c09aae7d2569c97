package culvert.app.server;

import culvert.network.why.BadQuestion;
import culvert.network.why.QuestionText;
import io.helidon.common.parameters.Parameters;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of a request; a name that the resource does not know is refused. */
final class Query {

  private final Parameters query;

  Query(ServerRequest request, List<String> names) {
    query = read(request);
    for (String name : query.names()) {
      if (!names.contains(name)) {
        throw new BadQuestion(
            "not a parameter here: " + name + " (there are " + String.join(", ", names) + ")");
      }
    }
  }

  private static Parameters read(ServerRequest request) {
    try {
      return request.query();
    } catch (IllegalArgumentException e) {
      throw new BadQuestion("the query has a malformed escape");
    }
  }

  /** The value, or null where there is none or an empty one. */
  @Nullable String value(String name) {
    String value = query.contains(name) ? query.get(name) : "";
    return value.isEmpty() ? null : value;
  }

  String required(String name) {
    String value = value(name);
    if (value == null) {
      throw new BadQuestion("the parameter " + name + " is missing");
    }
    return value;
  }

  /** Whether a parameter says so; without a value it does not. */
  static boolean isTrue(String name, @Nullable String value) {
    return switch (value) {
      case null -> false;
      case "false" -> false;
      case "true" -> true;
      default -> throw new BadQuestion(name + " takes true or false, not " + value);
    };
  }

  /** The question that {@code from}, {@code to} and what goes with them ask. */
  QuestionText question() {
    return new QuestionText(
        required("from"),
        required("to"),
        value("port"),
        value("protocol"),
        value("sourcePort"),
        value("family"));
  }
}
