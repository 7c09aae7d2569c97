package culvert.aws.wire;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
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
 * Times are seconds since 1970 with a fraction, or, as the AWS CLI prints them, text in ISO 8601;
 * bytes are base64.
 */
public final class JsonCodec {

  /** As the model and the AWS CLI name members: {@code VpcId}. The catalog stores this. */
  public static final JsonCodec MODEL = new JsonCodec(false, false);

  /** As {@link #MODEL}, with times in ISO 8601: {@code aws ec2 describe-vpcs --output json}. */
  public static final JsonCodec CLI = new JsonCodec(false, true);

  /** As the JSON protocols name members: {@code connectionId}. */
  public static final JsonCodec WIRE = new JsonCodec(true, false);

  private static final JsonFactory FACTORY = new JsonFactory();

  /** What is done with a member that a shape does not have. */
  @FunctionalInterface
  public interface Unknown {

    /**
     * Consumes the value that the parser stands at.
     *
     * @param path of the shape, {@code Options.TunnelOptions}; empty for the outermost
     */
    void member(String path, String name, JsonParser value);
  }

  private static final Unknown PASSED_OVER = (_, _, value) -> value.skipChildren();

  private final boolean wireNames;
  private final boolean writtenTimes;

  private JsonCodec(boolean wireNames, boolean writtenTimes) {
    this.wireNames = wireNames;
    this.writtenTimes = writtenTimes;
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

  /** Writes the shape as an object. */
  public void structure(JsonGenerator json, SdkPojo shape) {
    json.writeStartObject();
    members(json, shape);
    json.writeEndObject();
  }

  /** Writes the members of the shape into the object that was begun. */
  public void members(JsonGenerator json, SdkPojo shape) {
    for (Member member : Shape.of(shape).members()) {
      Object value = member.get(shape);
      if (value != null) {
        json.writeName(name(member));
        value(json, value);
      }
    }
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
      case Instant instant when writtenTimes ->
          json.writeString(instant.truncatedTo(ChronoUnit.MILLIS).toString());
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
      structure(json, builder, "", PASSED_OVER);
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

  /**
   * Fills a builder from the object that the parser stands at.
   *
   * @throws WireException {@code SerializationException}, where a member is of another type
   */
  public void read(JsonParser json, SdkPojo builder, Unknown unknown) {
    structure(json, builder, "", unknown);
  }

  private void structure(JsonParser json, SdkPojo builder, String path, Unknown unknown) {
    Shape shape = Shape.of(builder);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      Member member = find(shape, name);
      if (member == null) {
        unknown.member(path, name, json);
      } else if (token != JsonToken.VALUE_NULL) {
        member.set(builder, value(json, token, member, within(path, name), unknown));
      }
    }
  }

  private static String within(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
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

  private Object value(
      JsonParser json, JsonToken token, Member member, String path, Unknown unknown) {
    boolean fits =
        switch (member.type()) {
          case STRUCTURE, MAP -> token == JsonToken.START_OBJECT;
          case LIST -> token == JsonToken.START_ARRAY;
          case STRING, BYTES -> token == JsonToken.VALUE_STRING;
          case BOOLEAN -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
          case INTEGER, LONG -> token == JsonToken.VALUE_NUMBER_INT;
          case INSTANT -> isNumber(token) || token == JsonToken.VALUE_STRING && writtenTimes;
          case DOUBLE -> isNumber(token);
        };
    if (!fits) {
      throw malformed("The member " + path + " cannot be a " + token + ".");
    }
    return switch (member.type()) {
      case STRUCTURE -> {
        SdkPojo nested = member.newStructure();
        structure(json, nested, path, unknown);
        yield Shape.build(nested);
      }
      case LIST -> list(json, member, path, unknown);
      case MAP -> map(json, member, path, unknown);
      case STRING -> json.getString();
      case BYTES -> SdkBytes.fromByteArray(json.getBinaryValue());
      case BOOLEAN -> token == JsonToken.VALUE_TRUE;
      case INTEGER -> json.getIntValue();
      case LONG -> json.getLongValue();
      case DOUBLE -> json.getDoubleValue();
      case INSTANT ->
          token == JsonToken.VALUE_STRING
              ? time(json.getString(), path)
              : Instant.ofEpochMilli(Math.round(json.getDoubleValue() * 1000));
    };
  }

  private static boolean isNumber(JsonToken token) {
    return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
  }

  /** {@code 2019-11-29T18:24:53+00:00}, as its older versions with a space in the place of T. */
  private static Instant time(String text, String path) {
    try {
      return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    } catch (DateTimeParseException e) {
      throw malformed("The member " + path + " cannot be the time " + text + ".");
    }
  }

  private List<Object> list(JsonParser json, Member member, String path, Unknown unknown) {
    Member element = Objects.requireNonNull(member.element());
    List<Object> values = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      values.add(value(json, token, element, path, unknown));
    }
    return values;
  }

  private Map<String, Object> map(JsonParser json, Member member, String path, Unknown unknown) {
    Member element = Objects.requireNonNull(member.element());
    Map<String, Object> values = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      values.put(key, value(json, json.nextToken(), element, path + "." + key, unknown));
    }
    return values;
  }
}
