package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayConnectRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayConnectResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayConnectRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayConnectResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayConnectsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayConnectsResponse;
import software.amazon.awssdk.services.ec2.model.ProtocolValue;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnect;

/** Connect attachments: GRE and BGP over a VPC's or a Direct Connect attachment (R4.3.9). */
final class ConnectOperations implements OperationFamily {

  private static final Lookup<TransitGatewayConnect> CONNECT =
      new Lookup<>(
          Kinds.TRANSIT_GATEWAY_CONNECT,
          "tgw-attach",
          Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_NOT_FOUND,
          Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_MALFORMED);

  private final Quotas quotas;

  ConnectOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateTransitGatewayConnect", CreateTransitGatewayConnectRequest::builder, this::create);
    registry.write(
        "DeleteTransitGatewayConnect",
        DeleteTransitGatewayConnectRequest::builder,
        ConnectOperations::delete);
    registry.describe(
        "DescribeTransitGatewayConnects",
        new Describe<>(
                Kinds.TRANSIT_GATEWAY_CONNECT,
                DescribeTransitGatewayConnectsRequest::builder,
                DescribeTransitGatewayConnectsResponse::builder,
                "TransitGatewayConnects",
                new Filters<TransitGatewayConnect>()
                    .on("options.protocol", connect -> connect.options().protocolAsString())
                    .on("state", TransitGatewayConnect::stateAsString)
                    .on(
                        "transit-gateway-attachment-id",
                        TransitGatewayConnect::transitGatewayAttachmentId)
                    .onReference("transit-gateway-id", TransitGatewayConnect::transitGatewayId)
                    .onReference(
                        "transport-transit-gateway-attachment-id",
                        TransitGatewayConnect::transportTransitGatewayAttachmentId)
                    .onTags())
            .ids("TransitGatewayAttachmentIds", CONNECT)
            .view(ConnectAttachments::shown));
  }

  private CreateTransitGatewayConnectResponse create(
      CreateTransitGatewayConnectRequest request, Transaction transaction) {
    TransitGatewayAttachment transport =
        Attachments.get(transaction, request.transportTransitGatewayAttachmentId());
    if (request.options().protocol() != ProtocolValue.GRE) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + request.options().protocolAsString()
              + ") for parameter protocol is invalid. The protocol is gre.");
    }
    String over = transport.transitGatewayAttachmentId();
    if (!carries(transport)) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          over + " is neither a VPC's nor a Direct Connect attachment");
    }
    TransitGateway gateway = TransitGateways.own(transaction, transport.transitGatewayId());
    Attachments.expect(transport, TransitGatewayAttachmentState.AVAILABLE);
    Attachments.checkQuota(transaction, gateway, quotas);
    String id = Ids.next("tgw-attach");
    TransitGatewayAttachment common =
        TransitGatewayAttachment.builder()
            .transitGatewayAttachmentId(id)
            .transitGatewayId(gateway.transitGatewayId())
            .transitGatewayOwnerId(gateway.ownerId())
            .resourceType(TransitGatewayAttachmentResourceType.CONNECT)
            .resourceId(over)
            .resourceOwnerId(gateway.ownerId())
            .state(TransitGatewayAttachmentState.PENDING)
            .creationTime(transaction.now())
            .tags(Tags.of(request.tagSpecifications(), "transit-gateway-attachment"))
            .build();
    transaction.add(
        Kinds.TRANSIT_GATEWAY_CONNECT,
        TransitGatewayConnect.builder()
            .transitGatewayAttachmentId(id)
            .transportTransitGatewayAttachmentId(over)
            .transitGatewayId(gateway.transitGatewayId())
            .creationTime(transaction.now())
            .options(o -> o.protocol(ProtocolValue.GRE))
            .build());
    Attachments.add(transaction, common);
    return CreateTransitGatewayConnectResponse.builder()
        .transitGatewayConnect(ConnectAttachments.shown(common, transaction))
        .build();
  }

  private static boolean carries(TransitGatewayAttachment transport) {
    return switch (transport.resourceType()) {
      case VPC, DIRECT_CONNECT_GATEWAY -> true;
      default -> false;
    };
  }

  /** Its peers are in the way. */
  private static DeleteTransitGatewayConnectResponse delete(
      DeleteTransitGatewayConnectRequest request, Transaction transaction) {
    TransitGatewayAttachment common =
        ConnectAttachments.available(transaction, request.transitGatewayAttachmentId());
    String id = common.transitGatewayAttachmentId();
    if (!ConnectPeers.of(transaction, id).isEmpty()) {
      throw Ec2Error.INCORRECT_STATE.with(id + " has non-deleted Connect Peers");
    }
    TransitGatewayAttachment deleting =
        Attachments.move(transaction, common, TransitGatewayAttachmentState.DELETING);
    return DeleteTransitGatewayConnectResponse.builder()
        .transitGatewayConnect(ConnectAttachments.shown(deleting, transaction))
        .build();
  }
}
