package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.TransitGatewayTies;
import culvert.network.address.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** The attachments of VPN connections, which come and go with the connection's target (A2). */
public final class VpnAttachments {

  private static final Duration WORK = Duration.ofMinutes(2);

  private VpnAttachments() {}

  /** The gateway of that id, to which its owner alone attaches VPN connections. */
  public static TransitGateway gateway(CatalogView view, String id) {
    TransitGateway gateway = TransitGateways.own(view, id);
    TransitGateways.expectAvailable(gateway);
    return gateway;
  }

  /** Attaches a connection. */
  public static void attach(
      Transaction transaction, TransitGateway gateway, String vpnConnection, Quotas quotas) {
    Attachments.checkQuota(transaction, gateway, quotas);
    Attachments.add(
        transaction,
        TransitGatewayAttachment.builder()
            .transitGatewayAttachmentId(Ids.next("tgw-attach"))
            .transitGatewayId(gateway.transitGatewayId())
            .transitGatewayOwnerId(gateway.ownerId())
            .resourceType(TransitGatewayAttachmentResourceType.VPN)
            .resourceId(vpnConnection)
            .resourceOwnerId(gateway.ownerId())
            .state(TransitGatewayAttachmentState.PENDING)
            .creationTime(transaction.now())
            .tags(List.of())
            .build());
  }

  /** Takes a connection off its gateway, if it is on one. */
  public static void detach(Transaction transaction, String vpnConnection) {
    transaction
        .referring(Kinds.TRANSIT_GATEWAY_ATTACHMENT, vpnConnection)
        .filter(each -> !TransitGatewayTies.isOver(each))
        .toList()
        .forEach(
            each -> Attachments.move(transaction, each, TransitGatewayAttachmentState.DELETING));
  }

  static @Nullable Step<TransitGatewayAttachment> next(TransitGatewayAttachment attachment) {
    String state = attachment.stateAsString();
    return switch (attachment.state()) {
      case PENDING -> Step.work(state, WORK, Attachments::arrive);
      case DELETING -> Step.work(state, WORK, Attachments::leave);
      case DELETED ->
          Step.term(
              state,
              TransitGatewayOperations.AFTERGLOW,
              (t, gone) ->
                  t.remove(Kinds.TRANSIT_GATEWAY_ATTACHMENT, gone.transitGatewayAttachmentId()));
      default -> null;
    };
  }

  /** Refuses a transport that is no Direct Connect gateway's attachment to the gateway (A11). */
  public static void checkTransport(CatalogView view, TransitGateway gateway, String attachment) {
    TransitGatewayAttachment transport =
        Attachments.available(view, attachment, gateway.transitGatewayId());
    if (transport.resourceType() != TransitGatewayAttachmentResourceType.DIRECT_CONNECT_GATEWAY) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + attachment
              + ") for parameter transportTransitGatewayAttachmentId is invalid. It is no Direct"
              + " Connect gateway attachment.");
    }
  }

  /** A free address of the gateway's CIDR blocks, for AWS's end of a private tunnel (A11). */
  public static IpAddress privateAddress(
      CatalogView view, TransitGateway gateway, Set<IpAddress> besides) {
    return ConnectPeers.free(view, gateway, besides);
  }

  /** The addresses that the tunnels of a gateway's connections have of its CIDR blocks. */
  static Stream<IpAddress> privateAddresses(CatalogView view, String gateway) {
    return view.referring(Kinds.VPN_CONNECTION, gateway)
        .filter(each ->
            gateway.equals(each.transitGatewayId())
                && each.state() != VpnState.DELETED
                && "PrivateIpv4".equals(each.options().outsideIpAddressType()))
        .flatMap(each -> each.options().tunnelOptions().stream())
        .map(TunnelOption::outsideIpAddress)
        .map(IpAddress::parse);
  }
}
