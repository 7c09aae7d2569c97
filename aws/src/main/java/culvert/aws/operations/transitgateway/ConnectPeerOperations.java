package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Effect;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.network.address.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BgpStatus;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayConnectPeerRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayConnectPeerResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayConnectPeerRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayConnectPeerResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayConnectPeersRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayConnectPeersResponse;
import software.amazon.awssdk.services.ec2.model.ProtocolValue;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentBgpConfiguration;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeer;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeerConfiguration;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeerState;

/** The peers of Connect attachments: a GRE tunnel with two BGP sessions each (R4.3.9). */
final class ConnectPeerOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(30);
  private static final int MOST_PEERS = 4;
  private static final long LAST_ASN = 4_294_967_294L;

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateTransitGatewayConnectPeer",
        CreateTransitGatewayConnectPeerRequest::builder,
        ConnectPeerOperations::create);
    registry.write(
        "DeleteTransitGatewayConnectPeer",
        DeleteTransitGatewayConnectPeerRequest::builder,
        ConnectPeerOperations::delete);
    registry.describe(
        "DescribeTransitGatewayConnectPeers",
        new Describe<>(
                Kinds.TRANSIT_GATEWAY_CONNECT_PEER,
                DescribeTransitGatewayConnectPeersRequest::builder,
                DescribeTransitGatewayConnectPeersResponse::builder,
                "TransitGatewayConnectPeers",
                new Filters<TransitGatewayConnectPeer>()
                    .on("state", TransitGatewayConnectPeer::stateAsString)
                    .onReference(
                        "transit-gateway-attachment-id",
                        TransitGatewayConnectPeer::transitGatewayAttachmentId)
                    .on(
                        "transit-gateway-connect-peer-id",
                        TransitGatewayConnectPeer::transitGatewayConnectPeerId)
                    .onTags())
            .ids("TransitGatewayConnectPeerIds", Lookup.TRANSIT_GATEWAY_CONNECT_PEER));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.TRANSIT_GATEWAY_CONNECT_PEER, ConnectPeerOperations::next);
  }

  private static @Nullable Step<TransitGatewayConnectPeer> next(TransitGatewayConnectPeer peer) {
    String state = peer.stateAsString();
    return switch (peer.state()) {
      case PENDING -> Step.work(state, WORK, to(TransitGatewayConnectPeerState.AVAILABLE));
      case DELETING -> Step.work(state, WORK, to(TransitGatewayConnectPeerState.DELETED));
      case DELETED ->
          Step.term(
              state,
              TransitGatewayOperations.AFTERGLOW,
              (t, gone) ->
                  t.remove(Kinds.TRANSIT_GATEWAY_CONNECT_PEER, gone.transitGatewayConnectPeerId()));
      case AVAILABLE, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static Effect<TransitGatewayConnectPeer> to(TransitGatewayConnectPeerState state) {
    return (transaction, peer) -> move(transaction, peer, state);
  }

  private static TransitGatewayConnectPeer move(
      Transaction transaction,
      TransitGatewayConnectPeer peer,
      TransitGatewayConnectPeerState state) {
    return transaction.replace(
        Kinds.TRANSIT_GATEWAY_CONNECT_PEER, peer.toBuilder().state(state).build());
  }

  private static CreateTransitGatewayConnectPeerResponse create(
      CreateTransitGatewayConnectPeerRequest request, Transaction transaction) {
    InsideCidrs inside = InsideCidrs.of(request.insideCidrBlocks());
    IpAddress far = peerAddress(request.peerAddress());
    TransitGatewayAttachment attachment =
        ConnectAttachments.available(transaction, request.transitGatewayAttachmentId());
    TransitGateway gateway = TransitGateways.own(transaction, attachment.transitGatewayId());
    long ownAsn = gateway.options().amazonSideAsn();
    long peerAsn =
        request.bgpOptions() == null ? ownAsn : asn(request.bgpOptions().peerAsn(), ownAsn);
    String of = attachment.transitGatewayAttachmentId();
    if (ConnectPeers.of(transaction, of).size() >= MOST_PEERS) {
      throw Ec2Error.TRANSIT_GATEWAY_CONNECT_PEER_LIMIT_EXCEEDED.with(of, MOST_PEERS);
    }
    refuseOverlap(transaction, gateway, inside);
    IpAddress near =
        ConnectPeers.address(transaction, gateway, request.transitGatewayAddress(), far.family());
    TransitGatewayConnectPeer made =
        transaction.add(
            Kinds.TRANSIT_GATEWAY_CONNECT_PEER,
            TransitGatewayConnectPeer.builder()
                .transitGatewayAttachmentId(of)
                .transitGatewayConnectPeerId(Ids.next("tgw-connect-peer"))
                .state(TransitGatewayConnectPeerState.PENDING)
                .creationTime(transaction.now())
                .connectPeerConfiguration(
                    TransitGatewayConnectPeerConfiguration.builder()
                        .transitGatewayAddress(near.toString())
                        .peerAddress(far.toString())
                        .insideCidrBlocks(inside.texts())
                        .protocol(ProtocolValue.GRE)
                        .bgpConfigurations(sessions(inside, ownAsn, peerAsn))
                        .build())
                .tags(Tags.of(request.tagSpecifications(), "transit-gateway-connect-peer"))
                .build());
    return CreateTransitGatewayConnectPeerResponse.builder()
        .transitGatewayConnectPeer(made)
        .build();
  }

  private static IpAddress peerAddress(@Nullable String text) {
    IpAddress address = text == null ? null : IpAddress.tryParse(text);
    if (address == null || address.isMulticast()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + text + ") for parameter peerAddress is invalid.");
    }
    return address;
  }

  /** The gateway's own where none is said, which makes the sessions internal ones. */
  private static long asn(@Nullable Long asked, long own) {
    if (asked == null) {
      return own;
    }
    if (asked < 1 || asked > LAST_ASN) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + asked + ") for parameter peerAsn is invalid.");
    }
    return asked;
  }

  /** The ranges of all tunnels of a gateway are apart. */
  private static void refuseOverlap(
      Transaction transaction, TransitGateway gateway, InsideCidrs inside) {
    ConnectPeers.ofGateway(transaction, gateway.transitGatewayId())
        .filter(peer ->
            InsideCidrs.of(peer.connectPeerConfiguration().insideCidrBlocks()).overlap(inside))
        .findAny()
        .ifPresent(peer -> {
          throw Ec2Error.INVALID_PARAMETER_VALUE.with(
              "The inside CIDR blocks "
                  + String.join(", ", inside.texts())
                  + " overlap those of "
                  + peer.transitGatewayConnectPeerId());
        });
  }

  /** The appliance has the first address of the range, the gateway the next two. */
  private static List<TransitGatewayAttachmentBgpConfiguration> sessions(
      InsideCidrs inside, long ownAsn, long peerAsn) {
    IpAddress range = inside.v4().first();
    return LongStream.of(2, 3)
        .mapToObj(offset ->
            TransitGatewayAttachmentBgpConfiguration.builder()
                .transitGatewayAsn(ownAsn)
                .peerAsn(peerAsn)
                .transitGatewayAddress(range.plus(offset).toString())
                .peerAddress(range.plus(1).toString())
                .bgpStatus(BgpStatus.DOWN)
                .build())
        .toList();
  }

  private static DeleteTransitGatewayConnectPeerResponse delete(
      DeleteTransitGatewayConnectPeerRequest request, Transaction transaction) {
    TransitGatewayConnectPeer peer =
        Lookup.TRANSIT_GATEWAY_CONNECT_PEER.get(
            transaction, request.transitGatewayConnectPeerId(), "TransitGatewayConnectPeerId");
    String id = peer.transitGatewayConnectPeerId();
    if (ConnectPeers.isDeleted(peer)) {
      throw Lookup.TRANSIT_GATEWAY_CONNECT_PEER.notFound(id);
    }
    if (peer.state() != TransitGatewayConnectPeerState.AVAILABLE) {
      throw TransitGateways.invalidState(id);
    }
    return DeleteTransitGatewayConnectPeerResponse.builder()
        .transitGatewayConnectPeer(move(transaction, peer, TransitGatewayConnectPeerState.DELETING))
        .build();
  }
}
