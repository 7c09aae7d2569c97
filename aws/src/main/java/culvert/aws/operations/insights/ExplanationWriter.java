package culvert.aws.operations.insights;

import culvert.aws.catalog.Scope;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Kind;
import culvert.network.forwarding.Step;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.RouteTable;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpnGateway;
import culvert.network.why.Blocker;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Explanation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;

/**
 * Writes what is in the way as AWS explains it. The codes are AWS's where it has one, Culvert's own
 * for the rest ({@link culvert.network.forwarding.Reason}).
 */
final class ExplanationWriter {

  private final Topology topology;
  private final Components components;

  ExplanationWriter(Topology topology, Components components) {
    this.topology = topology;
    this.components = components;
  }

  /** Of a code that is about a component alone. */
  Explanation of(String code, @Nullable String component) {
    return about(component).explanationCode(code).build();
  }

  private Explanation.Builder about(@Nullable String component) {
    Scope owner = component == null ? null : components.owner(component);
    return Explanation.builder()
        .component(components.named(component))
        .componentAccount(owner == null ? null : owner.account())
        .componentRegion(owner == null ? null : owner.region());
  }

  Explanation of(Blocker blocker) {
    String id = blocker.component();
    Explanation.Builder shape = about(id).explanationCode(blocker.code().name());
    if (blocker.step() instanceof Step.Filter filter) {
      filter(filter, blocker, shape);
    } else {
      component(id, shape);
      headers(blocker, shape);
    }
    return shape.build();
  }

  /** Of a filter, with what it guards. */
  private void filter(Step.Filter filter, Blocker blocker, Explanation.Builder shape) {
    shape.direction(Shapes.direction(filter.direction()));
    if (filter.kind() == Kind.NETWORK_ACL) {
      Subnet subnet = topology.get(Subnet.class, filter.guarded());
      shape
          .acl(components.named(blocker.component()))
          .subnet(components.named(subnet.id()))
          .vpc(components.named(subnet.vpc()));
      return;
    }
    NetworkInterface at = topology.get(NetworkInterface.class, filter.guarded());
    shape
        .networkInterface(components.named(at.id()))
        .attachedTo(components.named(PathWriter.holder(at)))
        .securityGroups(components.named(filter.components()))
        .subnet(components.named(at.subnet()))
        .vpc(components.named(at.vpc()));
    if (filter.components().size() == 1) {
      shape.securityGroup(components.named(blocker.component()));
    }
  }

  /** In the member that AWS has for its kind, with where it is. */
  private void component(String id, Explanation.Builder shape) {
    String resource = Components.resourceOf(id);
    switch (resource.substring(0, Math.max(0, resource.lastIndexOf('-')))) {
      case "rtb" -> {
        shape.routeTable(components.named(id));
        vpc(topology.get(RouteTable.class, id).vpc(), shape);
      }
      case "eni" -> {
        NetworkInterface at = topology.get(NetworkInterface.class, id);
        shape
            .networkInterface(components.named(id))
            .attachedTo(components.named(PathWriter.holder(at)))
            .subnet(components.named(at.subnet()));
        vpc(at.vpc(), shape);
      }
      case "subnet" -> {
        shape.subnet(components.named(id));
        vpc(topology.get(Subnet.class, id).vpc(), shape);
      }
      case "vpc" -> vpc(id, shape);
      case "igw" -> {
        shape.internetGateway(components.named(id));
        vpc(topology.get(InternetGateway.class, id).vpc(), shape);
      }
      case "nat" -> {
        NatGateway nat = topology.get(NatGateway.class, id);
        shape.natGateway(components.named(id)).subnet(components.named(nat.subnet()));
        vpc(nat.vpc(), shape);
      }
      case "vgw" -> {
        shape.vpnGateway(components.named(id));
        vpc(topology.get(VpnGateway.class, id).vpc(), shape);
      }
      case "vpce" -> {
        shape.vpcEndpoint(components.named(id));
        vpc(topology.get(VpcEndpoint.class, id).vpc(), shape);
      }
      case "pcx" -> shape.vpcPeeringConnection(components.named(id));
      case "vpn" -> shape.vpnConnection(components.named(id));
      case "tgw-attach" -> attachment(id, shape);
      case "tgw-rtb" ->
          shape
              .transitGatewayRouteTable(components.named(id))
              .transitGateway(
                  components.named(
                      topology.get(TransitGatewayRouteTable.class, id).transitGateway()));
      default -> {
        if (id.startsWith("arn:")) {
          shape.loadBalancerArn(id);
        }
      }
    }
  }

  private void attachment(String id, Explanation.Builder shape) {
    shape.transitGatewayAttachment(components.named(id));
    TransitGatewayAttachment attachment = components.attachment(id);
    if (attachment != null) {
      shape.transitGateway(components.named(attachment.transitGatewayId()));
    }
    TransitGatewayVpcAttachment ofVpc = topology.find(TransitGatewayVpcAttachment.class, id);
    if (ofVpc != null) {
      vpc(ofVpc.vpc(), shape);
    }
  }

  private void vpc(@Nullable String vpc, Explanation.Builder shape) {
    shape.vpc(components.named(vpc));
  }

  /** What of the packet the component did not like. */
  private static void headers(Blocker blocker, Explanation.Builder shape) {
    switch (blocker.code()) {
      case NO_ROUTE_TO_DESTINATION,
          BAD_STATE_ROUTE,
          CANNOT_ROUTE,
          NO_POSSIBLE_DESTINATION,
          PCX_REQUIRES_ADDRESS_IN_VPC_CIDR,
          TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT,
          TGW_RTB_BAD_STATE_ROUTE,
          IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS,
          IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS,
          IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS,
          ENI_ADDRESS_RESTRICTION,
          MISDELIVERED,
          RESERVED_RANGE ->
          address("destinationAddress", blocker.packet().destination(), shape);
      case IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS,
          IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS,
          IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS,
          NGW_REQUIRES_SOURCE_IN_VPC,
          GATEWAY_REJECTS_SPOOFED_TRAFFIC,
          VIRTUAL_INTERFACE_SOURCE_NOT_ANNOUNCED,
          VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC ->
          address("sourceAddress", blocker.packet().source(), shape);
      case PROTOCOL_RESTRICTION, VPCE_GATEWAY_PROTOCOL_RESTRICTION ->
          shape.packetField("protocol").protocols(Traffic.nameOf(blocker.packet().protocol()));
      case ELBV2_LISTENERS_MISMATCH, HOST_SERVICE_PORT_RESTRICTION ->
          shape.packetField("destinationPort").port(blocker.packet().destinationPort());
      default -> {}
    }
  }

  private static void address(String field, IpAddress address, Explanation.Builder shape) {
    shape.packetField(field).address(IpPrefix.host(address).toString());
  }
}
