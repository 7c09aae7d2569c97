package culvert.aws.operations.vpn;

import culvert.aws.TestCloud;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnTunnelOptionsSpecification;

/** Short words for what tests do with VPNs. */
final class VpnLab {

  static final String NO_CONNECTION = "vpn-00000000000000000";
  static final String NO_VPN_GATEWAY = "vgw-00000000000000000";
  static final String NO_CUSTOMER_GATEWAY = "cgw-00000000000000000";

  final Ec2Client ec2;

  VpnLab(TestCloud cloud) {
    this.ec2 = cloud.ec2();
  }

  String customer() {
    return customer("203.0.113.9", 65010);
  }

  String customer(String address, int asn) {
    return ec2.createCustomerGateway(r -> r.type("ipsec.1").ipAddress(address).bgpAsn(asn))
        .customerGateway()
        .customerGatewayId();
  }

  /** One that is known by its certificate. */
  String certifiedCustomer() {
    return ec2.createCustomerGateway(r ->
            r.type("ipsec.1").certificateArn("arn:aws:acm:us-east-1:111111111111:certificate/a"))
        .customerGateway()
        .customerGatewayId();
  }

  String vpnGateway() {
    return ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId();
  }

  VpnGateway describedGateway(String gateway) {
    return ec2.describeVpnGateways(r -> r.vpnGatewayIds(gateway)).vpnGateways().getFirst();
  }

  String vpc(String cidr) {
    return ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
  }

  void attach(String gateway, String vpc) {
    ec2.attachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(vpc));
  }

  String mainTable(String vpc) {
    return ec2.describeRouteTables(
            r -> r.filters(by("vpc-id", vpc), by("association.main", "true")))
        .routeTables()
        .getFirst()
        .routeTableId();
  }

  String transitGateway() {
    return ec2.createTransitGateway(
            r -> r.options(o -> o.amazonSideAsn(64620L).transitGatewayCidrBlocks("10.99.0.0/24")))
        .transitGateway()
        .transitGatewayId();
  }

  /** A BGP connection of a new customer gateway to a virtual private gateway. */
  VpnConnection toVpnGateway(String gateway) {
    return create(gateway, null, customer(), _ -> {});
  }

  VpnConnection toVpnGateway(
      String gateway, Consumer<VpnConnectionOptionsSpecification.Builder> options) {
    return create(gateway, null, customer(), options);
  }

  VpnConnection toTransitGateway(
      String gateway, Consumer<VpnConnectionOptionsSpecification.Builder> options) {
    return create(null, gateway, customer(), options);
  }

  VpnConnection create(
      String vpnGateway,
      String transitGateway,
      String customer,
      Consumer<VpnConnectionOptionsSpecification.Builder> options) {
    return ec2.createVpnConnection(request(vpnGateway, transitGateway, customer, options).build())
        .vpnConnection();
  }

  static CreateVpnConnectionRequest.Builder request(
      String vpnGateway,
      String transitGateway,
      String customer,
      Consumer<VpnConnectionOptionsSpecification.Builder> options) {
    return CreateVpnConnectionRequest.builder()
        .type("ipsec.1")
        .customerGatewayId(customer)
        .vpnGatewayId(vpnGateway)
        .transitGatewayId(transitGateway)
        .options(options);
  }

  /** Options of the first tunnel. */
  static Consumer<VpnConnectionOptionsSpecification.Builder> first(
      Consumer<VpnTunnelOptionsSpecification.Builder> tunnel) {
    return options -> options.tunnelOptions(tunnel);
  }

  VpnConnection described(VpnConnection connection) {
    return described(connection.vpnConnectionId());
  }

  VpnConnection described(String connection) {
    return ec2.describeVpnConnections(r -> r.vpnConnectionIds(connection))
        .vpnConnections()
        .getFirst();
  }

  static TunnelOption tunnel(VpnConnection connection, int number) {
    return connection.options().tunnelOptions().get(number - 1);
  }

  /** The attachments of a connection that are not deleted. */
  List<TransitGatewayAttachment> attachments(VpnConnection connection) {
    return ec2.describeTransitGatewayAttachments(r ->
            r.filters(
                by("resource-id", connection.vpnConnectionId()),
                by("state", "pending", "available")))
        .transitGatewayAttachments();
  }

  static Filter by(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }
}
