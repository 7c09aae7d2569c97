package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Listing;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.TransitGatewayRouteCount;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayPrefixListReferenceRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayPrefixListReferenceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayPrefixListReferenceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayPrefixListReferenceResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayPrefixListReferencesRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayPrefixListReferencesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayPrefixListReferenceRequest;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayPrefixListReferenceResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReferenceState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;

/** Route tables' references to prefix lists: a route for every entry (R4.4.14). */
final class PrefixListReferenceOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(10);

  private static final Filters<TransitGatewayPrefixListReference> FILTERS =
      new Filters<TransitGatewayPrefixListReference>()
          .on("attachment.resource-id", attachment(TransitGatewayPrefixListAttachment::resourceId))
          .on(
              "attachment.resource-type",
              attachment(TransitGatewayPrefixListAttachment::resourceTypeAsString))
          .on(
              "attachment.transit-gateway-attachment-id",
              attachment(TransitGatewayPrefixListAttachment::transitGatewayAttachmentId))
          .on("is-blackhole", TransitGatewayPrefixListReference::blackhole)
          .on("prefix-list-id", TransitGatewayPrefixListReference::prefixListId)
          .on("prefix-list-owner-id", TransitGatewayPrefixListReference::prefixListOwnerId)
          .on("state", TransitGatewayPrefixListReference::stateAsString);

  private final Quotas quotas;

  PrefixListReferenceOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  private static Function<TransitGatewayPrefixListReference, @Nullable String> attachment(
      Function<TransitGatewayPrefixListAttachment, String> value) {
    return reference ->
        reference.transitGatewayAttachment() == null
            ? null
            : value.apply(reference.transitGatewayAttachment());
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateTransitGatewayPrefixListReference",
        CreateTransitGatewayPrefixListReferenceRequest::builder,
        this::create);
    registry.write(
        "ModifyTransitGatewayPrefixListReference",
        ModifyTransitGatewayPrefixListReferenceRequest::builder,
        PrefixListReferenceOperations::modify);
    registry.write(
        "DeleteTransitGatewayPrefixListReference",
        DeleteTransitGatewayPrefixListReferenceRequest::builder,
        PrefixListReferenceOperations::delete);
    registry.read(
        "GetTransitGatewayPrefixListReferences",
        GetTransitGatewayPrefixListReferencesRequest::builder,
        PrefixListReferenceOperations::list);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, PrefixListReferenceOperations::next);
  }

  private static @Nullable Step<TransitGatewayPrefixListReference> next(
      TransitGatewayPrefixListReference reference) {
    String state = reference.stateAsString();
    return switch (reference.state()) {
      case PENDING, MODIFYING ->
          Step.work(
              state, WORK, (t, r) -> move(t, r, TransitGatewayPrefixListReferenceState.AVAILABLE));
      case DELETING ->
          Step.work(
              state,
              WORK,
              (t, r) ->
                  t.remove(
                      Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE,
                      Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE.id().apply(r)));
      case AVAILABLE, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static TransitGatewayPrefixListReference move(
      Transaction transaction,
      TransitGatewayPrefixListReference reference,
      TransitGatewayPrefixListReferenceState state) {
    return transaction.replace(
        Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, reference.toBuilder().state(state).build());
  }

  /** The reference with another target; null is none. */
  static TransitGatewayPrefixListReference leadingTo(
      TransitGatewayPrefixListReference reference, @Nullable TransitGatewayAttachment attachment) {
    return reference.toBuilder()
        .blackhole(attachment == null)
        .transitGatewayAttachment(
            attachment == null
                ? null
                : TransitGatewayPrefixListAttachment.builder()
                    .transitGatewayAttachmentId(attachment.transitGatewayAttachmentId())
                    .resourceType(attachment.resourceType())
                    .resourceId(attachment.resourceId())
                    .build())
        .build();
  }

  private CreateTransitGatewayPrefixListReferenceResponse create(
      CreateTransitGatewayPrefixListReferenceRequest request, Transaction transaction) {
    TransitGatewayRouteTable table =
        RouteTables.available(transaction, request.transitGatewayRouteTableId());
    ManagedPrefixList list =
        Lookup.PREFIX_LIST.get(transaction, request.prefixListId(), "PrefixListId");
    TransitGatewayAttachment attachment =
        StaticRoutes.target(
            transaction, table, request.transitGatewayAttachmentId(), request.blackhole());
    TransitGatewayPrefixListReference reference =
        leadingTo(
            TransitGatewayPrefixListReference.builder()
                .transitGatewayRouteTableId(table.transitGatewayRouteTableId())
                .prefixListId(list.prefixListId())
                .prefixListOwnerId(list.ownerId())
                .state(TransitGatewayPrefixListReferenceState.PENDING)
                .build(),
            attachment);
    String id = Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE.id().apply(reference);
    if (transaction.find(Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, id) != null) {
      throw Ec2Error.TRANSIT_GATEWAY_ROUTE_ALREADY_EXISTS.with(
          list.prefixListId(), table.transitGatewayRouteTableId());
    }
    TransitGatewayRouteCount.check(
        transaction,
        table,
        TransitGatewayRouteCount.weight(transaction, list.prefixListId()),
        quotas);
    return CreateTransitGatewayPrefixListReferenceResponse.builder()
        .transitGatewayPrefixListReference(
            transaction.add(Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, reference))
        .build();
  }

  private static TransitGatewayPrefixListReference find(
      Transaction transaction, TransitGatewayRouteTable table, String prefixList) {
    Lookup.PREFIX_LIST.check(prefixList);
    TransitGatewayPrefixListReference reference =
        transaction.find(
            Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE,
            table.transitGatewayRouteTableId() + "/" + prefixList);
    if (reference == null) {
      throw Ec2Error.TRANSIT_GATEWAY_ROUTE_NOT_FOUND.with(
          prefixList, table.transitGatewayRouteTableId());
    }
    if (reference.state() != TransitGatewayPrefixListReferenceState.AVAILABLE) {
      throw TransitGateways.invalidState(prefixList);
    }
    return reference;
  }

  private static ModifyTransitGatewayPrefixListReferenceResponse modify(
      ModifyTransitGatewayPrefixListReferenceRequest request, Transaction transaction) {
    TransitGatewayRouteTable table =
        RouteTables.available(transaction, request.transitGatewayRouteTableId());
    TransitGatewayPrefixListReference reference = find(transaction, table, request.prefixListId());
    TransitGatewayAttachment attachment =
        StaticRoutes.target(
            transaction, table, request.transitGatewayAttachmentId(), request.blackhole());
    return ModifyTransitGatewayPrefixListReferenceResponse.builder()
        .transitGatewayPrefixListReference(
            move(
                transaction,
                leadingTo(reference, attachment),
                TransitGatewayPrefixListReferenceState.MODIFYING))
        .build();
  }

  private static DeleteTransitGatewayPrefixListReferenceResponse delete(
      DeleteTransitGatewayPrefixListReferenceRequest request, Transaction transaction) {
    TransitGatewayRouteTable table =
        RouteTables.available(transaction, request.transitGatewayRouteTableId());
    return DeleteTransitGatewayPrefixListReferenceResponse.builder()
        .transitGatewayPrefixListReference(
            move(
                transaction,
                find(transaction, table, request.prefixListId()),
                TransitGatewayPrefixListReferenceState.DELETING))
        .build();
  }

  private static GetTransitGatewayPrefixListReferencesResponse list(
      GetTransitGatewayPrefixListReferencesRequest request, View view) {
    TransitGatewayRouteTable table = RouteTables.own(view, request.transitGatewayRouteTableId());
    List<TransitGatewayPrefixListReference> all =
        RouteTables.referring(
                view,
                Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE,
                table.transitGatewayRouteTableId())
            .stream()
            .filter(FILTERS.matching(request.filters()))
            .toList();
    Listing<TransitGatewayPrefixListReference> page = Listing.page(all, request);
    return GetTransitGatewayPrefixListReferencesResponse.builder()
        .transitGatewayPrefixListReferences(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
