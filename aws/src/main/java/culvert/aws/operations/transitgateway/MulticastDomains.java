package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.ram.SharedResources;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainState;

/** Multicast domains by their ids and gateways, and the state in which they can be used. */
final class MulticastDomains {

  private MulticastDomains() {}

  /** The caller's own of that id; one that is deleted is described, nothing else. */
  static TransitGatewayMulticastDomain own(CatalogView view, @Nullable String id) {
    TransitGatewayMulticastDomain domain =
        Lookup.TRANSIT_GATEWAY_MULTICAST_DOMAIN.get(view, id, "TransitGatewayMulticastDomainId");
    if (isDeleted(domain)) {
      throw Lookup.TRANSIT_GATEWAY_MULTICAST_DOMAIN.notFound(
          domain.transitGatewayMulticastDomainId());
    }
    return domain;
  }

  /** The one of that id that is the caller's own or shared with it (R4.8.7). */
  static TransitGatewayMulticastDomain usable(CatalogView view, @Nullable String id) {
    return shared(view)
        .filter(domain -> domain.id().equals(id))
        .map(Resource::shape)
        .filter(domain -> !isDeleted(domain))
        .findFirst()
        .orElseGet(() -> own(view, id));
  }

  /** Other accounts' that are shared with the caller. */
  static Stream<Resource<TransitGatewayMulticastDomain>> shared(CatalogView view) {
    return SharedResources.with(view, Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN);
  }

  static boolean isOwn(TransitGatewayMulticastDomain domain, CatalogView view) {
    return domain.ownerId().equals(view.scope().account());
  }

  /** As the caller sees it: the tags are their owner's alone. */
  static TransitGatewayMulticastDomain shown(
      TransitGatewayMulticastDomain domain, CatalogView view) {
    return isOwn(domain, view) ? domain : domain.toBuilder().tags(List.of()).build();
  }

  /** The same, to be added to. */
  static TransitGatewayMulticastDomain available(CatalogView view, @Nullable String id) {
    TransitGatewayMulticastDomain domain = usable(view, id);
    expectAvailable(domain);
    return domain;
  }

  static void expectAvailable(TransitGatewayMulticastDomain domain) {
    if (domain.state() != TransitGatewayMulticastDomainState.AVAILABLE) {
      throw TransitGateways.invalidState(domain.transitGatewayMulticastDomainId());
    }
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
