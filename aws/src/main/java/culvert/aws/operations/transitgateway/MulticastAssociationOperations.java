package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Listing;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.TransitGatewayTies;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AcceptTransitGatewayMulticastDomainAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.AcceptTransitGatewayMulticastDomainAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.AssociateTransitGatewayMulticastDomainRequest;
import software.amazon.awssdk.services.ec2.model.AssociateTransitGatewayMulticastDomainResponse;
import software.amazon.awssdk.services.ec2.model.AutoAcceptSharedAssociationsValue;
import software.amazon.awssdk.services.ec2.model.DisassociateTransitGatewayMulticastDomainRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateTransitGatewayMulticastDomainResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayMulticastDomainAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayMulticastDomainAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.RejectTransitGatewayMulticastDomainAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.RejectTransitGatewayMulticastDomainAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulitcastDomainAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;

/** Associations of subnets of attached VPCs with multicast domains (R4.8.1, R4.8.9). */
final class MulticastAssociationOperations implements OperationFamily {

  private static final Filters<TransitGatewayMulticastDomainAssociation> FILTERS =
      new Filters<TransitGatewayMulticastDomainAssociation>()
          .on("resource-id", TransitGatewayMulticastDomainAssociation::resourceId)
          .on("resource-type", TransitGatewayMulticastDomainAssociation::resourceTypeAsString)
          .on("state", association -> association.subnet().stateAsString())
          .on("subnet-id", association -> association.subnet().subnetId())
          .on(
              "transit-gateway-attachment-id",
              TransitGatewayMulticastDomainAssociation::transitGatewayAttachmentId);

  private final Quotas.Multicast quotas;

  MulticastAssociationOperations(Quotas.Multicast quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "AssociateTransitGatewayMulticastDomain",
        AssociateTransitGatewayMulticastDomainRequest::builder,
        this::associate);
    registry.write(
        "DisassociateTransitGatewayMulticastDomain",
        DisassociateTransitGatewayMulticastDomainRequest::builder,
        MulticastAssociationOperations::disassociate);
    registry.write(
        "AcceptTransitGatewayMulticastDomainAssociations",
        AcceptTransitGatewayMulticastDomainAssociationsRequest::builder,
        MulticastAssociationOperations::accept);
    registry.write(
        "RejectTransitGatewayMulticastDomainAssociations",
        RejectTransitGatewayMulticastDomainAssociationsRequest::builder,
        MulticastAssociationOperations::reject);
    registry.read(
        "GetTransitGatewayMulticastDomainAssociations",
        GetTransitGatewayMulticastDomainAssociationsRequest::builder,
        MulticastAssociationOperations::list);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, MulticastAssociations::next);
  }

  private AssociateTransitGatewayMulticastDomainResponse associate(
      AssociateTransitGatewayMulticastDomainRequest request, Transaction transaction) {
    TransitGatewayMulticastDomain domain =
        MulticastDomains.available(transaction, request.transitGatewayMulticastDomainId());
    TransitGatewayAttachment attachment =
        Attachments.available(
            transaction, request.transitGatewayAttachmentId(), domain.transitGatewayId());
    if (attachment.resourceType() != TransitGatewayAttachmentResourceType.VPC) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Subnets of VPC attachments alone can be associated with a multicast domain");
    }
    for (String subnet : required(request.subnetIds())) {
      checkSubnet(transaction, attachment, subnet);
    }
    boolean accepted =
        MulticastDomains.isOwn(domain, transaction)
            || domain.options().autoAcceptSharedAssociations()
                == AutoAcceptSharedAssociationsValue.ENABLE;
    List<TransitGatewayMulticastDomainAssociations> made = new ArrayList<>();
    for (String subnet : request.subnetIds()) {
      refuseSecond(transaction, subnet);
      made.add(
          add(
              transaction,
              domain,
              attachment,
              SubnetAssociation.builder()
                  .subnetId(subnet)
                  .state(
                      accepted
                          ? TransitGatewayMulitcastDomainAssociationState.ASSOCIATING
                          : TransitGatewayMulitcastDomainAssociationState.PENDING_ACCEPTANCE)
                  .build()));
    }
    return AssociateTransitGatewayMulticastDomainResponse.builder()
        .associations(together(made))
        .build();
  }

  private static List<String> required(List<String> subnets) {
    if (subnets.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("SubnetIds");
    }
    return subnets;
  }

  private static void checkSubnet(
      CatalogView view, TransitGatewayAttachment attachment, String id) {
    Lookup.SUBNET.check(id);
    Subnet subnet = view.find(Kinds.SUBNET, id);
    if (subnet == null || !subnet.vpcId().equals(attachment.resourceId())) {
      throw Ec2Error.TRANSIT_GATEWAY_SUBNET_NOT_FOUND.with(id);
    }
  }

  private static void refuseSecond(CatalogView view, String subnet) {
    MulticastAssociations.ofSubnet(view, subnet)
        .findAny()
        .ifPresent(present -> {
          throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
              "Subnet "
                  + subnet
                  + " is already associated with "
                  + present.transitGatewayMulticastDomainId());
        });
  }

  /** One that was rejected makes way for its repetition. */
  private TransitGatewayMulticastDomainAssociations add(
      Transaction transaction,
      TransitGatewayMulticastDomain domain,
      TransitGatewayAttachment attachment,
      SubnetAssociation subnet) {
    Scope owner = MulticastDomains.owner(domain, transaction);
    String of = domain.transitGatewayMulticastDomainId();
    String id = MulticastAssociations.id(of, subnet.subnetId());
    transaction.remove(owner, Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, id);
    checkQuota(transaction, of, attachment.resourceId());
    return transaction.add(
        owner,
        Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION,
        id,
        TransitGatewayMulticastDomainAssociations.builder()
            .transitGatewayMulticastDomainId(of)
            .transitGatewayAttachmentId(attachment.transitGatewayAttachmentId())
            .resourceId(attachment.resourceId())
            .resourceType(attachment.resourceType())
            .resourceOwnerId(attachment.resourceOwnerId())
            .subnets(subnet)
            .build());
  }

  /** A VPC is in so many domains at most (R4.8.8). */
  private void checkQuota(CatalogView view, String domain, String vpc) {
    long others =
        view.snapshot()
            .referringAnywhere(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, vpc)
            .map(each -> each.shape())
            .filter(each -> !TransitGatewayTies.isOver(each))
            .map(TransitGatewayMulticastDomainAssociations::transitGatewayMulticastDomainId)
            .filter(each -> !each.equals(domain))
            .distinct()
            .count();
    if (others >= quotas.domainsPerVpc()) {
      throw Ec2Error.TRANSIT_GATEWAY_MULTICAST_DOMAIN_LIMIT_EXCEEDED.with(quotas.domainsPerVpc());
    }
  }

  /** One request's associations as AWS answers them. */
  private static TransitGatewayMulticastDomainAssociations together(
      List<TransitGatewayMulticastDomainAssociations> each) {
    return each.getFirst().toBuilder()
        .subnets(each.stream().map(MulticastAssociations::subnet).toList())
        .build();
  }

  private static DisassociateTransitGatewayMulticastDomainResponse disassociate(
      DisassociateTransitGatewayMulticastDomainRequest request, Transaction transaction) {
    TransitGatewayMulticastDomain domain =
        MulticastDomains.usable(transaction, request.transitGatewayMulticastDomainId());
    return DisassociateTransitGatewayMulticastDomainResponse.builder()
        .associations(
            move(
                transaction,
                domain,
                request.transitGatewayAttachmentId(),
                required(request.subnetIds()),
                Set.of(
                    TransitGatewayMulitcastDomainAssociationState.ASSOCIATED,
                    TransitGatewayMulitcastDomainAssociationState.PENDING_ACCEPTANCE),
                TransitGatewayMulitcastDomainAssociationState.DISASSOCIATING))
        .build();
  }

  private static AcceptTransitGatewayMulticastDomainAssociationsResponse accept(
      AcceptTransitGatewayMulticastDomainAssociationsRequest request, Transaction transaction) {
    return AcceptTransitGatewayMulticastDomainAssociationsResponse.builder()
        .associations(
            answer(
                transaction,
                request.transitGatewayMulticastDomainId(),
                request.transitGatewayAttachmentId(),
                request.subnetIds(),
                TransitGatewayMulitcastDomainAssociationState.ASSOCIATING))
        .build();
  }

  private static RejectTransitGatewayMulticastDomainAssociationsResponse reject(
      RejectTransitGatewayMulticastDomainAssociationsRequest request, Transaction transaction) {
    return RejectTransitGatewayMulticastDomainAssociationsResponse.builder()
        .associations(
            answer(
                transaction,
                request.transitGatewayMulticastDomainId(),
                request.transitGatewayAttachmentId(),
                request.subnetIds(),
                TransitGatewayMulitcastDomainAssociationState.REJECTED))
        .build();
  }

  /** By the domain's owner, to an attachment's associations that wait for it. */
  private static TransitGatewayMulticastDomainAssociations answer(
      Transaction transaction,
      @Nullable String domainId,
      @Nullable String attachment,
      List<String> subnets,
      TransitGatewayMulitcastDomainAssociationState to) {
    TransitGatewayMulticastDomain domain = MulticastDomains.usable(transaction, domainId);
    if (!MulticastDomains.isOwn(domain, transaction)) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          transaction.scope().account()
              + " is not the owner of "
              + domain.transitGatewayMulticastDomainId());
    }
    return move(
        transaction,
        domain,
        attachment,
        required(subnets),
        Set.of(TransitGatewayMulitcastDomainAssociationState.PENDING_ACCEPTANCE),
        to);
  }

  private static TransitGatewayMulticastDomainAssociations move(
      Transaction transaction,
      TransitGatewayMulticastDomain domain,
      @Nullable String attachmentId,
      List<String> subnets,
      Set<TransitGatewayMulitcastDomainAssociationState> from,
      TransitGatewayMulitcastDomainAssociationState to) {
    Scope owner = MulticastDomains.owner(domain, transaction);
    TransitGatewayAttachment attachment = Attachments.get(transaction, attachmentId);
    List<TransitGatewayMulticastDomainAssociations> moved = new ArrayList<>();
    for (String subnet : subnets) {
      TransitGatewayMulticastDomainAssociations present =
          get(transaction.in(owner), domain, attachment, subnet);
      if (!from.contains(MulticastAssociations.subnet(present).state())) {
        throw TransitGateways.invalidState(subnet);
      }
      moved.add(MulticastAssociations.move(transaction, owner, present, to));
    }
    return together(moved);
  }

  private static TransitGatewayMulticastDomainAssociations get(
      CatalogView view,
      TransitGatewayMulticastDomain domain,
      TransitGatewayAttachment attachment,
      String subnet) {
    Lookup.SUBNET.check(subnet);
    String of = domain.transitGatewayMulticastDomainId();
    TransitGatewayMulticastDomainAssociations present =
        view.find(
            Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, MulticastAssociations.id(of, subnet));
    if (present == null
        || !Objects.equals(
            present.transitGatewayAttachmentId(), attachment.transitGatewayAttachmentId())) {
      throw Ec2Error.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION_NOT_FOUND.with(subnet, of);
    }
    return present;
  }

  private static GetTransitGatewayMulticastDomainAssociationsResponse list(
      GetTransitGatewayMulticastDomainAssociationsRequest request, View view) {
    TransitGatewayMulticastDomain domain =
        MulticastDomains.usable(view, request.transitGatewayMulticastDomainId());
    List<TransitGatewayMulticastDomainAssociation> all =
        RouteTables.referring(
                view.in(MulticastDomains.owner(domain, view)),
                Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION,
                domain.transitGatewayMulticastDomainId())
            .stream()
            .filter(each -> MulticastAssociations.isShown(each, domain, view))
            .map(MulticastAssociationOperations::listed)
            .filter(FILTERS.matching(request.filters()))
            .toList();
    Listing<TransitGatewayMulticastDomainAssociation> page = Listing.page(all, request);
    return GetTransitGatewayMulticastDomainAssociationsResponse.builder()
        .multicastDomainAssociations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static TransitGatewayMulticastDomainAssociation listed(
      TransitGatewayMulticastDomainAssociations association) {
    return TransitGatewayMulticastDomainAssociation.builder()
        .transitGatewayAttachmentId(association.transitGatewayAttachmentId())
        .resourceId(association.resourceId())
        .resourceType(association.resourceType())
        .resourceOwnerId(association.resourceOwnerId())
        .subnet(MulticastAssociations.subnet(association))
        .build();
  }
}
