package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Lookup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainState;

/** Multicast domains by their ids and gateways, and the state in which they can be used. */
final class MulticastDomains {

  private MulticastDomains() {}

  /** The one of that id that the caller may use; one that is deleted is described, nothing else. */
  static TransitGatewayMulticastDomain usable(CatalogView view, @Nullable String id) {
    TransitGatewayMulticastDomain domain =
        Lookup.TRANSIT_GATEWAY_MULTICAST_DOMAIN.get(view, id, "TransitGatewayMulticastDomainId");
    if (isDeleted(domain)) {
      throw Lookup.TRANSIT_GATEWAY_MULTICAST_DOMAIN.notFound(
          domain.transitGatewayMulticastDomainId());
    }
    return domain;
  }

  /** The same, to be changed. */
  static TransitGatewayMulticastDomain available(CatalogView view, @Nullable String id) {
    TransitGatewayMulticastDomain domain = usable(view, id);
    if (domain.state() != TransitGatewayMulticastDomainState.AVAILABLE) {
      throw TransitGateways.invalidState(domain.transitGatewayMulticastDomainId());
    }
    return domain;
  }

  /** Where the domain and all that belongs to it is stored. */
  static Scope owner(TransitGatewayMulticastDomain domain, CatalogView view) {
    return new Scope(domain.ownerId(), view.scope().region());
  }

  /** Those of a gateway that are not deleted. */
  static List<TransitGatewayMulticastDomain> ofGateway(CatalogView view, String gateway) {
    return view.referring(Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN, gateway)
        .filter(domain -> !isDeleted(domain))
        .toList();
  }

  private static boolean isDeleted(TransitGatewayMulticastDomain domain) {
    return domain.state() == TransitGatewayMulticastDomainState.DELETED;
  }

  static TransitGatewayMulticastDomain move(
      Transaction transaction,
      TransitGatewayMulticastDomain domain,
      TransitGatewayMulticastDomainState state) {
    return transaction.replace(
        Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN, domain.toBuilder().state(state).build());
  }
}
