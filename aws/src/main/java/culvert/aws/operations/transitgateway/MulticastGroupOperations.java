package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.network.address.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DeregisterTransitGatewayMulticastGroupMembersRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterTransitGatewayMulticastGroupMembersResponse;
import software.amazon.awssdk.services.ec2.model.DeregisterTransitGatewayMulticastGroupSourcesRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterTransitGatewayMulticastGroupSourcesResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RegisterTransitGatewayMulticastGroupMembersRequest;
import software.amazon.awssdk.services.ec2.model.RegisterTransitGatewayMulticastGroupMembersResponse;
import software.amazon.awssdk.services.ec2.model.RegisterTransitGatewayMulticastGroupSourcesRequest;
import software.amazon.awssdk.services.ec2.model.RegisterTransitGatewayMulticastGroupSourcesResponse;
import software.amazon.awssdk.services.ec2.model.StaticSourcesSupportValue;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulitcastDomainAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastRegisteredGroupMembers;

/** Registration of interfaces as members and sources of multicast groups (R4.8.2, R4.8.3). */
final class MulticastGroupOperations implements OperationFamily {

  private static final Kind<TransitGatewayMulticastRegisteredGroupMembers> MEMBER =
      Kinds.TRANSIT_GATEWAY_MULTICAST_MEMBER;
  private static final Kind<TransitGatewayMulticastRegisteredGroupMembers> SOURCE =
      Kinds.TRANSIT_GATEWAY_MULTICAST_SOURCE;

  private final Quotas.Multicast quotas;

  MulticastGroupOperations(Quotas.Multicast quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "RegisterTransitGatewayMulticastGroupMembers",
        RegisterTransitGatewayMulticastGroupMembersRequest::builder,
        this::registerMembers);
    registry.write(
        "DeregisterTransitGatewayMulticastGroupMembers",
        DeregisterTransitGatewayMulticastGroupMembersRequest::builder,
        MulticastGroupOperations::deregisterMembers);
    registry.write(
        "RegisterTransitGatewayMulticastGroupSources",
        RegisterTransitGatewayMulticastGroupSourcesRequest::builder,
        this::registerSources);
    registry.write(
        "DeregisterTransitGatewayMulticastGroupSources",
        DeregisterTransitGatewayMulticastGroupSourcesRequest::builder,
        MulticastGroupOperations::deregisterSources);
  }

  private RegisterTransitGatewayMulticastGroupMembersResponse registerMembers(
      RegisterTransitGatewayMulticastGroupMembersRequest request, Transaction transaction) {
    TransitGatewayMulticastDomain domain =
        MulticastDomains.available(transaction, request.transitGatewayMulticastDomainId());
    String group = group(request.groupIpAddress());
    add(transaction, MEMBER, domain, group, request.networkInterfaceIds());
    return RegisterTransitGatewayMulticastGroupMembersResponse.builder()
        .registeredMulticastGroupMembers(members ->
            members
                .transitGatewayMulticastDomainId(domain.transitGatewayMulticastDomainId())
                .registeredNetworkInterfaceIds(request.networkInterfaceIds())
                .groupIpAddress(group))
        .build();
  }

  private RegisterTransitGatewayMulticastGroupSourcesResponse registerSources(
      RegisterTransitGatewayMulticastGroupSourcesRequest request, Transaction transaction) {
    TransitGatewayMulticastDomain domain =
        MulticastDomains.available(transaction, request.transitGatewayMulticastDomainId());
    String group = group(request.groupIpAddress());
    if (domain.options().staticSourcesSupport() != StaticSourcesSupportValue.ENABLE) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Static sources support is not enabled on " + domain.transitGatewayMulticastDomainId());
    }
    add(transaction, SOURCE, domain, group, request.networkInterfaceIds());
    return RegisterTransitGatewayMulticastGroupSourcesResponse.builder()
        .registeredMulticastGroupSources(sources ->
            sources
                .transitGatewayMulticastDomainId(domain.transitGatewayMulticastDomainId())
                .registeredNetworkInterfaceIds(request.networkInterfaceIds())
                .groupIpAddress(group))
        .build();
  }

  private static DeregisterTransitGatewayMulticastGroupMembersResponse deregisterMembers(
      DeregisterTransitGatewayMulticastGroupMembersRequest request, Transaction transaction) {
    TransitGatewayMulticastDomain domain =
        MulticastDomains.available(transaction, request.transitGatewayMulticastDomainId());
    String group = group(request.groupIpAddress());
    remove(
        transaction,
        MEMBER,
        domain,
        group,
        request.networkInterfaceIds(),
        Ec2Error.TRANSIT_GATEWAY_MULTICAST_GROUP_MEMBER_NOT_FOUND);
    return DeregisterTransitGatewayMulticastGroupMembersResponse.builder()
        .deregisteredMulticastGroupMembers(members ->
            members
                .transitGatewayMulticastDomainId(domain.transitGatewayMulticastDomainId())
                .deregisteredNetworkInterfaceIds(request.networkInterfaceIds())
                .groupIpAddress(group))
        .build();
  }

  private static DeregisterTransitGatewayMulticastGroupSourcesResponse deregisterSources(
      DeregisterTransitGatewayMulticastGroupSourcesRequest request, Transaction transaction) {
    TransitGatewayMulticastDomain domain =
        MulticastDomains.available(transaction, request.transitGatewayMulticastDomainId());
    String group = group(request.groupIpAddress());
    remove(
        transaction,
        SOURCE,
        domain,
        group,
        request.networkInterfaceIds(),
        Ec2Error.TRANSIT_GATEWAY_MULTICAST_GROUP_SOURCE_NOT_FOUND);
    return DeregisterTransitGatewayMulticastGroupSourcesResponse.builder()
        .deregisteredMulticastGroupSources(sources ->
            sources
                .transitGatewayMulticastDomainId(domain.transitGatewayMulticastDomainId())
                .deregisteredNetworkInterfaceIds(request.networkInterfaceIds())
                .groupIpAddress(group))
        .build();
  }

  /** The group in its one spelling. */
  private static String group(@Nullable String text) {
    if (text == null) {
      throw Ec2Error.MISSING_PARAMETER.with("GroupIpAddress");
    }
    IpAddress group = IpAddress.tryParse(text);
    if (group == null || !group.isMulticast()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + text
              + ") for parameter groupIpAddress is invalid. This is not a multicast address.");
    }
    return group.toString();
  }

  /** Who is registered already stays so. */
  private void add(
      Transaction transaction,
      Kind<TransitGatewayMulticastRegisteredGroupMembers> kind,
      TransitGatewayMulticastDomain domain,
      String group,
      List<String> interfaces) {
    Scope owner = MulticastDomains.owner(domain, transaction);
    String of = domain.transitGatewayMulticastDomainId();
    for (String each : required(interfaces)) {
      NetworkInterface held =
          Lookup.NETWORK_INTERFACE.get(transaction, each, "NetworkInterfaceIds");
      if (!isIn(transaction.in(owner), of, held.subnetId())) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "The subnet of " + each + " is not associated with " + of);
      }
      String id = MulticastGroups.id(of, group, each);
      if (transaction.in(owner).find(kind, id) == null) {
        checkQuotas(transaction.in(owner), kind, domain, group);
        transaction.add(
            owner,
            kind,
            id,
            TransitGatewayMulticastRegisteredGroupMembers.builder()
                .transitGatewayMulticastDomainId(of)
                .groupIpAddress(group)
                .registeredNetworkInterfaceIds(each)
                .build());
      }
    }
  }

  private static List<String> required(List<String> interfaces) {
    if (interfaces.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("NetworkInterfaceIds");
    }
    return interfaces;
  }

  private static boolean isIn(CatalogView view, String domain, String subnet) {
    TransitGatewayMulticastDomainAssociations association =
        view.find(
            Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, MulticastAssociations.id(domain, subnet));
    return association != null
        && MulticastAssociations.subnet(association).state()
            == TransitGatewayMulitcastDomainAssociationState.ASSOCIATED;
  }

  private void checkQuotas(
      CatalogView view,
      Kind<TransitGatewayMulticastRegisteredGroupMembers> kind,
      TransitGatewayMulticastDomain domain,
      String group) {
    int registered = 0;
    for (TransitGatewayMulticastDomain each :
        MulticastDomains.ofGateway(view, domain.transitGatewayId())) {
      String id = each.transitGatewayMulticastDomainId();
      registered += view.snapshot().countReferring(MEMBER, id);
      registered += view.snapshot().countReferring(SOURCE, id);
    }
    long inGroup =
        view.referring(kind, domain.transitGatewayMulticastDomainId())
            .filter(each -> each.groupIpAddress().equals(group))
            .count();
    int most = kind == MEMBER ? quotas.membersPerGroup() : quotas.sourcesPerGroup();
    if (inGroup >= most || registered >= quotas.registrationsPerGateway()) {
      throw Ec2Error.TRANSIT_GATEWAY_MULTICAST_GROUP_LIMIT_EXCEEDED.with(
          inGroup >= most ? most : quotas.registrationsPerGateway());
    }
  }

  /** A participant takes out its own interfaces only (R4.8.7). */
  private static void remove(
      Transaction transaction,
      Kind<TransitGatewayMulticastRegisteredGroupMembers> kind,
      TransitGatewayMulticastDomain domain,
      String group,
      List<String> interfaces,
      Ec2Error notFound) {
    Scope owner = MulticastDomains.owner(domain, transaction);
    for (String each : required(interfaces)) {
      Lookup.NETWORK_INTERFACE.check(each);
      String id = MulticastGroups.id(domain.transitGatewayMulticastDomainId(), group, each);
      boolean mayChange =
          MulticastDomains.isOwn(domain, transaction)
              || transaction.find(Kinds.NETWORK_INTERFACE, each) != null;
      if (!mayChange || transaction.in(owner).find(kind, id) == null) {
        throw notFound.with(each, group);
      }
      transaction.remove(owner, kind, id);
    }
  }
}
