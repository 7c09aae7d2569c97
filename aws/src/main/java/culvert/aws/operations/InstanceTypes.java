package culvert.aws.operations;

import culvert.aws.table.Table;
import culvert.aws.wire.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** AWS's instance types, from {@code instance-types.tsv}; each is read when it is asked for. */
final class InstanceTypes {

  private static final Map<String, InstanceTypeInfo> READ = new ConcurrentHashMap<>();
  private static final Map<String, String> LINES = new LinkedHashMap<>();
  private static final List<String> PATHS;
  private static final List<String> USUAL;

  static {
    Iterator<String> lines = Table.lines(InstanceTypes.class, "instance-types.tsv").iterator();
    PATHS = Table.columns(lines.next());
    USUAL = Table.columns(lines.next());
    lines.forEachRemaining(line -> LINES.put(Table.columns(line).getFirst(), line));
  }

  private InstanceTypes() {}

  /** The names of all, by family and size. */
  static Set<String> names() {
    return LINES.keySet();
  }

  static @Nullable InstanceTypeInfo find(String name) {
    return LINES.containsKey(name) ? READ.computeIfAbsent(name, InstanceTypes::read) : null;
  }

  private static InstanceTypeInfo read(String name) {
    List<String> cells = Table.columns(Objects.requireNonNull(LINES.get(name)));
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < PATHS.size(); i++) {
      String cell = i < cells.size() && !cells.get(i).isEmpty() ? cells.get(i) : USUAL.get(i);
      if (!cell.equals("-")) {
        put(members, PATHS.get(i), cell);
      }
    }
    byte[] json = json(members).getBytes(StandardCharsets.UTF_8);
    return (InstanceTypeInfo) JsonCodec.MODEL.read(json, InstanceTypeInfo.builder());
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> members, String path, String cell) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      members.put(path, cell);
    } else {
      Object inner = members.computeIfAbsent(path.substring(0, dot), _ -> new LinkedHashMap<>());
      put((Map<String, Object>) inner, path.substring(dot + 1), cell);
    }
  }

  /** A cell is a JSON value, but for the quotes of a text. */
  private static String json(Object value) {
    if (value instanceof Map<?, ?> members) {
      return members.entrySet().stream()
          .map(member -> "\"" + member.getKey() + "\":" + json(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    String cell = value.toString();
    return cell.matches("\\[.*]|true|false|[0-9.]+") ? cell : "\"" + cell + "\"";
  }
}
