package culvert.app.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The environment that Terraform and AWS's provider run in: they ask Culvert, and know nothing of
 * the user's accounts.
 *
 * @param settings the file with the settings of the command line, or null for what Terraform finds
 */
record TerraformEnvironment(String url, String account, Path work, @Nullable Path settings) {

  /** What of the environment says something about the user's own accounts, states and runs. */
  private static final List<String> NOT_PASSED_ON =
      List.of("AWS_", "TF_DATA_DIR", "TF_WORKSPACE", "TF_CLI_ARGS", "TF_INPUT", "TF_REATTACH");

  /** Takes out what is the user's own, and puts in what is ours. */
  void in(Map<String, String> environment) {
    environment.keySet().removeIf(name -> NOT_PASSED_ON.stream().anyMatch(name::startsWith));
    Map<String, String> own = new HashMap<>();
    own.put("AWS_ENDPOINT_URL", url);
    own.put("AWS_ACCESS_KEY_ID", account);
    own.put("AWS_SECRET_ACCESS_KEY", "any");
    own.put("AWS_CONFIG_FILE", work.resolve("none").toString());
    own.put("AWS_SHARED_CREDENTIALS_FILE", work.resolve("none").toString());
    own.put("AWS_EC2_METADATA_DISABLED", "true");
    own.put("TF_IN_AUTOMATION", "1");
    own.put("CHECKPOINT_DISABLE", "1");
    if (settings != null) {
      own.put("TF_CLI_CONFIG_FILE", settings.toAbsolutePath().toString());
    }
    environment.putAll(own);
    for (String name : List.of("NO_PROXY", "no_proxy")) {
      String given = environment.get(name);
      environment.put(name, given == null ? "127.0.0.1" : given + ",127.0.0.1");
    }
    if (!environment.containsKey("TF_PLUGIN_CACHE_DIR") && !hasSettings(environment)) {
      pluginCache().ifPresent(cache -> environment.put("TF_PLUGIN_CACHE_DIR", cache.toString()));
    }
  }

  /** Whether the user has settings of the command line, which then say where plugins are kept. */
  private static boolean hasSettings(Map<String, String> environment) {
    return environment.containsKey("TF_CLI_CONFIG_FILE")
        || Stream.of(".terraformrc", ".tofurc")
            .anyMatch(name -> Files.exists(Path.of(System.getProperty("user.home"), name)));
  }

  /** Plugins are hundreds of megabytes: they are fetched once. */
  private static Optional<Path> pluginCache() {
    String given = System.getenv("XDG_CACHE_HOME");
    Path home =
        given == null || given.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(given);
    try {
      return Optional.of(
          Files.createDirectories(home.resolve("culvert").resolve("terraform-plugins")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
