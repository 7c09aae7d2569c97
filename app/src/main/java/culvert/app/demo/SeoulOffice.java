package culvert.app.demo;

import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.directconnect.model.AddressFamily;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GatewayType;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * A VPC in Seoul, and an office there that has a Direct Connect into it and a VPN behind that, both
 * by one virtual private gateway and BGP.
 *
 * @param host an instance in the VPC
 * @param connection the Direct Connect
 * @param virtualInterface the private virtual interface on it
 * @param customerGateway the office's end of the VPN
 */
public record SeoulOffice(
    String host, String connection, String virtualInterface, String customerGateway) {

  /** The office's name as a site. */
  public static final String SITE = "seoul";

  public static final String PREFIX = "192.168.0.0/16";
  public static final int ASN = 65010;

  private static final String VPC = "10.48.0.0/16";
  private static final int VLAN = 101;

  static SeoulOffice build(String endpoint) {
    try (DemoAccount account = new DemoAccount(endpoint, "444444444444", "ap-northeast-2")) {
      return build(account);
    }
  }

  private static SeoulOffice build(DemoAccount account) {
    Ec2Client ec2 = account.ec2();
    String vpc = account.vpc(SITE, VPC);
    String subnet = account.subnet(vpc, SITE, "10.48.1.0/24", "a");
    String table = account.routeTable(vpc, SITE, subnet);
    String gateway =
        ec2.createVpnGateway(r ->
                r.type(GatewayType.IPSEC_1)
                    .tagSpecifications(DemoAccount.name(ResourceType.VPN_GATEWAY, SITE)))
            .vpnGateway()
            .vpnGatewayId();
    ec2.attachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(vpc));
    ec2.enableVgwRoutePropagation(r -> r.routeTableId(table).gatewayId(gateway));
    String customerGateway =
        ec2.createCustomerGateway(
                r -> r.type(GatewayType.IPSEC_1).bgpAsn(ASN).ipAddress("203.0.113.10"))
            .customerGateway()
            .customerGatewayId();
    ec2.createVpnConnection(
        r -> r.type("ipsec.1").customerGatewayId(customerGateway).vpnGatewayId(gateway));
    String https = account.securityGroup(vpc, SITE, 443, PREFIX);
    String host = account.instance(subnet, "erp", "10.48.1.10", https, false);
    try (DirectConnectClient directConnect = account.directConnect()) {
      String connection =
          directConnect
              .createConnection(r -> r.location("KINX1").bandwidth("1Gbps").connectionName(SITE))
              .connectionId();
      String virtualInterface =
          directConnect
              .createPrivateVirtualInterface(r ->
                  r.connectionId(connection)
                      .newPrivateVirtualInterface(v ->
                          v.virtualInterfaceName(SITE)
                              .vlan(VLAN)
                              .asn(ASN)
                              .addressFamily(AddressFamily.IPV4)
                              .virtualGatewayId(gateway)))
              .virtualInterfaceId();
      return new SeoulOffice(host, connection, virtualInterface, customerGateway);
    }
  }

  /** How the office is named as an end. */
  public String site() {
    return "site:" + SITE;
  }
}
