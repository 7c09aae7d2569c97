package culvert.aws.snapshot;

import culvert.aws.wire.JsonCodec;
import culvert.aws.wire.WireException;
import culvert.network.why.BadQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one file of a snapshot: lists of elements, each under its key. */
final class FileReader {

  static final JsonFactory FACTORY = new JsonFactory();

  private final String file;
  private final List<Unplaced> elements = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> unknown = new TreeMap<>();

  private FileReader(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param text holds the file, an object or null, from a byte on
   * @throws BadQuestion naming the file and the member that does not fit
   */
  static FileReader read(String file, byte[] text, int from, int length) {
    FileReader reader = new FileReader(file);
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text, from, length)) {
      if (json.nextToken() == JsonToken.VALUE_NULL) {
        reader.count("", 1);
      } else {
        reader.read(json);
      }
    } catch (JacksonException e) {
      throw notJson(file, e);
    }
    return reader;
  }

  static BadQuestion notJson(String file, JacksonException why) {
    return new BadQuestion(
        (file.isEmpty() ? "" : file + ": ") + "not JSON: " + why.getOriginalMessage());
  }

  List<Unplaced> elements() {
    return elements;
  }

  /** How many elements each known key holds. */
  Map<String, Integer> counts() {
    return counts;
  }

  Stream<Loaded.Unknown> unknown() {
    return unknown.entrySet().stream()
        .map(each -> new Loaded.Unknown(file, each.getKey(), each.getValue()));
  }

  private void read(JsonParser json) {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      JsonToken token = json.nextToken();
      Section section = Sections.of(key);
      if (section == null) {
        pass(json, key, token);
      } else if (token == JsonToken.START_ARRAY) {
        readList(json, section);
      } else {
        throw new BadQuestion(file + ": " + key + " is a list");
      }
    }
  }

  private void pass(JsonParser json, String key, JsonToken token) {
    if (token == JsonToken.START_ARRAY) {
      int count = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        json.skipChildren();
        count++;
      }
      count(key, count);
    } else if (token != JsonToken.VALUE_NULL) {
      json.skipChildren();
      count(key, 1);
    }
  }

  private void readList(JsonParser json, Section section) {
    String key = section.key();
    JsonCodec.Unknown member =
        (path, name, value) -> {
          count(key + "[]." + (path.isEmpty() ? name : path + "." + name), 1);
          value.skipChildren();
        };
    int index = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      Origin origin = new Origin(file, key, index++);
      if (token != JsonToken.START_OBJECT) {
        throw origin.refused("is an object");
      }
      try {
        elements.add(new Unplaced(section, section.read().read(json, member), origin));
      } catch (WireException e) {
        throw origin.refused(String.valueOf(e.getMessage()));
      }
    }
    counts.merge(key, index, Integer::sum);
  }

  private void count(String key, int more) {
    unknown.merge(key, more, Integer::sum);
  }
}
