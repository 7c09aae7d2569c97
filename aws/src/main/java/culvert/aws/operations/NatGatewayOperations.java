package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** NAT gateways, public and private, each with an interface of its own (R1.5.4). */
final class NatGatewayOperations implements OperationFamily {

  private static final Duration MAKING = Duration.ofSeconds(90);
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
      case PENDING -> Step.work("pending", MAKING, (t, g) -> move(t, g, NatGatewayState.AVAILABLE));
      case DELETING -> Step.work("deleting", DELETING, NatGatewayOperations::finish);
      case DELETED, FAILED ->
          Step.term("deleted", SHOWN, (t, g) -> t.remove(Kinds.NAT_GATEWAY, g.natGatewayId()));
      case AVAILABLE, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static void move(Transaction transaction, NatGateway gateway, NatGatewayState state) {
    transaction.replace(Kinds.NAT_GATEWAY, gateway.toBuilder().state(state).build());
  }

  /** Its interfaces go, its Elastic IP addresses are free again. */
  private static void finish(Transaction transaction, NatGateway gateway) {
    for (NatGatewayAddress address : gateway.natGatewayAddresses()) {
      NetworkInterface held =
          transaction.find(Kinds.NETWORK_INTERFACE, address.networkInterfaceId());
      if (held != null) {
        ElasticIps.release(transaction, held);
        transaction.remove(Kinds.NETWORK_INTERFACE, held.networkInterfaceId());
      }
    }
    transaction.replace(
        Kinds.NAT_GATEWAY,
        gateway.toBuilder().state(NatGatewayState.DELETED).deleteTime(transaction.now()).build());
  }

  private CreateNatGatewayResponse create(
      CreateNatGatewayRequest request, Transaction transaction) {
    Subnet subnet = Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
    boolean isPublic = request.connectivityType() != ConnectivityType.PRIVATE;
    boolean unsupported =
        !request.secondaryAllocationIds().isEmpty()
            || !request.secondaryPrivateIpAddresses().isEmpty()
            || request.secondaryPrivateIpAddressCount() != null;
    if (unsupported) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "Culvert does not assign secondary addresses to NAT gateways in this version");
    }
    if (!isPublic && request.allocationId() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "AllocationId cannot be specified for a private NAT gateway");
    }
    Address address = isPublic ? free(transaction, request.allocationId()) : null;
    checkQuota(transaction, subnet);
    String id = Ids.next("nat");
    NetworkInterface held =
        NewNetworkInterface.in(subnet)
            .description("Interface for NAT Gateway " + id)
            .ofService("nat_gateway")
            .address(request.privateIpAddress())
            .create(transaction);
    Address tied = address == null ? null : ElasticIps.associate(transaction, address, held);
    NatGateway made =
        transaction.add(
            Kinds.NAT_GATEWAY,
            NatGateway.builder()
                .natGatewayId(id)
                .subnetId(subnet.subnetId())
                .vpcId(subnet.vpcId())
                .connectivityType(isPublic ? ConnectivityType.PUBLIC : ConnectivityType.PRIVATE)
                .state(NatGatewayState.PENDING)
                .createTime(transaction.now())
                .natGatewayAddresses(address(held, tied))
                .tags(Tags.of(request.tagSpecifications(), "natgateway"))
                .build());
    return CreateNatGatewayResponse.builder()
        .natGateway(made)
        .clientToken(request.clientToken())
        .build();
  }

  private static Address free(Transaction transaction, @Nullable String allocation) {
    Address address = Lookup.ELASTIC_IP.get(transaction, allocation, "AllocationId");
    if (address.associationId() != null) {
      throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
          "Elastic IP address [" + address.allocationId() + "] is already associated");
    }
    return address;
  }

  private void checkQuota(Transaction transaction, Subnet subnet) {
    long present =
        transaction
            .all(Kinds.NAT_GATEWAY)
            .filter(gateway -> gateway.state() != NatGatewayState.DELETED)
            .filter(gateway -> inZone(transaction, gateway, subnet.availabilityZoneId()))
            .limit(quotas.natGatewaysPerZone())
            .count();
    if (present >= quotas.natGatewaysPerZone()) {
      throw Ec2Error.NAT_GATEWAY_LIMIT_EXCEEDED.with();
    }
  }

  private static boolean inZone(Transaction transaction, NatGateway gateway, String zone) {
    Subnet subnet = transaction.find(Kinds.SUBNET, gateway.subnetId());
    return subnet != null && zone.equals(subnet.availabilityZoneId());
  }

  private static List<NatGatewayAddress> address(NetworkInterface held, @Nullable Address tied) {
    return List.of(
        NatGatewayAddress.builder()
            .networkInterfaceId(held.networkInterfaceId())
            .privateIp(held.privateIpAddress())
            .publicIp(tied == null ? null : tied.publicIp())
            .allocationId(tied == null ? null : tied.allocationId())
            .associationId(tied == null ? null : tied.associationId())
            .isPrimary(true)
            .status("succeeded")
            .build());
  }

  private static DeleteNatGatewayResponse delete(
      DeleteNatGatewayRequest request, Transaction transaction) {
    NatGateway gateway =
        Lookup.NAT_GATEWAY.get(transaction, request.natGatewayId(), "NatGatewayId");
    boolean going =
        Objects.equals(gateway.state(), NatGatewayState.DELETED)
            || Objects.equals(gateway.state(), NatGatewayState.DELETING);
    if (!going) {
      move(transaction, gateway, NatGatewayState.DELETING);
    }
    return DeleteNatGatewayResponse.builder().natGatewayId(gateway.natGatewayId()).build();
  }
}
