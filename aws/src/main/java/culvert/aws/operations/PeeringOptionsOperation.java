package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ModifyVpcPeeringConnectionOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcPeeringConnectionOptionsResponse;
import software.amazon.awssdk.services.ec2.model.PeeringConnectionOptions;
import software.amazon.awssdk.services.ec2.model.PeeringConnectionOptionsRequest;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionOptionsDescription;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** ModifyVpcPeeringConnectionOptions: whether a side's names resolve at the other (R3.4.*). */
final class PeeringOptionsOperation implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "ModifyVpcPeeringConnectionOptions",
        ModifyVpcPeeringConnectionOptionsRequest::builder,
        PeeringOptionsOperation::modify);
  }

  private static ModifyVpcPeeringConnectionOptionsResponse modify(
      ModifyVpcPeeringConnectionOptionsRequest request, Transaction transaction) {
    VpcPeeringConnection peering =
        Lookup.VPC_PEERING_CONNECTION.get(
            transaction, request.vpcPeeringConnectionId(), "VpcPeeringConnectionId");
    PeeringConnectionOptionsRequest requester = request.requesterPeeringConnectionOptions();
    PeeringConnectionOptionsRequest accepter = request.accepterPeeringConnectionOptions();
    if (requester == null && accepter == null) {
      throw Ec2Error.MISSING_PARAMETER.with(
          "AccepterPeeringConnectionOptions or RequesterPeeringConnectionOptions");
    }
    if (peering.status().code() != VpcPeeringConnectionStateReasonCode.ACTIVE) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "Peering "
              + peering.vpcPeeringConnectionId()
              + " is not active. Peering options can be"
              + " added only to active peerings.");
    }
    ModifyVpcPeeringConnectionOptionsResponse.Builder answer =
        ModifyVpcPeeringConnectionOptionsResponse.builder();
    if (requester != null) {
      answer.requesterPeeringConnectionOptions(
          set(transaction, peering, VpcPeeringConnection::requesterVpcInfo, requester));
    }
    if (accepter != null) {
      answer.accepterPeeringConnectionOptions(
          set(transaction, peering, VpcPeeringConnection::accepterVpcInfo, accepter));
    }
    return answer.build();
  }

  private static PeeringConnectionOptions set(
      Transaction transaction,
      VpcPeeringConnection peering,
      Function<VpcPeeringConnection, VpcPeeringConnectionVpcInfo> side,
      PeeringConnectionOptionsRequest asked) {
    refuseForeign(transaction.scope(), peering, side.apply(peering));
    refuseClassicLink(asked);
    boolean allow = Objects.equals(asked.allowDnsResolutionFromRemoteVpc(), true);
    if (allow) {
      refuseWithoutNames(transaction, peering, peering.requesterVpcInfo());
      refuseWithoutNames(transaction, peering, peering.accepterVpcInfo());
    }
    boolean requesters = side.apply(peering).equals(peering.requesterVpcInfo());
    Peerings.change(transaction, peering, view -> withDns(view, requesters, allow));
    return PeeringConnectionOptions.builder()
        .allowDnsResolutionFromRemoteVpc(allow)
        .allowEgressFromLocalClassicLinkToRemoteVpc(false)
        .allowEgressFromLocalVpcToRemoteClassicLink(false)
        .build();
  }

  private static VpcPeeringConnection withDns(
      VpcPeeringConnection view, boolean requesters, boolean allow) {
    UnaryOperator<VpcPeeringConnectionVpcInfo> change =
        info -> {
          VpcPeeringConnectionOptionsDescription options =
              info.peeringOptions().toBuilder().allowDnsResolutionFromRemoteVpc(allow).build();
          return info.toBuilder().peeringOptions(options).build();
        };
    return requesters
        ? view.toBuilder().requesterVpcInfo(change.apply(view.requesterVpcInfo())).build()
        : view.toBuilder().accepterVpcInfo(change.apply(view.accepterVpcInfo())).build();
  }

  /** R3.4.3. */
  private static void refuseForeign(
      Scope caller, VpcPeeringConnection peering, VpcPeeringConnectionVpcInfo side) {
    if (!Peerings.scopeOf(side).equals(caller)) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "User ("
              + caller.account()
              + ") cannot modify the options of VPC "
              + side.vpcId()
              + " of peering "
              + peering.vpcPeeringConnectionId()
              + " in "
              + caller.region());
    }
  }

  private static void refuseClassicLink(PeeringConnectionOptionsRequest asked) {
    if (isTrue(asked.allowEgressFromLocalClassicLinkToRemoteVpc())
        || isTrue(asked.allowEgressFromLocalVpcToRemoteClassicLink())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("ClassicLink is no longer available");
    }
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Objects.equals(value, true);
  }

  /** R3.4.2. */
  private static void refuseWithoutNames(
      Transaction transaction, VpcPeeringConnection peering, VpcPeeringConnectionVpcInfo side) {
    var attributes =
        transaction.in(Peerings.scopeOf(side)).find(Kinds.VPC_ATTRIBUTES, side.vpcId());
    if (attributes == null
        || !attributes.enableDnsHostnames().value()
        || !attributes.enableDnsSupport().value()) {
      throw Ec2Error.INVALID_VPC_PEERING_CONNECTION_STATE_DNS_HOSTNAMES_DISABLED.with(
          side.vpcId(), peering.vpcPeeringConnectionId());
    }
  }
}
