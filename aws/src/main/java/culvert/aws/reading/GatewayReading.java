package culvert.aws.reading;

import culvert.network.address.IpAddress;
import culvert.network.topology.VpcPeering.Side;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionOptionsDescription;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** Reads gateways and peerings. */
final class GatewayReading {

  private GatewayReading() {}

  static culvert.network.topology.InternetGateway internetGateway(InternetGateway gateway) {
    return new culvert.network.topology.InternetGateway(
        gateway.internetGatewayId(), attachedTo(gateway.attachments()));
  }

  static culvert.network.topology.EgressOnlyInternetGateway egressOnly(
      EgressOnlyInternetGateway gateway) {
    String vpc = attachedTo(gateway.attachments());
    return new culvert.network.topology.EgressOnlyInternetGateway(
        gateway.egressOnlyInternetGatewayId(), vpc == null ? "" : vpc);
  }

  private static @Nullable String attachedTo(List<InternetGatewayAttachment> attachments) {
    return attachments.isEmpty() ? null : attachments.getFirst().vpcId();
  }

  /** Whether AWS still shows it but it is no more. */
  static boolean isGone(NatGateway gateway) {
    return gateway.state() == NatGatewayState.DELETED || gateway.state() == NatGatewayState.FAILED;
  }

  static culvert.network.topology.NatGateway natGateway(NatGateway gateway) {
    return new culvert.network.topology.NatGateway(
        gateway.natGatewayId(),
        gateway.vpcId(),
        gateway.subnetId(),
        gateway.connectivityType() != ConnectivityType.PRIVATE,
        gateway.state() == NatGatewayState.AVAILABLE,
        gateway.natGatewayAddresses().stream()
            .filter(GatewayReading::isInUse)
            .sorted(Comparator.comparing(address -> Boolean.FALSE.equals(address.isPrimary())))
            .map(GatewayReading::address)
            .toList());
  }

  /** Whether the gateway has the address: already, or still. */
  private static boolean isInUse(NatGatewayAddress address) {
    return address.networkInterfaceId() != null
        && address.status() != NatGatewayAddressStatus.ASSOCIATING
        && address.status() != NatGatewayAddressStatus.ASSIGNING;
  }

  private static culvert.network.topology.NatGateway.Address address(NatGatewayAddress address) {
    return new culvert.network.topology.NatGateway.Address(
        address.networkInterfaceId(),
        IpAddress.parse(address.privateIp()),
        address.publicIp() == null ? null : IpAddress.parse(address.publicIp()));
  }

  /** Whether the peering is in a final state: routes to it are routes to nothing. */
  static boolean isGone(VpcPeeringConnection peering) {
    return switch (peering.status().code()) {
      case DELETED, FAILED, REJECTED, EXPIRED -> true;
      default -> false;
    };
  }

  static culvert.network.topology.VpcPeering peering(VpcPeeringConnection peering) {
    return new culvert.network.topology.VpcPeering(
        peering.vpcPeeringConnectionId(),
        side(peering.requesterVpcInfo()),
        side(peering.accepterVpcInfo()),
        peering.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE);
  }

  private static Side side(VpcPeeringConnectionVpcInfo info) {
    VpcPeeringConnectionOptionsDescription options = info.peeringOptions();
    return new Side(
        info.vpcId(),
        info.ownerId(),
        info.region(),
        options != null && Objects.equals(options.allowDnsResolutionFromRemoteVpc(), true));
  }
}
