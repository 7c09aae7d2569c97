package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.CidrRules;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.TransitGatewayRouteCount;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceTransitGatewayRouteResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRoute;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteType;

/** Static routes of transit gateway route tables (R4.4.9 to R4.4.13). */
final class StaticRouteOperations implements OperationFamily {

  private final Quotas quotas;

  StaticRouteOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateTransitGatewayRoute", CreateTransitGatewayRouteRequest::builder, this::create);
    registry.write(
        "ReplaceTransitGatewayRoute", ReplaceTransitGatewayRouteRequest::builder, this::replace);
    registry.write(
        "DeleteTransitGatewayRoute",
        DeleteTransitGatewayRouteRequest::builder,
        StaticRouteOperations::delete);
  }

  private static CreateTransitGatewayRouteRequest route(
      TransitGatewayRouteTable table,
      String destination,
      @Nullable TransitGatewayAttachment attachment) {
    return CreateTransitGatewayRouteRequest.builder()
        .transitGatewayRouteTableId(table.transitGatewayRouteTableId())
        .destinationCidrBlock(destination)
        .transitGatewayAttachmentId(
            attachment == null ? null : attachment.transitGatewayAttachmentId())
        .blackhole(attachment == null)
        .build();
  }

  private static @Nullable CreateTransitGatewayRouteRequest find(
      CatalogView view, TransitGatewayRouteTable table, String destination) {
    return view.find(
        Kinds.TRANSIT_GATEWAY_ROUTE, table.transitGatewayRouteTableId() + "/" + destination);
  }

  private static TransitGatewayRoute shown(
      String destination,
      @Nullable TransitGatewayAttachment attachment,
      TransitGatewayRouteState state) {
    TransitGatewayRoute.Builder route =
        TransitGatewayRoute.builder()
            .destinationCidrBlock(destination)
            .type(TransitGatewayRouteType.STATIC)
            .state(state);
    if (attachment != null) {
      route.transitGatewayAttachments(a ->
          a.transitGatewayAttachmentId(attachment.transitGatewayAttachmentId())
              .resourceId(attachment.resourceId())
              .resourceType(attachment.resourceType()));
    }
    return route.build();
  }

  private static TransitGatewayRoute shown(
      String destination, @Nullable TransitGatewayAttachment attachment) {
    return shown(
        destination,
        attachment,
        attachment == null ? TransitGatewayRouteState.BLACKHOLE : TransitGatewayRouteState.ACTIVE);
  }

  private CreateTransitGatewayRouteResponse create(
      CreateTransitGatewayRouteRequest request, Transaction transaction) {
    String destination =
        CidrRules.any(request.destinationCidrBlock(), "destinationCidrBlock").toString();
    TransitGatewayRouteTable table =
        RouteTables.available(transaction, request.transitGatewayRouteTableId());
    TransitGatewayAttachment attachment =
        StaticRoutes.target(
            transaction, table, request.transitGatewayAttachmentId(), request.blackhole());
    if (find(transaction, table, destination) != null) {
      throw Ec2Error.TRANSIT_GATEWAY_ROUTE_ALREADY_EXISTS.with(
          destination, table.transitGatewayRouteTableId());
    }
    TransitGatewayRouteCount.check(transaction, table, 1, quotas);
    transaction.add(Kinds.TRANSIT_GATEWAY_ROUTE, route(table, destination, attachment));
    return CreateTransitGatewayRouteResponse.builder()
        .route(shown(destination, attachment))
        .build();
  }

  /** Makes the route where there is none (R4.4.20). */
  private ReplaceTransitGatewayRouteResponse replace(
      ReplaceTransitGatewayRouteRequest request, Transaction transaction) {
    String destination =
        CidrRules.any(request.destinationCidrBlock(), "destinationCidrBlock").toString();
    TransitGatewayRouteTable table =
        RouteTables.available(transaction, request.transitGatewayRouteTableId());
    TransitGatewayAttachment attachment =
        StaticRoutes.target(
            transaction, table, request.transitGatewayAttachmentId(), request.blackhole());
    CreateTransitGatewayRouteRequest route = route(table, destination, attachment);
    if (find(transaction, table, destination) == null) {
      TransitGatewayRouteCount.check(transaction, table, 1, quotas);
      transaction.add(Kinds.TRANSIT_GATEWAY_ROUTE, route);
    } else {
      transaction.replace(Kinds.TRANSIT_GATEWAY_ROUTE, route);
    }
    return ReplaceTransitGatewayRouteResponse.builder()
        .route(shown(destination, attachment))
        .build();
  }

  /** A propagated route is none of these. */
  private static DeleteTransitGatewayRouteResponse delete(
      DeleteTransitGatewayRouteRequest request, Transaction transaction) {
    String destination =
        CidrRules.any(request.destinationCidrBlock(), "destinationCidrBlock").toString();
    TransitGatewayRouteTable table =
        RouteTables.available(transaction, request.transitGatewayRouteTableId());
    CreateTransitGatewayRouteRequest present = find(transaction, table, destination);
    if (present == null) {
      throw Ec2Error.TRANSIT_GATEWAY_ROUTE_NOT_FOUND.with(
          destination, table.transitGatewayRouteTableId());
    }
    transaction.remove(
        Kinds.TRANSIT_GATEWAY_ROUTE, Kinds.TRANSIT_GATEWAY_ROUTE.id().apply(present));
    String id = present.transitGatewayAttachmentId();
    return DeleteTransitGatewayRouteResponse.builder()
        .route(
            shown(
                destination,
                id == null ? null : transaction.find(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id),
                TransitGatewayRouteState.DELETED))
        .build();
  }
}
