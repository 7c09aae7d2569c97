package culvert.network.proof;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.Traffic;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.Spoken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who of chosen ends reaches whom of chosen others, by every kind of traffic and whatever way flows
 * take. Proved once; then asked for any traffic. Immutable.
 */
public final class Survey {

  /** Each of some ends asks each of some others that has its family and is not itself. */
  public record Block(Collection<? extends End> askers, Collection<? extends End> asked) {}

  /**
   * A pair that was looked for.
   *
   * @param question with a packet that shows it
   * @param partly whether it is so by some of the ways only that flows are spread over
   */
  public record Hit(Question question, boolean partly) {}

  /**
   * What was looked for, and found.
   *
   * @param pairs how many pairs of ends were looked at
   * @param hits how many of them were found
   * @param first the first of them
   */
  public record Found(long pairs, long hits, List<Hit> first) {}

  private final Universe universe;
  private final TrafficKinds kinds;
  private final Proof proof;

  private Survey(TrafficKinds kinds, Proof proof) {
    universe = proof.universe();
    this.kinds = kinds;
    this.proof = proof;
  }

  /** Proves what the ends of the blocks reach of each other. */
  public static Survey of(ForwardingGraph graph, Collection<Block> blocks) {
    TrafficKinds kinds = TrafficKinds.all(graph.topology());
    return new Survey(kinds, Proof.ofBlocks(graph, blocks, kinds));
  }

  /**
   * The pairs between which any of the traffic passes, there and back, from any port of the asker's
   * and by any of the ways that flows are spread over.
   *
   * @param most how many to name
   */
  public Found reaching(Block block, Traffic traffic, int most) {
    return search(
        block,
        new Wanted(traffic, false),
        most,
        (asker, asked, wanted) -> {
          Bits answering = proof.answering(asker, wanted.all()).and(asked);
          return new Looking(answering, answering.and(proof.losing(asker, wanted.all())));
        });
  }

  /**
   * The pairs between which the traffic does not pass, there and back, from an ordinary client's
   * port, or is lost by some of the ways that flows are spread over. Of {@link Traffic#ALL}: those
   * between which no kind of traffic does.
   *
   * @param most how many to name
   */
  public Found missing(Block block, Traffic traffic, int most) {
    boolean any = traffic.protocol() == Traffic.ANY;
    return search(
        block,
        new Wanted(traffic, true),
        most,
        (asker, asked, wanted) -> {
          Bits missing = any ? asked : Bits.NONE;
          Bits answering = Bits.NONE;
          for (TrafficSet kind : wanted.sets()) {
            Bits some = proof.answering(asker, kind);
            Bits whole = some.minus(proof.losing(asker, kind));
            answering = answering.or(some);
            missing = any ? missing.minus(whole) : missing.or(asked.minus(whole));
          }
          return new Looking(missing, missing.and(answering));
        });
  }

  /** Each pair between which any of the traffic passes, with a packet of it that does. */
  public List<Question> passing(Block block, Traffic traffic) {
    return reaching(block, traffic, Integer.MAX_VALUE).first().stream().map(Hit::question).toList();
  }

  /** A packet of the traffic as an ordinary client sends it. */
  public static Packet ordinary(Traffic traffic, IpAddress source, IpAddress destination) {
    Spoken spoken = Spoken.DEFAULT;
    if (traffic.protocol() == Traffic.ANY) {
      return spoken.between(source, destination);
    }
    boolean ports = Traffic.hasPorts(traffic.protocol());
    int port = traffic.from() == Traffic.ANY ? spoken.destinationPort() : traffic.from();
    return new Spoken(traffic.protocol(), ports ? spoken.sourcePort() : 0, ports ? port : 0)
        .between(source, destination);
  }

  /** What is found of one asker's, and what of that is so by some of the ways. */
  private record Looking(Bits found, Bits partly) {}

  private interface Look {
    Looking at(int asker, Bits asked, Sought wanted);
  }

  /**
   * Kinds of traffic that are looked for.
   *
   * @param sets each of the kinds by itself
   */
  private record Sought(List<TrafficKinds.Kind> kinds, List<TrafficSet> sets, TrafficSet all) {}

  /** How packets of one kind fare that one asker sends: who answers, and to whom some are lost. */
  private record Fate(TrafficKinds.Kind kind, Bits answering, Bits losing) {}

  /** The kinds of traffic that are looked at; ICMP is each family's own. */
  private final class Wanted {

    private final Traffic traffic;
    private final boolean looksForLost;
    private final Map<IpFamily, Sought> byFamily = new EnumMap<>(IpFamily.class);
    private int lastAsker = -1;
    private List<Fate> lastFates = List.of();

    /**
     * @param looksForLost whether for what ordinary clients miss; else for what anybody gets
     */
    Wanted(Traffic traffic, boolean looksForLost) {
      this.traffic = traffic;
      this.looksForLost = looksForLost;
      for (IpFamily family : IpFamily.values()) {
        List<TrafficKinds.Kind> some =
            kinds.of(in(family)).stream()
                .filter(kind -> kind.isOf(family) && (!looksForLost || kind.isFromClient()))
                .toList();
        byFamily.put(
            family,
            new Sought(
                some,
                some.stream().map(kind -> kinds.setOf(List.of(kind))).toList(),
                kinds.setOf(some)));
      }
    }

    private Traffic in(IpFamily family) {
      int icmp = family == IpFamily.V4 ? Traffic.ICMP : Traffic.ICMPV6;
      return Traffic.isIcmp(traffic.protocol())
          ? new Traffic(icmp, Traffic.ANY, Traffic.ANY)
          : traffic;
    }

    Sought of(IpFamily family) {
      return Objects.requireNonNull(byFamily.get(family));
    }

    /** The most ordinary packet of those that show it, or of all where none does by itself. */
    Packet example(int asker, int asked) {
      IpAddress source = universe.address(asker);
      IpAddress destination = universe.address(asked);
      List<TrafficKinds.Kind> showing =
          fates(asker).stream().filter(fate -> shows(fate, asked)).map(Fate::kind).toList();
      Traffic own = in(source.family());
      List<Packet> packets =
          (showing.isEmpty() ? of(source.family()).kinds() : showing)
              .stream().map(kind -> kind.example(own, source, destination)).toList();
      Packet ordinary = Spoken.DEFAULT.between(source, destination);
      return packets.contains(ordinary) ? ordinary : packets.getFirst();
    }

    /** Examples are of one asker after the other. */
    private List<Fate> fates(int asker) {
      if (asker != lastAsker) {
        Sought sought = of(universe.address(asker).family());
        List<Fate> fates = new ArrayList<>();
        for (int i = 0; i < sought.kinds().size(); i++) {
          TrafficSet set = sought.sets().get(i);
          fates.add(
              new Fate(
                  sought.kinds().get(i), proof.answering(asker, set), proof.losing(asker, set)));
        }
        lastAsker = asker;
        lastFates = fates;
      }
      return lastFates;
    }

    private boolean shows(Fate fate, int asked) {
      boolean passes = fate.answering().contains(asked);
      return looksForLost ? !passes || fate.losing().contains(asked) : passes;
    }
  }

  private Found search(Block block, Wanted wanted, int most, Look look) {
    Bits askers = universe.numbersOf(block.askers);
    Bits others = universe.numbersOf(block.asked);
    long[] counts = new long[2];
    List<Hit> first = new ArrayList<>();
    askers.forEach(asker -> {
      IpFamily family = universe.address(asker).family();
      Bits asked = others.and(universe.ofFamily(family)).minus(universe.sameAs(asker));
      Looking looking = look.at(asker, asked, wanted.of(family));
      counts[0] += asked.size();
      counts[1] += looking.found.size();
      if (first.size() < most) {
        looking.found.forEach(each -> {
          if (first.size() < most) {
            Question question =
                new Question(universe.end(asker), universe.end(each), wanted.example(asker, each));
            first.add(new Hit(question, looking.partly.contains(each)));
          }
        });
      }
    });
    return new Found(counts[0], counts[1], first);
  }
}
