package culvert.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV by the letter of RFC 4180, and refuses everything else. */
final class StrictCsv {

  private final String text;
  private int at;

  private StrictCsv(String text) {
    this.text = text;
  }

  /** The records; a field that is empty and not quoted is null. */
  static List<List<@Nullable String>> read(String text) {
    StrictCsv csv = new StrictCsv(text);
    List<List<@Nullable String>> records = new ArrayList<>();
    while (csv.at < text.length()) {
      records.add(csv.record());
    }
    return records;
  }

  private List<@Nullable String> record() {
    List<@Nullable String> fields = new ArrayList<>();
    fields.add(field());
    while (text.charAt(at) == ',') {
      at++;
      fields.add(field());
    }
    if (!text.startsWith("\r\n", at)) {
      throw new IllegalArgumentException("no end of a record at " + at);
    }
    at += 2;
    return fields;
  }

  private @Nullable String field() {
    if (text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (",\r\n\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return start == at ? null : text.substring(start, at);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      char each = text.charAt(at++);
      if (each != '"') {
        value.append(each);
      } else if (text.charAt(at) == '"') {
        value.append('"');
        at++;
      } else {
        return value.toString();
      }
    }
  }
}
