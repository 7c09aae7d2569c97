package culvert.network.forwarding;

import culvert.network.address.Traffic;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What happens at the endpoints that routes lead to: gateway and Gateway Load Balancer ones. */
final class EndpointSteps {

  private static final int MTU = 8500;
  private static final Set<Integer> GATEWAY_PROTOCOLS =
      Set.of(Traffic.TCP, Traffic.ICMP, Traffic.ICMPV6);

  private final Topology topology;

  EndpointSteps(Topology topology) {
    this.topology = topology;
  }

  /** To the service, for hosts of the endpoint's own VPC and nobody behind it (R2.1.6). */
  List<Step> gatewayOut(String endpoint) {
    VpcEndpoint at = topology.get(VpcEndpoint.class, endpoint);
    return List.of(
        new Step.Meet(Kind.VPC_ENDPOINT, endpoint),
        new Step.Require(
            endpoint,
            new Condition.SourceIn(AddressSet.of(topology.get(Vpc.class, at.vpc()).cidrs())),
            Reason.VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC),
        new Step.Require(
            endpoint,
            new Condition.ProtocolIn(GATEWAY_PROTOCOLS),
            Reason.VPCE_GATEWAY_PROTOCOL_RESTRICTION),
        new Step.Deliver(endpoint));
  }

  /** Answers go straight to the host that asked; the service opens no flow. */
  List<Step> gatewayIn(String endpoint) {
    VpcEndpoint at = topology.get(VpcEndpoint.class, endpoint);
    return List.of(
        new Step.Meet(Kind.VPC_ENDPOINT, endpoint),
        new Step.LoseOrigin(Reason.SG_REFERENCES_NOT_PRESERVED),
        neverAsks(endpoint),
        new Step.Go(new Place.VpcLocal(at.vpc())));
  }

  /** Inspected, and out again by the table of the endpoint's subnet (R2.4.3, R1.6.6). */
  List<Step> inspection(VpcEndpoint.GatewayLoadBalancer endpoint) {
    return List.of(
        new Step.Meet(Kind.VPC_ENDPOINT, endpoint.id()),
        new Step.Mtu(endpoint.id(), MTU),
        new Step.LoseOrigin(Reason.SG_REFERENCES_NOT_PRESERVED),
        new Step.Go(new Place.SubnetRouter(endpoint.subnet())));
  }

  /** At an interface of an endpoint, whose provider takes it from there (R2.2.10). */
  static List<Step> arrive(String endpoint, List<Step> provider) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Mtu(endpoint, MTU));
    steps.addAll(provider);
    return steps;
  }

  /** An endpoint answers, and never opens a flow (R2.2.4). */
  static Step neverAsks(String endpoint) {
    return new Step.Require(
        endpoint, new Condition.Not(new Condition.OpensFlow()), Reason.VPCE_NEVER_ASKS);
  }
}
