package culvert.aws.catalog;

import culvert.network.address.IpPrefix;
import culvert.network.topology.Site;
import culvert.network.why.BadQuestion;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A site as JSON, which is both what people declare and what the store keeps. */
public final class SiteJson {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern COMMUNITY = Pattern.compile("\\d{1,5}:\\d{1,5}|NO_EXPORT");
  private static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;
  private static final int MAX_PREPEND = 255;
  private static final int LOCAL_PREFERENCE = 100;

  private static final List<String> SITE =
      List.of(
          "name",
          "asn",
          "prefixes",
          "customerGateways",
          "virtualInterfaces",
          "connectPeers",
          "staticRoutes",
          "policies",
          "bfd");
  private static final List<String> STATIC_ROUTE = List.of("destination", "via");
  private static final List<String> POLICY =
      List.of("via", "localPreference", "announce", "accept", "prepend", "med", "communities");

  private SiteJson() {}

  /**
   * Reads what somebody declares.
   *
   * @throws BadQuestion naming what does not fit
   */
  public static Site read(String name, JsonNode json) {
    if (!NAME.matcher(name).matches()) {
      throw new BadQuestion(
          "a site's name is up to 63 letters, digits, hyphens, dots and underscores, not " + name);
    }
    JsonMembers site = new JsonMembers(json, "the site", SITE);
    if (site.has("name") && !site.text("name").equals(name)) {
      throw new BadQuestion("the site is " + name + ", not " + site.text("name"));
    }
    return new Site(
        name,
        site.number("asn", 1, MAX_UNSIGNED_INT),
        site.prefixes("prefixes"),
        site.texts("customerGateways"),
        site.texts("virtualInterfaces"),
        site.texts("connectPeers"),
        site.list("staticRoutes", SiteJson::staticRoute),
        site.list("policies", SiteJson::policy),
        site.flag("bfd"));
  }

  private static Site.StaticRoute staticRoute(JsonNode json) {
    JsonMembers route = new JsonMembers(json, "a static route", STATIC_ROUTE);
    return new Site.StaticRoute(route.prefix("destination"), route.text("via"));
  }

  private static Site.Policy policy(JsonNode json) {
    JsonMembers policy = new JsonMembers(json, "a policy", POLICY);
    Set<String> communities = new TreeSet<>(policy.texts("communities"));
    for (String each : communities) {
      if (!COMMUNITY.matcher(each).matches()) {
        throw new BadQuestion("a community is written as 7224:7300, not " + each);
      }
    }
    return new Site.Policy(
        policy.text("via"),
        (int) policy.number("localPreference", 0, Integer.MAX_VALUE, LOCAL_PREFERENCE),
        policy.prefixesOrNull("announce"),
        policy.prefixesOrNull("accept"),
        (int) policy.number("prepend", 0, MAX_PREPEND, 0),
        policy.has("med") ? policy.number("med", 0, MAX_UNSIGNED_INT) : null,
        Set.copyOf(communities));
  }

  /** Writes what {@link #read} reads. */
  public static ObjectNode of(Site site) {
    ObjectNode json = OwnJson.object().put("name", site.name()).put("asn", site.asn());
    prefixes(json.putArray("prefixes"), site.prefixes());
    texts(json.putArray("customerGateways"), site.customerGateways());
    texts(json.putArray("virtualInterfaces"), site.virtualInterfaces());
    texts(json.putArray("connectPeers"), site.connectPeers());
    ArrayNode routes = json.putArray("staticRoutes");
    for (Site.StaticRoute each : site.staticRoutes()) {
      routes.addObject().put("destination", each.destination().toString()).put("via", each.via());
    }
    ArrayNode policies = json.putArray("policies");
    site.policies().forEach(policy -> policies.add(of(policy)));
    return json.put("bfd", site.bfd());
  }

  private static ObjectNode of(Site.Policy policy) {
    ObjectNode json =
        OwnJson.object().put("via", policy.via()).put("localPreference", policy.localPreference());
    optional(json, "announce", policy.announced());
    optional(json, "accept", policy.accepted());
    json.put("prepend", policy.prepend());
    if (policy.med() != null) {
      json.put("med", policy.med());
    }
    texts(json.putArray("communities"), new TreeSet<>(policy.communities()));
    return json;
  }

  private static void optional(ObjectNode json, String name, @Nullable List<IpPrefix> prefixes) {
    if (prefixes != null) {
      prefixes(json.putArray(name), prefixes);
    }
  }

  private static void prefixes(ArrayNode json, List<IpPrefix> prefixes) {
    prefixes.forEach(each -> json.add(each.toString()));
  }

  private static void texts(ArrayNode json, Collection<String> texts) {
    texts.forEach(json::add);
  }

  static byte[] encode(Site site) {
    return OwnJson.bytes(of(site));
  }

  static Site decode(byte[] body) {
    JsonNode json = OwnJson.tree(body);
    return read(json.path("name").asString(), json);
  }
}
