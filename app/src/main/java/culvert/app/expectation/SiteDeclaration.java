package culvert.app.expectation;

import culvert.aws.catalog.SiteJson;
import culvert.aws.own.Sites;
import culvert.network.expectation.Labels;
import culvert.network.why.BadQuestion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A site that an expectations file declares, as {@code PUT /_culvert/sites/NAME} takes it; what it
 * is connected to may be called by a {@code Name} tag, as its id is not known before.
 *
 * @param where the file and line
 */
record SiteDeclaration(String where, String name, JsonNode json) {

  /** What a site is connected to, and what the ids of that start with. */
  private static final Map<String, String> ENDS =
      Map.of(
          "customerGateways", "cgw-",
          "virtualInterfaces", "dxvif-",
          "connectPeers", "tgw-connect-peer-");

  private static final List<String> WAYS = List.of("vpn-", "dxvif-", "tgw-connect-peer-");

  private static final String VIA = "via";

  /** The ids that components of a network are called by, by their names. */
  record Known(Map<String, List<String>> byName, Labels labels) {

    static Known of(Labels labels) {
      return new Known(
          labels.tags().keySet().stream()
              .filter(id -> !labels.name(id).isEmpty())
              .collect(Collectors.groupingBy(labels::name)),
          labels);
    }

    /**
     * @param kinds what the id of what is meant starts with
     */
    String id(String text, List<String> kinds) {
      String name = text;
      String tunnel = "";
      int slash = text.lastIndexOf('/');
      if (slash >= 0 && !byName.containsKey(text)) {
        name = text.substring(0, slash);
        tunnel = text.substring(slash);
      }
      List<String> found =
          byName.getOrDefault(name, List.of()).stream()
              .filter(id -> kinds.stream().anyMatch(id::startsWith))
              .toList();
      if (found.size() > 1) {
        throw new BadQuestion(name + " is the name of several: " + String.join(", ", found));
      }
      return found.isEmpty() ? text : found.getFirst() + tunnel;
    }
  }

  /**
   * Declares the site, with ids in the place of names.
   *
   * @throws BadQuestion naming the file, the line, and what does not fit
   */
  void declare(Sites sites, Known known) {
    try {
      JsonNode resolved = json.deepCopy();
      if (resolved instanceof ObjectNode site) {
        ENDS.forEach((each, kind) -> resolve(site, each, kind, known));
        resolveVia(site.path("staticRoutes"), known);
        resolveVia(site.path("policies"), known);
      }
      sites.put(SiteJson.read(name, resolved));
    } catch (BadQuestion e) {
      throw new BadQuestion(where + ": " + e.getMessage());
    }
  }

  private static void resolve(ObjectNode site, String member, String kind, Known known) {
    if (site.path(member) instanceof ArrayNode names) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i) instanceof StringNode text) {
          names.set(i, known.id(text.stringValue(), List.of(kind)));
        }
      }
    }
  }

  private static void resolveVia(JsonNode list, Known known) {
    for (JsonNode each : list) {
      if (each instanceof ObjectNode object && object.path(VIA).isString()) {
        object.put(VIA, known.id(object.path(VIA).stringValue(), WAYS));
      }
    }
  }
}
