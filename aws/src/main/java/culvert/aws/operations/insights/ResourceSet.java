package culvert.aws.operations.insights;

import culvert.network.forwarding.Kind;
import culvert.network.topology.NetworkInterface;
import culvert.network.why.PathElement;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ResourceStatement;

/**
 * Which resources a resource statement means.
 *
 * @param ids of some, without what ARNs have around them; load balancers have theirs as ids
 * @param types of which all are meant
 */
record ResourceSet(Set<String> ids, Set<String> types) {

  /** Null for null: any resource. */
  static @Nullable ResourceSet of(@Nullable ResourceStatement statement) {
    return statement == null
        ? null
        : new ResourceSet(
            statement.resources().stream().map(ResourceSet::id).collect(Collectors.toSet()),
            Set.copyOf(statement.resourceTypes()));
  }

  /** {@code vpc-…} of {@code arn:aws:ec2:…:vpc/vpc-…}. */
  static String id(String given) {
    return given.contains(":ec2:") ? given.substring(given.lastIndexOf('/') + 1) : given;
  }

  /** Whether an interface is meant, or what it is part of. */
  boolean has(NetworkInterface at) {
    String holder = PathWriter.holder(at);
    boolean ofEndpoint = at.holder() instanceof NetworkInterface.EndpointHolder;
    return types.contains(ResourceTypes.INTERFACE)
        || ofEndpoint && types.contains(ResourceTypes.ENDPOINT)
        || ids.contains(at.id())
        || ids.contains(at.subnet())
        || ids.contains(at.vpc())
        || holder != null && ids.contains(holder)
        || at.groups().stream().anyMatch(ids::contains);
  }

  /** Whether what a packet meets on its way is meant. */
  boolean has(PathElement element) {
    return ids.contains(Components.resourceOf(element.component()))
        || types.contains(ResourceTypes.of(element.kind()));
  }

  /** Whether gateways of the kind are meant, all or some. */
  boolean hasAny(Kind kind, String prefix) {
    return types.contains(ResourceTypes.of(kind))
        || ids.stream().anyMatch(id -> id.startsWith(prefix));
  }

  /** What may be met on a way between any ends. */
  boolean hasPassages() {
    return hasAny(Kind.TRANSIT_GATEWAY_ATTACHMENT, "tgw-attach-")
        || hasAny(Kind.VPC_PEERING_CONNECTION, "pcx-");
  }
}
