package culvert.app.command;

import culvert.app.CommandException;
import culvert.app.report.SiteText;
import culvert.app.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code site}: the on-premises networks at the far end of VPN and Direct Connect. */
@Command(
    name = "site",
    mixinStandardHelpOptions = true,
    description = "Declares on-premises networks, and says what their routers announce and learn.",
    subcommands = {
      SiteCommand.Set.class,
      SiteCommand.Get.class,
      SiteCommand.ListAll.class,
      SiteCommand.Delete.class
    })
final class SiteCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** What every subcommand has. */
  private abstract static class Sub implements Runnable {

    @Spec CommandSpec spec;
    @Mixin Endpoint endpoint;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    final void print(JsonNode answer, String text) {
      spec.commandLine().getOut().print(json ? endpoint.pretty(answer) : text);
      spec.commandLine().getOut().flush();
    }
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Declares a site, in the place of an earlier one of its name.")
  static final class Set extends Sub {

    @Parameters(paramLabel = "NAME")
    private String name;

    @Option(names = "--file", paramLabel = "FILE", description = "All of it as JSON.")
    private @Nullable Path file;

    @Option(names = "--asn", paramLabel = "NUMBER", description = "Its AS number.")
    private @Nullable Long asn;

    @Option(names = "--prefix", paramLabel = "CIDR", description = "Its addresses; repeatable.")
    private List<String> prefixes = List.of();

    @Option(
        names = "--customer-gateway",
        paramLabel = "cgw-…",
        description = "The end of VPN connections that its router is; repeatable.")
    private List<String> customerGateways = List.of();

    @Option(
        names = "--virtual-interface",
        paramLabel = "dxvif-…",
        description = "A virtual interface that ends at its router; repeatable.")
    private List<String> virtualInterfaces = List.of();

    @Option(
        names = "--connect-peer",
        paramLabel = "tgw-connect-peer-…",
        description = "A Connect peer that its appliance is; repeatable.")
    private List<String> connectPeers = List.of();

    @Option(
        names = "--static-route",
        paramLabel = "CIDR=VIA",
        description = "10.0.0.0/8=vpn-…: a route that its router has without BGP; repeatable.")
    private Map<String, String> staticRoutes = Map.of();

    @Option(names = "--bfd", description = "Its router runs BFD on Direct Connect.")
    private boolean bfd;

    @Override
    public void run() {
      JsonNode answer =
          endpoint.tell(
              "PUT", "sites/" + Endpoint.encoded(name), file == null ? given() : read(file));
      print(answer, SiteText.of(answer));
    }

    private ObjectNode given() {
      if (asn == null) {
        throw CommandException.badInput("--asn or --file is missing");
      }
      ObjectNode site = Json.object().put("asn", asn);
      put(site, "prefixes", prefixes);
      put(site, "customerGateways", customerGateways);
      put(site, "virtualInterfaces", virtualInterfaces);
      put(site, "connectPeers", connectPeers);
      ArrayNode routes = site.putArray("staticRoutes");
      staticRoutes.forEach(
          (destination, via) -> routes.addObject().put("destination", destination).put("via", via));
      return site.put("bfd", bfd);
    }

    private static void put(ObjectNode site, String name, List<String> texts) {
      ArrayNode list = site.putArray(name);
      texts.forEach(list::add);
    }

    private JsonNode read(Path from) {
      if (asn != null
          || bfd
          || !(prefixes.isEmpty()
              && customerGateways.isEmpty()
              && virtualInterfaces.isEmpty()
              && connectPeers.isEmpty()
              && staticRoutes.isEmpty())) {
        throw CommandException.badInput("--file says all of a site: leave out what else is given");
      }
      try {
        return Json.tree(Files.readString(from));
      } catch (IOException e) {
        throw CommandException.badInput("--file takes a file that can be read, not " + from);
      } catch (JacksonException e) {
        throw CommandException.badInput(from + " is not JSON: " + e.getOriginalMessage());
      }
    }
  }

  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = "Says what a site is, and what it announces and learns on every session.")
  static final class Get extends Sub {

    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public void run() {
      JsonNode answer = endpoint.ask("sites/" + Endpoint.encoded(name), Map.of());
      print(answer, SiteText.of(answer));
    }
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "As get, of every site.")
  static final class ListAll extends Sub {

    @Override
    public void run() {
      JsonNode answer = endpoint.ask("sites", Map.of());
      print(answer, SiteText.ofAll(answer.path("sites")));
    }
  }

  @Command(name = "delete", mixinStandardHelpOptions = true, description = "Takes a site away.")
  static final class Delete extends Sub {

    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public void run() {
      JsonNode answer = endpoint.tell("DELETE", "sites/" + Endpoint.encoded(name), Json.object());
      print(answer, answer.path("deleted").asString() + " is gone.\n");
    }
  }
}
