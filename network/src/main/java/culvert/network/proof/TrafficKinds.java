package culvert.network.proof;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Packet;
import culvert.network.topology.NetworkAcl;
import culvert.network.topology.NetworkLoadBalancer;
import culvert.network.topology.SecurityGroup;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Kinds of traffic that no rule of a network tells apart, each with a packet that stands for all of
 * its own. For one kind of packet, the one; for all traffic, every protocol with every range of
 * ports between the ports that rules name. Not safe for concurrent use.
 */
public final class TrafficKinds {

  private static final IpAddress ANY_V4 = IpAddress.v4(0);
  private static final IpAddress ANY_V6 = IpAddress.v6(0, 0);
  private static final int PORTS = 65536;
  private static final int CODES = 256;

  /**
   * Packets that all rules treat alike.
   *
   * @param sourcePorts how many source ports there are from that of the packet on
   * @param destinationPorts how many destination ports, or 1 where there are none
   */
  public record Kind(Packet packet, int sourcePorts, int destinationPorts) {

    /** Whether the kind stands for this packet, whatever its addresses. */
    boolean has(Packet other) {
      return packet.protocol() == other.protocol()
          && holds(packet.sourcePort(), sourcePorts, other.sourcePort())
          && holds(packet.destinationPort(), destinationPorts, other.destinationPort());
    }

    private static boolean holds(int first, int count, int port) {
      return first <= port && port < first + count;
    }
  }

  private record Asked(Traffic traffic, Ports ports, boolean reply) {}

  private record Pair(TrafficSet one, TrafficSet other) {}

  private final List<Kind> kinds;
  private final boolean single;
  private final Map<Bits, TrafficSet> sets = new HashMap<>();
  private final Map<Asked, TrafficSet> matched = new HashMap<>();
  private final Map<Pair, TrafficSet> intersections = new HashMap<>();
  private final Map<Pair, TrafficSet> differences = new HashMap<>();
  private final TrafficSet none;

  private TrafficKinds(List<Kind> kinds, boolean single) {
    this.kinds = kinds;
    this.single = single;
    none = set(Bits.NONE);
  }

  /** One packet for IPv4 and one for IPv6, which differ for ICMP only. */
  public static TrafficKinds of(Packet v4, Packet v6) {
    return new TrafficKinds(List.of(new Kind(v4, 1, 1), new Kind(v6, 1, 1)), true);
  }

  /** Every packet, as the rules of the network tell them apart. */
  public static TrafficKinds all(Topology topology) {
    return new TrafficKinds(kinds(rules(topology)), false);
  }

  /** Whether each kind is one packet. */
  boolean areSingle() {
    return single;
  }

  /** Whether the rules of another network tell the same kinds apart. */
  boolean suit(Topology topology) {
    return single || kinds.equals(kinds(rules(topology)));
  }

  private static Set<Traffic> rules(Topology topology) {
    Set<Traffic> rules = new HashSet<>();
    for (SecurityGroup group : topology.all(SecurityGroup.class)) {
      for (SecurityGroupRule rule : group.inbound()) {
        rules.add(rule.traffic());
      }
      for (SecurityGroupRule rule : group.outbound()) {
        rules.add(rule.traffic());
      }
    }
    for (NetworkAcl acl : topology.all(NetworkAcl.class)) {
      for (NetworkAcl.Entry entry : acl.inbound()) {
        rules.add(entry.traffic());
      }
      for (NetworkAcl.Entry entry : acl.outbound()) {
        rules.add(entry.traffic());
      }
    }
    for (NetworkLoadBalancer balancer : topology.all(NetworkLoadBalancer.class)) {
      for (NetworkLoadBalancer.Listener listener : balancer.listeners()) {
        rules.addAll(listener.traffic());
        for (NetworkLoadBalancer.Target target : listener.targets()) {
          rules.add(new Traffic(Traffic.TCP, target.port(), target.port()));
          rules.add(new Traffic(Traffic.UDP, target.port(), target.port()));
        }
      }
    }
    return rules;
  }

  private static List<Kind> kinds(Set<Traffic> rules) {
    List<Kind> kinds = new ArrayList<>();
    Set<Integer> named = new TreeSet<>();
    for (Traffic rule : rules) {
      if (rule.protocol() != Traffic.ANY) {
        named.add(rule.protocol());
      }
    }
    named.removeIf(protocol -> Traffic.hasPorts(protocol) || Traffic.isIcmp(protocol));
    for (int protocol : List.of(Traffic.TCP, Traffic.UDP)) {
      List<Integer> starts = ports(rules, protocol);
      for (int source = 0; source + 1 < starts.size(); source++) {
        for (int destination = 0; destination + 1 < starts.size(); destination++) {
          kinds.add(
              new Kind(
                  new Packet(ANY_V4, ANY_V4, protocol, starts.get(source), starts.get(destination)),
                  starts.get(source + 1) - starts.get(source),
                  starts.get(destination + 1) - starts.get(destination)));
        }
      }
    }
    icmp(rules, Traffic.ICMP, Packet.echo(ANY_V4, ANY_V4), kinds);
    icmp(rules, Traffic.ICMPV6, Packet.echo(ANY_V6, ANY_V6), kinds);
    int other = 0;
    while (named.contains(other) || Traffic.hasPorts(other) || Traffic.isIcmp(other)) {
      other++;
    }
    named.add(other);
    for (int protocol : named) {
      kinds.add(new Kind(new Packet(ANY_V4, ANY_V4, protocol, 0, 0), 1, 1));
    }
    return kinds;
  }

  /** Where ranges of ports begin that rules tell apart, also behind a NAT gateway, and the end. */
  private static List<Integer> ports(Collection<Traffic> rules, int protocol) {
    Set<Integer> starts = new TreeSet<>(List.of(0, Packet.FIRST_NAT_PORT, PORTS));
    for (Traffic rule : rules) {
      if (rule.protocol() == protocol && rule.from() != Traffic.ANY) {
        start(rule.from(), starts);
        start(rule.to() + 1, starts);
      }
    }
    return List.copyOf(starts);
  }

  private static void start(int port, Set<Integer> starts) {
    starts.add(port);
    if (Packet.FIRST_NAT_PORT <= port && port < 2 * Packet.FIRST_NAT_PORT) {
      starts.add(port - Packet.FIRST_NAT_PORT);
    }
  }

  private static void icmp(Set<Traffic> rules, int protocol, Packet echo, List<Kind> kinds) {
    Set<Integer> types = new TreeSet<>();
    Set<Integer> codes = new TreeSet<>(List.of(0));
    types.add(echo.sourcePort());
    types.add(echo.reverse().sourcePort());
    for (Traffic rule : rules) {
      if (rule.protocol() == protocol && rule.from() != Traffic.ANY) {
        types.add(rule.from());
        if (rule.to() != Traffic.ANY) {
          codes.add(rule.to());
        }
      }
    }
    addOther(types);
    addOther(codes);
    for (int type : types) {
      for (int code : codes) {
        kinds.add(new Kind(new Packet(echo.source(), echo.source(), protocol, type, code), 1, 1));
      }
    }
  }

  /** One that stands for all that nobody names. */
  private static void addOther(Set<Integer> named) {
    for (int each = 0; each < CODES; each++) {
      if (named.add(each)) {
        return;
      }
    }
  }

  private TrafficSet set(Bits of) {
    return sets.computeIfAbsent(of, TrafficSet::new);
  }

  TrafficSet none() {
    return none;
  }

  /** What speaks the family: ICMP has a kind of each. */
  TrafficSet of(IpFamily family) {
    Bits.Builder speaking = new Bits.Builder(kinds.size());
    for (int i = 0; i < kinds.size(); i++) {
      Packet packet = kinds.get(i).packet();
      if (single
          ? packet.source().family() == family
          : !Traffic.isIcmp(packet.protocol())
              || packet.protocol() == (family == IpFamily.V4 ? Traffic.ICMP : Traffic.ICMPV6)) {
        speaking.add(i);
      }
    }
    return set(speaking.build());
  }

  /** The kinds in a set. */
  public List<Kind> in(TrafficSet set) {
    List<Kind> in = new ArrayList<>();
    set.kinds().forEach(kind -> in.add(kinds.get(kind)));
    return in;
  }

  /** The packet of the only kind in a set, as it is under way. */
  Packet only(TrafficSet set, Ports ports, boolean reply) {
    return packet(in(set).getFirst(), ports, reply);
  }

  TrafficSet and(TrafficSet one, TrafficSet other) {
    return one == other
        ? one
        : intersections.computeIfAbsent(
            new Pair(one, other), pair -> set(pair.one.kinds().and(pair.other.kinds())));
  }

  TrafficSet minus(TrafficSet one, TrafficSet other) {
    return one == other
        ? none
        : differences.computeIfAbsent(
            new Pair(one, other), pair -> set(pair.one.kinds().minus(pair.other.kinds())));
  }

  /** What a rule's traffic matches of packets that are under way so. */
  TrafficSet matching(Traffic traffic, Ports ports, boolean reply) {
    return matched.computeIfAbsent(
        new Asked(traffic, ports, reply),
        asked -> where(packet -> packet.is(asked.traffic), asked.ports, asked.reply));
  }

  /** What meets a condition of packets that are under way so. */
  TrafficSet where(Predicate<Packet> condition, Ports ports, boolean reply) {
    Bits.Builder found = new Bits.Builder(kinds.size());
    for (int i = 0; i < kinds.size(); i++) {
      if (condition.test(packet(kinds.get(i), ports, reply))) {
        found.add(i);
      }
    }
    return set(found.build());
  }

  private static Packet packet(Kind kind, Ports ports, boolean reply) {
    Packet sent = kind.packet();
    Packet translated = sent;
    if (ports.toV4()) {
      translated = translated.toV4(ANY_V4, ANY_V4);
    }
    if (ports.shifted()) {
      translated = translated.fromNatPort();
    }
    if (ports.answerer() != 0) {
      translated = translated.toPort(ports.answerer());
    }
    return reply ? translated.reverse() : translated;
  }
}
