package culvert.network.names;

import culvert.network.address.IpAddress;
import culvert.network.forwarding.HostService;
import culvert.network.names.Resolution.Source;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers names as the resolver of a VPC does. */
public final class Resolver {

  private final Topology topology;
  private final HostNames hosts;
  private final ServiceNames services;

  public Resolver(Topology topology) {
    this.topology = topology;
    hosts = new HostNames(topology);
    services = new ServiceNames(topology);
  }

  /**
   * What a host of the VPC gets for the name.
   *
   * @param vpc the VPC's id, which the topology has
   */
  public Resolution resolve(String vpc, String name) {
    Vpc asker = topology.get(Vpc.class, vpc);
    String wanted = normal(name);
    if (!asker.dnsSupport()) {
      return new Resolution(
          wanted,
          Source.NONE,
          List.of(),
          vpc,
          vpc + " has its DNS support off, so AmazonProvidedDNS does not answer there");
    }
    Resolution known = known(asker, wanted);
    boolean asked =
        asker.nameServers().isEmpty()
            || asker.nameServers().stream()
                .anyMatch(server -> HostService.at(asker, server) == HostService.RESOLVER);
    return asked ? known : elsewhere(asker, known);
  }

  /** What AmazonProvidedDNS answers. */
  private Resolution known(Vpc asker, String wanted) {
    Resolution found = endpoints(asker, wanted);
    if (found == null) {
      found = hosts.resolve(asker, wanted);
    }
    if (found == null) {
      found = services.resolve(wanted);
    }
    return found != null
        ? found
        : new Resolution(
            wanted, Source.NONE, List.of(), null, "nothing that Culvert knows has this name");
  }

  /** Where the VPC's DHCP options send its hosts to servers that Culvert knows nothing of. */
  private static Resolution elsewhere(Vpc asker, Resolution known) {
    String servers =
        asker.nameServers().stream().map(IpAddress::toString).collect(Collectors.joining(", "));
    return new Resolution(
        known.name(),
        Source.NONE,
        List.of(),
        asker.id(),
        "DHCP options of %s send its hosts to %s, which Culvert cannot ask; asked there, AmazonProvidedDNS would say: %s"
            .formatted(asker.id(), servers, known.explanation()));
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** The private names of the VPC's own endpoints, then every endpoint's public ones. */
  private @Nullable Resolution endpoints(Vpc asker, String name) {
    for (VpcEndpoint endpoint : topology.all(VpcEndpoint.class)) {
      if (endpoint instanceof VpcEndpoint.Interface at
          && at.vpc().equals(asker.id())
          && at.privateNames().stream().anyMatch(pattern -> matches(pattern, name))) {
        return new Resolution(
            name,
            Source.ENDPOINT_PRIVATE_DNS,
            addresses(at, null),
            at.id(),
            "private DNS of %s answers %s in its own VPC".formatted(at.id(), at.service()));
      }
    }
    for (VpcEndpoint endpoint : topology.all(VpcEndpoint.class)) {
      if (endpoint instanceof VpcEndpoint.Interface at) {
        for (VpcEndpoint.EndpointName own : at.endpointNames()) {
          if (matches(own.name(), name)) {
            return new Resolution(
                name,
                Source.ENDPOINT_NAME,
                addresses(at, own.zone()),
                at.id(),
                "the public name of %s answers its private addresses everywhere"
                    .formatted(at.id()));
          }
        }
      }
    }
    return null;
  }

  /** Whether the name is the pattern's; a leading {@code *.} stands for any names below. */
  private static boolean matches(String pattern, String name) {
    return pattern.startsWith("*.")
        ? name.endsWith(pattern.substring(1)) && name.length() >= pattern.length()
        : name.equals(pattern);
  }

  private List<IpAddress> addresses(VpcEndpoint.Interface endpoint, @Nullable String zone) {
    return endpoint.networkInterfaces().stream()
        .map(id -> topology.get(NetworkInterface.class, id))
        .filter(at -> zone == null || topology.get(Subnet.class, at.subnet()).zone().equals(zone))
        .flatMap(at -> at.addresses().stream())
        .toList();
  }
}
