package culvert.network.forwarding;

import culvert.network.address.IpPrefix;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a transit gateway: the associated table chooses the attachment that a packet
 * leaves by (§4.4), Availability Zone affinity and appliance mode the zone in which it enters the
 * VPC there (§4.5).
 */
final class TransitGatewaySteps {

  private static final int MTU = 8500;

  /** The one zone where groups cannot be named across a transit gateway (R4.6.3). */
  private static final String ZONE_WITHOUT_REFERENCES = "use1-az3";

  private final Topology topology;
  private final Learned learned;
  private final SubnetSteps subnets;
  private final HybridSteps hybrid;

  TransitGatewaySteps(Topology topology, Learned learned, SubnetSteps subnets, HybridSteps hybrid) {
    this.topology = topology;
    this.learned = learned;
    this.subnets = subnets;
    this.hybrid = hybrid;
  }

  /** To the table that the attachment is associated with; without one it ends here (R4.4.2). */
  List<Step> in(Place.TransitGatewayIn at) {
    List<Step> steps = new ArrayList<>(meet(at.attachment()));
    TransitGatewayVpcAttachment attachment = vpcAttachment(at.attachment());
    if (attachment != null) {
      Subnet subnet = topology.attachedSubnet(attachment, String.valueOf(at.zone()));
      if (subnet != null) {
        steps.add(new Step.ByZone(attachment.id(), subnet.id(), subnet.zone()));
      }
      if (!refersToGroups(attachment) || ZONE_WITHOUT_REFERENCES.equals(at.zone())) {
        steps.add(new Step.LoseOrigin(Reason.SG_REFERENCING_SUPPORT));
      }
    }
    TransitGatewayRouteTable table = topology.tableOf(at.transitGateway(), at.attachment());
    steps.add(
        table == null
            ? new Step.Drop(at.attachment(), Reason.TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION)
            : new Step.Go(new Place.TransitGatewayTable(table.id(), at.zone())));
    return steps;
  }

  /** The longest prefix, then the best route, says where to; perhaps back again (R4.4.16). */
  List<Step> table(TransitGatewayRouteTable table, @Nullable String zone) {
    Map<IpPrefix, List<Step>> ways = new HashMap<>();
    learned
        .best(table.id())
        .forEach((prefix, route) -> {
          List<Place> places =
              route.attachments().stream()
                  .<Place>map(attachment ->
                      new Place.TransitGatewayOut(table.transitGateway(), attachment, zone))
                  .toList();
          Step end =
              route.isBlackhole()
                  ? new Step.Drop(table.id(), Reason.TGW_RTB_BAD_STATE_ROUTE)
                  : overAttachments(places);
          ways.put(prefix, List.of(new Step.RoutedByTransitGateway(table.id(), route), end));
        });
    return List.of(
        new Step.Lookup(
            new PrefixTable<>(ways),
            List.of(new Step.Drop(table.id(), Reason.TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT))));
  }

  /** Over attachments (R4.4.15), which spread their share over tunnels by another number again. */
  private static Step overAttachments(List<Place> places) {
    return places.size() == 1 ? new Step.Go(places.getFirst()) : new Step.Spread(places, 1);
  }

  List<Step> out(Place.TransitGatewayOut at) {
    TransitGatewayPeering peering = topology.peeringOf(at.transitGateway(), at.attachment());
    if (peering != null) {
      return toPeer(at, peering);
    }
    List<Step> toSite = hybrid.outOfTransitGateway(at);
    return toSite != null
        ? toSite
        : toVpc(topology.get(TransitGatewayVpcAttachment.class, at.attachment()), at.zone());
  }

  /** The far gateway looks it up in its own table (R4.3.6, R4.3.8); no group crosses (R4.6.3). */
  private List<Step> toPeer(Place.TransitGatewayOut at, TransitGatewayPeering peering) {
    TransitGatewayPeering.Side far = peering.opposite(at.transitGateway());
    List<Step> steps = new ArrayList<>(meet(at.attachment()));
    steps.add(new Step.LoseOrigin(Reason.SG_REFERENCES_NOT_PRESERVED));
    steps.add(
        topology.find(TransitGateway.class, far.transitGateway()) == null
            ? new Step.Drop(at.attachment(), Reason.NO_POSSIBLE_DESTINATION)
            : new Step.Go(
                new Place.TransitGatewayIn(
                    far.transitGateway(),
                    far.attachment(),
                    peering.crossesRegions() ? null : at.zone())));
    return steps;
  }

  private List<Step> toVpc(TransitGatewayVpcAttachment attachment, @Nullable String zone) {
    List<Step> steps = new ArrayList<>(meet(attachment.id()));
    if (!refersToGroups(attachment)) {
      steps.add(new Step.LoseOrigin(Reason.SG_REFERENCING_SUPPORT));
    }
    if (!attachment.ipv6()) {
      steps.add(
          new Step.Require(
              attachment.id(),
              new Condition.DestinationIn(AddressSet.of(IpPrefix.ALL_V4)),
              Reason.TGW_ATTACH_IPV6_NOT_SUPPORTED));
    }
    Map<String, Place> entrances = entrances(attachment);
    if (entrances.isEmpty()) {
      steps.add(new Step.Drop(attachment.id(), Reason.NO_POSSIBLE_DESTINATION));
      return steps;
    }
    if (entrances.keySet().stream().anyMatch(each -> !topology.isDown(each))) {
      entrances.keySet().removeIf(topology::isDown);
    } else {
      steps.add(new Step.Require(attachment.id(), new Condition.Never(), Reason.BAD_STATE));
    }
    steps.add(
        attachment.applianceMode() ? steady(attachment, entrances, zone) : affine(entrances, zone));
    return steps;
  }

  /** The attachment's subnets by their zones. */
  private Map<String, Place> entrances(TransitGatewayVpcAttachment attachment) {
    Map<String, Place> entrances = new TreeMap<>();
    for (String id : attachment.subnets()) {
      entrances.put(
          topology.get(Subnet.class, id).zone(), new Place.AttachmentSubnet(attachment.id(), id));
    }
    return entrances;
  }

  /** The zone that the packet is in, where the VPC is attached there; else any (R4.5.1). */
  private static Step affine(Map<String, Place> entrances, @Nullable String zone) {
    Place same = zone == null ? null : entrances.get(zone);
    return same != null ? new Step.Go(same) : spread(entrances);
  }

  /**
   * One zone for both directions (R4.5.3): that of both ends, where they share one; that of one
   * end, where the other has none; else one by flow. Where the destination is, the table says that
   * the appliance's own packets are looked up in (R4.5.5).
   */
  private Step steady(
      TransitGatewayVpcAttachment attachment, Map<String, Place> entrances, @Nullable String zone) {
    List<Step> otherwise = List.of(affine(entrances, zone));
    Map<IpPrefix, List<Step>> byDestination = new HashMap<>();
    TransitGatewayRouteTable table = topology.tableOf(attachment.transitGateway(), attachment.id());
    if (table != null) {
      learned
          .best(table.id())
          .forEach((prefix, route) -> {
            TransitGatewayVpcAttachment behind =
                route.isBlackhole() ? null : vpcAttachment(route.attachments().getFirst());
            byDestination.put(
                prefix,
                behind == null || behind.id().equals(attachment.id())
                    ? otherwise
                    : List.of(byZone(behind.vpc(), entrances, zone, otherwise)));
          });
    }
    return new Step.Lookup(new PrefixTable<>(byDestination), otherwise);
  }

  private Step byZone(
      String vpc, Map<String, Place> entrances, @Nullable String zone, List<Step> otherwise) {
    Map<IpPrefix, List<Step>> zones = new HashMap<>();
    for (Subnet subnet : topology.subnetsOf(vpc)) {
      List<Step> way =
          zone == null || subnet.zone().equals(zone)
              ? List.of(affine(entrances, subnet.zone()))
              : List.of(spread(entrances));
      subnet.cidrs().forEach(cidr -> zones.put(cidr, way));
    }
    return new Step.Lookup(new PrefixTable<>(zones), otherwise);
  }

  private static Step spread(Map<String, Place> entrances) {
    return spread(List.copyOf(entrances.values()));
  }

  private static Step spread(List<Place> places) {
    return places.size() == 1 ? new Step.Go(places.getFirst()) : new Step.Spread(places);
  }

  /** Into the VPC by the table and network ACL of the attachment's subnet (R4.2.7, R4.2.11). */
  List<Step> into(TransitGatewayVpcAttachment attachment, Subnet subnet) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.ByZone(attachment.id(), subnet.id(), subnet.zone()));
    steps.addAll(subnets.router(subnet));
    return steps;
  }

  private static List<Step> meet(String attachment) {
    return List.of(
        new Step.Meet(Kind.TRANSIT_GATEWAY_ATTACHMENT, attachment), new Step.Mtu(attachment, MTU));
  }

  private @Nullable TransitGatewayVpcAttachment vpcAttachment(String id) {
    return topology.find(TransitGatewayVpcAttachment.class, id);
  }

  private boolean refersToGroups(TransitGatewayVpcAttachment attachment) {
    TransitGateway gateway = topology.find(TransitGateway.class, attachment.transitGateway());
    return gateway != null
        && gateway.securityGroupReferencing()
        && attachment.securityGroupReferencing();
  }
}
