package culvert.network.names;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.names.Resolution.Source;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcPeering;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of addresses and instances. */
final class HostNames {

  private static final List<IpPrefix> RFC1918 =
      List.of(
          IpPrefix.parse("10.0.0.0/8"),
          IpPrefix.parse("172.16.0.0/12"),
          IpPrefix.parse("192.168.0.0/16"));

  private final Topology topology;

  HostNames(Topology topology) {
    this.topology = topology;
  }

  /** As the asking VPC sees the name, or null where it is none of these. */
  @Nullable Resolution resolve(Vpc asker, String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return null;
    }
    String host = name.substring(0, dot);
    String domain = name.substring(dot + 1);
    if (domain.equals("ec2.internal") || domain.endsWith(".compute.internal")) {
      return host.startsWith("i-")
          ? ofInstance(asker, name, host, domain)
          : ofPrivateAddress(asker, name, host, domain);
    }
    boolean isPublic =
        domain.equals("compute-1.amazonaws.com") || domain.endsWith(".compute.amazonaws.com");
    return isPublic ? ofPublicAddress(asker, name, host) : null;
  }

  /** {@code ip-10-0-1-5.ec2.internal}: an address of the VPC, or of one that lets it ask. */
  private @Nullable Resolution ofPrivateAddress(
      Vpc asker, String name, String host, String domain) {
    IpAddress address = dashed("ip-", host);
    if (address == null) {
      return null;
    }
    for (Vpc vpc : topology.all(Vpc.class)) {
      if (vpc.contains(address)
          && internal(vpc.region()).equals(domain)
          && topology.interfaceAt(vpc.id(), address) != null
          && (vpc.id().equals(asker.id()) || answersPeer(vpc, asker, address))) {
        return answer(name, Source.PRIVATE_HOSTNAME, address, vpc, "the private name of %s in %s");
      }
    }
    return null;
  }

  /** {@code i-0123.ec2.internal}. */
  private @Nullable Resolution ofInstance(Vpc asker, String name, String host, String domain) {
    Instance instance = topology.find(Instance.class, host);
    if (instance == null || instance.interfaces().isEmpty()) {
      return null;
    }
    NetworkInterface at = topology.get(NetworkInterface.class, instance.interfaces().getFirst());
    Vpc vpc = topology.get(Vpc.class, at.vpc());
    IpAddress address = at.address(IpFamily.V4);
    if (address == null || !internal(vpc.region()).equals(domain)) {
      return null;
    }
    return vpc.id().equals(asker.id()) || answersPeer(vpc, asker, address)
        ? answer(name, Source.PRIVATE_HOSTNAME, address, vpc, "the resource name of %s in %s")
        : null;
  }

  /**
   * {@code ec2-54-1-2-3.compute-1.amazonaws.com}: the private address for those inside, and for
   * whom the VPC lets ask.
   */
  private @Nullable Resolution ofPublicAddress(Vpc asker, String name, String host) {
    IpAddress outside = dashed("ec2-", host);
    if (outside == null) {
      return null;
    }
    NetworkInterface at = topology.interfaceAtPublic(outside);
    if (at == null) {
      return null;
    }
    Vpc vpc = topology.get(Vpc.class, at.vpc());
    if (!vpc.dnsHostnames()) {
      return null;
    }
    boolean inside =
        vpc.id().equals(asker.id())
            || allowsPeer(vpc, asker)
            || sharesTransitGatewayDns(vpc.id(), asker.id());
    for (var entry : at.publicAddresses().entrySet()) {
      if (entry.getValue().equals(outside)) {
        return inside
            ? answer(
                name,
                Source.PUBLIC_HOSTNAME,
                entry.getKey(),
                vpc,
                "the public name of %s in %s, which answers its private address inside")
            : answer(
                name,
                Source.PUBLIC_HOSTNAME,
                outside,
                vpc,
                "the public name of %s; %s does not let this VPC resolve it to the private address");
      }
    }
    return null;
  }

  private static Resolution answer(
      String name, Source source, IpAddress address, Vpc vpc, String explanation) {
    return new Resolution(
        name, source, List.of(address), vpc.id(), explanation.formatted(address, vpc.id()));
  }

  /**
   * Private names of a peer's addresses: within a Region those of RFC 1918 always, across Regions
   * and of other blocks where the peer allows it (R3.4.4).
   */
  private boolean answersPeer(Vpc vpc, Vpc asker, IpAddress address) {
    VpcPeering peering = topology.peeringBetween(vpc.id(), asker.id());
    if (peering == null) {
      return false;
    }
    boolean isPrivate = RFC1918.stream().anyMatch(block -> block.contains(address));
    return isPrivate && !peering.crossesRegions() || allowsPeer(vpc, asker);
  }

  /** R3.4.1, R3.4.2. */
  private boolean allowsPeer(Vpc vpc, Vpc asker) {
    VpcPeering peering = topology.peeringBetween(vpc.id(), asker.id());
    return peering != null
        && peering.opposite(asker.id()).dnsForPeer()
        && vpc.dnsSupport()
        && vpc.dnsHostnames()
        && asker.dnsHostnames();
  }

  /** R4.6.5. */
  private boolean sharesTransitGatewayDns(String one, String other) {
    for (TransitGateway gateway : topology.all(TransitGateway.class)) {
      TransitGatewayVpcAttachment ofOne = topology.attachmentOf(gateway.id(), one);
      TransitGatewayVpcAttachment ofOther = topology.attachmentOf(gateway.id(), other);
      if (gateway.dnsSupport()
          && ofOne != null
          && ofOther != null
          && ofOne.dnsSupport()
          && ofOther.dnsSupport()) {
        return true;
      }
    }
    return false;
  }

  private static String internal(String region) {
    return region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
  }

  private static @Nullable IpAddress dashed(String prefix, String host) {
    return host.startsWith(prefix)
        ? IpAddress.tryParse(host.substring(prefix.length()).replace('-', '.'))
        : null;
  }
}
