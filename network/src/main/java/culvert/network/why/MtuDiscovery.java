package culvert.network.why;

import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Kind;
import culvert.network.forwarding.Packet;
import culvert.network.topology.NetworkAcl;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sender hears that its packets are too large for a transit gateway (R1.9.1). The gateway
 * answers them with ICMP, which the security groups take for a part of the flow; the network ACL of
 * the sender's subnet has to let it in. TCP needs none: the gateway clamps its segment size.
 */
final class MtuDiscovery {

  private static final Traffic FRAGMENTATION_NEEDED = new Traffic(Traffic.ICMP, 3, 4);
  private static final Traffic PACKET_TOO_BIG = new Traffic(Traffic.ICMPV6, 2, 0);

  private MtuDiscovery() {}

  /** The warning that the sender of a trail's packet hears nothing, or null. */
  static @Nullable Warning blocked(Trail trail, Topology topology) {
    Packet packet = trail.sent();
    PathElement sender = trail.path().isEmpty() ? null : trail.path().getFirst();
    PathElement gateway = firstAttachment(trail);
    if (packet == null
        || sender == null
        || gateway == null
        || sender.kind() != Kind.NETWORK_INTERFACE
        || packet.protocol() == Traffic.TCP) {
      return null;
    }
    String subnet = sender.detail().get("subnet");
    if (subnet == null || subnet.equals(gateway.detail().get("subnet"))) {
      return null;
    }
    NetworkAcl acl = topology.aclOf(topology.get(Subnet.class, subnet));
    Traffic answer = packet.source().isV4() ? FRAGMENTATION_NEEDED : PACKET_TOO_BIG;
    return acl == null || mayPass(acl.inbound(), answer, packet.source().isV4())
        ? null
        : new Warning(
            Warning.Code.PATH_MTU_DISCOVERY_BLOCKED,
            acl.id(),
            "%s keeps out the %s by which %s says that a packet is too large: such packets are lost unheard"
                .formatted(acl.id(), answer, gateway.component()));
  }

  private static @Nullable PathElement firstAttachment(Trail trail) {
    return trail.path().stream()
        .filter(element -> element.kind() == Kind.TRANSIT_GATEWAY_ATTACHMENT)
        .findFirst()
        .orElse(null);
  }

  /** Which address the gateway answers from is not known: one that is let in will do (R1.7.2). */
  private static boolean mayPass(List<NetworkAcl.Entry> entries, Traffic answer, boolean v4) {
    IpPrefix all = v4 ? IpPrefix.ALL_V4 : IpPrefix.ALL_V6;
    for (NetworkAcl.Entry entry : entries) {
      if (entry.prefix().family() == all.family()
          && entry.traffic().matches(answer.protocol(), answer.from(), answer.to())) {
        if (entry.allow()) {
          return true;
        }
        if (entry.prefix().equals(all)) {
          return false;
        }
      }
    }
    return false;
  }
}
