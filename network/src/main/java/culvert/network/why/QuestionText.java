package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Nat64;
import culvert.network.topology.Topology;
import org.jspecify.annotations.Nullable;

/**
 * A question as people write it; null stands for what was not said.
 *
 * @param from {@code i-…}, {@code eni-…}, {@code 10.0.0.5@vpc-…}, {@code internet/203.0.113.9}
 * @param to as {@code from}, or a multicast group
 * @param port {@code 443}, {@code 53/udp}, {@code icmp}; 443 unless said
 * @param protocol a name or number; unless said TCP, to a multicast group UDP
 * @param sourcePort 49152 unless said
 * @param family {@code 4} or {@code 6}; IPv4 between ends that have both unless said
 */
public record QuestionText(
    String from,
    String to,
    @Nullable String port,
    @Nullable String protocol,
    @Nullable String sourcePort,
    @Nullable String family) {

  public static QuestionText between(String from, String to) {
    return new QuestionText(from, to, null, null, null, null);
  }

  /**
   * @throws BadQuestion naming what does not fit
   */
  public Question read(Topology topology) {
    WrittenEnd writtenFrom = WrittenEnd.parse(from, topology);
    WrittenEnd writtenTo = WrittenEnd.parse(to, topology);
    boolean toGroup = writtenTo instanceof WrittenEnd.OfGroup;
    Spoken spoken = Spoken.parse(port, protocol, sourcePort, toGroup ? Traffic.UDP : Traffic.TCP);
    WrittenEnd asker = writtenFrom.beside(writtenTo, topology);
    WrittenEnd asked = writtenTo.beside(writtenFrom, topology);
    if (asker.isInternet() && asked.isInternet()) {
      throw new BadQuestion("both ends are in the internet: " + from + " and " + to);
    }
    if (asker instanceof WrittenEnd.Outside(_, End.AtInterface owner)) {
      throw new BadQuestion(from + " is " + owner.networkInterface() + ": ask from that");
    }
    IpFamily wanted = family(asker, asked);
    End askerEnd = asker.asker(wanted);
    if (askerEnd == null) {
      throw new BadQuestion(from + " has no " + name(wanted) + " address");
    }
    End askedEnd = asked.end(wanted, asker.isInternet());
    if (askedEnd != null) {
      return new Question(
          askerEnd, askedEnd, spoken.between(askerEnd.address(), askedEnd.address()));
    }
    End inV4 =
        wanted == IpFamily.V6 && !toGroup ? asked.end(IpFamily.V4, asker.isInternet()) : null;
    if (inV4 == null) {
      throw new BadQuestion(to + " has no " + name(wanted) + " address");
    }
    IpAddress translated = Nat64.of(inV4.address());
    return new Question(askerEnd, inV4, spoken.between(askerEnd.address(), translated));
  }

  private IpFamily family(WrittenEnd asker, WrittenEnd asked) {
    if (family != null) {
      return switch (family) {
        case "4" -> IpFamily.V4;
        case "6" -> IpFamily.V6;
        default -> throw new BadQuestion("not an IP family (4 or 6): " + family);
      };
    }
    for (IpFamily each : IpFamily.values()) {
      if (asker.end(each, false) != null && asked.end(each, asker.isInternet()) != null) {
        return each;
      }
    }
    return asker.end(IpFamily.V6, false) != null ? IpFamily.V6 : IpFamily.V4;
  }

  private static String name(IpFamily family) {
    return family == IpFamily.V4 ? "IPv4" : "IPv6";
  }
}
