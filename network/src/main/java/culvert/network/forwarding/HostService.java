package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.Traffic;
import culvert.network.topology.Vpc;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What AWS answers itself on the host of every interface. No security group, network ACL or route
 * stands between (R1.6.8, R1.7.6), and nobody else gets there (R3.4.5).
 */
public enum HostService {
  /** It has the address behind the next of the VPC's first block too (R1.1.4). */
  RESOLVER(
      "resolver",
      List.of("169.254.169.253", "fd00:ec2::253"),
      new Traffic(Traffic.UDP, 53, 53),
      new Traffic(Traffic.TCP, 53, 53)),
  INSTANCE_METADATA(
      "instance-metadata",
      List.of("169.254.169.254", "fd00:ec2::254"),
      new Traffic(Traffic.TCP, 80, 80)),
  TIME_SYNC(
      "time-sync", List.of("169.254.169.123", "fd00:ec2::123"), new Traffic(Traffic.UDP, 123, 123)),
  LICENSE_ACTIVATION(
      "license-activation",
      List.of("169.254.169.250", "169.254.169.251"),
      new Traffic(Traffic.TCP, 1688, 1688));

  private static final int RESOLVER_OFFSET = 2;

  private final String label;
  private final List<IpAddress> addresses;
  private final List<Traffic> answers;

  HostService(String label, List<String> addresses, Traffic... answers) {
    this.label = label;
    this.addresses = addresses.stream().map(IpAddress::parse).toList();
    this.answers = List.of(answers);
  }

  /** {@code resolver@vpc-1}. */
  public String componentIn(String vpc) {
    return label + "@" + vpc;
  }

  /** What it answers. */
  List<Traffic> answers() {
    return answers;
  }

  /** The services that a VPC's interfaces have, by their addresses. */
  static Map<IpAddress, HostService> of(Vpc vpc) {
    Set<HostService> there = EnumSet.allOf(HostService.class);
    if (!vpc.dnsSupport()) {
      there.remove(RESOLVER);
    }
    Map<IpAddress, HostService> services = new LinkedHashMap<>();
    for (HostService service : there) {
      service.addressesIn(vpc).forEach(address -> services.put(address, service));
    }
    return services;
  }

  private List<IpAddress> addressesIn(Vpc vpc) {
    List<IpAddress> all = new ArrayList<>(addresses);
    if (this == RESOLVER) {
      all.add(vpc.cidrs().getFirst().first().plus(RESOLVER_OFFSET));
    }
    return all;
  }

  /** The service that a VPC's interfaces have at the address, or null. */
  public static @Nullable HostService at(Vpc vpc, IpAddress address) {
    return of(vpc).get(address);
  }

  /** Whether the address is such a service's in every VPC that has it. */
  public static boolean isLinkLocal(IpAddress address) {
    for (HostService service : values()) {
      if (service.addresses.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
