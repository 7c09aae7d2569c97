package culvert.aws.billing;

import culvert.network.cost.Meter;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** Network and Gateway Load Balancers, from when they are active. */
final class LoadBalancerMeters {

  private LoadBalancerMeters() {}

  static void balancer(LoadBalancer balancer, Metered metered) {
    switch (balancer.state().code()) {
      case ACTIVE, ACTIVE_IMPAIRED -> {
        switch (balancer.type()) {
          case NETWORK -> metered.runs(Meter.NETWORK_LOAD_BALANCER_HOUR);
          case GATEWAY -> metered.runs(Meter.GATEWAY_LOAD_BALANCER_HOUR);
          case APPLICATION, UNKNOWN_TO_SDK_VERSION -> {
            // Another product.
          }
        }
      }
      case PROVISIONING, FAILED, UNKNOWN_TO_SDK_VERSION -> {
        // Not there yet.
      }
    }
  }
}
