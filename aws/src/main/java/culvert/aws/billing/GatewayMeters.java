package culvert.aws.billing;

import culvert.network.cost.Meter;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.AvailabilityMode;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** NAT gateways and VPC peering. */
final class GatewayMeters {

  private GatewayMeters() {}

  /** From available on, public and private alike; a regional one in each of its zones (C2). */
  static void nat(NatGateway gateway, Metered metered) {
    if (gateway.state() != NatGatewayState.AVAILABLE) {
      return;
    }
    if (gateway.availabilityMode() == AvailabilityMode.REGIONAL) {
      gateway.natGatewayAddresses().stream()
          .map(NatGatewayAddress::availabilityZone)
          .filter(Objects::nonNull)
          .distinct()
          .forEach(zone -> metered.runs(zone, Meter.NAT_GATEWAY_HOUR, ""));
    } else {
      metered.runs(Meter.NAT_GATEWAY_HOUR);
    }
  }

  /** Free, on either side (C2). */
  static void peering(VpcPeeringConnection peering, Metered metered) {
    if (peering.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE) {
      metered.runs(Meter.VPC_PEERING_HOUR);
    }
  }
}
