package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastRegisteredGroupMembers;

/** The registered members and sources of multicast groups, stored at the domain's owner. */
final class MulticastGroups {

  private static final List<Kind<TransitGatewayMulticastRegisteredGroupMembers>> KINDS =
      List.of(Kinds.TRANSIT_GATEWAY_MULTICAST_MEMBER, Kinds.TRANSIT_GATEWAY_MULTICAST_SOURCE);

  private MulticastGroups() {}

  static String id(String domain, String group, String networkInterface) {
    return domain + "/" + group + "/" + networkInterface;
  }

  /** Takes the interfaces of a subnet out of the groups of a domain. */
  static void leave(Transaction transaction, Scope owner, String domain, String subnet) {
    List<String> interfaces =
        transaction
            .snapshot()
            .referringAnywhere(Kinds.NETWORK_INTERFACE, subnet)
            .map(held -> held.shape())
            .map(NetworkInterface::networkInterfaceId)
            .toList();
    for (Kind<TransitGatewayMulticastRegisteredGroupMembers> kind : KINDS) {
      for (String networkInterface : interfaces) {
        transaction
            .in(owner)
            .referring(kind, networkInterface)
            .filter(each -> each.transitGatewayMulticastDomainId().equals(domain))
            .toList()
            .forEach(each ->
                transaction.remove(
                    owner, kind, id(domain, each.groupIpAddress(), networkInterface)));
      }
    }
  }
}
