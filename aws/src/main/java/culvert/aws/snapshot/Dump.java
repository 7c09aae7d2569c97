package culvert.aws.snapshot;

import culvert.aws.catalog.Scope;
import culvert.aws.wire.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a state of the catalog as the files that {@link SnapshotReader} reads: what AWS's
 * operations show, by account and Region; and beside it what those files, read again, would get
 * wrong.
 */
final class Dump {

  private static final String ROOT = "aws_configs/";

  private Dump() {}

  static byte[] of(Shown shown) {
    ByteArrayOutputStream described = new ByteArrayOutputStream(1 << 16);
    write(described, json -> files(shown, json));
    Gathering read =
        Snapshots.gather(
            SnapshotReader.read(described.toByteArray()).elements(),
            new Assumed("", Described.GLOBAL));
    Map<String, List<ObjectNode>> needed = Corrections.between(shown.snapshot(), read);
    if (needed.isEmpty()) {
      return described.toByteArray();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream(described.size() + (1 << 16));
    write(
        all,
        json -> {
          files(shown, json);
          json.writeName(ROOT + Corrections.RESOURCES + ".json");
          json.writeStartObject();
          needed.forEach((key, trees) -> trees(json, key, trees));
          json.writeEndObject();
        });
    return all.toByteArray();
  }

  private interface Files {
    void write(JsonGenerator json);
  }

  private static void write(ByteArrayOutputStream into, Files files) {
    try (JsonGenerator json =
        JsonMapper.shared()
            .tokenStreamFactory()
            .createGenerator(ObjectWriteContext.empty(), into)) {
      json.writeStartObject();
      json.writeName("files");
      json.writeStartObject();
      files.write(json);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void files(Shown shown, JsonGenerator json) {
    shown
        .snapshot()
        .scopes()
        .sorted(Scope.BY_NAME)
        .forEach(scope -> Sections.ALL.forEach(section -> file(scope, section, shown, json)));
  }

  private static void file(Scope scope, Section section, Shown shown, JsonGenerator json) {
    List<Element> elements = section.write().of(scope, shown).toList();
    if (!elements.isEmpty()) {
      json.writeName(folder(scope) + name(section.key()) + ".json");
      json.writeStartObject();
      json.writeName(section.key());
      json.writeStartArray();
      elements.forEach(element -> element(element, json));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static String folder(Scope scope) {
    return scope.equals(Scope.OWN)
        ? ROOT
        : ROOT + "accounts/" + scope.account() + "/" + scope.region() + "/";
  }

  private static String name(String key) {
    return key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
  }

  private static void element(Element element, JsonGenerator json) {
    switch (element.content()) {
      case SdkPojo shape -> {
        json.writeStartObject();
        for (Map.Entry<String, String> around : element.around().entrySet()) {
          json.writeStringProperty(around.getKey(), around.getValue());
        }
        JsonCodec.CLI.members(json, shape);
        json.writeEndObject();
      }
      case JsonNode tree -> tree(json, tree);
      default -> throw new IllegalStateException("no JSON for " + element);
    }
  }

  private static void trees(JsonGenerator json, String key, List<ObjectNode> trees) {
    json.writeName(key);
    json.writeStartArray();
    trees.forEach(tree -> tree(json, tree));
    json.writeEndArray();
  }

  private static void tree(JsonGenerator json, JsonNode tree) {
    json.writeRawValue(tree.toString());
  }
}
