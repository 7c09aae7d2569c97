package culvert.app.terraform;

import culvert.app.CommandException;
import culvert.app.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads which resource of Terraform's has which id. */
public final class TerraformState {

  private TerraformState() {}

  /**
   * The addresses of managed resources by their ids, of a state file or of what {@code terraform
   * show -json} printed.
   *
   * @throws CommandException naming the file where it is neither
   */
  public static Map<String, String> addresses(Path file) {
    JsonNode json;
    try {
      json = Json.tree(Files.readString(file));
    } catch (IOException e) {
      throw CommandException.badInput("cannot read " + e.getMessage());
    } catch (JacksonException e) {
      throw CommandException.badInput(file + " is not JSON: " + e.getOriginalMessage());
    }
    Map<String, String> addresses = new HashMap<>();
    if (json.path("values").has("root_module")) {
      addShown(json.path("values").path("root_module"), addresses);
    } else if (json.path("resources").isArray()) {
      json.path("resources").forEach(resource -> addKept(resource, addresses));
    } else if (!json.has("terraform_version")) {
      throw CommandException.badInput(file + " is no state of Terraform's");
    }
    return addresses;
  }

  private static void addShown(JsonNode module, Map<String, String> addresses) {
    for (JsonNode resource : module.path("resources")) {
      if (resource.path("mode").asString("").equals("managed")) {
        add(
            resource.path("values").path("id").asString(""),
            resource.path("address").asString(""),
            addresses);
      }
    }
    module.path("child_modules").forEach(child -> addShown(child, addresses));
  }

  private static void addKept(JsonNode resource, Map<String, String> addresses) {
    if (!resource.path("mode").asString("").equals("managed")) {
      return;
    }
    String module = resource.path("module").asString("");
    String address =
        (module.isEmpty() ? "" : module + ".")
            + resource.path("type").asString("")
            + "."
            + resource.path("name").asString("");
    for (JsonNode instance : resource.path("instances")) {
      JsonNode key = instance.path("index_key");
      add(
          instance.path("attributes").path("id").asString(""),
          key.isMissingNode()
              ? address
              : address
                  + "["
                  + (key.isNumber() ? key.asString() : Json.quoted(key.asString()))
                  + "]",
          addresses);
    }
  }

  /** What is an attribute of another resource's has an id that is no resource's of its own. */
  private static void add(String id, String address, Map<String, String> addresses) {
    if (!id.isEmpty()) {
      addresses.putIfAbsent(id, address);
    }
  }
}
