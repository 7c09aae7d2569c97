package culvert.aws.operations.directconnect;

import static culvert.aws.Refused.refused;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.operations.Ids;
import culvert.aws.operations.LearnedRoutes;
import culvert.network.address.IpPrefix;
import culvert.network.routing.Session;
import culvert.network.routing.TransitGatewayRoute;
import culvert.network.topology.TransitGatewayRouteTable;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.NewPrivateVirtualInterface;
import software.amazon.awssdk.services.directconnect.model.NewTransitVirtualInterface;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.GatewayType;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** One account's side of Direct Connect in one Region, as tests use it. */
final class Cage {

  static final String LOCATION = "EqDC2";

  /** Routing that knows of no session: one is up as soon as its virtual interface is available. */
  private static final LearnedRoutes NOTHING =
      new LearnedRoutes() {
        @Override
        public @Nullable Session session(Snapshot at, String id) {
          return null;
        }

        @Override
        public boolean isDown(Snapshot at, String port) {
          return false;
        }

        @Override
        public Collection<IpPrefix> ofVpnGateway(Snapshot at, String vpnGateway) {
          return List.of();
        }

        @Override
        public Collection<TransitGatewayRoute> ofTable(
            Snapshot at, TransitGatewayRouteTable table) {
          return List.of();
        }
      };

  final DirectConnectClient dx;
  final Ec2Client ec2;
  private final TestCloud cloud;
  private final Scope scope;

  Cage(TestCloud cloud, String account) {
    this(cloud, account, "us-east-1");
  }

  Cage(TestCloud cloud, String account, String region) {
    this.cloud = cloud;
    this.scope = new Scope(account, region);
    this.dx = cloud.directConnect(account, region);
    this.ec2 = cloud.ec2(account, region);
  }

  /** A cloud in which somebody answers at the far end of every virtual interface. */
  static TestCloud cloud() {
    return new TestCloud(NOTHING);
  }

  static void refuses(ThrowingCallable call, String... says) {
    refused(call, "DirectConnectClientException", says);
  }

  /** A dedicated connection of 10 Gbps. */
  String connection() {
    return connection(LOCATION, "10Gbps");
  }

  String connection(String location, String bandwidth) {
    return dx.createConnection(
            r -> r.location(location).bandwidth(bandwidth).connectionName("cross-connect"))
        .connectionId();
  }

  Connection describe(String connection) {
    return dx.describeConnections(r -> r.connectionId(connection)).connections().getFirst();
  }

  String lag(int links) {
    return dx.createLag(r ->
            r.numberOfConnections(links)
                .location(LOCATION)
                .connectionsBandwidth("10Gbps")
                .lagName("bundle"))
        .lagId();
  }

  Lag describeLag(String lag) {
    return dx.describeLags(r -> r.lagId(lag)).lags().getFirst();
  }

  String interconnect() {
    return dx.createInterconnect(
            r -> r.location(LOCATION).bandwidth("10Gbps").interconnectName("partner"))
        .interconnectId();
  }

  String gateway(long asn) {
    return dx.createDirectConnectGateway(r -> r.directConnectGatewayName("hub").amazonSideAsn(asn))
        .directConnectGateway()
        .directConnectGatewayId();
  }

  String privateInterface(
      String parent, int vlan, Consumer<NewPrivateVirtualInterface.Builder> more) {
    return dx.createPrivateVirtualInterface(r ->
            r.connectionId(parent)
                .newPrivateVirtualInterface(v -> {
                  v.virtualInterfaceName("vif").vlan(vlan).asn(65010);
                  more.accept(v);
                }))
        .virtualInterfaceId();
  }

  String transitInterface(
      String parent, int vlan, Consumer<NewTransitVirtualInterface.Builder> more) {
    return dx.createTransitVirtualInterface(r ->
            r.connectionId(parent)
                .newTransitVirtualInterface(v -> {
                  v.virtualInterfaceName("vif").vlan(vlan).asn(65010);
                  more.accept(v);
                }))
        .virtualInterface()
        .virtualInterfaceId();
  }

  VirtualInterface describeInterface(String id) {
    return dx.describeVirtualInterfaces(r -> r.virtualInterfaceId(id))
        .virtualInterfaces()
        .getFirst();
  }

  /** A VPC with a virtual private gateway, as it is stored. */
  String attachedVpnGateway(String cidr) {
    String vpc = ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
    return vpnGateway(
        List.of(VpcAttachment.builder().vpcId(vpc).state(AttachmentStatus.ATTACHED).build()));
  }

  String vpnGateway(List<VpcAttachment> attachments) {
    String id = Ids.next("vgw");
    cloud
        .api()
        .catalog()
        .write(
            scope,
            transaction ->
                transaction.add(
                    Kinds.VPN_GATEWAY,
                    VpnGateway.builder()
                        .vpnGatewayId(id)
                        .type(GatewayType.IPSEC_1)
                        .state(VpnState.AVAILABLE)
                        .amazonSideAsn(64900L)
                        .vpcAttachments(attachments)
                        .build()));
    return id;
  }

  String transitGateway(long asn) {
    return ec2.createTransitGateway(r -> r.options(o -> o.amazonSideAsn(asn)))
        .transitGateway()
        .transitGatewayId();
  }

  static List<RouteFilterPrefix> prefixes(String... cidrs) {
    return Stream.of(cidrs).map(cidr -> RouteFilterPrefix.builder().cidr(cidr).build()).toList();
  }

  DirectConnectGatewayAssociation associate(String gateway, String with, String... allowed) {
    return dx.createDirectConnectGatewayAssociation(r ->
            r.directConnectGatewayId(gateway)
                .gatewayId(with)
                .addAllowedPrefixesToDirectConnectGateway(prefixes(allowed)))
        .directConnectGatewayAssociation();
  }

  List<DirectConnectGatewayAssociation> associations(String gateway) {
    return dx.describeDirectConnectGatewayAssociations(r -> r.directConnectGatewayId(gateway))
        .directConnectGatewayAssociations();
  }
}
