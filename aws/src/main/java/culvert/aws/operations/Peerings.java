package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/**
 * The two views of a peering: the requester's and the accepter's, under one id, each with its own
 * tags (R3.1.12). They change together here and nowhere else.
 */
final class Peerings {

  /** R3.1.2: how long a request waits. */
  static final Duration EXPIRY = Duration.ofDays(7);

  private Peerings() {}

  /** What a side shows of its VPC. */
  static VpcPeeringConnectionVpcInfo info(Vpc vpc, Scope scope) {
    return VpcPeeringConnectionVpcInfo.builder()
        .vpcId(vpc.vpcId())
        .ownerId(scope.account())
        .region(scope.region())
        .cidrBlock(vpc.cidrBlock())
        .cidrBlockSet(
            vpc.cidrBlockAssociationSet().stream()
                .map(block ->
                    software.amazon.awssdk.services.ec2.model.CidrBlock.builder()
                        .cidrBlock(block.cidrBlock())
                        .build())
                .toList())
        .ipv6CidrBlockSet(
            vpc.ipv6CidrBlockAssociationSet().stream()
                .map(block ->
                    software.amazon.awssdk.services.ec2.model.Ipv6CidrBlock.builder()
                        .ipv6CidrBlock(block.ipv6CidrBlock())
                        .build())
                .toList())
        .peeringOptions(o ->
            o.allowDnsResolutionFromRemoteVpc(false)
                .allowEgressFromLocalClassicLinkToRemoteVpc(false)
                .allowEgressFromLocalVpcToRemoteClassicLink(false))
        .build();
  }

  /** A peering as AWS shows it: with the blocks that its VPCs have now. */
  static VpcPeeringConnection shown(VpcPeeringConnection peering, CatalogView view) {
    return peering.toBuilder()
        .requesterVpcInfo(shown(peering.requesterVpcInfo(), view))
        .accepterVpcInfo(shown(peering.accepterVpcInfo(), view))
        .build();
  }

  private static VpcPeeringConnectionVpcInfo shown(
      VpcPeeringConnectionVpcInfo side, CatalogView view) {
    Vpc vpc = vpc(view, side);
    return vpc == null || side.peeringOptions() == null
        ? side
        : info(vpc, scopeOf(side)).toBuilder().peeringOptions(side.peeringOptions()).build();
  }

  static Scope scopeOf(VpcPeeringConnectionVpcInfo side) {
    return new Scope(side.ownerId(), side.region());
  }

  private static Set<Scope> scopes(VpcPeeringConnection peering) {
    Set<Scope> scopes = new LinkedHashSet<>();
    scopes.add(scopeOf(peering.requesterVpcInfo()));
    scopes.add(scopeOf(peering.accepterVpcInfo()));
    return scopes;
  }

  static boolean joins(VpcPeeringConnection peering, String one, String other) {
    String requester = peering.requesterVpcInfo().vpcId();
    String accepter = peering.accepterVpcInfo().vpcId();
    return requester.equals(one) && accepter.equals(other)
        || requester.equals(other) && accepter.equals(one);
  }

  /** Whether it is active or may still become so. */
  static boolean isLive(VpcPeeringConnection peering) {
    return switch (peering.status().code()) {
      case ACTIVE, INITIATING_REQUEST, PENDING_ACCEPTANCE, PROVISIONING -> true;
      default -> false;
    };
  }

  /** R3.1.3: the request reaches the other side, or fails. */
  static void initiate(Transaction transaction, VpcPeeringConnection peering) {
    VpcPeeringConnectionVpcInfo accepter = peering.accepterVpcInfo();
    Scope there = scopeOf(accepter);
    Vpc local = transaction.find(Kinds.VPC, peering.requesterVpcInfo().vpcId());
    Vpc remote = transaction.in(there).find(Kinds.VPC, accepter.vpcId());
    if (local == null
        || remote == null
        || local.vpcId().equals(remote.vpcId())
        || overlap(local, remote)) {
      fail(transaction, peering);
      return;
    }
    VpcPeeringConnection pending =
        withStatus(
            peering.toBuilder().accepterVpcInfo(info(remote, there)).build(),
            VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE,
            "Pending Acceptance by " + there.account());
    transaction.replace(Kinds.VPC_PEERING_CONNECTION, pending);
    if (!there.equals(transaction.scope())) {
      transaction.add(
          there,
          Kinds.VPC_PEERING_CONNECTION,
          pending.vpcPeeringConnectionId(),
          pending.toBuilder().tags(List.of()).build());
    }
  }

  private static void fail(Transaction transaction, VpcPeeringConnection peering) {
    move(
        transaction,
        peering,
        VpcPeeringConnectionStateReasonCode.FAILED,
        "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range");
  }

  /** R1.1.7: an accepted one fails after all where the accepter got an overlapping block since. */
  static void provision(Transaction transaction, VpcPeeringConnection peering) {
    Vpc requester = vpc(transaction, peering.requesterVpcInfo());
    Vpc accepter = vpc(transaction, peering.accepterVpcInfo());
    if (requester == null || accepter == null || overlap(requester, accepter)) {
      fail(transaction, peering);
    } else {
      move(transaction, peering, VpcPeeringConnectionStateReasonCode.ACTIVE, "Active");
    }
  }

  /** The VPC of a side, or null where it is gone. */
  static @Nullable Vpc vpc(CatalogView view, VpcPeeringConnectionVpcInfo side) {
    return view.in(scopeOf(side)).find(Kinds.VPC, side.vpcId());
  }

  /** How long a side still sees a peering that has come to an end (R3.1.4). */
  static Duration afterglow(VpcPeeringConnection peering, Scope viewer) {
    String requester = peering.requesterVpcInfo().ownerId();
    boolean oneAccount = requester.equals(peering.accepterVpcInfo().ownerId());
    boolean brief =
        switch (peering.status().code()) {
          case FAILED -> true;
          case REJECTED -> oneAccount || !viewer.account().equals(requester);
          case DELETED -> peering.status().message().equals(deletedBy(viewer));
          default -> false;
        };
    return brief ? Duration.ofHours(2) : Duration.ofDays(2);
  }

  private static String deletedBy(Scope deleter) {
    return "Deleted by " + deleter.account();
  }

  /** R3.2.1: any block of either family. */
  private static boolean overlap(Vpc one, Vpc other) {
    return VpcBlocks.all(one).anyMatch(a -> VpcBlocks.all(other).anyMatch(b -> a.overlaps(b)));
  }

  private static VpcPeeringConnection withStatus(
      VpcPeeringConnection peering, VpcPeeringConnectionStateReasonCode code, String message) {
    return peering.toBuilder().status(s -> s.code(code).message(message)).build();
  }

  /** Moves every view of a peering to a state; returns the caller's. */
  static VpcPeeringConnection move(
      Transaction transaction,
      VpcPeeringConnection peering,
      VpcPeeringConnectionStateReasonCode code,
      String message) {
    return change(transaction, peering, view -> withStatus(view, code, message));
  }

  /** Changes every view of a peering; returns the caller's. */
  static VpcPeeringConnection change(
      Transaction transaction,
      VpcPeeringConnection peering,
      UnaryOperator<VpcPeeringConnection> change) {
    String id = peering.vpcPeeringConnectionId();
    for (Scope scope : scopes(peering)) {
      VpcPeeringConnection view = transaction.in(scope).find(Kinds.VPC_PEERING_CONNECTION, id);
      if (view != null) {
        transaction.replace(scope, Kinds.VPC_PEERING_CONNECTION, id, change.apply(view));
      }
    }
    return Objects.requireNonNull(transaction.find(Kinds.VPC_PEERING_CONNECTION, id));
  }

  /** Deletes one on behalf of the caller; across Regions it is deleting for a while (R3.1.2). */
  static void end(Transaction transaction, VpcPeeringConnection peering) {
    boolean crossesRegions =
        !peering.requesterVpcInfo().region().equals(peering.accepterVpcInfo().region());
    move(
        transaction,
        peering,
        crossesRegions
            ? VpcPeeringConnectionStateReasonCode.DELETING
            : VpcPeeringConnectionStateReasonCode.DELETED,
        deletedBy(transaction.scope()));
  }

  /** R3.1.9: what the deletion of a VPC means for its peerings. */
  static void deleteWith(Transaction transaction, String vpcId) {
    transaction
        .referring(Kinds.VPC_PEERING_CONNECTION, vpcId)
        .filter(Peerings::isLive)
        .toList()
        .forEach(peering -> end(transaction, peering));
  }

  /** R3.1.9: a request of another account's that waits for an answer. */
  static boolean awaitsAnswer(CatalogView view, String vpcId) {
    return view.referring(Kinds.VPC_PEERING_CONNECTION, vpcId)
        .anyMatch(peering ->
            peering.status().code() == VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE
                && !peering.requesterVpcInfo().ownerId().equals(view.scope().account()));
  }
}
