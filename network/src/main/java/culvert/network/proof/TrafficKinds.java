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
import culvert.network.why.Spoken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of traffic that no rule of a network tells apart, each with a packet that stands for all of
 * its own. For one kind of packet, the one; for all traffic, every protocol with every range of
 * ports between the ports that rules name. Safe for concurrent use.
 */
public final class TrafficKinds {

  private static final IpAddress ANY_V4 = IpAddress.v4(0);
  private static final IpAddress ANY_V6 = IpAddress.v6(0, 0);
  private static final int PORTS = 65536;
  private static final int BYTES = 256;

  /**
   * Packets that all rules treat alike: those from the packet's protocol on, its source port (of
   * ICMP the type) on and its destination port (the code) on, as many as are said.
   */
  public record Kind(Packet packet, int protocols, int sourcePorts, int destinationPorts) {

    /** Whether the kind stands for this packet, whatever its addresses. */
    boolean has(Packet other) {
      return holds(packet.protocol(), protocols, other.protocol())
          && holds(packet.sourcePort(), sourcePorts, other.sourcePort())
          && holds(packet.destinationPort(), destinationPorts, other.destinationPort());
    }

    /** Whether it stands for any packet of this traffic: of ICMP, of an echo. */
    boolean isOf(Traffic traffic) {
      int wanted = traffic.protocol();
      if (wanted == Traffic.ANY) {
        return true;
      }
      if (!holds(packet.protocol(), protocols, wanted)) {
        return false;
      }
      if (Traffic.isIcmp(wanted)) {
        Packet echo =
            wanted == Traffic.ICMP ? Packet.echo(ANY_V4, ANY_V4) : Packet.echo(ANY_V6, ANY_V6);
        return has(echo);
      }
      return !Traffic.hasPorts(wanted)
          || traffic.from() == Traffic.ANY
          || packet.destinationPort() <= traffic.to()
              && traffic.from() < packet.destinationPort() + destinationPorts;
    }

    /** Whether it stands for packets from an ordinary client's port, or has no ports. */
    public boolean isFromClient() {
      return !Traffic.hasPorts(packet.protocol())
          || holds(packet.sourcePort(), sourcePorts, Spoken.DEFAULT.sourcePort());
    }

    /** Whether the family speaks its protocol: ICMP has one of each. */
    boolean isOf(IpFamily family) {
      return !Traffic.isIcmp(packet.protocol())
          || packet.protocol() == (family == IpFamily.V4 ? Traffic.ICMP : Traffic.ICMPV6);
    }

    /**
     * A packet of the traffic that it stands for, between these addresses; where it has ports, as
     * near to an ordinary client's and to HTTPS as they are.
     */
    Packet example(Traffic traffic, IpAddress source, IpAddress destination) {
      int asking = packet.sourcePort();
      int asked = packet.destinationPort();
      if (Traffic.hasPorts(packet.protocol())) {
        boolean any = traffic.protocol() == Traffic.ANY || traffic.from() == Traffic.ANY;
        int last = asked + destinationPorts - 1;
        asking = Math.clamp(Spoken.DEFAULT.sourcePort(), asking, asking + sourcePorts - 1);
        asked =
            Math.clamp(
                Spoken.DEFAULT.destinationPort(),
                any ? asked : Math.max(asked, traffic.from()),
                any ? last : Math.min(last, traffic.to()));
      }
      return new Packet(source, destination, packet.protocol(), asking, asked);
    }

    private static boolean holds(int first, int count, int value) {
      return first <= value && value < first + count;
    }
  }

  private record Asked(Traffic traffic, Ports ports, boolean reply) {}

  private record Pair(TrafficSet one, TrafficSet other) {}

  private final List<Kind> kinds;
  private final Map<Kind, Integer> numbers = new HashMap<>();
  private final boolean single;
  private final Map<Bits, TrafficSet> sets = new ConcurrentHashMap<>();
  private final Map<Asked, TrafficSet> matched = new ConcurrentHashMap<>();
  private final Map<Pair, TrafficSet> intersections = new ConcurrentHashMap<>();
  private final Map<Pair, TrafficSet> unions = new ConcurrentHashMap<>();
  private final Map<Pair, TrafficSet> differences = new ConcurrentHashMap<>();
  private final TrafficSet none;

  private TrafficKinds(List<Kind> kinds, boolean single) {
    this.kinds = List.copyOf(kinds);
    this.single = single;
    for (int i = 0; i < kinds.size(); i++) {
      numbers.put(kinds.get(i), i);
    }
    none = set(Bits.NONE);
  }

  /** One packet for IPv4 and one for IPv6, which differ for ICMP only. */
  public static TrafficKinds of(Packet v4, Packet v6) {
    return new TrafficKinds(List.of(new Kind(v4, 1, 1, 1), new Kind(v6, 1, 1, 1)), true);
  }

  /** One kind of packet, or of each family's its own. */
  public static TrafficKinds of(Spoken spoken) {
    return of(spoken.between(ANY_V4, ANY_V4), spoken.between(ANY_V6, ANY_V6));
  }

  /** Every packet, as the rules of the network tell them apart, or those of several networks. */
  public static TrafficKinds all(Topology... topologies) {
    Set<Traffic> rules = new HashSet<>();
    for (Topology topology : topologies) {
      rules.addAll(rules(topology));
    }
    return new TrafficKinds(kinds(rules), false);
  }

  /** Every kind. */
  public List<Kind> kinds() {
    return kinds;
  }

  /** How sets of kinds are told in kinds that came after, of traffic that fares as it did. */
  static final class Translation {

    private final TrafficKinds kinds;
    private final int @Nullable [] former;

    private Translation(TrafficKinds kinds, int @Nullable [] former) {
      this.kinds = kinds;
      this.former = former;
    }

    /** Those in which they are told. */
    TrafficKinds kinds() {
      return kinds;
    }

    /** The kinds whose packets are of the kinds in a set of those before. */
    TrafficSet of(TrafficSet set) {
      if (former == null) {
        return set;
      }
      Bits.Builder same = new Bits.Builder(former.length);
      for (int i = 0; i < former.length; i++) {
        if (set.kinds().contains(former[i])) {
          same.add(i);
        }
      }
      return kinds.set(same.build());
    }
  }

  /** From all traffic to all traffic; null where only one packet is looked at, and another. */
  static @Nullable Translation translation(TrafficKinds before, TrafficKinds after) {
    if (before == after || before.kinds.equals(after.kinds) && before.single == after.single) {
      return new Translation(before, null);
    }
    return before.single || after.single
        ? null
        : new Translation(
            after, after.kinds.stream().mapToInt(kind -> before.kindOf(kind.packet)).toArray());
  }

  /** Whether each kind is one packet. */
  boolean areSingle() {
    return single;
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
    Set<Integer> protocols = new TreeSet<>(List.of(0, BYTES));
    for (int each : List.of(Traffic.TCP, Traffic.UDP, Traffic.ICMP, Traffic.ICMPV6)) {
      separate(each, protocols);
    }
    for (Traffic rule : rules) {
      if (rule.protocol() != Traffic.ANY) {
        separate(rule.protocol(), protocols);
      }
    }
    forEachRange(
        protocols,
        (protocol, count) -> {
          if (Traffic.hasPorts(protocol)) {
            Set<Integer> ports = ports(rules, protocol);
            kinds(protocol, ports, ports, kinds);
          } else if (Traffic.isIcmp(protocol)) {
            icmp(rules, protocol, kinds);
          } else {
            kinds.add(new Kind(new Packet(ANY_V4, ANY_V4, protocol, 0, 0), count, 1, 1));
          }
        });
    return kinds;
  }

  private interface RangeConsumer {
    void range(int first, int count);
  }

  private static void forEachRange(Set<Integer> starts, RangeConsumer action) {
    List<Integer> sorted = List.copyOf(starts);
    for (int i = 0; i + 1 < sorted.size(); i++) {
      action.range(sorted.get(i), sorted.get(i + 1) - sorted.get(i));
    }
  }

  private static void kinds(
      int protocol, Set<Integer> sources, Set<Integer> destinations, List<Kind> kinds) {
    IpAddress any = protocol == Traffic.ICMPV6 ? ANY_V6 : ANY_V4;
    forEachRange(
        sources,
        (source, sourcePorts) ->
            forEachRange(
                destinations,
                (destination, destinationPorts) ->
                    kinds.add(
                        new Kind(
                            new Packet(any, any, protocol, source, destination),
                            1,
                            sourcePorts,
                            destinationPorts))));
  }

  private static void separate(int value, Set<Integer> starts) {
    starts.add(value);
    starts.add(value + 1);
  }

  /** Where ranges of ports begin that rules tell apart, also behind a NAT gateway, and the end. */
  private static Set<Integer> ports(Collection<Traffic> rules, int protocol) {
    Set<Integer> starts = new TreeSet<>(List.of(0, Packet.FIRST_NAT_PORT, PORTS));
    for (Traffic rule : rules) {
      if (rule.protocol() == protocol && rule.from() != Traffic.ANY) {
        start(rule.from(), starts);
        start(rule.to() + 1, starts);
      }
    }
    return starts;
  }

  private static void start(int port, Set<Integer> starts) {
    starts.add(port);
    if (Packet.FIRST_NAT_PORT <= port && port < 2 * Packet.FIRST_NAT_PORT) {
      starts.add(port - Packet.FIRST_NAT_PORT);
    }
  }

  /** Types and codes, and those that stand for others in answers and behind NAT64. */
  private static void icmp(Set<Traffic> rules, int protocol, List<Kind> kinds) {
    Set<Integer> types = new TreeSet<>(List.of(0, BYTES));
    Set<Integer> codes = new TreeSet<>(List.of(0, BYTES));
    for (Packet echo : List.of(Packet.echo(ANY_V4, ANY_V4), Packet.echo(ANY_V6, ANY_V6))) {
      separate(echo.sourcePort(), types);
      separate(echo.reverse().sourcePort(), types);
    }
    for (Traffic rule : rules) {
      if (Traffic.isIcmp(rule.protocol()) && rule.from() != Traffic.ANY) {
        separate(rule.from(), types);
        if (rule.to() != Traffic.ANY) {
          separate(rule.to(), codes);
        }
      }
    }
    kinds(protocol, types, codes, kinds);
  }

  private TrafficSet set(Bits of) {
    return sets.computeIfAbsent(of, TrafficSet::new);
  }

  /** Whether a kind in the set stands for this packet, whatever its addresses. */
  boolean has(TrafficSet set, Packet packet) {
    return in(set).stream().anyMatch(kind -> kind.has(packet));
  }

  private int kindOf(Packet packet) {
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i).has(packet)) {
        return i;
      }
    }
    throw new IllegalStateException("kinds of all traffic have no place for " + packet);
  }

  /** What speaks the family: ICMP has a kind of each. */
  public TrafficSet of(IpFamily family) {
    Bits.Builder speaking = new Bits.Builder(kinds.size());
    for (int i = 0; i < kinds.size(); i++) {
      Packet packet = kinds.get(i).packet();
      if (single ? packet.source().family() == family : kinds.get(i).isOf(family)) {
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

  /** The kinds that stand for packets of this traffic: of ICMP, for echoes. */
  List<Kind> of(Traffic traffic) {
    return kinds.stream().filter(kind -> kind.isOf(traffic)).toList();
  }

  /** These kinds, which are of them. */
  TrafficSet setOf(Collection<Kind> some) {
    Bits.Builder set = new Bits.Builder(kinds.size());
    some.forEach(kind -> set.add(number(kind)));
    return set(set.build());
  }

  /** The packet of the only kind in a set, as it is under way. */
  Packet only(TrafficSet set, Ports ports, boolean reply) {
    return packet(in(set).getFirst(), ports, reply);
  }

  /** The empty set. */
  public TrafficSet none() {
    return none;
  }

  /** A set of one kind, of those in a set: the most ordinary one. */
  public TrafficSet mostOrdinary(TrafficSet set) {
    return set(Bits.of(number(ordinary(set))));
  }

  private int number(Kind kind) {
    Integer number = numbers.get(kind);
    if (number == null) {
      throw new IllegalArgumentException("there is no such kind of traffic: " + kind);
    }
    return number;
  }

  /** The most ordinary packet of a set that is not empty: an ordinary client's HTTPS, if it can. */
  public Packet example(TrafficSet set, IpAddress source, IpAddress destination) {
    return ordinary(set).example(Traffic.ALL, source, destination);
  }

  private Kind ordinary(TrafficSet set) {
    Packet https = Spoken.DEFAULT.between(ANY_V4, ANY_V4);
    Kind found = null;
    for (Kind kind : in(set)) {
      if (found == null
          || kind.has(https)
          || !found.has(https) && kind.isFromClient() && !found.isFromClient()) {
        found = kind;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException("no traffic has no example");
    }
    return found;
  }

  public TrafficSet and(TrafficSet one, TrafficSet other) {
    return one == other
        ? one
        : intersections.computeIfAbsent(
            new Pair(one, other), pair -> set(pair.one.kinds().and(pair.other.kinds())));
  }

  public TrafficSet or(TrafficSet one, TrafficSet other) {
    return one == other
        ? one
        : unions.computeIfAbsent(
            new Pair(one, other), pair -> set(pair.one.kinds().or(pair.other.kinds())));
  }

  public TrafficSet minus(TrafficSet one, TrafficSet other) {
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
