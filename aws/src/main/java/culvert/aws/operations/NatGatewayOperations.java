package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AvailabilityMode;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** NAT gateways, public and private, each with an interface of its own (R1.5.4). */
final class NatGatewayOperations implements OperationFamily {

  private static final Duration MAKING = Duration.ofSeconds(90);
  private static final Duration ASSOCIATING = Duration.ofSeconds(15);
  private static final Duration DELETING = Duration.ofSeconds(45);
  private static final Duration SHOWN = Duration.ofHours(1);

  private final Quotas quotas;

  NatGatewayOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateNatGateway", CreateNatGatewayRequest::builder, this::create);
    registry.write(
        "DeleteNatGateway", DeleteNatGatewayRequest::builder, NatGatewayOperations::delete);
    registry.describe(
        "DescribeNatGateways",
        new Describe<>(
                Kinds.NAT_GATEWAY,
                DescribeNatGatewaysRequest::builder,
                DescribeNatGatewaysResponse::builder,
                "NatGateways",
                new Filters<NatGateway>()
                    .on("nat-gateway-id", NatGateway::natGatewayId)
                    .on("state", NatGateway::stateAsString)
                    .onReference("subnet-id", NatGateway::subnetId)
                    .onReference("vpc-id", NatGateway::vpcId)
                    .onTags())
            .ids("NatGatewayIds", Lookup.NAT_GATEWAY));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.NAT_GATEWAY, NatGatewayOperations::next);
  }

  private static @Nullable Step<NatGateway> next(NatGateway gateway) {
    return switch (gateway.state()) {
      case PENDING -> Step.work("pending", MAKING, NatGatewayOperations::settle);
      case DELETING -> Step.work("deleting", DELETING, NatGatewayOperations::finish);
      case DELETED, FAILED ->
          Step.term("deleted", SHOWN, (t, g) -> t.remove(Kinds.NAT_GATEWAY, g.natGatewayId()));
      case AVAILABLE ->
          gateway.natGatewayAddresses().stream().anyMatch(NatGatewayOperations::isComing)
              ? Step.work("associating", ASSOCIATING, NatGatewayOperations::arrive)
              : null;
      case UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static boolean isComing(NatGatewayAddress address) {
    return address.status() == NatGatewayAddressStatus.ASSOCIATING
        || address.status() == NatGatewayAddressStatus.ASSIGNING;
  }

  private static void arrive(Transaction transaction, NatGateway gateway) {
    transaction.replace(
        Kinds.NAT_GATEWAY,
        gateway.toBuilder()
            .natGatewayAddresses(
                Lists.replacing(
                    gateway.natGatewayAddresses(),
                    NatGatewayOperations::isComing,
                    NatGateways::succeeded))
            .build());
  }

  /** AWS makes a gateway after it has answered; what it cannot make, it shows as failed. */
  private static void settle(Transaction transaction, NatGateway gateway) {
    NatGateway settled;
    try {
      settled =
          NatGateways.placed(transaction, gateway).toBuilder()
              .state(NatGatewayState.AVAILABLE)
              .build();
    } catch (WireException refused) {
      settled =
          gateway.toBuilder()
              .state(NatGatewayState.FAILED)
              .failureCode(refused.code())
              .failureMessage(refused.message())
              .natGatewayAddresses(
                  Lists.replacing(
                      gateway.natGatewayAddresses(),
                      _ -> true,
                      each -> each.toBuilder().status(NatGatewayAddressStatus.FAILED).build()))
              .build();
    }
    transaction.replace(Kinds.NAT_GATEWAY, settled);
  }

  /** Its interface goes, its Elastic IP addresses are free again. */
  private static void finish(Transaction transaction, NatGateway gateway) {
    String id = gateway.natGatewayAddresses().getFirst().networkInterfaceId();
    NetworkInterface held = id == null ? null : transaction.find(Kinds.NETWORK_INTERFACE, id);
    if (held != null) {
      NetworkInterfaceAttachments.delete(transaction, held);
    }
    transaction.remove(Kinds.NAT_GATEWAY_DRAIN, gateway.natGatewayId());
    transaction.replace(
        Kinds.NAT_GATEWAY,
        gateway.toBuilder().state(NatGatewayState.DELETED).deleteTime(transaction.now()).build());
  }

  private CreateNatGatewayResponse create(
      CreateNatGatewayRequest request, Transaction transaction) {
    if (request.availabilityMode() == AvailabilityMode.REGIONAL
        || request.vpcId() != null
        || !request.availabilityZoneAddresses().isEmpty()) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("Culvert has no regional NAT gateways");
    }
    Subnet subnet = Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
    boolean isPublic = request.connectivityType() != ConnectivityType.PRIVATE;
    List<NatGatewayAddress> wanted =
        isPublic ? publicAddresses(transaction, request) : privateAddresses(request);
    NatGateways.checkCount(
        wanted.size(), isPublic ? quotas.elasticIpsPerNatGateway() : Integer.MAX_VALUE);
    SubnetAddresses free = SubnetAddresses.of(transaction, subnet);
    wanted.stream().map(NatGatewayAddress::privateIp).filter(Objects::nonNull).forEach(free::take);
    checkQuota(transaction, subnet);
    NatGateway made =
        transaction.add(
            Kinds.NAT_GATEWAY,
            NatGateway.builder()
                .natGatewayId(Ids.next("nat"))
                .subnetId(subnet.subnetId())
                .vpcId(subnet.vpcId())
                .availabilityMode(AvailabilityMode.ZONAL)
                .connectivityType(isPublic ? ConnectivityType.PUBLIC : ConnectivityType.PRIVATE)
                .state(NatGatewayState.PENDING)
                .createTime(transaction.now())
                .natGatewayAddresses(wanted)
                .tags(Tags.of(request.tagSpecifications(), "natgateway"))
                .build());
    return CreateNatGatewayResponse.builder()
        .natGateway(made)
        .clientToken(request.clientToken())
        .build();
  }

  private static List<NatGatewayAddress> publicAddresses(
      Transaction transaction, CreateNatGatewayRequest request) {
    if (request.secondaryPrivateIpAddressCount() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "SecondaryPrivateIpAddressCount cannot be specified for a public NAT gateway");
    }
    Lookup.ELASTIC_IP.get(transaction, request.allocationId(), "AllocationId");
    List<NatGatewayAddress> wanted = new ArrayList<>();
    wanted.add(NatGateways.wanted(request.allocationId(), request.privateIpAddress(), true));
    wanted.addAll(
        NatGatewayAddressOperations.secondary(
            transaction, request.secondaryAllocationIds(), request.secondaryPrivateIpAddresses()));
    if (wanted.stream().map(NatGatewayAddress::allocationId).distinct().count() < wanted.size()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("An allocation ID is given twice");
    }
    return wanted;
  }

  private static List<NatGatewayAddress> privateAddresses(CreateNatGatewayRequest request) {
    if (request.allocationId() != null || !request.secondaryAllocationIds().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "AllocationId cannot be specified for a private NAT gateway");
    }
    List<NatGatewayAddress> wanted = new ArrayList<>();
    wanted.add(NatGateways.wanted(null, request.privateIpAddress(), true));
    wanted.addAll(
        NatGatewayAddressOperations.secondary(
            request.secondaryPrivateIpAddresses(), request.secondaryPrivateIpAddressCount()));
    return wanted;
  }

  private void checkQuota(Transaction transaction, Subnet subnet) {
    long present =
        transaction
            .all(Kinds.NAT_GATEWAY)
            .filter(NatGatewayOperations::counts)
            .filter(gateway -> inZone(transaction, gateway, subnet.availabilityZoneId()))
            .limit(quotas.natGatewaysPerZone())
            .count();
    if (present >= quotas.natGatewaysPerZone()) {
      throw Ec2Error.NAT_GATEWAY_LIMIT_EXCEEDED.with();
    }
  }

  private static boolean counts(NatGateway gateway) {
    return gateway.state() != NatGatewayState.DELETED && gateway.state() != NatGatewayState.FAILED;
  }

  private static boolean inZone(Transaction transaction, NatGateway gateway, String zone) {
    Subnet subnet = transaction.find(Kinds.SUBNET, gateway.subnetId());
    return subnet != null && zone.equals(subnet.availabilityZoneId());
  }

  private static DeleteNatGatewayResponse delete(
      DeleteNatGatewayRequest request, Transaction transaction) {
    NatGateway gateway =
        Lookup.NAT_GATEWAY.get(transaction, request.natGatewayId(), "NatGatewayId");
    boolean going =
        Objects.equals(gateway.state(), NatGatewayState.DELETED)
            || Objects.equals(gateway.state(), NatGatewayState.DELETING);
    if (!going) {
      transaction.replace(
          Kinds.NAT_GATEWAY, gateway.toBuilder().state(NatGatewayState.DELETING).build());
    }
    return DeleteNatGatewayResponse.builder().natGatewayId(gateway.natGatewayId()).build();
  }
}
