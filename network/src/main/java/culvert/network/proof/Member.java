package culvert.network.proof;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Somebody who asks and is asked: an instance by its first interface, or a site by the first host
 * of each of its prefixes.
 *
 * @param v4 empty where it has no IPv4 address
 * @param v6 empty where it has no IPv6 address
 */
public record Member(String id, String name, List<? extends End> v4, List<? extends End> v6) {

  /** Every instance that has an interface, and every site, by id. */
  public static List<Member> of(Topology topology) {
    List<Member> members = new ArrayList<>();
    for (Instance instance : topology.all(Instance.class)) {
      if (!instance.interfaces().isEmpty()) {
        members.add(of(instance, topology));
      }
    }
    for (Site site : topology.all(Site.class)) {
      members.add(of(site));
    }
    members.sort(Comparator.comparing(Member::id));
    return members;
  }

  static Member of(Site site) {
    return new Member(
        site.id(),
        site.name(),
        End.AtSite.firstHosts(site, IpFamily.V4),
        End.AtSite.firstHosts(site, IpFamily.V6));
  }

  static Member of(Instance instance, Topology topology) {
    NetworkInterface at = topology.get(NetworkInterface.class, instance.interfaces().getFirst());
    return new Member(instance.id(), instance.name(), ends(at, IpFamily.V4), ends(at, IpFamily.V6));
  }

  private static List<End> ends(NetworkInterface at, IpFamily family) {
    IpAddress address = at.address(family);
    return address == null ? List.of() : List.of(new End.AtInterface(at.id(), address));
  }

  /** All its addresses. */
  List<End> ends() {
    List<End> all = new ArrayList<>(v4);
    all.addAll(v6);
    return all;
  }

  /** By what it speaks to another: IPv4 where both can; empty where they share no family. */
  List<? extends End> towards(Member other) {
    return speak(v4, other.v4) ? v4 : speak(v6, other.v6) ? v6 : List.of();
  }

  private static boolean speak(List<? extends End> one, List<? extends End> other) {
    return !one.isEmpty() && !other.isEmpty();
  }
}
