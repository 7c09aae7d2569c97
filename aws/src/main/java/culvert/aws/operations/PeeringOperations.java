package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.region.Regions;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** VPC peering connections and their lifecycle (R3.1.*). */
final class PeeringOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(2);

  private final Quotas quotas;

  PeeringOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateVpcPeeringConnection", CreateVpcPeeringConnectionRequest::builder, this::create);
    registry.write(
        "AcceptVpcPeeringConnection", AcceptVpcPeeringConnectionRequest::builder, this::accept);
    registry.write(
        "RejectVpcPeeringConnection",
        RejectVpcPeeringConnectionRequest::builder,
        PeeringOperations::reject);
    registry.write(
        "DeleteVpcPeeringConnection",
        DeleteVpcPeeringConnectionRequest::builder,
        PeeringOperations::delete);
    registry.describe(
        "DescribeVpcPeeringConnections",
        new Describe<>(
                Kinds.VPC_PEERING_CONNECTION,
                DescribeVpcPeeringConnectionsRequest::builder,
                DescribeVpcPeeringConnectionsResponse::builder,
                "VpcPeeringConnections",
                filters())
            .ids("VpcPeeringConnectionIds", Lookup.VPC_PEERING_CONNECTION)
            .view(Peerings::shown));
  }

  private static Filters<VpcPeeringConnection> filters() {
    return new Filters<VpcPeeringConnection>()
        .on("accepter-vpc-info.cidr-block", p -> p.accepterVpcInfo().cidrBlock())
        .on("accepter-vpc-info.owner-id", p -> p.accepterVpcInfo().ownerId())
        .onReference("accepter-vpc-info.vpc-id", p -> p.accepterVpcInfo().vpcId())
        .on("expiration-time", VpcPeeringConnection::expirationTime)
        .on("requester-vpc-info.cidr-block", p -> p.requesterVpcInfo().cidrBlock())
        .on("requester-vpc-info.owner-id", p -> p.requesterVpcInfo().ownerId())
        .onReference("requester-vpc-info.vpc-id", p -> p.requesterVpcInfo().vpcId())
        .on("status-code", p -> p.status().codeAsString())
        .on("status-message", p -> p.status().message())
        .on("vpc-peering-connection-id", VpcPeeringConnection::vpcPeeringConnectionId)
        .onTags();
  }

  /** R3.1.2, R3.1.4: each side's view takes its own steps. */
  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.addBySide(Kinds.VPC_PEERING_CONNECTION, PeeringOperations::next);
  }

  private static @Nullable Step<VpcPeeringConnection> next(
      VpcPeeringConnection peering, Scope viewer) {
    String state = peering.status().codeAsString();
    return switch (peering.status().code()) {
      case INITIATING_REQUEST -> Step.work(state, WORK, Peerings::initiate);
      case PENDING_ACCEPTANCE ->
          Step.term(
              state,
              Peerings.EXPIRY,
              (t, p) ->
                  Peerings.move(t, p, VpcPeeringConnectionStateReasonCode.EXPIRED, "Expired"));
      case PROVISIONING -> Step.work(state, WORK, Peerings::provision);
      case DELETING ->
          Step.work(
              state,
              WORK,
              (t, p) ->
                  Peerings.move(
                      t, p, VpcPeeringConnectionStateReasonCode.DELETED, p.status().message()));
      case FAILED, DELETED, REJECTED, EXPIRED ->
          Step.term(state, Peerings.afterglow(peering, viewer), PeeringOperations::forget);
      case ACTIVE, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static void forget(Transaction transaction, VpcPeeringConnection peering) {
    transaction.remove(Kinds.VPC_PEERING_CONNECTION, peering.vpcPeeringConnectionId());
  }

  private CreateVpcPeeringConnectionResponse create(
      CreateVpcPeeringConnectionRequest request, Transaction transaction) {
    Vpc local = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    if (request.peerVpcId() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("PeerVpcId");
    }
    Scope here = transaction.scope();
    Scope there =
        new Scope(
            Objects.requireNonNullElse(request.peerOwnerId(), here.account()),
            Objects.requireNonNullElse(request.peerRegion(), here.region()));
    if (!Regions.exists(there.region())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + there.region() + ") for parameter peerRegion is invalid.");
    }
    refuseSecond(transaction, local.vpcId(), request.peerVpcId());
    refuseTooMany(transaction);
    VpcPeeringConnection made =
        transaction.add(
            Kinds.VPC_PEERING_CONNECTION,
            VpcPeeringConnection.builder()
                .vpcPeeringConnectionId(Ids.next("pcx"))
                .requesterVpcInfo(Peerings.info(local, here))
                .accepterVpcInfo(
                    VpcPeeringConnectionVpcInfo.builder()
                        .vpcId(request.peerVpcId())
                        .ownerId(there.account())
                        .region(there.region())
                        .build())
                .expirationTime(transaction.now().plus(Peerings.EXPIRY))
                .status(s ->
                    s.code(VpcPeeringConnectionStateReasonCode.INITIATING_REQUEST)
                        .message("Initiating Request to " + there.account()))
                .tags(Tags.of(request.tagSpecifications(), "vpc-peering-connection"))
                .build());
    return CreateVpcPeeringConnectionResponse.builder().vpcPeeringConnection(made).build();
  }

  /** R3.1.8. */
  private static void refuseSecond(Transaction transaction, String one, String other) {
    transaction
        .referring(Kinds.VPC_PEERING_CONNECTION, one)
        .filter(p -> Peerings.joins(p, one, other) && Peerings.isLive(p))
        .findFirst()
        .ifPresent(present -> {
          throw Ec2Error.VPC_PEERING_CONNECTION_ALREADY_EXISTS.with(
              present.vpcPeeringConnectionId());
        });
  }

  /** R3.1.11: requests of the account's that wait for an answer. */
  private void refuseTooMany(Transaction transaction) {
    long waiting =
        transaction
            .all(Kinds.VPC_PEERING_CONNECTION)
            .filter(
                p -> p.status().code() == VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE)
            .filter(p -> Peerings.scopeOf(p.requesterVpcInfo()).equals(transaction.scope()))
            .count();
    if (waiting >= quotas.outstandingPeeringsPerAccount()) {
      throw Ec2Error.OUTSTANDING_VPC_PEERING_CONNECTION_LIMIT_EXCEEDED.with(
          quotas.outstandingPeeringsPerAccount());
    }
  }

  /** R3.1.11: active ones of either VPC. */
  private void refuseTooManyActive(Transaction transaction, VpcPeeringConnectionVpcInfo side) {
    long active =
        transaction
            .in(Peerings.scopeOf(side))
            .referring(Kinds.VPC_PEERING_CONNECTION, side.vpcId())
            .filter(p -> p.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE)
            .count();
    if (active >= quotas.activePeeringsPerVpc()) {
      throw Ec2Error.ACTIVE_VPC_PEERING_CONNECTION_PER_VPC_LIMIT_EXCEEDED.with(
          side.vpcId(), quotas.activePeeringsPerVpc());
    }
  }

  private static VpcPeeringConnection asAccepter(Transaction transaction, String id, String verb) {
    VpcPeeringConnection peering =
        Lookup.VPC_PEERING_CONNECTION.get(transaction, id, "VpcPeeringConnectionId");
    VpcPeeringConnectionVpcInfo accepter = peering.accepterVpcInfo();
    if (!accepter.ownerId().equals(transaction.scope().account())) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "User (" + transaction.scope().account() + ") cannot " + verb + " peering " + id);
    }
    if (!accepter.region().equals(transaction.scope().region())) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "Incorrect region ("
              + transaction.scope().region()
              + ") specified for this request. VPC peering connection "
              + id
              + " must be "
              + verb
              + "ed in region "
              + accepter.region());
    }
    return peering;
  }

  private static void expectPending(VpcPeeringConnection peering, String to) {
    if (peering.status().code() != VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE) {
      throw badTransition(peering, to);
    }
  }

  private static RuntimeException badTransition(VpcPeeringConnection peering, String to) {
    return Ec2Error.INVALID_STATE_TRANSITION.with(
        peering.vpcPeeringConnectionId(), peering.status().codeAsString(), to);
  }

  /** The answer is provisioning; active is what the next call sees. */
  private AcceptVpcPeeringConnectionResponse accept(
      AcceptVpcPeeringConnectionRequest request, Transaction transaction) {
    VpcPeeringConnection pending =
        asAccepter(transaction, request.vpcPeeringConnectionId(), "accept");
    expectPending(pending, "provisioning");
    refuseTooManyActive(transaction, pending.requesterVpcInfo());
    refuseTooManyActive(transaction, pending.accepterVpcInfo());
    VpcPeeringConnection moved =
        Peerings.move(
            transaction, pending, VpcPeeringConnectionStateReasonCode.PROVISIONING, "Provisioning");
    return AcceptVpcPeeringConnectionResponse.builder().vpcPeeringConnection(moved).build();
  }

  private static RejectVpcPeeringConnectionResponse reject(
      RejectVpcPeeringConnectionRequest request, Transaction transaction) {
    VpcPeeringConnection pending =
        asAccepter(transaction, request.vpcPeeringConnectionId(), "reject");
    expectPending(pending, "rejected");
    Peerings.move(
        transaction,
        pending,
        VpcPeeringConnectionStateReasonCode.REJECTED,
        "Rejected by " + transaction.scope().account());
    return RejectVpcPeeringConnectionResponse.builder().returnValue(true).build();
  }

  /** R3.1.6: a pending one by the requester, an active one by either. */
  private static DeleteVpcPeeringConnectionResponse delete(
      DeleteVpcPeeringConnectionRequest request, Transaction transaction) {
    VpcPeeringConnection peering =
        Lookup.VPC_PEERING_CONNECTION.get(
            transaction, request.vpcPeeringConnectionId(), "VpcPeeringConnectionId");
    boolean pending =
        peering.status().code() == VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE;
    boolean active = peering.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE;
    boolean requester = peering.requesterVpcInfo().ownerId().equals(transaction.scope().account());
    if (pending && !requester) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "User ("
              + transaction.scope().account()
              + ") cannot delete pending peering "
              + peering.vpcPeeringConnectionId());
    }
    if (!pending && !active) {
      throw badTransition(peering, "deleting");
    }
    Peerings.end(transaction, peering);
    return DeleteVpcPeeringConnectionResponse.builder().returnValue(true).build();
  }
}
