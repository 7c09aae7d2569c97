package culvert.app.acceptance;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayState;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayState;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** The ids of all that an account has in a Region, but for what is only shown as gone. */
record Inventory(Set<String> ids) {

  /** Virtual interfaces, gateways and connections that have not been deleted. */
  private static Stream<String> directConnect(Place place) {
    try (DirectConnectClient dx = place.directConnect()) {
      return Stream.of(
              dx.describeVirtualInterfaces().virtualInterfaces().stream()
                  .filter(v -> v.virtualInterfaceState() != VirtualInterfaceState.DELETED)
                  .map(v -> v.virtualInterfaceId()),
              dx.describeDirectConnectGateways().directConnectGateways().stream()
                  .filter(g -> g.directConnectGatewayState() != DirectConnectGatewayState.DELETED)
                  .map(g -> g.directConnectGatewayId()),
              dx.describeConnections().connections().stream()
                  .filter(c -> c.connectionState() != ConnectionState.DELETED)
                  .map(c -> c.connectionId()))
          .flatMap(each -> each);
    }
  }

  static Inventory of(Place place) {
    try (Ec2Client ec2 = place.ec2()) {
      Stream<String> network =
          Stream.of(
                  ec2.describeVpcs().vpcs().stream().map(v -> v.vpcId()),
                  ec2.describeSubnets().subnets().stream().map(s -> s.subnetId()),
                  ec2.describeRouteTables().routeTables().stream().map(t -> t.routeTableId()),
                  ec2.describeSecurityGroups().securityGroups().stream().map(g -> g.groupId()),
                  ec2.describeSecurityGroupRules(r -> {}).securityGroupRules().stream()
                      .map(r -> r.securityGroupRuleId()),
                  ec2.describeNetworkAcls().networkAcls().stream().map(a -> a.networkAclId()),
                  ec2.describeInternetGateways().internetGateways().stream()
                      .map(g -> g.internetGatewayId()),
                  ec2.describeNetworkInterfaces().networkInterfaces().stream()
                      .map(n -> n.networkInterfaceId()),
                  ec2.describeAddresses().addresses().stream().map(a -> a.allocationId()),
                  ec2.describeNatGateways().natGateways().stream()
                      .filter(g -> g.state() != NatGatewayState.DELETED)
                      .map(g -> g.natGatewayId()),
                  ec2.describeVpcPeeringConnections().vpcPeeringConnections().stream()
                      .filter(p -> p.status().code() != VpcPeeringConnectionStateReasonCode.DELETED)
                      .map(p -> p.vpcPeeringConnectionId()))
              .flatMap(each -> each);
      Stream<String> machines =
          Stream.of(
                  ec2.describeInstances().reservations().stream()
                      .flatMap(r -> r.instances().stream())
                      .filter(i -> i.state().name() != InstanceStateName.TERMINATED)
                      .map(i -> i.instanceId()),
                  ec2.describeVolumes().volumes().stream().map(v -> v.volumeId()),
                  ec2.describeKeyPairs().keyPairs().stream().map(k -> k.keyPairId()),
                  ec2
                      .describeIamInstanceProfileAssociations()
                      .iamInstanceProfileAssociations()
                      .stream()
                      .map(a -> a.associationId()))
              .flatMap(each -> each);
      Stream<String> hubs =
          Stream.of(
                  ec2.describeTransitGateways().transitGateways().stream()
                      .filter(g -> g.state() != TransitGatewayState.DELETED)
                      .map(g -> g.transitGatewayId()),
                  ec2.describeTransitGatewayAttachments().transitGatewayAttachments().stream()
                      .filter(a -> a.state() != TransitGatewayAttachmentState.DELETED)
                      .map(a -> a.transitGatewayAttachmentId()),
                  ec2.describeTransitGatewayRouteTables().transitGatewayRouteTables().stream()
                      .filter(t -> t.state() != TransitGatewayRouteTableState.DELETED)
                      .map(t -> t.transitGatewayRouteTableId()),
                  ec2.describeVpcEndpoints().vpcEndpoints().stream()
                      .filter(e -> !e.stateAsString().equalsIgnoreCase("deleted"))
                      .map(e -> e.vpcEndpointId()),
                  ec2.describeVpcEndpointServiceConfigurations().serviceConfigurations().stream()
                      .map(s -> s.serviceId()))
              .flatMap(each -> each);
      Stream<String> vpns =
          Stream.of(
                  ec2.describeVpnConnections().vpnConnections().stream()
                      .filter(v -> v.state() != VpnState.DELETED)
                      .map(v -> v.vpnConnectionId()),
                  ec2.describeVpnGateways().vpnGateways().stream()
                      .filter(v -> v.state() != VpnState.DELETED)
                      .map(v -> v.vpnGatewayId()),
                  ec2.describeCustomerGateways().customerGateways().stream()
                      .filter(c -> !c.state().equals("deleted"))
                      .map(c -> c.customerGatewayId()))
              .flatMap(each -> each);
      return new Inventory(
          Stream.of(network, machines, hubs, vpns, directConnect(place))
              .flatMap(each -> each)
              .map(Objects::requireNonNull)
              .collect(Collectors.toUnmodifiableSet()));
    }
  }
}
