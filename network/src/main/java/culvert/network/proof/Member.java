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
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks and is asked: an instance by its first interface, or a site by the first host
 * of its first prefix.
 *
 * @param v4 null where it has no IPv4 address
 * @param v6 null where it has no IPv6 address
 */
public record Member(String id, String name, @Nullable End v4, @Nullable End v6) {

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
        End.AtSite.firstHost(site, IpFamily.V4),
        End.AtSite.firstHost(site, IpFamily.V6));
  }

  static Member of(Instance instance, Topology topology) {
    NetworkInterface at = topology.get(NetworkInterface.class, instance.interfaces().getFirst());
    return new Member(instance.id(), instance.name(), end(at, IpFamily.V4), end(at, IpFamily.V6));
  }

  private static @Nullable End end(NetworkInterface at, IpFamily family) {
    IpAddress address = at.address(family);
    return address == null ? null : new End.AtInterface(at.id(), address);
  }

  /** By what it speaks to another: IPv4 where both can; null where they share no family. */
  @Nullable End towards(Member other) {
    return v4 != null && other.v4 != null ? v4 : v6 != null && other.v6 != null ? v6 : null;
  }
}
