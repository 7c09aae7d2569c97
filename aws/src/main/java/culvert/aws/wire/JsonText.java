package culvert.aws.wire;

import java.io.ByteArrayOutputStream;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What the two JSON protocols have in common. */
final class JsonText {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  static void fill(byte[] body, SdkPojo builder) {
    if (body.length > 0) {
      JsonCodec.WIRE.fill(body, builder);
    }
  }

  static byte[] of(Answer answer) {
    return switch (answer) {
      case Answer.Response response -> JsonCodec.WIRE.write(response.shape());
      case Answer.Page _ -> throw new IllegalStateException("pages are EC2's");
    };
  }

  static byte[] error(WireException error) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("__type", error.code());
      json.writeStringProperty("message", error.message());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
