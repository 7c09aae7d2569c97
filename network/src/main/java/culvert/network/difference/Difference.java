package culvert.network.difference;

import culvert.network.address.IpFamily;
import culvert.network.address.Traffic;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.Grouping;
import culvert.network.proof.Member;
import culvert.network.proof.TrafficKinds;
import culvert.network.proof.TrafficSet;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.Spoken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What two states of a network differ in. Pairs are of members that are there both times, by their
 * ids: instances, sites, and the internet by one address of every class that either state tells
 * apart.
 *
 * @param gone members that are no more, by id
 * @param added members that are new, by id
 * @param lost what no longer passes, there and back, the most pairs first
 * @param gained what passes now
 * @param others what was changed that neither let anything through nor kept anything back
 */
public record Difference(
    List<Member> gone,
    List<Member> added,
    List<Line> lost,
    List<Line> gained,
    List<ChangeSet> others) {

  /** Whether everybody is there who was, and reaches whom they did. */
  public boolean isNone() {
    return gone.isEmpty() && added.isEmpty() && lost.isEmpty() && gained.isEmpty();
  }

  /**
   * Compares two states.
   *
   * @param grouping what pairs are told together by, as it is after
   * @param spoken what is said, or null for all traffic
   */
  public static Difference between(
      ForwardingGraph before, ForwardingGraph after, Grouping grouping, @Nullable Spoken spoken) {
    return new Comparing(before, after, grouping, spoken).difference();
  }

  /** The comparison of two states. */
  private static final class Comparing {

    private final ForwardingGraph before;
    private final ForwardingGraph after;
    private final Grouping grouping;
    private final @Nullable Spoken spoken;
    private final TrafficKinds kinds;
    private final List<Bundle> bundles;
    private final List<ChangeSet> changes;
    private final Map<String, Member> members = new TreeMap<>();
    private final List<Member> gone = new ArrayList<>();
    private final List<Member> added = new ArrayList<>();
    private final TreeSet<Integer> effective = new TreeSet<>();
    private final Map<String, Grouping.Key> groups = new HashMap<>();

    Comparing(ForwardingGraph was, ForwardingGraph is, Grouping grouping, @Nullable Spoken spoken) {
      Ages ages = new Ages(was.topology(), is.topology());
      before = ages.before(was);
      after = ages.after(is);
      this.grouping = grouping;
      this.spoken = spoken;
      kinds =
          spoken == null
              ? TrafficKinds.all(before.topology(), after.topology())
              : TrafficKinds.of(spoken);
      bundles = Edits.between(before.topology(), after.topology());
      changes = bundles.stream().map(Bundle::words).toList();
      Map<String, Member> known = new TreeMap<>();
      Member.of(before.topology()).forEach(member -> known.put(member.id(), member));
      for (Member member : Member.of(after.topology())) {
        if (known.remove(member.id()) == null) {
          added.add(member);
        } else {
          members.put(member.id(), member);
        }
      }
      gone.addAll(known.values());
    }

    Difference difference() {
      if (bundles.isEmpty()) {
        return new Difference(List.of(), List.of(), List.of(), List.of(), List.of());
      }
      Topology was = before.topology();
      Topology is = after.topology();
      Voices voices = new Voices(List.copyOf(members.values()), was, is);
      List<Flow> lost = new ArrayList<>();
      List<Flow> gained = new ArrayList<>();
      compare(voices, lost, gained);
      List<Line> losses = lines(voices, new Causes(voices, kinds, after, was, bundles, true), lost);
      List<Line> gains =
          lines(voices, new Causes(voices, kinds, before, is, bundles, false), gained);
      List<ChangeSet> others = new ArrayList<>();
      for (int i = 0; i < changes.size(); i++) {
        if (!effective.contains(i)) {
          others.add(changes.get(i));
        }
      }
      return new Difference(gone, added, losses, gains, others);
    }

    private void compare(Voices voices, List<Flow> lost, List<Flow> gained) {
      Voices.Heard was = voices.heard(before, kinds, voices.everybody());
      Voices.Heard is = voices.heard(after, kinds, voices.everybody());
      TrafficSet[] then = new TrafficSet[voices.size()];
      TrafficSet[] now = new TrafficSet[voices.size()];
      for (int asker = 0; asker < voices.size(); asker++) {
        Arrays.fill(then, kinds.none());
        Arrays.fill(now, kinds.none());
        was.forEach(asker, (asked, traffic) -> then[asked] = traffic);
        is.forEach(asker, (asked, traffic) -> now[asked] = traffic);
        for (int asked = 0; asked < now.length; asked++) {
          if (then[asked] != now[asked]) {
            add(new Flow(asker, asked, kinds.minus(then[asked], now[asked])), lost);
            add(new Flow(asker, asked, kinds.minus(now[asked], then[asked])), gained);
          }
        }
      }
    }

    private static void add(Flow flow, List<Flow> flows) {
      if (!flow.traffic().isEmpty()) {
        flows.add(flow);
      }
    }

    /** What stands in one line. */
    private record Together(
        Cause.How how, TreeSet<Integer> bundles, TrafficSet traffic, IpFamily family) {}

    private List<Line> lines(Voices voices, Causes causes, List<Flow> flows) {
      Map<Together, Lines> together = new HashMap<>();
      for (Causes.Found found : causes.of(flows)) {
        effective.addAll(found.bundles());
        for (Flow flow : found.flows()) {
          Voice asker = voices.get(flow.asker());
          together
              .computeIfAbsent(
                  new Together(found.how(), found.bundles(), found.traffic(), asker.family()),
                  _ -> new Lines())
              .add(group(asker), group(voices.get(flow.asked())), flow);
        }
      }
      List<Line> lines = new ArrayList<>();
      together.forEach((key, cells) -> {
        Cause cause = new Cause(key.how, key.bundles.stream().map(changes::get).toList());
        List<String> traffic = traffic(key.traffic, key.family);
        for (Lines.Block block : cells.blocks()) {
          lines.add(
              new Line(
                  cause,
                  key.family,
                  traffic,
                  block.shape(),
                  List.copyOf(block.from()),
                  List.copyOf(block.to()),
                  block.pairs(),
                  example(voices, block.first(), key.traffic)));
        }
      });
      lines.sort(
          Comparator.comparingLong(Line::pairs)
              .reversed()
              .thenComparing(line -> line.from().getFirst(), Lines.KEYS)
              .thenComparing(line -> line.to().getFirst(), Lines.KEYS)
              .thenComparing(line -> line.family() + line.traffic().toString()));
      return lines;
    }

    private Grouping.Key group(Voice voice) {
      return groups.computeIfAbsent(
          voice.member(),
          id -> {
            Member member = members.get(id);
            return member == null
                ? new Grouping.Key(id, "")
                : grouping.of(member, after.topology());
          });
    }

    private List<String> traffic(TrafficSet set, IpFamily family) {
      if (spoken == null) {
        return TrafficText.of(kinds, set, family);
      }
      int protocol = spoken.protocol();
      return List.of(
          Traffic.isIcmp(protocol)
              ? Traffic.nameOf(family == IpFamily.V4 ? Traffic.ICMP : Traffic.ICMPV6)
              : new Traffic(protocol, spoken.destinationPort(), spoken.destinationPort())
                  .toString());
    }

    private Line.Example example(Voices voices, Flow flow, TrafficSet traffic) {
      Voice asker = voices.get(flow.asker());
      Voice asked = voices.get(flow.asked());
      return new Line.Example(
          asker.member(),
          asked.member(),
          question(asker, asked, traffic, before.topology()),
          question(asker, asked, traffic, after.topology()));
    }

    private @Nullable Question question(
        Voice asker, Voice asked, TrafficSet traffic, Topology topology) {
      End from = asker.end(topology);
      End to = asked.end(topology);
      return from == null || to == null
          ? null
          : new Question(from, to, kinds.example(traffic, from.address(), to.address()));
    }
  }
}
