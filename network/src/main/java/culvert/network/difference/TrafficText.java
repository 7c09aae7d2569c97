package culvert.network.difference;

import culvert.network.address.IpFamily;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Packet;
import culvert.network.proof.TrafficKinds;
import culvert.network.proof.TrafficSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Kinds of traffic in words: protocols, with ranges of what is asked for. */
final class TrafficText {

  private static final int PORTS = 65536;
  private static final int BYTES = 256;

  private TrafficText() {}

  /** {@code all}; {@code tcp/443}, {@code udp/1024-65535}; {@code all but tcp/22}. */
  static List<String> of(TrafficKinds kinds, TrafficSet set, IpFamily family) {
    TrafficSet all = kinds.of(family);
    TrafficSet others = kinds.minus(all, set);
    if (others.isEmpty()) {
      return List.of("all");
    }
    List<String> these = texts(kinds.in(set));
    List<String> those = texts(kinds.in(others));
    return those.size() + 1 < these.size() ? List.of("all but " + String.join(", ", those)) : these;
  }

  private static List<String> texts(List<TrafficKinds.Kind> kinds) {
    Map<Integer, List<TrafficKinds.Kind>> byProtocol = new TreeMap<>();
    BitSet protocols = new BitSet(BYTES);
    for (TrafficKinds.Kind kind : kinds) {
      int protocol = kind.packet().protocol();
      if (Traffic.hasPorts(protocol) || Traffic.isIcmp(protocol)) {
        byProtocol.computeIfAbsent(protocol, _ -> new ArrayList<>()).add(kind);
      } else {
        protocols.set(protocol, protocol + kind.protocols());
      }
    }
    List<String> texts = new ArrayList<>();
    byProtocol.forEach((protocol, some) -> {
      if (Traffic.hasPorts(protocol)) {
        ports(Traffic.nameOf(protocol), some, texts);
      } else {
        types(Traffic.nameOf(protocol), some, texts);
      }
    });
    if (!protocols.isEmpty()) {
      String ranges = ranges(protocols);
      texts.add((ranges.matches("\\d+") ? "protocol " : "protocols ") + ranges);
    }
    return texts;
  }

  /** As ordinary clients ask; what others alone do is said with their ports. */
  private static void ports(String name, List<TrafficKinds.Kind> kinds, List<String> texts) {
    BitSet asked = new BitSet(PORTS);
    for (TrafficKinds.Kind kind : kinds) {
      if (kind.isFromClient()) {
        int first = kind.packet().destinationPort();
        asked.set(first, first + kind.destinationPorts());
      }
    }
    add(name, asked, PORTS, texts);
    Map<BitSet, BitSet> bySource = new LinkedHashMap<>();
    for (Map.Entry<Integer, BitSet> each : others(kinds, asked).entrySet()) {
      BitSet from = bySource.computeIfAbsent(each.getValue(), _ -> new BitSet(PORTS));
      kinds.stream()
          .filter(kind -> kind.packet().sourcePort() == each.getKey())
          .forEach(kind -> from.set(each.getKey(), each.getKey() + kind.sourcePorts()));
    }
    bySource.forEach((to, from) -> {
      List<String> some = new ArrayList<>();
      add(name, to, PORTS, some);
      some.forEach(text -> texts.add(text + " from ports " + ranges(from)));
    });
  }

  /** What is asked for from other ports than ordinary clients' only, by the first of those. */
  private static Map<Integer, BitSet> others(List<TrafficKinds.Kind> kinds, BitSet asked) {
    Map<Integer, BitSet> others = new TreeMap<>();
    for (TrafficKinds.Kind kind : kinds) {
      int first = kind.packet().destinationPort();
      if (!asked.get(first)) {
        others
            .computeIfAbsent(kind.packet().sourcePort(), _ -> new BitSet(PORTS))
            .set(first, first + kind.destinationPorts());
      }
    }
    return others;
  }

  private static void add(String name, BitSet values, int size, List<String> texts) {
    if (values.cardinality() == size) {
      texts.add(name);
    } else {
      for (int from = values.nextSetBit(0); from >= 0; ) {
        int to = values.nextClearBit(from);
        texts.add(name + "/" + range(from, to));
        from = values.nextSetBit(to);
      }
    }
  }

  /** Types of ICMP, with their codes where not all of those are meant. */
  private static void types(String name, List<TrafficKinds.Kind> kinds, List<String> texts) {
    Map<Integer, BitSet> codes = new TreeMap<>();
    for (TrafficKinds.Kind kind : kinds) {
      Packet packet = kind.packet();
      for (int type = 0; type < kind.sourcePorts(); type++) {
        codes
            .computeIfAbsent(packet.sourcePort() + type, _ -> new BitSet(BYTES))
            .set(packet.destinationPort(), packet.destinationPort() + kind.destinationPorts());
      }
    }
    BitSet whole = new BitSet(BYTES);
    codes.forEach((type, some) -> whole.set(type, some.cardinality() == BYTES));
    add(name, whole, BYTES, texts);
    codes.forEach((type, some) -> {
      if (!whole.get(type)) {
        texts.add(name + "/" + type + "." + ranges(some));
      }
    });
  }

  private static String ranges(BitSet values) {
    List<String> ranges = new ArrayList<>();
    for (int from = values.nextSetBit(0); from >= 0; ) {
      int to = values.nextClearBit(from);
      ranges.add(range(from, to));
      from = values.nextSetBit(to);
    }
    return String.join(", ", ranges);
  }

  private static String range(int from, int to) {
    return to - from == 1 ? Integer.toString(from) : from + "-" + (to - 1);
  }
}
