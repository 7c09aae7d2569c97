package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.TransitGatewayTies;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.SubnetAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulitcastDomainAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;

/**
 * Which subnets are in which multicast domain, one of each stored shape, at the domain's owner
 * (R4.8.1). AWS's name of the state is spelled as AWS spells it.
 */
final class MulticastAssociations {

  private static final Duration WORK = Duration.ofSeconds(10);

  private MulticastAssociations() {}

  /** Those of a subnet that are not over; there is one at most. */
  static Stream<TransitGatewayMulticastDomainAssociations> ofSubnet(
      CatalogView view, String subnet) {
    return view.snapshot()
        .referringAnywhere(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, subnet)
        .map(Resource::shape)
        .filter(each -> !TransitGatewayTies.isOver(each));
  }

  static String id(String domain, String subnet) {
    return domain + "/" + subnet;
  }

  static SubnetAssociation subnet(TransitGatewayMulticastDomainAssociations association) {
    return association.subnets().getFirst();
  }

  /** Whether the viewer sees it: the domain's owner all, a participant its own (R4.8.7). */
  static boolean isShown(
      TransitGatewayMulticastDomainAssociations association,
      TransitGatewayMulticastDomain domain,
      CatalogView view) {
    return MulticastDomains.isOwn(domain, view)
        || association.resourceOwnerId().equals(view.scope().account());
  }

  static TransitGatewayMulticastDomainAssociations move(
      Transaction transaction,
      Scope owner,
      TransitGatewayMulticastDomainAssociations association,
      TransitGatewayMulitcastDomainAssociationState state) {
    String subnet = subnet(association).subnetId();
    return transaction.replace(
        owner,
        Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION,
        id(association.transitGatewayMulticastDomainId(), subnet),
        association.toBuilder()
            .subnets(SubnetAssociation.builder().subnetId(subnet).state(state).build())
            .build());
  }

  static @Nullable Step<TransitGatewayMulticastDomainAssociations> next(
      TransitGatewayMulticastDomainAssociations association) {
    String state = subnet(association).stateAsString();
    return switch (subnet(association).state()) {
      case ASSOCIATING ->
          Step.work(
              state,
              WORK,
              (t, each) ->
                  move(
                      t,
                      t.scope(),
                      each,
                      TransitGatewayMulitcastDomainAssociationState.ASSOCIATED));
      case DISASSOCIATING -> Step.work(state, WORK, (t, each) -> remove(t, t.scope(), each));
      case REJECTED ->
          Step.term(
              state, TransitGatewayOperations.AFTERGLOW, (t, each) -> remove(t, t.scope(), each));
      case PENDING_ACCEPTANCE, ASSOCIATED, DISASSOCIATED, FAILED, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  /** The subnet is no longer in the domain, nor are its interfaces in the domain's groups. */
  private static void remove(
      Transaction transaction, Scope owner, TransitGatewayMulticastDomainAssociations association) {
    String domain = association.transitGatewayMulticastDomainId();
    String subnet = subnet(association).subnetId();
    transaction.remove(owner, Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, id(domain, subnet));
    if (!TransitGatewayTies.isOver(association)) {
      MulticastGroups.leave(transaction, owner, domain, subnet);
    }
  }

  /** What a participant has put into a domain leaves it when it is unshared (R4.8.7). */
  public static void unshare(Transaction transaction, String arn, Scope participant) {
    String domain = arn.substring(arn.lastIndexOf('/') + 1);
    transaction
        .snapshot()
        .referringAnywhere(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, domain)
        .filter(each -> each.shape().resourceOwnerId().equals(participant.account()))
        .filter(each -> !TransitGatewayTies.isOver(each.shape()))
        .toList()
        .forEach(each ->
            move(
                transaction,
                each.scope(),
                each.shape(),
                TransitGatewayMulitcastDomainAssociationState.DISASSOCIATING));
  }

  /** Takes the subnets of an attachment that goes out of all domains. */
  static void removeAll(Transaction transaction, Scope owner, String attachment) {
    transaction
        .in(owner)
        .referring(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, attachment)
        .toList()
        .forEach(each -> remove(transaction, owner, each));
  }
}
