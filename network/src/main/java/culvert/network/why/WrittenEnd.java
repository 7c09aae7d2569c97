package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.forwarding.HostService;
import culvert.network.topology.Component;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An end as people write it, which may stand for one address of each family. */
sealed interface WrittenEnd {

  String ACCEPTED = "i-…, eni-…, ADDRESS@vpc-… or internet/ADDRESS";

  /** The end in that family, or null. */
  @Nullable End end(IpFamily family, boolean fromInternet);

  default boolean isInternet() {
    return false;
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
    if (text.startsWith("service:") || text.startsWith("site:") || text.startsWith("vpce-")) {
      throw new BadQuestion("not supported yet: " + text + " (an end is " + ACCEPTED + ")");
    }
    throw new BadQuestion("not an end: " + text + " (an end is " + ACCEPTED + ")");
  }

  private static WrittenEnd inVpc(String text, IpAddress address, String id, Topology topology) {
    Vpc vpc = topology.find(Vpc.class, id);
    if (vpc == null) {
      throw new BadQuestion("there is no " + id + ": " + text);
    }
    if (!vpc.contains(address) && !HostService.isLinkLocal(address)) {
      throw new BadQuestion(address + " is not an address of " + id + ": " + text);
    }
    return new OfAddress(holder(vpc, address, topology));
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
    return new Outside(address, inside(address, topology));
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

  /** One address of a VPC. */
  record OfAddress(End written) implements WrittenEnd {

    @Override
    public @Nullable End end(IpFamily family, boolean fromInternet) {
      return written.address().family() == family ? written : null;
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
