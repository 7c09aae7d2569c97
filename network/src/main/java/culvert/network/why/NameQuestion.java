package culvert.network.why;

import culvert.network.names.Resolution;
import culvert.network.names.Resolver;
import culvert.network.topology.Topology;
import java.util.regex.Pattern;

/**
 * Who asks for a name.
 *
 * @param from {@code i-…}, {@code eni-…} or {@code 10.0.0.5@vpc-…}
 * @param vpc the VPC whose resolver it asks
 */
public record NameQuestion(String from, String vpc, String name) {

  private static final String ACCEPTED = "i-…, eni-… or ADDRESS@vpc-…";
  private static final int LONGEST = 253;
  private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
  private static final Pattern NAME = Pattern.compile("(?:" + LABEL + "\\.)*" + LABEL + "\\.?");

  /**
   * @throws BadQuestion naming what does not fit
   */
  public static NameQuestion read(String from, String name, Topology topology) {
    if (from.startsWith("vpce-") || from.startsWith("service:") || from.startsWith("internet/")) {
      throw new BadQuestion("asks no VPC for names: " + from + " (" + ACCEPTED + " do)");
    }
    String vpc = WrittenEnd.parse(from, topology).vpc();
    if (vpc == null) {
      throw new BadQuestion(from + " has no network interface");
    }
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      throw new BadQuestion("not a DNS name: " + name);
    }
    return new NameQuestion(from, vpc, name);
  }

  /** What the asker gets. */
  public Resolution ask(Topology topology) {
    return new Resolver(topology).resolve(vpc, name);
  }
}
