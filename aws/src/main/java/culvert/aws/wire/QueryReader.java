package culvert.aws.wire;

import culvert.aws.wire.Member.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Fills a request's builder from Query parameters. */
final class QueryReader {

  /** Parameters of the protocol, which belong to no request. */
  private static final Set<String> OF_THE_PROTOCOL =
      Set.of(
          "Action",
          "Version",
          "AWSAccessKeyId",
          "SignatureVersion",
          "SignatureMethod",
          "Signature",
          "Timestamp",
          "Expires",
          "SecurityToken",
          "ContentType");

  private static final int MAX_LIST = 10_000;

  /** Whether lists carry {@code .member.} (the Query protocol) or not (EC2's). */
  private final boolean memberLists;

  QueryReader(boolean memberLists) {
    this.memberLists = memberLists;
  }

  /** Reads every parameter; one that the request does not have is {@code UnknownParameter}. */
  void read(QueryParameters parameters, SdkPojo request) {
    Set<String> known = structure(parameters, request, "");
    for (String name : parameters.children().keySet()) {
      if (!known.contains(name) && !OF_THE_PROTOCOL.contains(name) && !name.startsWith("X-Amz-")) {
        throw new WireException(
            "UnknownParameter",
            400,
            "The parameter " + QueryParameters.clip(name) + " is not recognized");
      }
    }
    for (Member member : RequiredMembers.of(request)) {
      if (!parameters.children().containsKey(member.requestName())) {
        throw new WireException(
            "MissingParameter",
            400,
            "The request must contain the parameter " + member.requestName());
      }
    }
  }

  private Set<String> structure(QueryParameters parameters, SdkPojo builder, String path) {
    Set<String> known = new HashSet<>();
    for (Member member : Shape.of(builder).members()) {
      String name = member.requestName();
      QueryParameters given = parameters.children().get(name);
      known.add(name);
      if (given != null) {
        member.set(builder, value(given, member, member.allowed(), path + name));
      }
    }
    return known;
  }

  private @Nullable Object value(
      QueryParameters given, Member member, Set<String> allowed, String path) {
    return switch (member.type()) {
      case LIST -> list(given, member, path);
      case MAP -> throw new WireException("InvalidParameterValue", 400, path + " cannot be a map");
      case STRUCTURE -> {
        SdkPojo nested = member.newStructure();
        Set<String> known = structure(given, nested, path + ".");
        for (String name : given.children().keySet()) {
          if (!known.contains(name)) {
            throw new WireException(
                "UnknownParameter",
                400,
                "The parameter " + QueryParameters.clip(path + "." + name) + " is not recognized");
          }
        }
        yield Shape.build(nested);
      }
      default -> scalar(text(given, path), member.type(), allowed, path);
    };
  }

  private static String text(QueryParameters given, String path) {
    String text = given.value();
    if (text == null || !given.children().isEmpty()) {
      throw new WireException(
          "InvalidParameterValue", 400, "The parameter " + path + " takes a single value");
    }
    return text;
  }

  private List<Object> list(QueryParameters given, Member member, String path) {
    QueryParameters holder = given;
    if (memberLists && given.children().get("member") instanceof QueryParameters members) {
      holder = members;
    }
    Member element = Objects.requireNonNull(member.element());
    TreeMap<Integer, QueryParameters> byIndex = new TreeMap<>();
    for (Map.Entry<String, QueryParameters> child : holder.children().entrySet()) {
      byIndex.put(index(child.getKey(), path), child.getValue());
    }
    List<Object> values = new ArrayList<>();
    byIndex.forEach((index, child) ->
        values.add(
            Objects.requireNonNull(value(child, element, member.allowed(), path + "." + index))));
    if (holder.value() != null && !holder.value().isEmpty()) {
      throw new WireException(
          "InvalidParameterValue", 400, "The parameter " + path + " takes a numbered list");
    }
    return values;
  }

  private static int index(String text, String path) {
    try {
      int index = Integer.parseInt(text);
      if (index >= 0 && index <= MAX_LIST) {
        return index;
      }
    } catch (NumberFormatException e) {
      // Said below, with the name of the parameter.
    }
    throw new WireException(
        "InvalidParameterValue",
        400,
        "The parameter " + path + " takes numbers from 1, not " + QueryParameters.clip(text));
  }

  /** Reads one value; what cannot be read is named with its parameter. */
  private static Object scalar(String text, Type type, Set<String> allowed, String path) {
    String shown = QueryParameters.clip(text);
    try {
      return switch (type) {
        case STRING -> {
          if (!allowed.isEmpty() && !allowed.contains(text)) {
            throw WireException.invalidValue(
                shown,
                path,
                "Valid values: " + String.join(", ", allowed.stream().sorted().toList()));
          }
          yield text;
        }
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case BOOLEAN ->
            switch (text) {
              case "true", "True", "TRUE", "1" -> Boolean.TRUE;
              case "false", "False", "FALSE", "0" -> Boolean.FALSE;
              default -> throw WireException.invalidValue(shown, path, "Expecting true or false.");
            };
        case INSTANT -> Instant.parse(text);
        case BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
        case LIST, MAP, STRUCTURE -> throw new IllegalStateException("not a scalar: " + path);
      };
    } catch (NumberFormatException e) {
      throw WireException.invalidValue(shown, path, "Expecting a number.");
    } catch (DateTimeException e) {
      throw WireException.invalidValue(
          shown, path, "Expecting a time such as 2026-01-31T00:00:00Z.");
    } catch (IllegalArgumentException e) {
      throw WireException.invalidValue(shown, path, "Expecting base64.");
    }
  }
}
