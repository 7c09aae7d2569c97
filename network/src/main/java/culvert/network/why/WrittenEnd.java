package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.forwarding.HostService;
import culvert.network.topology.Component;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An end as people write it, which may stand for one address of each family. */
sealed interface WrittenEnd {

  String ACCEPTED =
      "i-…, eni-…, vpce-…, ADDRESS@vpc-…, site:NAME[/ADDRESS], internet/ADDRESS, service:NAME[/ADDRESS] or a multicast group";

  /** The end in that family, or null. */
  @Nullable End end(IpFamily family, boolean fromInternet);

  default boolean isInternet() {
    return false;
  }

  /** The end as the one that asks, or null. */
  default @Nullable End asker(IpFamily family) {
    return end(family, false);
  }

  /** The VPC that it is in, or null where it is in none. */
  default @Nullable String vpc() {
    return null;
  }

  /** The Region that it is in, or null where it is in none. */
  default @Nullable String region(Topology topology) {
    String vpc = vpc();
    return vpc == null ? null : topology.get(Vpc.class, vpc).region();
  }

  /** The same end as its counterpart means it: a service stands for the one of that Region. */
  default WrittenEnd beside(WrittenEnd other, Topology topology) {
    return this;
  }

  static WrittenEnd parse(String text, Topology topology) {
    int at = text.indexOf('@');
    if (at >= 0) {
      return inVpc(text, address(text, text.substring(0, at)), text.substring(at + 1), topology);
    }
    if (text.startsWith("internet/")) {
      return outside(address(text, text.substring("internet/".length())), topology);
    }
    if (text.startsWith("eni-")) {
      return new OfInterfaces(List.of(known(NetworkInterface.class, text, topology)));
    }
    if (text.startsWith("i-")) {
      Instance instance = known(Instance.class, text, topology);
      return new OfInterfaces(
          instance.interfaces().stream()
              .map(id -> topology.get(NetworkInterface.class, id))
              .toList());
    }
    if (text.startsWith("vpce-")) {
      return endpoint(known(VpcEndpoint.class, text, topology), topology);
    }
    IpAddress bare = IpAddress.tryParse(text);
    if (bare != null && bare.isMulticast()) {
      return new OfGroup(bare);
    }
    if (text.startsWith("service:")) {
      return service(text);
    }
    if (text.startsWith("site:")) {
      return atSite(text, topology);
    }
    throw new BadQuestion("not an end: " + text + " (an end is " + ACCEPTED + ")");
  }

  private static WrittenEnd endpoint(VpcEndpoint endpoint, Topology topology) {
    return switch (endpoint) {
      case VpcEndpoint.Interface at ->
          new OfInterfaces(
              at.networkInterfaces().stream()
                  .map(id -> topology.get(NetworkInterface.class, id))
                  .toList());
      case VpcEndpoint.GatewayLoadBalancer at ->
          new OfInterfaces(List.of(topology.get(NetworkInterface.class, at.networkInterface())));
      case VpcEndpoint.Gateway at ->
          new OfGatewayEndpoint(at, topology.get(PrefixList.class, at.prefixList()));
    };
  }

  private static WrittenEnd service(String text) {
    String rest = text.substring("service:".length());
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash);
    if (name.isEmpty()) {
      throw new BadQuestion("names no service: " + text + " (service:s3 does)");
    }
    return new OfService(
        text, name, slash < 0 ? null : address(text, rest.substring(slash + 1)), null);
  }

  private static WrittenEnd atSite(String text, Topology topology) {
    int slash = text.indexOf('/');
    String id = slash < 0 ? text : text.substring(0, slash);
    Site site = known(Site.class, id, topology);
    IpAddress address = slash < 0 ? null : address(text, text.substring(slash + 1));
    if (address != null && site.prefixes().stream().noneMatch(own -> own.contains(address))) {
      throw new BadQuestion(address + " is not an address of " + id + ": " + text);
    }
    return new OfSite(site, address);
  }

  private static WrittenEnd inVpc(String text, IpAddress address, String id, Topology topology) {
    Vpc vpc = topology.find(Vpc.class, id);
    if (vpc == null) {
      throw new BadQuestion("there is no " + id + ": " + text);
    }
    if (!vpc.contains(address) && !HostService.isLinkLocal(address)) {
      throw new BadQuestion(address + " is not an address of " + id + ": " + text);
    }
    return new OfAddress(holder(vpc, address, topology), id);
  }

  private static End holder(Vpc vpc, IpAddress address, Topology topology) {
    NetworkInterface at = topology.interfaceAt(vpc.id(), address);
    if (at != null) {
      return new End.AtInterface(at.id(), address);
    }
    HostService service = HostService.at(vpc, address);
    return service == null
        ? new End.UnusedAddress(vpc.id(), address)
        : new End.AtHostService(vpc.id(), service, address);
  }

  private static WrittenEnd outside(IpAddress address, Topology topology) {
    return address.isMulticast()
        ? new OfGroup(address)
        : new Outside(address, inside(address, topology));
  }

  /** Who in the topology has the address publicly, or null. */
  private static @Nullable End inside(IpAddress address, Topology topology) {
    if (address.isV4()) {
      NetworkInterface at = topology.interfaceAtPublic(address);
      return at == null ? null : new End.AtInterface(at.id(), address);
    }
    for (Vpc vpc : topology.all(Vpc.class)) {
      if (vpc.contains(address)) {
        return holder(vpc, address, topology);
      }
    }
    return null;
  }

  private static IpAddress address(String text, String part) {
    IpAddress address = IpAddress.tryParse(part);
    if (address == null) {
      throw new BadQuestion("not an IP address: " + part + " in " + text);
    }
    return address;
  }

  private static <T extends Component> T known(Class<T> kind, String id, Topology topology) {
    T found = topology.find(kind, id);
    if (found == null) {
      throw new BadQuestion("there is no " + id);
    }
    return found;
  }

  /** An instance or an interface. */
  record OfInterfaces(List<NetworkInterface> interfaces) implements WrittenEnd {

    @Override
    public @Nullable String vpc() {
      return interfaces.isEmpty() ? null : interfaces.getFirst().vpc();
    }

    @Override
    public @Nullable End end(IpFamily family, boolean fromInternet) {
      if (fromInternet && family == IpFamily.V4) {
        for (NetworkInterface each : interfaces) {
          IpAddress address = each.address(IpFamily.V4);
          IpAddress known = address == null ? null : each.publicAddresses().get(address);
          if (known != null) {
            return new End.AtInterface(each.id(), known);
          }
        }
      }
      for (NetworkInterface each : interfaces) {
        IpAddress address = each.address(family);
        if (address != null) {
          return new End.AtInterface(each.id(), address);
        }
      }
      return null;
    }
  }

  /** One address of that VPC. */
  record OfAddress(End written, String in) implements WrittenEnd {

    @Override
    public String vpc() {
      return in;
    }

    @Override
    public @Nullable End end(IpFamily family, boolean fromInternet) {
      return written.address().family() == family ? written : null;
    }
  }

  /**
   * A site.
   *
   * @param wanted one of its addresses; null stands for the first host of its first prefix
   */
  record OfSite(Site site, @Nullable IpAddress wanted) implements WrittenEnd {

    @Override
    public @Nullable End end(IpFamily family, boolean fromInternet) {
      if (wanted == null) {
        return End.AtSite.firstHost(site, family);
      }
      return wanted.family() == family ? new End.AtSite(site.id(), wanted) : null;
    }
  }

  /** The first host of the first block of the family, or null. */
  static @Nullable IpAddress firstHost(List<IpPrefix> blocks, IpFamily family) {
    return firstHosts(blocks, family).findFirst().orElse(null);
  }

  /** The first host of every block of the family, each once. */
  static Stream<IpAddress> firstHosts(List<IpPrefix> blocks, IpFamily family) {
    return blocks.stream()
        .filter(block -> block.family() == family)
        .map(IpPrefix::firstHost)
        .distinct();
  }

  /** A multicast group. */
  record OfGroup(IpAddress group) implements WrittenEnd {

    @Override
    public @Nullable End end(IpFamily family, boolean fromInternet) {
      return group.family() == family ? new End.MulticastGroup(group) : null;
    }
  }

  /** A gateway endpoint: its service, where it is asked; itself, where it asks. */
  record OfGatewayEndpoint(VpcEndpoint.Gateway endpoint, PrefixList list) implements WrittenEnd {

    @Override
    public @Nullable End end(IpFamily family, boolean fromInternet) {
      IpAddress address = firstHost(list.entries(), family);
      return address == null ? null : new End.Service(endpoint.service(), address);
    }

    @Override
    public @Nullable End asker(IpFamily family) {
      IpAddress address = firstHost(list.entries(), family);
      return address == null ? null : new End.AtGatewayEndpoint(endpoint.id(), address);
    }
  }

  /**
   * A service of AWS's with public addresses.
   *
   * @param wanted one of its addresses; null stands for any
   * @param list its addresses in the other end's Region; null until that is known
   */
  record OfService(
      String text, String service, @Nullable IpAddress wanted, @Nullable PrefixList list)
      implements WrittenEnd {

    @Override
    public WrittenEnd beside(WrittenEnd other, Topology topology) {
      String region = other.region(topology);
      if (region == null) {
        throw new BadQuestion(text + " needs another end that is in a Region");
      }
      String name = PrefixList.SERVICE + region + "." + service;
      for (PrefixList each : topology.all(PrefixList.class)) {
        if (each.name().equals(name)) {
          return new OfService(text, service, wanted, each);
        }
      }
      throw new BadQuestion(
          "no service with addresses of its own in "
              + region
              + ": "
              + text
              + " (s3 and dynamodb are)");
    }

    @Override
    public @Nullable End end(IpFamily family, boolean fromInternet) {
      PrefixList known = list;
      if (known == null) {
        return null;
      }
      IpAddress address = wanted == null ? firstHost(known.entries(), family) : wanted;
      if (address == null || address.family() != family) {
        return null;
      }
      if (known.entries().stream().noneMatch(entry -> entry.contains(address))) {
        throw new BadQuestion(address + " is no address of " + known.name() + ": " + text);
      }
      return new End.Service(known.name(), address);
    }
  }

  /**
   * An address out there.
   *
   * @param holder who in the topology has it, or null
   */
  record Outside(IpAddress address, @Nullable End holder) implements WrittenEnd {

    @Override
    public @Nullable End end(IpFamily family, boolean fromInternet) {
      if (address.family() != family) {
        return null;
      }
      return holder != null ? holder : new End.Internet(address);
    }

    @Override
    public boolean isInternet() {
      return holder == null;
    }
  }
}
