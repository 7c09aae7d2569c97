package culvert.network.difference;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.AddressClasses;
import culvert.network.proof.Answers;
import culvert.network.proof.Member;
import culvert.network.proof.Survey;
import culvert.network.proof.TrafficKinds;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everybody who speaks before or after, of the members that are there both times; numbered. */
final class Voices {

  private static final int MOST_BLOCKS = 64;

  private final List<Voice> all;

  Voices(List<Member> members, Topology before, Topology after) {
    Set<Voice> voices = new LinkedHashSet<>();
    for (Member member : members) {
      for (Topology topology : List.of(before, after)) {
        add(member.id(), topology, voices);
      }
    }
    AddressClasses classes = new AddressClasses(before, after);
    for (IpFamily family : IpFamily.values()) {
      for (IpAddress address : classes.ofInternet(family)) {
        voices.add(new Voice(Voice.INTERNET, Voice.Side.INTERNET, family, address));
      }
    }
    all = List.copyOf(voices);
  }

  private static void add(String member, Topology topology, Set<Voice> voices) {
    Site site = topology.find(Site.class, member);
    for (IpFamily family : IpFamily.values()) {
      if (site != null) {
        for (End.AtSite end : End.AtSite.firstHosts(site, family)) {
          voices.add(new Voice(member, Voice.Side.SITE, family, end.address()));
        }
      } else {
        for (Voice.Side side : List.of(Voice.Side.INSTANCE, Voice.Side.INSTANCE_IN_PUBLIC)) {
          Voice voice = new Voice(member, side, family, null);
          if (voice.end(topology) != null) {
            voices.add(voice);
          }
        }
      }
    }
  }

  int size() {
    return all.size();
  }

  Voice get(int number) {
    return all.get(number);
  }

  /** Some who ask, and some who are asked. */
  record Block(BitSet askers, BitSet asked) {

    /** Few blocks that have every flow, and not many other pairs. */
    static List<Block> of(List<Flow> flows) {
      Map<Integer, BitSet> askedBy = new LinkedHashMap<>();
      for (Flow flow : flows) {
        askedBy.computeIfAbsent(flow.asker(), _ -> new BitSet()).set(flow.asked());
      }
      Map<BitSet, BitSet> askers = new LinkedHashMap<>();
      askedBy.forEach(
          (asker, asked) -> askers.computeIfAbsent(asked, _ -> new BitSet()).set(asker));
      if (askers.size() <= MOST_BLOCKS) {
        List<Block> blocks = new ArrayList<>();
        askers.forEach((asked, asking) -> blocks.add(new Block(asking, asked)));
        return blocks;
      }
      Block all = new Block(new BitSet(), new BitSet());
      askers.forEach((asked, asking) -> {
        all.askers.or(asking);
        all.asked.or(asked);
      });
      return List.of(all);
    }
  }

  /** Everybody with everybody. */
  List<Block> everybody() {
    BitSet everybody = new BitSet(size());
    everybody.set(0, size());
    return List.of(new Block(everybody, everybody));
  }

  /** Proves who of some is answered by whom of others. */
  Heard heard(ForwardingGraph graph, TrafficKinds kinds, List<Block> blocks) {
    @Nullable End[] ends = new End[size()];
    BitSet meant = new BitSet();
    for (Block block : blocks) {
      meant.or(block.askers);
      meant.or(block.asked);
    }
    meant.stream().forEach(i -> ends[i] = all.get(i).end(graph.topology()));
    List<Survey.Block> surveyed = new ArrayList<>();
    for (Block block : blocks) {
      for (IpFamily family : IpFamily.values()) {
        surveyed.add(
            new Survey.Block(
                ends(
                    block.askers,
                    ends,
                    voice -> voice.family() == family && !isOutside(voice) && !isInPublic(voice)),
                ends(block.asked, ends, voice -> voice.family() == family && !isInPublic(voice))));
        surveyed.add(
            new Survey.Block(
                ends(block.askers, ends, voice -> voice.family() == family && isOutside(voice)),
                ends(block.asked, ends, voice -> voice.family() == family && !isOutside(voice))));
      }
    }
    Answers answers = Answers.of(graph, surveyed, kinds);
    int[] numbers = new int[size()];
    int[] voices = new int[answers.size()];
    for (int i = 0; i < size(); i++) {
      End end = ends[i];
      numbers[i] = end == null ? -1 : answers.numberOf(end);
      if (numbers[i] >= 0) {
        voices[numbers[i]] = i;
      }
    }
    return (asker, action) -> {
      if (numbers[asker] >= 0) {
        answers.forEach(
            numbers[asker],
            (end, traffic) -> {
              if (all.get(asker).asks(all.get(voices[end]))) {
                action.answer(voices[end], traffic);
              }
            });
      }
    };
  }

  private static boolean isOutside(Voice voice) {
    return voice.side() == Voice.Side.INTERNET;
  }

  private static boolean isInPublic(Voice voice) {
    return voice.side() == Voice.Side.INSTANCE_IN_PUBLIC;
  }

  private List<End> ends(BitSet some, @Nullable End[] ends, Predicate<Voice> wanted) {
    List<End> found = new ArrayList<>();
    some.stream()
        .filter(i -> wanted.test(all.get(i)))
        .forEach(i -> {
          End end = ends[i];
          if (end != null) {
            found.add(end);
          }
        });
    return found;
  }

  /** Who is answered by whom in one state, by the numbers of voices. */
  interface Heard {
    void forEach(int asker, Answers.Consumer action);
  }
}
