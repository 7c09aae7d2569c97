package culvert.aws.wire;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and writes shapes as JSON, under the names of AWS's model or those of the JSON protocols.
 * Times are seconds since 1970 with a fraction; bytes are base64.
 */
public final class JsonCodec {

  /** As the model and the AWS CLI name members: {@code VpcId}. The catalog stores this. */
  public static final JsonCodec MODEL = new JsonCodec(false);

  /** As the JSON protocols name members: {@code connectionId}. */
  public static final JsonCodec WIRE = new JsonCodec(true);

  private static final JsonFactory FACTORY = new JsonFactory();

  private final boolean wireNames;

  private JsonCodec(boolean wireNames) {
    this.wireNames = wireNames;
  }

  private String name(Member member) {
    return wireNames ? member.requestName() : member.name();
  }

  /** The shape as UTF-8 text. */
  public byte[] write(SdkPojo shape) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      structure(json, shape);
    }
    return bytes.toByteArray();
  }

  private void structure(JsonGenerator json, SdkPojo shape) {
    json.writeStartObject();
    for (Member member : Shape.of(shape).members()) {
      Object value = member.get(shape);
      if (value != null) {
        json.writeName(name(member));
        value(json, value);
      }
    }
    json.writeEndObject();
  }

  private void value(JsonGenerator json, Object value) {
    switch (value) {
      case SdkPojo structure -> structure(json, structure);
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(element -> value(json, element));
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach((key, element) -> {
          json.writeName(key.toString());
          value(json, element);
        });
        json.writeEndObject();
      }
      case String text -> json.writeString(text);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Float number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case Instant instant -> json.writeNumber(instant.toEpochMilli() / 1000.0);
      case SdkBytes bytes -> json.writeBinary(bytes.asByteArray());
      default -> throw new IllegalStateException("no JSON for a " + value.getClass());
    }
  }

  /** Fills a builder, as {@link #fill}, and builds it. */
  public SdkPojo read(byte[] text, SdkPojo builder) {
    fill(text, builder);
    return Shape.build(builder);
  }

  /**
   * Fills a builder from JSON text. Members that the shape does not have are passed over, as AWS's
   * JSON protocols do.
   *
   * @throws WireException {@code SerializationException}, where the text is not JSON or of another
   *     shape
   */
  void fill(byte[] text, SdkPojo builder) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("The request is not a JSON object.");
      }
      structure(json, builder);
      if (json.nextToken() != null) {
        throw malformed("There is more behind the JSON object.");
      }
    } catch (JacksonException e) {
      throw malformed("The request is not JSON: " + e.getOriginalMessage());
    }
  }

  private static WireException malformed(String message) {
    return new WireException("SerializationException", 400, message);
  }

  private void structure(JsonParser json, SdkPojo builder) {
    Shape shape = Shape.of(builder);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      Member member = find(shape, name);
      if (member == null) {
        json.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        member.set(builder, value(json, token, member, name));
      }
    }
  }

  private @Nullable Member find(Shape shape, String name) {
    if (!wireNames) {
      return shape.member(name);
    }
    for (Member member : shape.members()) {
      if (name.equals(member.requestName())) {
        return member;
      }
    }
    return null;
  }

  private Object value(JsonParser json, JsonToken token, Member member, String path) {
    boolean fits =
        switch (member.type()) {
          case STRUCTURE, MAP -> token == JsonToken.START_OBJECT;
          case LIST -> token == JsonToken.START_ARRAY;
          case STRING, BYTES -> token == JsonToken.VALUE_STRING;
          case BOOLEAN -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
          case INTEGER, LONG -> token == JsonToken.VALUE_NUMBER_INT;
          case DOUBLE, INSTANT ->
              token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        };
    if (!fits) {
      throw malformed("The member " + path + " cannot be a " + token + ".");
    }
    return switch (member.type()) {
      case STRUCTURE -> {
        SdkPojo nested = member.newStructure();
        structure(json, nested);
        yield Shape.build(nested);
      }
      case LIST -> list(json, member, path);
      case MAP -> map(json, member, path);
      case STRING -> json.getString();
      case BYTES -> SdkBytes.fromByteArray(json.getBinaryValue());
      case BOOLEAN -> token == JsonToken.VALUE_TRUE;
      case INTEGER -> json.getIntValue();
      case LONG -> json.getLongValue();
      case DOUBLE -> json.getDoubleValue();
      case INSTANT -> Instant.ofEpochMilli(Math.round(json.getDoubleValue() * 1000));
    };
  }

  private List<Object> list(JsonParser json, Member member, String path) {
    Member element = Objects.requireNonNull(member.element());
    List<Object> values = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      values.add(value(json, token, element, path));
    }
    return values;
  }

  private Map<String, Object> map(JsonParser json, Member member, String path) {
    Member element = Objects.requireNonNull(member.element());
    Map<String, Object> values = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      values.put(key, value(json, json.nextToken(), element, path + "." + key));
    }
    return values;
  }
}
