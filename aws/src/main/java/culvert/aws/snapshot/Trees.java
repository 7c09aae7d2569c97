package culvert.aws.snapshot;

import culvert.aws.wire.JsonCodec;
import culvert.aws.wire.Shape;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Elements that are read as trees of JSON first, since no shape of the SDK's is theirs. */
final class Trees {

  /** Reads one element out of a longer text. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Trees() {}

  static Section.Reading reading() {
    return (json, _) -> new Element(read(json));
  }

  /** The object that the parser stands at. */
  static JsonNode read(JsonParser json) {
    return MAPPER.readTree(json);
  }

  static JsonNode read(byte[] json) {
    return MAPPER.readTree(json);
  }

  static byte[] bytes(JsonNode tree) {
    return MAPPER.writeValueAsBytes(tree);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** What a builder makes of a tree. */
  static SdkPojo shape(JsonNode tree, SdkPojo builder, JsonCodec.Unknown unknown) {
    try (JsonParser json = MAPPER.treeAsTokens(tree)) {
      json.nextToken();
      JsonCodec.CLI.read(json, builder, unknown);
    }
    return Shape.build(builder);
  }
}
