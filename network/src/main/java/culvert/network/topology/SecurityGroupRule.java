package culvert.network.topology;

import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;

/** One allow rule of a security group. */
public record SecurityGroupRule(String id, Traffic traffic, Peer peer) {

  /** Whom the rule lets in or out (R1.6.3). */
  public sealed interface Peer {}

  public record CidrPeer(IpPrefix prefix) implements Peer {}

  public record PrefixListPeer(String prefixList) implements Peer {}

  /** The private addresses of the interfaces that carry the group (R1.6.4). */
  public record GroupPeer(String group) implements Peer {}
}
