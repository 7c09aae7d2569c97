package culvert.app.traffic;

import culvert.app.CommandException;
import culvert.app.server.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A YAML file whose errors name the file and the line. */
public record Yaml(Path file) {

  /** The document, or null where there is none. */
  public @Nullable Node read() {
    try {
      String text = Files.readString(file);
      return new Compose(LoadSettings.builder().setLabel(file.toString()).build())
          .composeString(text)
          .orElse(null);
    } catch (CharacterCodingException e) {
      throw CommandException.badInput(file + " is not UTF-8");
    } catch (IOException e) {
      throw CommandException.badInput("cannot read " + e.getMessage());
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      throw CommandException.badInput(
          file
              + mark.map(at -> ":" + (at.getLine() + 1)).orElse("")
              + ": not YAML: "
              + e.getProblem()
              + (String.valueOf(e.getProblem()).contains("alias")
                  ? " (a name that starts with * stands in quotes)"
                  : ""));
    } catch (YamlEngineException e) {
      throw CommandException.badInput(file + ": not YAML: " + e.getMessage());
    }
  }

  public CommandException wrong(Node at, String what) {
    return CommandException.badInput(file + ":" + line(at) + ": " + what);
  }

  public static int line(Node at) {
    return at.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** The entries of a mapping, none of whose keys stands twice. */
  public List<NodeTuple> entries(Node node, String what) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, what + " takes keys and values");
    }
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!seen.add(text(entry.getKeyNode()))) {
        throw wrong(entry.getKeyNode(), text(entry.getKeyNode()) + " stands twice");
      }
    }
    return mapping.getValue();
  }

  public List<Node> items(Node node, String what) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw wrong(node, what + " takes a list");
  }

  public String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(node, "expected a text");
  }

  /** As JSON. */
  public JsonNode json(Node node) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (node) {
      case MappingNode mapping -> {
        ObjectNode object = Json.object();
        entries(mapping, "it")
            .forEach(entry -> object.set(text(entry.getKeyNode()), json(entry.getValueNode())));
        yield object;
      }
      case SequenceNode sequence -> {
        ArrayNode array = nodes.arrayNode();
        sequence.getValue().forEach(each -> array.add(json(each)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar, nodes);
      default -> throw wrong(node, "expected a text, a list or keys and values");
    };
  }

  private static JsonNode scalar(ScalarNode scalar, JsonNodeFactory nodes) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.INT) && text.matches("-?\\d{1,18}")) {
      return nodes.numberNode(Long.parseLong(text));
    }
    if (tag.equals(Tag.BOOL)) {
      return nodes.booleanNode(text.toLowerCase(Locale.ROOT).equals("true"));
    }
    return tag.equals(Tag.NULL) ? nodes.nullNode() : nodes.stringNode(text);
  }
}
