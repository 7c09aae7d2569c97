package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.forwarding.HostService;
import culvert.network.topology.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end of a question. */
public sealed interface End {

  /** The address by which the other end knows it. */
  IpAddress address();

  /** An interface, by one of its private, IPv6 or public addresses. */
  record AtInterface(String networkInterface, IpAddress address) implements End {}

  /** An address of a VPC that no interface has; only ever a destination. */
  record UnusedAddress(String vpc, IpAddress address) implements End {}

  /**
   * A service of AWS's that has public addresses, by one of those; gateway endpoints lead to it
   * too.
   *
   * @param name {@code com.amazonaws.us-east-1.s3}
   */
  record Service(String name, IpAddress address) implements End {}

  /** A gateway endpoint as the one that asks, which it never does. */
  record AtGatewayEndpoint(String endpoint, IpAddress address) implements End {}

  /** What AWS answers itself on every host of a VPC; only ever a destination. */
  record AtHostService(String vpc, HostService service, IpAddress address) implements End {}

  /** A multicast group; only ever a destination. */
  record MulticastGroup(IpAddress address) implements End {}

  /** An address of a site ({@code site:NAME}). */
  record AtSite(String site, IpAddress address) implements End {

    /** The first host of its first prefix of that family, or null. */
    public static @Nullable AtSite firstHost(Site site, IpFamily family) {
      IpAddress address = WrittenEnd.firstHost(site.prefixes(), family);
      return address == null ? null : new AtSite(site.id(), address);
    }

    /** The first host of every prefix of that family, each once. */
    public static List<AtSite> firstHosts(Site site, IpFamily family) {
      return WrittenEnd.firstHosts(site.prefixes(), family)
          .map(address -> new AtSite(site.id(), address))
          .toList();
    }
  }

  record Internet(IpAddress address) implements End {}
}
