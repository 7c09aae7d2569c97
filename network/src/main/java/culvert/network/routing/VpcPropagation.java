package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The prefixes that the VPCs of one transit gateway propagate (R4.4.4, R4.2.16). A block that
 * overlaps one of a VPC that was attached earlier is withheld (R4.2.10). AWS does not say whether
 * the newcomer's other blocks are withheld too; here they are not.
 */
final class VpcPropagation {

  /** Blocks that propagate; none overlaps another. */
  private final TreeSet<IpPrefix> taken = new TreeSet<>();

  private final Map<String, List<IpPrefix>> ofAttachment = new HashMap<>();

  VpcPropagation(Collection<TransitGatewayVpcAttachment> attachments, Topology topology) {
    attachments.stream()
        .sorted(Comparator.comparingLong(TransitGatewayVpcAttachment::order))
        .forEach(attachment -> add(attachment, topology.find(Vpc.class, attachment.vpc())));
  }

  private void add(TransitGatewayVpcAttachment attachment, @Nullable Vpc vpc) {
    if (vpc == null) {
      return;
    }
    List<IpPrefix> free = new ArrayList<>();
    for (IpPrefix block : vpc.cidrs()) {
      if ((block.isV4() || attachment.ipv6()) && !isTaken(block)) {
        free.add(block);
      }
    }
    taken.addAll(free);
    ofAttachment.put(attachment.id(), free);
  }

  private boolean isTaken(IpPrefix block) {
    IpPrefix before = taken.floor(block);
    IpPrefix after = taken.ceiling(block);
    return before != null && before.contains(block) || after != null && block.contains(after);
  }

  List<IpPrefix> of(String attachment) {
    return ofAttachment.getOrDefault(attachment, List.of());
  }
}
