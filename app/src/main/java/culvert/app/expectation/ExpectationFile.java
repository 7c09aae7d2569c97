package culvert.app.expectation;

import culvert.app.CommandException;
import culvert.app.traffic.TrafficFile;
import culvert.app.traffic.Yaml;
import culvert.network.cost.Demand;
import culvert.network.expectation.Expectation;
import culvert.network.expectation.Sentence;
import culvert.network.why.BadQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What one file expects.
 *
 * <pre>
 * sites:                       # on-premises networks, as PUT /_culvert/sites/NAME takes them
 *   seoul: {asn: 65010, prefixes: [192.168.0.0/16], customerGateways: [seoul-router]}
 * expect:
 *   - prod-web can reach shared-dns on udp/53
 * rehearse:
 *   - when dxcon-main fails: site:seoul reaches prod-db within 5s via vpn-backup
 * budget:
 *   - month at traffic.yaml &lt;= 2000 USD
 * </pre>
 */
record ExpectationFile(Path file, List<SiteDeclaration> sites, List<Line> lines) {

  private static final String SUFFIX = ".culvert.yaml";

  /**
   * A sentence and where it stands.
   *
   * @param traffic what a budget's file expects; else none
   */
  record Line(int number, Expectation expectation, List<Demand> traffic) {

    Line(int number, Expectation.OfPairs expectation) {
      this(number, expectation, List.of());
    }
  }

  /**
   * The files of a directory, by name.
   *
   * @throws CommandException where there is none, or one cannot be read
   */
  static List<ExpectationFile> in(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw CommandException.badInput("there is no directory " + directory);
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<ExpectationFile> found =
          files
              .filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
              .sorted()
              .map(ExpectationFile::read)
              .toList();
      if (found.isEmpty()) {
        throw CommandException.badInput("there is no *" + SUFFIX + " in " + directory);
      }
      return found;
    } catch (IOException e) {
      throw CommandException.badInput("cannot read " + e.getMessage());
    }
  }

  /**
   * @throws CommandException naming the file, the line and what is wrong there
   */
  static ExpectationFile read(Path file) {
    Yaml yaml = new Yaml(file);
    Node document = yaml.read();
    List<SiteDeclaration> sites = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    if (document == null) {
      throw CommandException.badInput(file + " expects nothing");
    }
    for (NodeTuple entry : yaml.entries(document, file.getFileName().toString())) {
      Node value = entry.getValueNode();
      switch (yaml.text(entry.getKeyNode())) {
        case "sites" -> sites(yaml, value, sites);
        case "expect" ->
            yaml.items(value, "expect").forEach(item -> lines.add(expected(yaml, item)));
        case "rehearse" ->
            yaml.items(value, "rehearse").forEach(item -> rehearsed(yaml, item, lines));
        case "budget" -> yaml.items(value, "budget").forEach(item -> lines.add(budget(yaml, item)));
        default ->
            throw yaml.wrong(
                entry.getKeyNode(),
                "a file has sites, expect, rehearse and budget, not "
                    + yaml.text(entry.getKeyNode()));
      }
    }
    if (lines.isEmpty()) {
      throw CommandException.badInput(file + " expects nothing");
    }
    return new ExpectationFile(file, List.copyOf(sites), List.copyOf(lines));
  }

  private static void sites(Yaml yaml, Node value, List<SiteDeclaration> sites) {
    for (NodeTuple site : yaml.entries(value, "sites")) {
      Node name = site.getKeyNode();
      sites.add(
          new SiteDeclaration(
              yaml.file() + ":" + Yaml.line(name),
              yaml.text(name),
              yaml.json(site.getValueNode())));
    }
  }

  private static Line expected(Yaml yaml, Node item) {
    try {
      return new Line(Yaml.line(item), Sentence.reach(yaml.text(item)));
    } catch (BadQuestion e) {
      throw yaml.wrong(item, String.valueOf(e.getMessage()));
    }
  }

  private static Line budget(Yaml yaml, Node item) {
    Expectation.Budget budget;
    try {
      budget = Sentence.budget(yaml.text(item));
    } catch (BadQuestion e) {
      throw yaml.wrong(item, String.valueOf(e.getMessage()));
    }
    String file = budget.traffic();
    return new Line(
        Yaml.line(item),
        budget,
        file == null ? List.of() : TrafficFile.read(yaml.file().resolveSibling(file)));
  }

  /** {@code when X fails: SENTENCE}, or a list of sentences behind it. */
  private static void rehearsed(Yaml yaml, Node item, List<Line> lines) {
    if (!(item instanceof MappingNode)) {
      throw yaml.wrong(item, "a rehearsal is written as: when X fails: A reaches B within 5s");
    }
    for (NodeTuple entry : yaml.entries(item, "a rehearsal")) {
      Node then = entry.getValueNode();
      List<Node> sentences =
          then instanceof SequenceNode sequence ? sequence.getValue() : List.of(then);
      for (Node sentence : sentences) {
        try {
          lines.add(
              new Line(
                  Yaml.line(sentence),
                  Sentence.failover(yaml.text(entry.getKeyNode()), yaml.text(sentence))));
        } catch (BadQuestion e) {
          throw yaml.wrong(sentence, String.valueOf(e.getMessage()));
        }
      }
    }
  }
}
