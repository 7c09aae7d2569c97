package culvert.network.expectation;

import culvert.network.address.IpFamily;
import culvert.network.proof.Survey;
import culvert.network.why.End;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The pairs of ends that a sentence means, in blocks.
 *
 * @param blocks no pair of ends twice; what is of one party does not count
 * @param problems who can ask nobody, or be asked by nobody
 * @param parties whose an end is
 */
record Asking(List<Survey.Block> blocks, List<String> problems, Map<End, Party> parties) {

  /**
   * @param can whether each shall reach each: then they speak by the ends that they speak by as a
   *     rule, IPv4 where both have it; else by every end that they could speak by
   */
  static Asking of(Collection<Party> from, Collection<Party> to, boolean can) {
    Asking asking = new Asking(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    for (Party party : from) {
      asking.own(party);
    }
    for (Party party : to) {
      asking.own(party);
    }
    List<Party> askers = from.stream().filter(Party::asks).toList();
    if (can) {
      asking.can(from, askers, to);
    } else {
      asking.cannot(askers, to);
    }
    return asking;
  }

  private void own(Party party) {
    party.usual().forEach(end -> parties.put(end, party));
    party.every().forEach(end -> parties.put(end, party));
    party.publicly().forEach(end -> parties.put(end, party));
  }

  private void cannot(List<Party> askers, Collection<Party> asked) {
    add(
        ends(askers, party -> party.kind() != Party.Kind.INTERNET, Party::every),
        ends(asked, party -> party.kind() != Party.Kind.SERVICE, Party::every));
    toServices(askers, asked, Party::every);
    add(
        ends(askers, party -> party.kind() == Party.Kind.INTERNET, Party::every),
        ends(asked, party -> !party.isOutside(), Asking::publicly));
  }

  /** A site has no public face: the internet would ask for its own addresses. */
  private static List<End> publicly(Party party) {
    return party.kind() == Party.Kind.SITE ? party.every() : party.publicly();
  }

  private void can(Collection<Party> from, List<Party> askers, Collection<Party> asked) {
    from.stream()
        .filter(party -> !party.asks())
        .forEach(party -> problems.add(party.id() + " answers, and never asks"));
    List<Party> inside =
        askers.stream().filter(party -> party.kind() != Party.Kind.INTERNET).toList();
    List<Party> others =
        asked.stream().filter(party -> party.kind() != Party.Kind.SERVICE).toList();
    addUsual(inside, others);
    toServices(inside, asked, Party::usual);
    List<Party> internet =
        askers.stream().filter(party -> party.kind() == Party.Kind.INTERNET).toList();
    if (!internet.isEmpty()) {
      fromInternet(internet, asked);
    }
  }

  /** Both speak IPv4 where both can, else IPv6. */
  private void addUsual(List<Party> askers, List<Party> asked) {
    Predicate<Party> v4 = party -> !party.usual(IpFamily.V4).isEmpty();
    Predicate<Party> v6Alone = v4.negate();
    add(ends(askers, v4, in(IpFamily.V4)), ends(asked, v4, in(IpFamily.V4)));
    add(ends(askers, v4, in(IpFamily.V6)), ends(asked, v6Alone, in(IpFamily.V6)));
    add(ends(askers, v6Alone, in(IpFamily.V6)), ends(asked, _ -> true, in(IpFamily.V6)));
    for (Party one : askers) {
      for (Party other : asked) {
        if (!one.id().equals(other.id()) && !shareFamily(one, other)) {
          problems.add(one.id() + " and " + other.id() + " share no IP family");
          return;
        }
      }
    }
  }

  private static boolean shareFamily(Party one, Party other) {
    for (IpFamily family : IpFamily.values()) {
      if (!one.usual(family).isEmpty() && !other.usual(family).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static Function<Party, List<End>> in(IpFamily family) {
    return party -> party.usual(family);
  }

  private void fromInternet(List<Party> internet, Collection<Party> asked) {
    Set<End> publicly = new LinkedHashSet<>();
    for (Party party : asked) {
      if (party.publicly().isEmpty()) {
        problems.add(party.id() + " has no address that the internet knows");
      } else {
        publicly.add(party.publicly().getFirst());
      }
    }
    add(ends(internet, _ -> true, Party::usual), publicly);
  }

  /** Of the asker's own Region. */
  private void toServices(
      Collection<Party> askers, Collection<Party> asked, Function<Party, List<End>> ends) {
    for (Party service : asked) {
      if (service.kind() == Party.Kind.SERVICE) {
        add(
            ends(askers, party -> String.valueOf(service.region()).equals(party.region()), ends),
            ends.apply(service));
      }
    }
  }

  /** What is of one party is no pair, though it has several interfaces. */
  private void add(Set<End> askers, Collection<End> asked) {
    Set<End> left = new LinkedHashSet<>(askers);
    Set<Party> apart = new LinkedHashSet<>();
    for (End end : asked) {
      Party party = parties.get(end);
      if (party != null && askers.contains(end) && party.hasSeveralInterfaces()) {
        apart.add(party);
      }
    }
    for (Party party : apart) {
      Set<End> own = new LinkedHashSet<>(party.every());
      own.retainAll(askers);
      left.removeAll(own);
      addBlock(own, asked.stream().filter(end -> parties.get(end) != party).toList());
    }
    addBlock(left, asked);
  }

  private void addBlock(Collection<End> askers, Collection<End> asked) {
    if (!askers.isEmpty() && !asked.isEmpty()) {
      blocks.add(new Survey.Block(askers, asked));
    }
  }

  private static Set<End> ends(
      Collection<Party> parties, Predicate<Party> wanted, Function<Party, List<End>> ends) {
    Set<End> all = new LinkedHashSet<>();
    parties.stream().filter(wanted).map(ends).forEach(all::addAll);
    return all;
  }

  /** Whose an end is, as a sentence would name it. */
  String party(End end) {
    Party party = parties.get(end);
    return party == null ? end.toString() : party.id();
  }
}
