package culvert.aws.snapshot;

import culvert.aws.wire.JsonCodec;
import culvert.aws.wire.WireException;
import culvert.network.why.BadQuestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the files of a snapshot, which come as members of one object: {@code {"files":{PATH:
 * CONTENT, …}}}. A content that is null is a file that holds no JSON.
 */
final class FileReader {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String FILES = "files";

  private final List<Unplaced> elements = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Map<String, Integer>> unknown = new LinkedHashMap<>();
  private String file = "";

  /**
   * Reads all files.
   *
   * @throws BadQuestion naming the file and the member that does not fit
   */
  static FileReader read(byte[] text) {
    FileReader reader = new FileReader();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      reader.readAll(json);
    } catch (JacksonException e) {
      throw new BadQuestion(reader.where() + "not JSON: " + e.getOriginalMessage());
    }
    return reader;
  }

  List<Unplaced> elements() {
    return elements;
  }

  Map<String, Integer> counts() {
    return counts;
  }

  List<Loaded.Unknown> unknown() {
    List<Loaded.Unknown> all = new ArrayList<>();
    unknown.forEach((inFile, keys) ->
        keys.forEach((key, count) -> all.add(new Loaded.Unknown(inFile, key, count))));
    return all;
  }

  private String where() {
    return file.isEmpty() ? "" : file + ": ";
  }

  private void readAll(JsonParser json) {
    expect(json.nextToken() == JsonToken.START_OBJECT);
    expect(json.nextToken() == JsonToken.PROPERTY_NAME && json.currentName().equals(FILES));
    expect(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      file = json.currentName();
      JsonToken content = json.nextToken();
      if (content == JsonToken.VALUE_NULL) {
        count("", 1);
      } else if (content == JsonToken.START_OBJECT) {
        Placement.check(file);
        readFile(json);
      } else {
        throw new BadQuestion(where() + "a file holds a JSON object");
      }
    }
    file = "";
    expect(json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null);
  }

  private static void expect(boolean fits) {
    if (!fits) {
      throw new BadQuestion("a snapshot is {\"files\": {PATH: CONTENT, …}}");
    }
  }

  private void readFile(JsonParser json) {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      JsonToken token = json.nextToken();
      Section section = Sections.of(key);
      if (section == null) {
        pass(json, key, token);
      } else if (token == JsonToken.START_ARRAY) {
        readList(json, section);
      } else {
        throw new BadQuestion(where() + key + " is a list");
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
    unknown.computeIfAbsent(file, _ -> new TreeMap<>()).merge(key, more, Integer::sum);
  }
}
