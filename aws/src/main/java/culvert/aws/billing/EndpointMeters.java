package culvert.aws.billing;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.cost.Meter;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointConnection;

/**
 * VPC endpoints. Those with interfaces run a meter for each from the moment they are made, in any
 * state, also while the service's owner has not accepted; one that was rejected until the service
 * is gone (C2). Gateway endpoints are free (R2.1.1).
 */
final class EndpointMeters {

  private EndpointMeters() {}

  static void endpoint(VpcEndpoint endpoint, Metered metered) {
    if (isProvisioned(endpoint, metered)) {
      switch (endpoint.vpcEndpointType()) {
        case GATEWAY -> metered.runs(Meter.GATEWAY_ENDPOINT_HOUR);
        case INTERFACE -> interfaces(endpoint, Meter.INTERFACE_ENDPOINT_HOUR, metered);
        case GATEWAY_LOAD_BALANCER ->
            interfaces(endpoint, Meter.GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR, metered);
        case RESOURCE, SERVICE_NETWORK, TUNNEL, UNKNOWN_TO_SDK_VERSION -> {
          // Other products.
        }
      }
    }
  }

  private static void interfaces(VpcEndpoint endpoint, Meter meter, Metered metered) {
    endpoint.networkInterfaceIds().forEach(id -> metered.runs(id, meter, ""));
  }

  /** AWS begins its states with small letters, and its model with capitals. */
  private static boolean isProvisioned(VpcEndpoint endpoint, Metered metered) {
    String state = endpoint.stateAsString();
    if ("rejected".equalsIgnoreCase(state)) {
      return metered
          .at()
          .referringAnywhere(Kinds.VPC_ENDPOINT_CONNECTION, endpoint.vpcEndpointId())
          .findAny()
          .isPresent();
    }
    return !"deleting".equalsIgnoreCase(state) && !"deleted".equalsIgnoreCase(state);
  }

  /** The endpoint that its service's owner sees so; what is seen goes with the service. */
  static Stream<Resource<VpcEndpoint>> endpoint(VpcEndpointConnection seen, Snapshot at) {
    Scope consumer = new Scope(seen.vpcEndpointOwner(), seen.vpcEndpointRegion());
    return Stream.ofNullable(at.find(consumer, Kinds.VPC_ENDPOINT, seen.vpcEndpointId()));
  }
}
