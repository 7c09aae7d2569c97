package culvert.aws.snapshot;

import static culvert.aws.snapshot.Described.about;
import static culvert.aws.snapshot.Described.as;
import static culvert.aws.snapshot.Described.seenByBoth;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTablePropagationsResponse;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayRoutesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnect;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeer;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRoute;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTablePropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/** Transit gateways, their attachments, and what their tables hold. */
final class TransitGatewaySections {

  private static final String TABLE = "TransitGatewayRouteTableId";

  private TransitGatewaySections() {}

  static List<Section> all() {
    return List.of(
        as("TransitGateways", Kinds.TRANSIT_GATEWAY, TransitGateway::builder),
        as(
            "TransitGatewayRouteTables",
            Kinds.TRANSIT_GATEWAY_ROUTE_TABLE,
            TransitGatewayRouteTable::builder),
        attachments(),
        vpcAttachments(),
        seenByBoth(
            "TransitGatewayPeeringAttachments",
            Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT,
            TransitGatewayPeeringAttachment::builder,
            (shown, _) ->
                shown.toBuilder().state((String) null).tags((Collection<Tag>) null).build()),
        seenByBoth(
            "TransitGatewayConnects",
            Kinds.TRANSIT_GATEWAY_CONNECT,
            TransitGatewayConnect::builder,
            (shown, _) ->
                shown.toBuilder().state((String) null).tags((Collection<Tag>) null).build()),
        seenByBoth(
            "TransitGatewayConnectPeers",
            Kinds.TRANSIT_GATEWAY_CONNECT_PEER,
            TransitGatewayConnectPeer::builder,
            (shown, _) -> shown),
        propagations(),
        routes(),
        as(
            "TransitGatewayPrefixListReferences",
            Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE,
            TransitGatewayPrefixListReference::builder),
        as(
            "TransitGatewayMulticastDomains",
            Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN,
            TransitGatewayMulticastDomain::builder));
  }

  /** R4.4.1: an attachment names the table that it is associated with, which the gateway keeps. */
  private static Section attachments() {
    Section plain =
        seenByBoth(
            "TransitGatewayAttachments",
            Kinds.TRANSIT_GATEWAY_ATTACHMENT,
            TransitGatewayAttachment::builder,
            (shown, _) ->
                shown.toBuilder().association((TransitGatewayAttachmentAssociation) null).build());
    return new Section(
        plain.key(),
        plain.read(),
        (element, scope, origin, into) -> {
          plain.put().put(element, scope, origin, into);
          TransitGatewayAttachment shown = (TransitGatewayAttachment) element.content();
          if (shown.association() != null
              && shown.association().transitGatewayRouteTableId() != null) {
            into.derive(
                gatewayOwner(shown, scope),
                Kinds.TRANSIT_GATEWAY_ASSOCIATION,
                shown.transitGatewayAttachmentId(),
                association(shown, scope));
          }
        },
        plain.write());
  }

  /** State and tags are kept with what attachments of every type have. */
  private static Section vpcAttachments() {
    Section plain =
        seenByBoth(
            "TransitGatewayVpcAttachments",
            Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT,
            TransitGatewayVpcAttachment::builder,
            (shown, _) ->
                shown.toBuilder().state((String) null).tags((Collection<Tag>) null).build());
    return new Section(
        plain.key(),
        plain.read(),
        (element, scope, origin, into) -> {
          plain.put().put(element, scope, origin, into);
          TransitGatewayVpcAttachment shown = (TransitGatewayVpcAttachment) element.content();
          into.afterwards(
              origin,
              gathered ->
                  gathered.derive(
                      scope,
                      Kinds.TRANSIT_GATEWAY_ATTACHMENT,
                      shown.transitGatewayAttachmentId(),
                      common(shown, scope, gathered)));
        },
        plain.write());
  }

  /** What attachments of every type have, of one that is listed as a VPC's alone. */
  private static TransitGatewayAttachment common(
      TransitGatewayVpcAttachment shown, Scope scope, Gathering from) {
    Gathering.Gathered<TransitGateway> gateway =
        shown.transitGatewayId() == null
            ? null
            : from.find(Kinds.TRANSIT_GATEWAY, shown.transitGatewayId());
    return Usual.complete(
        Kinds.TRANSIT_GATEWAY_ATTACHMENT,
        TransitGatewayAttachment.builder()
            .transitGatewayAttachmentId(shown.transitGatewayAttachmentId())
            .transitGatewayId(shown.transitGatewayId())
            .transitGatewayOwnerId(gateway == null ? scope.account() : gateway.scope().account())
            .resourceType(TransitGatewayAttachmentResourceType.VPC)
            .resourceId(shown.vpcId())
            .resourceOwnerId(shown.vpcOwnerId() == null ? scope.account() : shown.vpcOwnerId())
            .creationTime(shown.creationTime())
            .state(shown.stateAsString())
            .tags(shown.tags())
            .build(),
        scope);
  }

  private static Scope gatewayOwner(TransitGatewayAttachment shown, Scope scope) {
    String owner = shown.transitGatewayOwnerId();
    return owner == null ? scope : new Scope(owner, scope.region());
  }

  private static TransitGatewayAssociation association(
      TransitGatewayAttachment shown, Scope scope) {
    return Usual.complete(
        Kinds.TRANSIT_GATEWAY_ASSOCIATION,
        TransitGatewayAssociation.builder()
            .transitGatewayRouteTableId(shown.association().transitGatewayRouteTableId())
            .transitGatewayAttachmentId(shown.transitGatewayAttachmentId())
            .resourceId(shown.resourceId())
            .resourceType(shown.resourceTypeAsString())
            .state(shown.association().stateAsString())
            .build(),
        scope);
  }

  /** The answers of get-transit-gateway-route-table-propagations, each with its table's id. */
  private static Section propagations() {
    return new Section(
        "TransitGatewayPropagations",
        Described.around(TABLE, GetTransitGatewayRouteTablePropagationsResponse::builder),
        (element, scope, origin, into) -> {
          String table = about(element, TABLE, origin);
          var answer = (GetTransitGatewayRouteTablePropagationsResponse) element.content();
          for (var each : answer.transitGatewayRouteTablePropagations()) {
            TransitGatewayPropagation stored =
                Usual.complete(
                    Kinds.TRANSIT_GATEWAY_PROPAGATION,
                    TransitGatewayPropagation.builder()
                        .transitGatewayRouteTableId(table)
                        .transitGatewayAttachmentId(each.transitGatewayAttachmentId())
                        .resourceId(each.resourceId())
                        .resourceType(each.resourceTypeAsString())
                        .state(each.stateAsString())
                        .build(),
                    scope);
            into.put(
                scope,
                Kinds.TRANSIT_GATEWAY_PROPAGATION,
                Kinds.TRANSIT_GATEWAY_PROPAGATION.id().apply(stored),
                stored,
                origin);
          }
        },
        (scope, shown) ->
            byTable(
                    shown.stored(scope, Kinds.TRANSIT_GATEWAY_PROPAGATION),
                    TransitGatewayPropagation::transitGatewayRouteTableId)
                .entrySet()
                .stream()
                .map(table ->
                    wrapped(
                        table.getKey(),
                        GetTransitGatewayRouteTablePropagationsResponse.builder()
                            .transitGatewayRouteTablePropagations(
                                table.getValue().stream()
                                    .map(TransitGatewaySections::shown)
                                    .toList())
                            .build())));
  }

  private static TransitGatewayRouteTablePropagation shown(TransitGatewayPropagation stored) {
    return TransitGatewayRouteTablePropagation.builder()
        .transitGatewayAttachmentId(stored.transitGatewayAttachmentId())
        .resourceId(stored.resourceId())
        .resourceType(stored.resourceTypeAsString())
        .state(stored.stateAsString())
        .build();
  }

  /** The answers of search-transit-gateway-routes, each with its table's id. */
  private static Section routes() {
    return new Section(
        "TransitGatewayStaticRoutes",
        Described.around(TABLE, SearchTransitGatewayRoutesResponse::builder),
        (element, scope, origin, into) -> {
          String table = about(element, TABLE, origin);
          var answer = (SearchTransitGatewayRoutesResponse) element.content();
          for (TransitGatewayRoute route : answer.routes()) {
            if (route.type() != TransitGatewayRouteType.PROPAGATED
                && route.prefixListId() == null
                && isThere(route)) {
              CreateTransitGatewayRouteRequest stored = stored(table, route);
              into.put(
                  scope,
                  Kinds.TRANSIT_GATEWAY_ROUTE,
                  Kinds.TRANSIT_GATEWAY_ROUTE.id().apply(stored),
                  stored,
                  origin);
            }
          }
        },
        (scope, shown) ->
            byTable(
                    shown.stored(scope, Kinds.TRANSIT_GATEWAY_ROUTE),
                    CreateTransitGatewayRouteRequest::transitGatewayRouteTableId)
                .entrySet()
                .stream()
                .map(table ->
                    wrapped(
                        table.getKey(),
                        SearchTransitGatewayRoutesResponse.builder()
                            .routes(
                                table.getValue().stream()
                                    .map(route -> shown(route, scope, shown))
                                    .toList())
                            .additionalRoutesAvailable(false)
                            .build())));
  }

  private static boolean isThere(TransitGatewayRoute route) {
    return route.state() != TransitGatewayRouteState.DELETING
        && route.state() != TransitGatewayRouteState.DELETED;
  }

  private static CreateTransitGatewayRouteRequest stored(String table, TransitGatewayRoute route) {
    String attachment =
        route.transitGatewayAttachments().isEmpty()
            ? null
            : route.transitGatewayAttachments().getFirst().transitGatewayAttachmentId();
    return CreateTransitGatewayRouteRequest.builder()
        .transitGatewayRouteTableId(table)
        .destinationCidrBlock(route.destinationCidrBlock())
        .transitGatewayAttachmentId(attachment)
        .blackhole(attachment == null)
        .build();
  }

  private static TransitGatewayRoute shown(
      CreateTransitGatewayRouteRequest stored, Scope scope, Shown shown) {
    TransitGatewayRoute.Builder route =
        TransitGatewayRoute.builder()
            .destinationCidrBlock(stored.destinationCidrBlock())
            .type(TransitGatewayRouteType.STATIC)
            .state(
                stored.transitGatewayAttachmentId() == null
                    ? TransitGatewayRouteState.BLACKHOLE
                    : TransitGatewayRouteState.ACTIVE);
    if (stored.transitGatewayAttachmentId() != null) {
      TransitGatewayAttachment attachment =
          shown
              .view(scope)
              .find(Kinds.TRANSIT_GATEWAY_ATTACHMENT, stored.transitGatewayAttachmentId());
      route.transitGatewayAttachments(a -> {
        a.transitGatewayAttachmentId(stored.transitGatewayAttachmentId());
        if (attachment != null) {
          a.resourceId(attachment.resourceId()).resourceType(attachment.resourceTypeAsString());
        }
      });
    }
    return route.build();
  }

  private static <T> Map<String, List<T>> byTable(
      Stream<Resource<T>> resources, Function<T, String> table) {
    return resources
        .map(Resource::shape)
        .collect(Collectors.groupingBy(table, LinkedHashMap::new, Collectors.toList()));
  }

  private static Element wrapped(String table, SdkPojo answer) {
    return new Element(Map.of(TABLE, table), answer);
  }
}
