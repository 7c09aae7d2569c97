package culvert.app.snapshot;

import culvert.app.CommandException;
import culvert.app.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A directory with a snapshot: its files lie in {@code aws_configs}, or in it where it has no such
 * directory.
 */
public record SnapshotFolder(Path directory) {

  private static final String ROOT = "aws_configs";

  /** All of it, as the server takes it. */
  public byte[] read() {
    List<byte[]> parts = parts();
    byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** The same, as parts that need not be copied to be sent. */
  public List<byte[]> parts() {
    Path root = directory.resolve(ROOT);
    Path from = Files.isDirectory(root) ? root : directory;
    if (!Files.isDirectory(from)) {
      throw CommandException.badInput("DIR takes a directory, not " + directory);
    }
    try (Stream<Path> found = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      if (files.stream().noneMatch(SnapshotFolder::isJson)) {
        throw CommandException.badInput("there is no JSON file in " + from);
      }
      List<byte[]> contents = files.parallelStream().map(SnapshotFolder::content).toList();
      List<byte[]> all = new ArrayList<>();
      String between = "{\"files\":{";
      for (int i = 0; i < files.size(); i++) {
        all.add(bytes(between + Json.quoted(name(from, files.get(i))) + ":"));
        all.add(contents.get(i));
        between = ",";
      }
      all.add(bytes("}}"));
      return all;
    } catch (IOException e) {
      throw CommandException.badInput("cannot read " + e.getMessage());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isJson(Path file) {
    return file.toString().endsWith(".json");
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** Is one object, so that what is wrong in it is not put down to the next file. */
  private static byte[] content(Path file) {
    if (!isJson(file)) {
      return bytes("null");
    }
    try {
      byte[] content = Files.readAllBytes(file);
      if (!isOneObject(content)) {
        throw CommandException.badInput(file + " is not a JSON object");
      }
      return content;
    } catch (IOException e) {
      throw CommandException.badInput("cannot read " + e.getMessage());
    }
  }

  /**
   * Whether brackets and braces outside of texts open with the first byte and close with the last.
   * That what is between them is JSON, the server sees.
   */
  private static boolean isOneObject(byte[] text) {
    int depth = 0;
    boolean quoted = false;
    boolean done = false;
    for (int i = 0; i < text.length; i++) {
      byte each = text[i];
      if (quoted) {
        if (each == '\\') {
          i++;
        } else if (each == '"') {
          quoted = false;
        }
      } else if (each > ' ' || each < 0) {
        if (done || depth == 0 && each != '{') {
          return false;
        }
        switch (each) {
          case '"' -> quoted = true;
          case '{', '[' -> depth++;
          case '}', ']' -> depth--;
          default -> {}
        }
        done = depth == 0;
      }
    }
    return done && !quoted;
  }

  /**
   * Writes a dump. A directory that is not empty is taken where it holds a snapshot and nothing
   * else; what is no more is removed from it.
   */
  public int write(JsonNode dump) {
    try {
      clear();
      int files = 0;
      for (Map.Entry<String, JsonNode> file : dump.path("files").properties()) {
        Path path = directory.resolve(file.getKey()).normalize();
        if (!path.startsWith(directory.resolve(ROOT).normalize())) {
          throw CommandException.badInput("the server's dump has no place for " + file.getKey());
        }
        Files.createDirectories(path.getParent());
        Files.writeString(path, Json.pretty((ObjectNode) file.getValue()) + "\n");
        files++;
      }
      return files;
    } catch (IOException e) {
      throw CommandException.badInput("cannot write " + e.getMessage());
    }
  }

  private void clear() throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals(ROOT)) {
          throw CommandException.badInput(
              directory + " holds more than a snapshot: " + entry.getFileName());
        }
      }
    }
    List<Path> before;
    Path root = directory.resolve(ROOT);
    if (!Files.exists(root)) {
      Files.createDirectories(root);
      return;
    }
    try (Stream<Path> found = Files.walk(root)) {
      before = found.filter(file -> !Files.isDirectory(file)).toList();
    }
    for (Path file : before) {
      if (!isJson(file)) {
        throw CommandException.badInput(directory + " holds more than a snapshot: " + file);
      }
    }
    for (Path file : before) {
      Files.delete(file);
    }
  }
}
