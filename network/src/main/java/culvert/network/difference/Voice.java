package culvert.network.difference;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways in which a member speaks, in whatever state: its interface and address may differ
 * from state to state.
 *
 * @param member its id
 * @param address of a site or in the internet; null of an instance
 */
record Voice(String member, Side side, IpFamily family, @Nullable IpAddress address) {

  /** The member that all addresses in the internet are. */
  static final String INTERNET = "internet";

  enum Side {
    /** By the first address of the first interface. */
    INSTANCE,
    /** By the public address of that: it is asked by the internet, and never asks. */
    INSTANCE_IN_PUBLIC,
    SITE,
    INTERNET
  }

  /** The end that it is in that state, or null where it does not speak there. */
  @Nullable End end(Topology topology) {
    return switch (side) {
      case INTERNET -> address == null ? null : new End.Internet(address);
      case SITE -> {
        Site site = topology.find(Site.class, member);
        yield site == null
            ? null
            : End.AtSite.firstHosts(site, family).stream()
                .filter(end -> end.address().equals(address))
                .findFirst()
                .orElse(null);
      }
      case INSTANCE, INSTANCE_IN_PUBLIC -> {
        Instance instance = topology.find(Instance.class, member);
        NetworkInterface first =
            instance == null || instance.interfaces().isEmpty()
                ? null
                : topology.find(NetworkInterface.class, instance.interfaces().getFirst());
        IpAddress own = first == null ? null : first.address(family);
        if (first == null || own == null) {
          yield null;
        }
        IpAddress known = side == Side.INSTANCE ? own : first.publicAddresses().get(own);
        yield known == null ? null : new End.AtInterface(first.id(), known);
      }
    };
  }

  /**
   * Whether pairs of the two are looked at. The internet asks IPv4 addresses that it knows, and
   * nobody else asks those.
   */
  boolean asks(Voice other) {
    return family == other.family
        && !member.equals(other.member)
        && switch (side) {
          case INSTANCE, SITE -> other.side != Side.INSTANCE_IN_PUBLIC;
          case INSTANCE_IN_PUBLIC -> false;
          case INTERNET -> other.side != Side.INSTANCE || family == IpFamily.V6;
        };
  }
}
