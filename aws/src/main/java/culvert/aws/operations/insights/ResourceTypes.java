package culvert.aws.operations.insights;

import culvert.network.forwarding.Kind;
import java.util.Map;
import java.util.Set;

/** The resource types that statements may name, and where (Network Access Analyzer's guide). */
final class ResourceTypes {

  static final String INTERFACE = "AWS::EC2::NetworkInterface";
  static final String INTERNET_GATEWAY = "AWS::EC2::InternetGateway";
  static final String VPN_GATEWAY = "AWS::EC2::VPNGateway";
  static final String ATTACHMENT = "AWS::EC2::TransitGatewayAttachment";
  static final String PEERING = "AWS::EC2::VPCPeeringConnection";
  static final String ENDPOINT = "AWS::EC2::VPCEndpoint";
  private static final String NAT_GATEWAY = "AWS::EC2::NatGateway";
  private static final String LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer";

  static final Set<String> SOURCES =
      Set.of(INTERFACE, INTERNET_GATEWAY, VPN_GATEWAY, ATTACHMENT, PEERING);
  static final Set<String> DESTINATIONS =
      Set.of(INTERFACE, INTERNET_GATEWAY, VPN_GATEWAY, ATTACHMENT, PEERING, ENDPOINT);
  static final Set<String> THROUGH =
      Set.of(NAT_GATEWAY, LOAD_BALANCER, ATTACHMENT, PEERING, ENDPOINT);

  private static final Map<Kind, String> BY_KIND =
      Map.of(
          Kind.NETWORK_INTERFACE, INTERFACE,
          Kind.INTERNET_GATEWAY, INTERNET_GATEWAY,
          Kind.VPN_GATEWAY, VPN_GATEWAY,
          Kind.TRANSIT_GATEWAY_ATTACHMENT, ATTACHMENT,
          Kind.VPC_PEERING_CONNECTION, PEERING,
          Kind.VPC_ENDPOINT, ENDPOINT,
          Kind.NAT_GATEWAY, NAT_GATEWAY,
          Kind.LOAD_BALANCER, LOAD_BALANCER);

  private ResourceTypes() {}

  /** Empty where statements know no such type. */
  static String of(Kind kind) {
    return BY_KIND.getOrDefault(kind, "");
  }
}
