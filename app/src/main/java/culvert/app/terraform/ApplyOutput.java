package culvert.app.terraform;

import culvert.app.server.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what {@code terraform apply -json} prints, a JSON object a line. */
final class ApplyOutput {

  private static final int TOLD_EACH = 25;

  private final List<String> errors = new ArrayList<>();
  private final List<String> other = new ArrayList<>();
  private int planned;
  private int done;
  private final Consumer<String> progress;

  /**
   * @param progress told now and then how many resources there are
   */
  ApplyOutput(Consumer<String> progress) {
    this.progress = progress;
  }

  void line(String line) {
    try {
      JsonNode json = Json.tree(line);
      switch (json.path("type").asString("")) {
        case "planned_change" -> planned++;
        case "apply_complete" -> {
          if (json.path("hook").path("action").asString("").equals("read")) {
            return;
          }
          done++;
          if (done % TOLD_EACH == 0) {
            progress.accept("terraform apply: %d of %d resources".formatted(done, planned));
          }
        }
        case "diagnostic" -> diagnostic(json.path("diagnostic"));
        default -> {}
      }
    } catch (JacksonException _) {
      other.add(line);
    }
  }

  private void diagnostic(JsonNode diagnostic) {
    if (diagnostic.path("severity").asString("").equals("error")) {
      JsonNode range = diagnostic.path("range");
      String where =
          range.has("filename")
              ? " (%s:%d)"
                  .formatted(
                      range.path("filename").asString(), range.path("start").path("line").asInt())
              : "";
      String address = diagnostic.path("address").asString("");
      errors.add(
          (address.isEmpty() ? "" : address + ": ")
              + diagnostic.path("summary").asString("")
              + where
              + "\n"
              + diagnostic.path("detail").asString(""));
    }
  }

  /** How many resources were made, changed or destroyed. */
  int done() {
    return done;
  }

  /** Terraform's errors; where it named none, whatever else it said. */
  String complaints() {
    return String.join("\n", errors.isEmpty() ? other : errors);
  }
}
