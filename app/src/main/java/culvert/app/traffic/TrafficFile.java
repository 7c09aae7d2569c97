package culvert.app.traffic;

import culvert.app.CommandException;
import culvert.app.server.TrafficJson;
import culvert.network.cost.Demand;
import culvert.network.why.BadQuestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A file of expected traffic.
 *
 * <pre>
 * traffic:
 *   - {from: prod-web, to: "service:s3", gb: 500, back: 20}   # gigabytes a month
 * </pre>
 */
public final class TrafficFile {

  private TrafficFile() {}

  /**
   * What it expects, in its order.
   *
   * @throws CommandException naming the file, the line and what is wrong there
   */
  public static List<Demand> read(Path file) {
    Yaml yaml = new Yaml(file);
    Node document = yaml.read();
    List<Demand> demands = new ArrayList<>();
    if (document != null) {
      for (NodeTuple entry : yaml.entries(document, file.toString())) {
        if (!yaml.text(entry.getKeyNode()).equals("traffic")) {
          throw yaml.wrong(
              entry.getKeyNode(),
              "a traffic file has traffic, not " + yaml.text(entry.getKeyNode()));
        }
        for (Node item : yaml.items(entry.getValueNode(), "traffic")) {
          try {
            demands.add(TrafficJson.demand(yaml.json(item)));
          } catch (BadQuestion e) {
            throw yaml.wrong(item, String.valueOf(e.getMessage()));
          }
        }
      }
    }
    if (demands.isEmpty()) {
      throw CommandException.badInput(file + " holds no traffic");
    }
    return demands;
  }
}
