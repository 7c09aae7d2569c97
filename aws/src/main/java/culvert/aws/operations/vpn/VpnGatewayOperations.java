package culvert.aws.operations.vpn;

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
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.aws.operations.directconnect.Associations;
import culvert.aws.operations.directconnect.VirtualInterfaces;
import culvert.aws.region.Regions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.CreateVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** Virtual private gateways: made, attached to one VPC at a time, detached, deleted (A1). */
final class VpnGatewayOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(30);
  private static final long DEFAULT_ASN = 64_512;
  private static final long LAST_PRIVATE_ASN = 65_534;
  private static final long FIRST_LONG_PRIVATE_ASN = 4_200_000_000L;
  private static final long LAST_LONG_PRIVATE_ASN = 4_294_967_294L;

  private final Quotas.Vpn quotas;

  VpnGatewayOperations(Quotas.Vpn quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateVpnGateway", CreateVpnGatewayRequest::builder, this::create);
    registry.write(
        "AttachVpnGateway", AttachVpnGatewayRequest::builder, VpnGatewayOperations::attach);
    registry.write(
        "DetachVpnGateway", DetachVpnGatewayRequest::builder, VpnGatewayOperations::detach);
    registry.write(
        "DeleteVpnGateway", DeleteVpnGatewayRequest::builder, VpnGatewayOperations::delete);
    registry.describe(
        "DescribeVpnGateways",
        new Describe<>(
                Kinds.VPN_GATEWAY,
                DescribeVpnGatewaysRequest::builder,
                DescribeVpnGatewaysResponse::builder,
                "VpnGateways",
                new Filters<VpnGateway>()
                    .on("amazon-side-asn", VpnGateway::amazonSideAsn)
                    .onEach(
                        "attachment.state",
                        g -> g.vpcAttachments().stream().map(VpcAttachment::stateAsString))
                    .onEach(
                        "attachment.vpc-id",
                        g -> g.vpcAttachments().stream().map(VpcAttachment::vpcId))
                    .on("availability-zone", VpnGateway::availabilityZone)
                    .on("state", VpnGateway::stateAsString)
                    .on("type", VpnGateway::typeAsString)
                    .on("vpn-gateway-id", VpnGateway::vpnGatewayId)
                    .onTags())
            .ids("VpnGatewayIds", Lookup.VPN_GATEWAY));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.VPN_GATEWAY, VpnGatewayOperations::next);
  }

  private static @Nullable Step<VpnGateway> next(VpnGateway gateway) {
    String state = gateway.stateAsString();
    return switch (gateway.state()) {
      case PENDING -> Step.work(state, WORK, to(VpnState.AVAILABLE));
      case DELETING -> Step.work(state, WORK, to(VpnState.DELETED));
      case DELETED ->
          Step.term(
              state,
              VpnFamilies.AFTERGLOW,
              (t, gone) -> t.remove(Kinds.VPN_GATEWAY, gone.vpnGatewayId()));
      case AVAILABLE, UNKNOWN_TO_SDK_VERSION -> nextOfAttachment(gateway);
    };
  }

  private static @Nullable Step<VpnGateway> nextOfAttachment(VpnGateway gateway) {
    VpcAttachment attachment = VpnGateways.attachment(gateway);
    if (attachment == null) {
      return null;
    }
    String state = attachment.stateAsString();
    return switch (attachment.state()) {
      case ATTACHING ->
          Step.work(state, WORK, (t, g) -> put(t, g, attachment, AttachmentStatus.ATTACHED));
      case DETACHING -> Step.work(state, WORK, VpnGatewayOperations::leave);
      case ATTACHED, DETACHED, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static Effect<VpnGateway> to(VpnState state) {
    return (transaction, gateway) ->
        transaction.replace(Kinds.VPN_GATEWAY, gateway.toBuilder().state(state).build());
  }

  private static VpcAttachment put(
      Transaction transaction,
      VpnGateway gateway,
      VpcAttachment attachment,
      AttachmentStatus state) {
    VpcAttachment changed = attachment.toBuilder().state(state).build();
    transaction.replace(Kinds.VPN_GATEWAY, gateway.toBuilder().vpcAttachments(changed).build());
    return changed;
  }

  /** No table of the VPC learns from it any longer, and no Direct Connect gateway leads to it. */
  private static void leave(Transaction transaction, VpnGateway gateway) {
    RoutePropagationOperations.endAll(transaction, gateway.vpnGatewayId());
    Associations.vpcDetached(transaction, gateway.vpnGatewayId());
    transaction.replace(Kinds.VPN_GATEWAY, gateway.toBuilder().vpcAttachments(List.of()).build());
  }

  private CreateVpnGatewayResponse create(
      CreateVpnGatewayRequest request, Transaction transaction) {
    long asn = asn(request.amazonSideAsn());
    String zone = zone(transaction, request.availabilityZone());
    long present =
        transaction.all(Kinds.VPN_GATEWAY).filter(each -> each.state() != VpnState.DELETED).count();
    if (present >= quotas.vpnGatewaysPerRegion()) {
      throw Ec2Error.VPN_GATEWAY_LIMIT_EXCEEDED.with();
    }
    VpnGateway made =
        transaction.add(
            Kinds.VPN_GATEWAY,
            VpnGateway.builder()
                .vpnGatewayId(Ids.next("vgw"))
                .type(request.type())
                .state(VpnState.PENDING)
                .availabilityZone(zone)
                .amazonSideAsn(asn)
                .vpcAttachments(List.of())
                .tags(Tags.of(request.tagSpecifications(), "vpn-gateway"))
                .build());
    return CreateVpnGatewayResponse.builder().vpnGateway(made).build();
  }

  private static long asn(@Nullable Long asked) {
    if (asked == null) {
      return DEFAULT_ASN;
    }
    boolean isPrivate =
        asked >= DEFAULT_ASN && asked <= LAST_PRIVATE_ASN
            || asked >= FIRST_LONG_PRIVATE_ASN && asked <= LAST_LONG_PRIVATE_ASN;
    if (!isPrivate) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + asked
              + ") for parameter amazonSideAsn is invalid. It must be a private ASN: 64512 to 65534,"
              + " or 4200000000 to 4294967294.");
    }
    return asked;
  }

  /** An empty one is none, as Terraform says it. */
  private static @Nullable String zone(Transaction transaction, @Nullable String asked) {
    if (asked == null || asked.isEmpty()) {
      return null;
    }
    if (Regions.get(transaction.scope().region()).zones().stream()
        .noneMatch(each -> each.name().equals(asked))) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("Invalid availability zone: [" + asked + "]");
    }
    return asked;
  }

  private static AttachVpnGatewayResponse attach(
      AttachVpnGatewayRequest request, Transaction transaction) {
    VpnGateway gateway = VpnGateways.available(transaction, request.vpnGatewayId());
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    if (VpnGateways.attachment(gateway) != null) {
      throw Ec2Error.VPN_GATEWAY_ATTACHMENT_LIMIT_EXCEEDED.with(gateway.vpnGatewayId());
    }
    if (transaction.referring(Kinds.VPN_GATEWAY, vpc.vpcId()).findAny().isPresent()) {
      throw Ec2Error.INVALID_VPC_STATE.with(
          "The VPC " + vpc.vpcId() + " already has a virtual private gateway attached.");
    }
    refuseWhilePending(transaction, gateway);
    VpcAttachment attachment = VpcAttachment.builder().vpcId(vpc.vpcId()).build();
    return AttachVpnGatewayResponse.builder()
        .vpcAttachment(put(transaction, gateway, attachment, AttachmentStatus.ATTACHING))
        .build();
  }

  private static void refuseWhilePending(Transaction transaction, VpnGateway gateway) {
    if (VpnGateways.connections(transaction, gateway.vpnGatewayId())
        .anyMatch(each -> each.state() != VpnState.AVAILABLE)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "This call cannot be completed because there are pending VPNs or Virtual Interfaces");
    }
  }

  private static DetachVpnGatewayResponse detach(
      DetachVpnGatewayRequest request, Transaction transaction) {
    VpnGateway gateway = VpnGateways.available(transaction, request.vpnGatewayId());
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    VpcAttachment attachment = VpnGateways.attachment(gateway);
    if (attachment == null
        || !attachment.vpcId().equals(vpc.vpcId())
        || attachment.state() == AttachmentStatus.DETACHING) {
      throw Ec2Error.INVALID_VPN_GATEWAY_ATTACHMENT_NOT_FOUND.with(
          gateway.vpnGatewayId(), vpc.vpcId());
    }
    refuseWhilePending(transaction, gateway);
    put(transaction, gateway, attachment, AttachmentStatus.DETACHING);
    return DetachVpnGatewayResponse.builder().build();
  }

  private static DeleteVpnGatewayResponse delete(
      DeleteVpnGatewayRequest request, Transaction transaction) {
    VpnGateway gateway = VpnGateways.get(transaction, request.vpnGatewayId());
    if (VpnGateways.attachment(gateway) != null
        || VpnGateways.connections(transaction, gateway.vpnGatewayId()).findAny().isPresent()
        || VirtualInterfaces.use(transaction.snapshot(), gateway.vpnGatewayId())) {
      throw Ec2Error.INCORRECT_STATE.with("The VPN gateway is in use.");
    }
    if (gateway.state() != VpnState.DELETING) {
      transaction.replace(Kinds.VPN_GATEWAY, gateway.toBuilder().state(VpnState.DELETING).build());
    }
    return DeleteVpnGatewayResponse.builder().build();
  }
}
