package culvert.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two ends and what is spoken between them: FROM TO [PORT[/PROTO]]. */
final class Asked {

  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "i-…, eni-…, 10.0.0.5@vpc-…, site:NAME/192.168.1.10 or internet/203.0.113.9")
  private String from;

  @Parameters(index = "1", paramLabel = "TO", description = "As FROM.")
  private String to;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "PORT[/PROTO]",
      description = "443, 53/udp, icmp (default 443/tcp).")
  private @Nullable String port;

  @Option(names = "--family", paramLabel = "4|6", description = "The IP family.")
  private @Nullable String family;

  String from() {
    return from;
  }

  String to() {
    return to;
  }

  /** What of it was said, as parameters of the server's resources. */
  Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("from", from);
    query.put("to", to);
    if (port != null) {
      query.put("port", port);
    }
    if (family != null) {
      query.put("family", family);
    }
    return query;
  }
}
