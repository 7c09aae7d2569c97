package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Arns;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.aws.operations.TransitGatewayRouteCount;
import culvert.aws.operations.TransitGatewayTies;
import culvert.aws.operations.ram.SharedResources;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayRequest;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayResponse;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayOptions;
import software.amazon.awssdk.services.ec2.model.TransitGatewayState;

/** Transit gateways and their lifecycle (R4.1.*). */
final class TransitGatewayOperations implements OperationFamily {

  private static final Duration CREATION = Duration.ofSeconds(50);
  private static final Duration MODIFICATION = Duration.ofSeconds(20);
  private static final Duration DELETION = Duration.ofMinutes(1);

  /** How long what is deleted is still described. */
  static final Duration AFTERGLOW = Duration.ofHours(2);

  private final Quotas quotas;

  TransitGatewayOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateTransitGateway", CreateTransitGatewayRequest::builder, this::create);
    registry.write(
        "ModifyTransitGateway",
        ModifyTransitGatewayRequest::builder,
        TransitGatewayOperations::modify);
    registry.write(
        "DeleteTransitGateway",
        DeleteTransitGatewayRequest::builder,
        TransitGatewayOperations::delete);
    registry.describe(
        "DescribeTransitGateways",
        new Describe<>(
                Kinds.TRANSIT_GATEWAY,
                DescribeTransitGatewaysRequest::builder,
                DescribeTransitGatewaysResponse::builder,
                "TransitGateways",
                filters())
            .ids("TransitGatewayIds", Lookup.TRANSIT_GATEWAY)
            .shared(TransitGatewayAccess::shared)
            .view(TransitGatewayAccess::shown));
  }

  private static Filters<TransitGateway> filters() {
    return new Filters<TransitGateway>()
        .on("options.amazon-side-asn", g -> g.options().amazonSideAsn())
        .on(
            "options.association-default-route-table-id",
            g -> g.options().associationDefaultRouteTableId())
        .on(
            "options.auto-accept-shared-attachments",
            g -> g.options().autoAcceptSharedAttachmentsAsString())
        .on(
            "options.default-route-table-association",
            g -> g.options().defaultRouteTableAssociationAsString())
        .on(
            "options.default-route-table-propagation",
            g -> g.options().defaultRouteTablePropagationAsString())
        .on("options.dns-support", g -> g.options().dnsSupportAsString())
        .on(
            "options.propagation-default-route-table-id",
            g -> g.options().propagationDefaultRouteTableId())
        .on("options.vpn-ecmp-support", g -> g.options().vpnEcmpSupportAsString())
        .on("owner-id", TransitGateway::ownerId)
        .on("state", TransitGateway::stateAsString)
        .on("transit-gateway-id", TransitGateway::transitGatewayId)
        .onTags();
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.TRANSIT_GATEWAY, TransitGatewayOperations::next);
  }

  private static @Nullable Step<TransitGateway> next(TransitGateway gateway) {
    String state = gateway.stateAsString();
    return switch (gateway.state()) {
      case PENDING -> Step.work(state, CREATION, TransitGatewayOperations::settle);
      case MODIFYING -> Step.work(state, MODIFICATION, TransitGatewayOperations::settle);
      case DELETING -> Step.work(state, DELETION, TransitGatewayOperations::vanish);
      case DELETED ->
          Step.term(
              state, AFTERGLOW, (t, g) -> t.remove(Kinds.TRANSIT_GATEWAY, g.transitGatewayId()));
      case AVAILABLE, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static void settle(Transaction transaction, TransitGateway gateway) {
    TransitGatewayOptions settled = GatewayOptions.settled(gateway.options());
    move(transaction, gateway.toBuilder().options(settled).build(), TransitGatewayState.AVAILABLE);
  }

  private static void vanish(Transaction transaction, TransitGateway gateway) {
    SharedResources.withdraw(transaction, gateway.transitGatewayArn());
    move(transaction, gateway, TransitGatewayState.DELETED);
  }

  private static TransitGateway move(
      Transaction transaction, TransitGateway gateway, TransitGatewayState state) {
    return transaction.replace(Kinds.TRANSIT_GATEWAY, gateway.toBuilder().state(state).build());
  }

  private CreateTransitGatewayResponse create(
      CreateTransitGatewayRequest request, Transaction transaction) {
    TransitGatewayOptions options = GatewayOptions.of(request.options());
    long present =
        transaction
            .all(Kinds.TRANSIT_GATEWAY)
            .filter(gateway -> !TransitGateways.isDeleted(gateway))
            .count();
    if (present >= quotas.transitGatewaysPerRegion()) {
      throw Ec2Error.TRANSIT_GATEWAY_LIMIT_EXCEEDED.with();
    }
    String id = Ids.next("tgw");
    TransitGateway made =
        transaction.add(
            Kinds.TRANSIT_GATEWAY,
            TransitGateway.builder()
                .transitGatewayId(id)
                .transitGatewayArn(Arns.of(transaction.scope(), "transit-gateway", id))
                .state(TransitGatewayState.PENDING)
                .ownerId(transaction.scope().account())
                .description(request.description())
                .creationTime(transaction.now())
                .options(DefaultTables.make(transaction, id, options))
                .tags(Tags.of(request.tagSpecifications(), "transit-gateway"))
                .build());
    return CreateTransitGatewayResponse.builder().transitGateway(made).build();
  }

  private static ModifyTransitGatewayResponse modify(
      ModifyTransitGatewayRequest request, Transaction transaction) {
    TransitGateway gateway = TransitGateways.own(transaction, request.transitGatewayId());
    TransitGatewayOptions before = gateway.options();
    TransitGatewayOptions after =
        request.options() == null ? before : GatewayOptions.modified(before, request.options());
    DefaultTables.refuseUnknown(transaction, gateway, after);
    TransitGateways.expectAvailable(gateway);
    if (!after.amazonSideAsn().equals(before.amazonSideAsn())
        && attachments(transaction, gateway).stream().anyMatch(TransitGatewayOperations::isBgp)) {
      throw Ec2Error.INCORRECT_STATE.with(
          gateway.transitGatewayId()
              + " has attachments with dynamic routing: its Amazon side ASN cannot be changed.");
    }
    if (request.options() != null) {
      CidrBlocks.refuseAttached(
          transaction, gateway, request.options().addTransitGatewayCidrBlocks());
      ConnectPeers.refuseRemoval(
          transaction, gateway, request.options().removeTransitGatewayCidrBlocks());
    }
    DefaultTables.mark(transaction, before, after);
    TransitGateway.Builder changed = gateway.toBuilder().options(after);
    if (request.description() != null) {
      changed.description(request.description());
    }
    return ModifyTransitGatewayResponse.builder()
        .transitGateway(move(transaction, changed.build(), TransitGatewayState.MODIFYING))
        .build();
  }

  private static boolean isBgp(TransitGatewayAttachment attachment) {
    return switch (attachment.resourceType()) {
      case VPN, VPN_CONCENTRATOR, DIRECT_CONNECT_GATEWAY, CONNECT -> true;
      default -> false;
    };
  }

  /** Those that are not over. */
  private static List<TransitGatewayAttachment> attachments(
      Transaction transaction, TransitGateway gateway) {
    return transaction
        .referring(Kinds.TRANSIT_GATEWAY_ATTACHMENT, gateway.transitGatewayId())
        .filter(each -> each.transitGatewayId().equals(gateway.transitGatewayId()))
        .filter(each -> !TransitGatewayTies.isOver(each))
        .toList();
  }

  /** R4.1.7: the tables go with it, attachments are in the way. */
  private static DeleteTransitGatewayResponse delete(
      DeleteTransitGatewayRequest request, Transaction transaction) {
    TransitGateway gateway = TransitGateways.own(transaction, request.transitGatewayId());
    String id = gateway.transitGatewayId();
    TransitGateways.expectAvailable(gateway);
    List<TransitGatewayAttachment> attached = attachments(transaction, gateway);
    if (!attached.isEmpty()) {
      TransitGatewayAttachmentResourceType type = attached.getFirst().resourceType();
      throw Ec2Error.INCORRECT_STATE.with(
          id
              + " has non-deleted "
              + words(type)
              + " Attachments: "
              + attached.stream()
                  .filter(each -> each.resourceType() == type)
                  .map(TransitGatewayAttachment::transitGatewayAttachmentId)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + ".");
    }
    List<TransitGatewayMulticastDomain> domains = MulticastDomains.ofGateway(transaction, id);
    if (!domains.isEmpty()) {
      throw Ec2Error.INCORRECT_STATE.with(
          id
              + " has non-deleted Multicast Domains: "
              + domains.stream()
                  .map(TransitGatewayMulticastDomain::transitGatewayMulticastDomainId)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + ".");
    }
    TransitGatewayRouteCount.tables(transaction, id)
        .forEach(table -> RouteTables.startDeleting(transaction, table));
    return DeleteTransitGatewayResponse.builder()
        .transitGateway(move(transaction, gateway, TransitGatewayState.DELETING))
        .build();
  }

  private static String words(TransitGatewayAttachmentResourceType type) {
    return switch (type) {
      case VPC -> "VPC";
      case VPN -> "VPN";
      case DIRECT_CONNECT_GATEWAY -> "DirectConnect Gateway";
      default -> "Transit Gateway";
    };
  }
}
