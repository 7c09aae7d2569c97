package culvert.aws.operations.vpn;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.vpn.VpnLab.by;
import static culvert.aws.operations.vpn.VpnLab.tunnel;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GatewayAssociationState;
import software.amazon.awssdk.services.ec2.model.TelemetryStatus;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;
import software.amazon.awssdk.services.ec2.model.VpnState;

class VpnConnectionOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final VpnLab lab = new VpnLab(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private void delete(VpnConnection connection) {
    lab.ec2.deleteVpnConnection(r -> r.vpnConnectionId(connection.vpnConnectionId()));
  }

  private List<String> found(Filter... filters) {
    return lab.ec2.describeVpnConnections(r -> r.filters(filters)).vpnConnections().stream()
        .map(VpnConnection::vpnConnectionId)
        .toList();
  }

  @Test
  void a1_a_connection_has_two_tunnels_with_addresses_of_their_own() {
    String gateway = lab.vpnGateway();
    VpnConnection made = lab.toVpnGateway(gateway);
    assertThat(made.state()).isEqualTo(VpnState.PENDING);
    VpnConnection there = lab.described(made);
    assertThat(there.state()).isEqualTo(VpnState.AVAILABLE);
    assertThat(there.category()).isEqualTo("VPN");
    assertThat(there.vpnGatewayId()).isEqualTo(gateway);
    assertThat(there.gatewayAssociationState()).isEqualTo(GatewayAssociationState.ASSOCIATED);
    List<TunnelOption> tunnels = there.options().tunnelOptions();
    assertThat(tunnels).hasSize(2);
    assertThat(tunnels).extracting(TunnelOption::outsideIpAddress).doesNotHaveDuplicates();
    assertThat(tunnels)
        .allSatisfy(tunnel -> {
          assertThat(tunnel.tunnelInsideCidr()).startsWith("169.254.").endsWith("/30");
          assertThat(tunnel.preSharedKey()).matches("[A-Za-z1-9._][A-Za-z0-9._]{31}");
        });
    assertThat(there.vgwTelemetry())
        .extracting(VgwTelemetry::outsideIpAddress)
        .containsExactlyElementsOf(tunnels.stream().map(TunnelOption::outsideIpAddress).toList());
  }

  @Test
  void a1_an_available_connection_says_nothing_of_its_tunnels() {
    VpnConnection there = lab.described(lab.toVpnGateway(lab.vpnGateway()));
    assertThat(there.vgwTelemetry())
        .allSatisfy(tunnel -> {
          assertThat(tunnel.status()).isEqualTo(TelemetryStatus.DOWN);
          assertThat(tunnel.statusMessage()).isEqualTo("IPSEC IS DOWN");
          assertThat(tunnel.acceptedRouteCount()).isZero();
        });
  }

  @Test
  void a4_what_is_not_said_stands_at_awss_default() {
    VpnConnectionOptions options = lab.toVpnGateway(lab.vpnGateway()).options();
    assertThat(options.staticRoutesOnly()).isFalse();
    assertThat(options.enableAcceleration()).isFalse();
    assertThat(options.localIpv4NetworkCidr()).isEqualTo("0.0.0.0/0");
    assertThat(options.remoteIpv4NetworkCidr()).isEqualTo("0.0.0.0/0");
    assertThat(options.outsideIpAddressType()).isEqualTo("PublicIpv4");
    assertThat(options.tunnelInsideIpVersionAsString()).isEqualTo("ipv4");
    assertThat(options.tunnelBandwidthAsString()).isEqualTo("standard");
  }

  @Test
  void a14_a_connection_has_one_target() {
    String gateway = lab.vpnGateway();
    String transit = lab.transitGateway();
    refused(
        () -> lab.create(gateway, transit, lab.customer(), _ -> {}), "InvalidParameterCombination");
    refused(
        () -> lab.create(VpnLab.NO_VPN_GATEWAY, null, lab.customer(), _ -> {}),
        "InvalidVpnGatewayID.NotFound");
    refused(
        () -> lab.create(gateway, null, VpnLab.NO_CUSTOMER_GATEWAY, _ -> {}),
        "InvalidCustomerGatewayID.NotFound");
  }

  @Test
  void a1_a_connection_may_have_no_target_yet() {
    VpnConnection there = lab.described(lab.create(null, null, lab.customer(), _ -> {}));
    assertThat(there.gatewayAssociationState()).isEqualTo(GatewayAssociationState.NOT_ASSOCIATED);
    assertThat(there.state()).isEqualTo(VpnState.AVAILABLE);
  }

  @Test
  void a2_a_transit_gateway_has_an_attachment_in_its_default_tables() {
    String gateway = lab.transitGateway();
    VpnConnection made = lab.toTransitGateway(gateway, _ -> {});
    TransitGatewayAttachment attachment = lab.attachments(made).getFirst();
    assertThat(attachment.resourceType()).isEqualTo(TransitGatewayAttachmentResourceType.VPN);
    assertThat(attachment.transitGatewayId()).isEqualTo(gateway);
    assertThat(attachment.stateAsString()).isEqualTo("available");
    assertThat(attachment.association().stateAsString()).isEqualTo("associated");
    assertThat(
            lab.ec2
                .getTransitGatewayAttachmentPropagations(
                    r -> r.transitGatewayAttachmentId(attachment.transitGatewayAttachmentId()))
                .transitGatewayAttachmentPropagations())
        .hasSize(1);
    refused(
        () -> lab.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway)),
        "IncorrectState",
        "VPN Attachments");
    delete(made);
    assertThat(lab.attachments(made)).isEmpty();
    lab.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway));
  }

  @Test
  void r4_2_15_a_static_route_to_a_deleted_connection_is_a_blackhole() {
    String gateway = lab.transitGateway();
    VpnConnection made = lab.toTransitGateway(gateway, o -> o.staticRoutesOnly(true));
    TransitGatewayAttachment attachment = lab.attachments(made).getFirst();
    String table = attachment.association().transitGatewayRouteTableId();
    lab.ec2.createTransitGatewayRoute(r ->
        r.transitGatewayRouteTableId(table)
            .destinationCidrBlock("192.168.0.0/16")
            .transitGatewayAttachmentId(attachment.transitGatewayAttachmentId()));
    assertThat(states(table)).containsExactly("active");
    delete(made);
    assertThat(states(table)).containsExactly("blackhole");
  }

  private List<String> states(String table) {
    return lab
        .ec2
        .searchTransitGatewayRoutes(
            r -> r.transitGatewayRouteTableId(table).filters(by("type", "static")))
        .routes()
        .stream()
        .map(route -> route.stateAsString())
        .toList();
  }

  @Test
  void a2_a_virtual_private_gateway_supports_less() {
    String gateway = lab.vpnGateway();
    String combination = "InvalidParameterCombination";
    refused(
        () -> lab.toVpnGateway(gateway, o -> o.enableAcceleration(true)),
        combination,
        "Acceleration");
    refused(
        () -> lab.toVpnGateway(gateway, o -> o.tunnelInsideIpVersion("ipv6")), combination, "IPv6");
    refused(
        () -> lab.toVpnGateway(gateway, o -> o.tunnelBandwidth("large")), combination, "bandwidth");
    refused(
        () -> lab.toVpnGateway(gateway, o -> o.outsideIpAddressType("Ipv6")), combination, "Ipv6");
  }

  @Test
  void a10_an_accelerated_connection_is_one_of_a_transit_gateway() {
    VpnConnection made =
        lab.toTransitGateway(lab.transitGateway(), o -> o.enableAcceleration(true));
    assertThat(lab.described(made).options().enableAcceleration()).isTrue();
    refused(
        () -> lab.create(null, null, lab.customer(), o -> o.enableAcceleration(true)),
        "InvalidParameterCombination",
        "Acceleration");
  }

  @Test
  void a3_ipv6_inside_has_a_range_of_its_own_beside_the_one_of_bgp() {
    String gateway = lab.transitGateway();
    VpnConnection made = lab.toTransitGateway(gateway, o -> o.tunnelInsideIpVersion("ipv6"));
    assertThat(made.options().tunnelOptions())
        .allSatisfy(tunnel -> {
          assertThat(tunnel.tunnelInsideCidr()).endsWith("/30");
          assertThat(tunnel.tunnelInsideIpv6Cidr()).startsWith("fd").endsWith("/126");
        });
    assertThat(made.options().localIpv6NetworkCidr()).isEqualTo("::/0");
    assertThat(made.options().localIpv4NetworkCidr()).isNull();
    refused(
        () ->
            lab.toTransitGateway(
                gateway, o -> o.tunnelInsideIpVersion("ipv6").localIpv4NetworkCidr("10.0.0.0/8")),
        "InvalidParameterCombination");
    refused(
        () -> lab.toTransitGateway(gateway, o -> o.localIpv6NetworkCidr("fd00::/8")),
        "InvalidParameterCombination");
    refused(
        () -> lab.toTransitGateway(gateway, o -> o.localIpv4NetworkCidr("everything")),
        "InvalidParameterValue",
        "localIpv4NetworkCidr");
  }

  @Test
  void a3_the_customers_address_goes_with_the_type_of_outside_addresses() {
    String gateway = lab.transitGateway();
    String six = lab.customer("2001:db8::9", 65_010);
    refused(() -> lab.create(null, gateway, six, _ -> {}), "InvalidParameterCombination");
    VpnConnection made = lab.create(null, gateway, six, o -> o.outsideIpAddressType("Ipv6"));
    assertThat(tunnel(made, 1).outsideIpAddress()).contains(":");
    refused(
        () -> lab.toTransitGateway(gateway, o -> o.outsideIpAddressType("Ipv6")),
        "InvalidParameterCombination",
        "203.0.113.9");
    refused(
        () -> lab.toTransitGateway(gateway, o -> o.outsideIpAddressType("Ipv5")),
        "InvalidParameterValue",
        "Ipv5");
  }

  @Test
  void a11_a_private_connection_needs_the_attachment_of_a_direct_connect_gateway() {
    String gateway = lab.transitGateway();
    String customer = lab.customer("10.7.0.1", 65_010);
    refused(
        () -> lab.create(null, gateway, customer, o -> o.outsideIpAddressType("PrivateIpv4")),
        "MissingParameter",
        "TransportTransitGatewayAttachmentId");
    String vpn =
        lab.attachments(lab.toTransitGateway(gateway, _ -> {}))
            .getFirst()
            .transitGatewayAttachmentId();
    refused(
        () ->
            lab.create(
                null,
                gateway,
                customer,
                o ->
                    o.outsideIpAddressType("PrivateIpv4").transportTransitGatewayAttachmentId(vpn)),
        "InvalidParameterValue",
        "Direct Connect");
    refused(
        () -> lab.toTransitGateway(gateway, o -> o.transportTransitGatewayAttachmentId(vpn)),
        "InvalidParameterCombination",
        "PrivateIpv4");
  }

  @Test
  void a1_the_same_connection_of_a_virtual_private_gateway_is_the_one_there_is() {
    String gateway = lab.vpnGateway();
    VpnConnection first = lab.toVpnGateway(gateway);
    assertThat(lab.toVpnGateway(gateway).vpnConnectionId()).isEqualTo(first.vpnConnectionId());
    String transit = lab.transitGateway();
    assertThat(lab.toTransitGateway(transit, _ -> {}).vpnConnectionId())
        .isNotEqualTo(lab.toTransitGateway(transit, _ -> {}).vpnConnectionId());
  }

  @Test
  void a1_a_deleted_one_is_described_for_an_hour_without_its_configuration() {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway());
    assertThat(lab.described(made).customerGatewayConfiguration()).isNotNull();
    delete(made);
    assertThat(lab.described(made).state()).isEqualTo(VpnState.DELETED);
    assertThat(lab.described(made).customerGatewayConfiguration()).isNull();
    refused(() -> delete(made), "InvalidVpnConnectionID.NotFound", made.vpnConnectionId());
    cloud.timeline().advance(Duration.ofHours(1));
    refused(() -> lab.described(made), "InvalidVpnConnectionID.NotFound");
    refused(() -> lab.described("vpn-x"), "InvalidVpnConnectionID");
  }

  @Test
  void a15_the_quotas_of_a_region_and_of_a_gateway() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      VpnLab few = new VpnLab(small);
      String gateway = few.vpnGateway();
      for (int i = 0; i < 10; i++) {
        few.create(gateway, null, few.customer("203.0.113." + i, 65_000), _ -> {});
      }
      String last = few.customer("203.0.113.10", 65_000);
      refused(
          () -> few.create(gateway, null, last, _ -> {}), "VpnConnectionLimitExceeded", gateway);
      String transit = few.transitGateway();
      for (int i = 0; i < 10; i++) {
        few.create(null, transit, last, o -> o.enableAcceleration(true));
      }
      refused(
          () -> few.create(null, transit, last, o -> o.enableAcceleration(true)),
          "VpnConnectionLimitExceeded",
          "accelerated");
      for (int i = 0; i < 30; i++) {
        few.create(null, transit, last, _ -> {});
      }
      refused(() -> few.create(null, transit, last, _ -> {}), "VpnConnectionLimitExceeded");
    }
  }

  @Test
  void the_filters_find_a_connection() {
    VpnConnection one = lab.toVpnGateway(lab.vpnGateway(), o -> o.staticRoutesOnly(true));
    String transit = lab.transitGateway();
    VpnConnection other = lab.toTransitGateway(transit, _ -> {});
    assertThat(found(by("option.static-routes-only", "true")))
        .containsExactly(one.vpnConnectionId());
    assertThat(found(by("bgp-asn", "65010"))).containsExactly(other.vpnConnectionId());
    assertThat(found(by("transit-gateway-id", transit))).containsExactly(other.vpnConnectionId());
    assertThat(found(by("vpn-gateway-id", one.vpnGatewayId())))
        .containsExactly(one.vpnConnectionId());
    assertThat(found(by("customer-gateway-id", one.customerGatewayId()))).hasSize(2);
  }
}
