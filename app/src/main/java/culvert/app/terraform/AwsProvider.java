package culvert.app.terraform;

import culvert.app.CommandException;
import culvert.app.server.Json;
import culvert.app.terraform.HclTokens.Kind;
import culvert.app.terraform.HclTokens.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One configuration of AWS's provider in a root module.
 *
 * @param alias null of the default one
 * @param profile the profile that it names in plain text, or null
 */
record AwsProvider(@Nullable String alias, @Nullable String profile) {

  private static final String PROVIDER = "provider";
  private static final String AWS = "aws";

  /** Every one in the files of a directory. */
  static List<AwsProvider> in(Path directory) throws IOException {
    List<AwsProvider> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".tf")) {
          addHcl(HclTokens.of(Files.readString(file)), found);
        } else if (name.endsWith(".tf.json")) {
          addJson(file, found);
        }
      }
    }
    return found;
  }

  private static void addHcl(List<Token> tokens, List<AwsProvider> found) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (depth == 0
          && token.equals(new Token(Kind.NAME, PROVIDER))
          && i + 2 < tokens.size()
          && tokens.get(i + 1).text().equals(AWS)
          && tokens.get(i + 2).is("{")) {
        found.add(
            new AwsProvider(
                attribute("alias", tokens, i + 3), attribute("profile", tokens, i + 3)));
      }
      depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
    }
  }

  /** What an attribute of the block is set to in plain text, or null. */
  private static @Nullable String attribute(String name, List<Token> tokens, int body) {
    int depth = 0;
    for (int i = body; i + 2 < tokens.size() && depth >= 0; i++) {
      Token token = tokens.get(i);
      if (depth == 0
          && token.equals(new Token(Kind.NAME, name))
          && tokens.get(i + 1).is("=")
          && tokens.get(i + 2).kind() == Kind.STRING) {
        return tokens.get(i + 2).text();
      }
      depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
    }
    return null;
  }

  private static void addJson(Path file, List<AwsProvider> found) throws IOException {
    JsonNode configured;
    try {
      configured = Json.tree(Files.readString(file)).path(PROVIDER).path(AWS);
    } catch (JacksonException e) {
      throw CommandException.badInput(file + " is not JSON: " + e.getOriginalMessage());
    }
    for (JsonNode each : configured.isArray() ? configured : List.of(configured)) {
      if (each.isObject()) {
        found.add(
            new AwsProvider(
                each.path("alias").asStringOpt().orElse(null),
                each.path("profile").asStringOpt().orElse(null)));
      }
    }
  }
}
