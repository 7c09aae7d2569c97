package culvert.aws.catalog;

import culvert.network.address.IpPrefix;
import culvert.network.why.BadQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON object strictly: what is none of its members, or does not fit, is refused by name.
 */
public final class JsonMembers {

  private final JsonNode object;
  private final String where;

  /**
   * @param where what errors call the object: {@code the site}
   * @throws BadQuestion where it is no object, or has another member
   */
  public JsonMembers(JsonNode object, String where, List<String> names) {
    this.object = object;
    this.where = where;
    if (!object.isObject()) {
      throw new BadQuestion(where + " is a JSON object, not " + object);
    }
    for (String name : object.propertyNames()) {
      if (!names.contains(name)) {
        throw new BadQuestion(
            "not a member of %s: %s (there are %s)"
                .formatted(where, name, String.join(", ", names)));
      }
    }
  }

  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  private JsonNode required(String name) {
    if (!has(name)) {
      throw new BadQuestion(name + " of " + where + " is missing");
    }
    return object.path(name);
  }

  public String text(String name) {
    return text(required(name), name);
  }

  private String text(JsonNode value, String name) {
    if (!value.isString() || value.asString().isEmpty()) {
      throw refused(name, "text", value);
    }
    return value.asString();
  }

  public boolean flag(String name) {
    if (!has(name)) {
      return false;
    }
    JsonNode value = object.path(name);
    if (!value.isBoolean()) {
      throw refused(name, "true or false", value);
    }
    return value.asBoolean();
  }

  public long number(String name, long least, long most) {
    JsonNode value = required(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < least
        || value.asLong() > most) {
      throw refused(name, least + " to " + most, value);
    }
    return value.asLong();
  }

  public long number(String name, long least, long most, long unsaid) {
    return has(name) ? number(name, least, most) : unsaid;
  }

  /** Empty where it is not there. */
  public <T> List<T> list(String name, Function<JsonNode, T> element) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      throw refused(name, "a list", value);
    }
    List<T> read = new ArrayList<>();
    for (JsonNode each : value) {
      T one = element.apply(each);
      if (read.contains(one)) {
        throw new BadQuestion("%s of %s has %s twice".formatted(name, where, each));
      }
      read.add(one);
    }
    return List.copyOf(read);
  }

  public List<String> texts(String name) {
    return list(name, each -> text(each, name));
  }

  public List<IpPrefix> prefixes(String name) {
    return list(name, each -> prefix(each, name));
  }

  public @Nullable List<IpPrefix> prefixesOrNull(String name) {
    return has(name) ? prefixes(name) : null;
  }

  public IpPrefix prefix(String name) {
    return prefix(required(name), name);
  }

  private IpPrefix prefix(JsonNode value, String name) {
    IpPrefix prefix = value.isString() ? IpPrefix.tryParse(value.asString()) : null;
    if (prefix == null) {
      throw refused(name, "prefixes such as 192.168.0.0/16", value);
    }
    return prefix;
  }

  private BadQuestion refused(String name, String takes, JsonNode value) {
    return new BadQuestion("%s of %s takes %s, not %s".formatted(name, where, takes, value));
  }
}
