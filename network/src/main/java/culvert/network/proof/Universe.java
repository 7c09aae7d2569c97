package culvert.network.proof;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The ends of a proof, numbered in the order of their addresses, so that a prefix is a range of
 * numbers. An end that has several addresses is several ends.
 */
public final class Universe {

  private static final Comparator<End> ORDER =
      Comparator.comparing(End::address).thenComparing(End::toString);

  private final List<End> ends;
  private final IpAddress[] addresses;
  private final Map<End, Integer> numbers = new HashMap<>();
  private final Map<String, Bits> byVpc = new HashMap<>();
  private final Map<String, Bits> byInterface = new HashMap<>();
  private final Map<String, Bits> bySite = new HashMap<>();
  private final Bits internet;
  private final Bits services;

  public Universe(Collection<? extends End> ends, Topology topology) {
    List<End> sorted = new ArrayList<>(new LinkedHashSet<>(ends));
    sorted.sort(ORDER);
    this.ends = List.copyOf(sorted);
    addresses = sorted.stream().map(End::address).toArray(IpAddress[]::new);
    Map<String, Bits.Builder> vpcs = new HashMap<>();
    Map<String, Bits.Builder> sites = new HashMap<>();
    Map<String, List<Integer>> interfaces = new HashMap<>();
    Bits.Builder outside = new Bits.Builder(sorted.size());
    Bits.Builder served = new Bits.Builder(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      numbers.put(sorted.get(i), i);
      switch (sorted.get(i)) {
        case End.AtInterface at -> {
          String vpc = topology.get(NetworkInterface.class, at.networkInterface()).vpc();
          builder(vpcs, vpc).add(i);
          interfaces.computeIfAbsent(at.networkInterface(), _ -> new ArrayList<>(2)).add(i);
        }
        case End.AtSite at -> builder(sites, at.site()).add(i);
        case End.Internet _ -> outside.add(i);
        case End.Service _ -> served.add(i);
        case End.UnusedAddress _,
            End.AtGatewayEndpoint _,
            End.AtHostService _,
            End.MulticastGroup _ ->
            throw new IllegalArgumentException(sorted.get(i) + " does not both ask and answer");
      }
    }
    vpcs.forEach((vpc, builder) -> byVpc.put(vpc, builder.build()));
    sites.forEach((site, builder) -> bySite.put(site, builder.build()));
    interfaces.forEach(
        (id, at) -> byInterface.put(id, Bits.union(at.stream().map(Bits::of).toList())));
    internet = outside.build();
    services = served.build();
  }

  private Bits.Builder builder(Map<String, Bits.Builder> builders, String key) {
    return builders.computeIfAbsent(key, _ -> new Bits.Builder(ends.size()));
  }

  /** Whether the other's ends are the same, in the same places. */
  boolean isAs(Universe other) {
    return this == other
        || ends.equals(other.ends) && byVpc.equals(other.byVpc) && bySite.equals(other.bySite);
  }

  public int size() {
    return ends.size();
  }

  /** In order of their addresses. */
  public List<End> ends() {
    return ends;
  }

  public End end(int number) {
    return ends.get(number);
  }

  /** The number of an end, or -1. */
  public int numberOf(End end) {
    return numbers.getOrDefault(end, -1);
  }

  /** The numbers of ends that are all here. */
  Bits numbersOf(Collection<? extends End> some) {
    Bits.Builder found = new Bits.Builder(size());
    for (End end : some) {
      int number = numberOf(end);
      if (number < 0) {
        throw new IllegalArgumentException("nothing was proved of " + end);
      }
      found.add(number);
    }
    return found.build();
  }

  IpAddress address(int number) {
    return addresses[number];
  }

  /** The first number whose address is not below. */
  int firstFrom(IpAddress address) {
    int found = Arrays.binarySearch(addresses, address);
    if (found < 0) {
      return -found - 1;
    }
    while (found > 0 && addresses[found - 1].equals(address)) {
      found--;
    }
    return found;
  }

  /** The first number whose address is above. */
  int firstBehind(IpAddress address) {
    int found = Arrays.binarySearch(addresses, address);
    if (found < 0) {
      return -found - 1;
    }
    while (found < addresses.length && addresses[found].equals(address)) {
      found++;
    }
    return found;
  }

  Bits all() {
    return Bits.range(0, size());
  }

  Bits ofFamily(IpFamily family) {
    return in(family == IpFamily.V4 ? IpPrefix.ALL_V4 : IpPrefix.ALL_V6);
  }

  Bits in(IpPrefix prefix) {
    return Bits.range(firstFrom(prefix.first()), firstBehind(prefix.last()));
  }

  Bits in(Collection<IpPrefix> prefixes) {
    if (prefixes.size() == 1) {
      return in(prefixes.iterator().next());
    }
    Bits.Builder in = new Bits.Builder(size());
    for (IpPrefix prefix : prefixes) {
      in.addRange(firstFrom(prefix.first()), firstBehind(prefix.last()));
    }
    return in.build();
  }

  /** The interfaces of a VPC. */
  Bits ofVpc(String vpc) {
    return byVpc.getOrDefault(vpc, Bits.NONE);
  }

  Bits ofInterface(String networkInterface) {
    return byInterface.getOrDefault(networkInterface, Bits.NONE);
  }

  /** The end itself, and the other addresses of its interface. */
  Bits sameAs(int number) {
    return ends.get(number) instanceof End.AtInterface at
        ? ofInterface(at.networkInterface())
        : Bits.of(number);
  }

  Bits ofSite(String site) {
    return bySite.getOrDefault(site, Bits.NONE);
  }

  Bits ofInternet() {
    return internet;
  }

  Bits ofServices() {
    return services;
  }
}
