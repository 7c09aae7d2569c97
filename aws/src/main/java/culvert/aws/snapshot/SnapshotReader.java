package culvert.aws.snapshot;

import culvert.network.why.BadQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads the files of a snapshot, which come as members of one object: {@code {"files":{PATH:
 * CONTENT, …}}}. A content that is null is a file that holds no JSON. While one thread looks where
 * the files begin and end, others read those it has passed.
 */
final class SnapshotReader {

  private static final String FILES = "files";

  private final byte[] text;
  private final List<ForkJoinTask<FileReader>> files = new ArrayList<>();
  private String file = "";

  private SnapshotReader(byte[] text) {
    this.text = text;
  }

  /**
   * Reads all files.
   *
   * @throws BadQuestion naming the file and the member that does not fit
   */
  static SnapshotReader read(byte[] text) {
    SnapshotReader reader = new SnapshotReader(text);
    try (JsonParser json = FileReader.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      reader.readAll(json);
    } catch (JacksonException e) {
      throw FileReader.notJson(reader.file, e);
    }
    reader.files.forEach(ForkJoinTask::join);
    return reader;
  }

  /** In the order of the files and of the lists that they hold. */
  List<Unplaced> elements() {
    return read().flatMap(each -> each.elements().stream()).toList();
  }

  Map<String, Integer> counts() {
    Map<String, Integer> all = new TreeMap<>();
    read()
        .forEach(
            each -> each.counts().forEach((key, count) -> all.merge(key, count, Integer::sum)));
    return all;
  }

  List<Loaded.Unknown> unknown() {
    return read().flatMap(FileReader::unknown).toList();
  }

  private Stream<FileReader> read() {
    return files.stream().map(ForkJoinTask::join);
  }

  private void readAll(JsonParser json) {
    expect(json.nextToken() == JsonToken.START_OBJECT);
    expect(json.nextToken() == JsonToken.PROPERTY_NAME && json.currentName().equals(FILES));
    expect(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      file = json.currentName();
      JsonToken content = json.nextToken();
      if (content == JsonToken.START_OBJECT) {
        Placement.check(file);
      } else if (content != JsonToken.VALUE_NULL) {
        throw new BadQuestion(file + ": a file holds a JSON object");
      }
      int from = (int) json.currentTokenLocation().getByteOffset();
      json.skipChildren();
      int length = (int) json.currentLocation().getByteOffset() - from;
      String name = file;
      files.add(ForkJoinPool.commonPool().submit(() -> FileReader.read(name, text, from, length)));
    }
    file = "";
    expect(json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null);
  }

  private static void expect(boolean fits) {
    if (!fits) {
      throw new BadQuestion("a snapshot is {\"files\": {PATH: CONTENT, …}}");
    }
  }
}
