package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.View;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.reading.MulticastReading;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Igmpv2SupportValue;
import software.amazon.awssdk.services.ec2.model.MembershipType;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayMulticastGroupsRequest;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayMulticastGroupsResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulitcastDomainAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastGroup;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastRegisteredGroupMembers;

/** Who is in the groups of a multicast domain: registered, or joined by IGMP (R4.8.3). */
final class MulticastSearchOperations implements OperationFamily {

  private static final Filters<TransitGatewayMulticastGroup> FILTERS =
      new Filters<TransitGatewayMulticastGroup>()
          .on("group-ip-address", TransitGatewayMulticastGroup::groupIpAddress)
          .on("is-group-member", TransitGatewayMulticastGroup::groupMember)
          .on("is-group-source", TransitGatewayMulticastGroup::groupSource)
          .on("member-type", TransitGatewayMulticastGroup::memberTypeAsString)
          .on("resource-id", TransitGatewayMulticastGroup::resourceId)
          .on("resource-type", TransitGatewayMulticastGroup::resourceTypeAsString)
          .on("source-type", TransitGatewayMulticastGroup::sourceTypeAsString)
          .on("subnet-id", TransitGatewayMulticastGroup::subnetId)
          .on(
              "transit-gateway-attachment-id",
              TransitGatewayMulticastGroup::transitGatewayAttachmentId);

  /** One line of the answer. */
  private record InGroup(String group, String networkInterface) {}

  @Override
  public void register(Registry registry) {
    registry.read(
        "SearchTransitGatewayMulticastGroups",
        SearchTransitGatewayMulticastGroupsRequest::builder,
        MulticastSearchOperations::search);
  }

  private static SearchTransitGatewayMulticastGroupsResponse search(
      SearchTransitGatewayMulticastGroupsRequest request, View view) {
    TransitGatewayMulticastDomain domain =
        MulticastDomains.usable(view, request.transitGatewayMulticastDomainId());
    List<TransitGatewayMulticastGroup> all =
        groups(domain, view.in(MulticastDomains.owner(domain, view))).stream()
            .filter(line ->
                MulticastDomains.isOwn(domain, view)
                    || view.scope().account().equals(line.resourceOwnerId()))
            .filter(FILTERS.matching(request.filters()))
            .toList();
    Listing<TransitGatewayMulticastGroup> page = Listing.page(all, request);
    return SearchTransitGatewayMulticastGroupsResponse.builder()
        .multicastGroups(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static List<TransitGatewayMulticastGroup> groups(
      TransitGatewayMulticastDomain domain, CatalogView owner) {
    String id = domain.transitGatewayMulticastDomainId();
    List<TransitGatewayMulticastDomainAssociations> associations =
        owner
            .referring(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, id)
            .filter(each ->
                MulticastAssociations.subnet(each).state()
                    == TransitGatewayMulitcastDomainAssociationState.ASSOCIATED)
            .toList();
    Map<InGroup, TransitGatewayMulticastGroup.Builder> lines = new LinkedHashMap<>();
    for (InGroup member : registered(owner, Kinds.TRANSIT_GATEWAY_MULTICAST_MEMBER, id)) {
      line(lines, member).groupMember(true).memberType(MembershipType.STATIC);
    }
    for (InGroup source : registered(owner, Kinds.TRANSIT_GATEWAY_MULTICAST_SOURCE, id)) {
      line(lines, source).groupSource(true).sourceType(MembershipType.STATIC);
    }
    if (domain.options().igmpv2Support() == Igmpv2SupportValue.ENABLE) {
      MulticastReading.joins(
              owner.snapshot(),
              associations.stream()
                  .map(each -> MulticastAssociations.subnet(each).subnetId())
                  .toList())
          .forEach(join -> {
            InGroup member = new InGroup(join.group().toString(), join.networkInterface());
            if (!lines.containsKey(member)) {
              line(lines, member).groupMember(true).memberType(MembershipType.IGMP);
            }
          });
    }
    Map<String, TransitGatewayMulticastDomainAssociations> byInterface =
        byInterface(owner, associations);
    return lines.entrySet().stream()
        .map(line -> placed(line.getValue(), byInterface.get(line.getKey().networkInterface())))
        .toList();
  }

  /** Which of the associations the interface of each id is there by. */
  private static Map<String, TransitGatewayMulticastDomainAssociations> byInterface(
      CatalogView view, List<TransitGatewayMulticastDomainAssociations> associations) {
    Map<String, TransitGatewayMulticastDomainAssociations> byInterface = new HashMap<>();
    for (TransitGatewayMulticastDomainAssociations each : associations) {
      view.snapshot()
          .referringAnywhere(Kinds.NETWORK_INTERFACE, MulticastAssociations.subnet(each).subnetId())
          .forEach(held -> byInterface.put(held.id(), each));
    }
    return byInterface;
  }

  private static TransitGatewayMulticastGroup placed(
      TransitGatewayMulticastGroup.Builder line,
      @Nullable TransitGatewayMulticastDomainAssociations in) {
    return in == null
        ? line.build()
        : line.transitGatewayAttachmentId(in.transitGatewayAttachmentId())
            .subnetId(MulticastAssociations.subnet(in).subnetId())
            .resourceId(in.resourceId())
            .resourceType(in.resourceType())
            .resourceOwnerId(in.resourceOwnerId())
            .build();
  }

  private static List<InGroup> registered(
      CatalogView owner, Kind<TransitGatewayMulticastRegisteredGroupMembers> kind, String domain) {
    return RouteTables.referring(owner, kind, domain).stream()
        .map(each ->
            new InGroup(each.groupIpAddress(), each.registeredNetworkInterfaceIds().getFirst()))
        .toList();
  }

  private static TransitGatewayMulticastGroup.Builder line(
      Map<InGroup, TransitGatewayMulticastGroup.Builder> lines, InGroup of) {
    return lines.computeIfAbsent(
        of,
        _ ->
            TransitGatewayMulticastGroup.builder()
                .groupIpAddress(of.group())
                .networkInterfaceId(of.networkInterface())
                .groupMember(false)
                .groupSource(false));
  }
}
