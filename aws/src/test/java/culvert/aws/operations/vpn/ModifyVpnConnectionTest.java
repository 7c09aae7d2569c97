package culvert.aws.operations.vpn;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.vpn.VpnLab.first;
import static culvert.aws.operations.vpn.VpnLab.tunnel;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import culvert.aws.reading.TopologyReader;
import culvert.network.topology.Topology;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ModifyVpnTunnelOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpnTunnelOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnState;
import software.amazon.awssdk.services.ec2.model.VpnTunnelProvisioningStatus;

class ModifyVpnConnectionTest {

  private final TestCloud cloud = new TestCloud();
  private final VpnLab lab = new VpnLab(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private void moveTo(VpnConnection connection, String vpnGateway, String transitGateway) {
    lab.ec2.modifyVpnConnection(r ->
        r.vpnConnectionId(connection.vpnConnectionId())
            .vpnGatewayId(vpnGateway)
            .transitGatewayId(transitGateway));
  }

  private ModifyVpnTunnelOptionsRequest tunnelChange(
      VpnConnection connection, Consumer<ModifyVpnTunnelOptionsSpecification.Builder> options) {
    return ModifyVpnTunnelOptionsRequest.builder()
        .vpnConnectionId(connection.vpnConnectionId())
        .vpnTunnelOutsideIpAddress(tunnel(connection, 1).outsideIpAddress())
        .tunnelOptions(options)
        .build();
  }

  private void change(
      VpnConnection connection, Consumer<ModifyVpnTunnelOptionsSpecification.Builder> options) {
    lab.ec2.modifyVpnTunnelOptions(tunnelChange(connection, options));
  }

  @Test
  void a2_a_connection_moves_between_gateways_of_both_kinds() {
    String vpnGateway = lab.vpnGateway();
    String transit = lab.transitGateway();
    VpnConnection made = lab.toVpnGateway(vpnGateway);
    moveTo(made, null, transit);
    VpnConnection moved = lab.described(made);
    assertThat(moved.state()).isEqualTo(VpnState.AVAILABLE);
    assertThat(moved.vpnGatewayId()).isNull();
    assertThat(moved.transitGatewayId()).isEqualTo(transit);
    assertThat(lab.attachments(made))
        .extracting(TransitGatewayAttachment::transitGatewayId)
        .containsExactly(transit);
    String otherTransit = lab.transitGateway();
    moveTo(made, null, otherTransit);
    assertThat(lab.attachments(made))
        .extracting(TransitGatewayAttachment::transitGatewayId)
        .containsExactly(otherTransit);
    moveTo(made, vpnGateway, null);
    assertThat(lab.attachments(made)).isEmpty();
    assertThat(lab.described(made).vpnGatewayId()).isEqualTo(vpnGateway);
    String otherVpnGateway = lab.vpnGateway();
    moveTo(made, otherVpnGateway, null);
    assertThat(lab.described(made).vpnGatewayId()).isEqualTo(otherVpnGateway);
  }

  @Test
  void a7_outside_addresses_change_with_the_target_and_with_nothing_else() {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway());
    String other = lab.customer("203.0.113.77", 65_077);
    lab.ec2.modifyVpnConnection(
        r -> r.vpnConnectionId(made.vpnConnectionId()).customerGatewayId(other));
    VpnConnection same = lab.described(made);
    assertThat(same.customerGatewayId()).isEqualTo(other);
    assertThat(same.options()).isEqualTo(made.options());
    assertThat(same.customerGatewayConfiguration()).contains("203.0.113.77", "<asn>65077</asn>");
    moveTo(made, lab.vpnGateway(), null);
    VpnConnection moved = lab.described(made);
    assertThat(tunnel(moved, 1).outsideIpAddress())
        .isNotEqualTo(tunnel(made, 1).outsideIpAddress());
    assertThat(tunnel(moved, 1).tunnelInsideCidr()).isEqualTo(tunnel(made, 1).tunnelInsideCidr());
    assertThat(moved.vgwTelemetry().getFirst().outsideIpAddress())
        .isEqualTo(tunnel(moved, 1).outsideIpAddress());
  }

  @Test
  void a2_static_routes_go_before_a_connection_moves_to_a_transit_gateway() {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway(), o -> o.staticRoutesOnly(true));
    lab.ec2.createVpnConnectionRoute(
        r -> r.vpnConnectionId(made.vpnConnectionId()).destinationCidrBlock("192.168.0.0/16"));
    String transit = lab.transitGateway();
    refused(() -> moveTo(made, null, transit), "IncorrectState", "static routes");
    lab.ec2.deleteVpnConnectionRoute(
        r -> r.vpnConnectionId(made.vpnConnectionId()).destinationCidrBlock("192.168.0.0/16"));
    moveTo(made, null, transit);
  }

  @Test
  void a10_an_accelerated_connection_does_not_move_to_a_virtual_private_gateway() {
    VpnConnection made =
        lab.toTransitGateway(lab.transitGateway(), o -> o.enableAcceleration(true));
    String gateway = lab.vpnGateway();
    refused(() -> moveTo(made, gateway, null), "InvalidParameterCombination", "Acceleration");
  }

  @Test
  void a3_a_range_inside_that_is_taken_there_hinders_the_move() {
    String gateway = lab.vpnGateway();
    lab.toVpnGateway(gateway, first(t -> t.tunnelInsideCidr("169.254.20.0/30")));
    VpnConnection other =
        lab.toTransitGateway(
            lab.transitGateway(), first(t -> t.tunnelInsideCidr("169.254.20.0/30")));
    refused(() -> moveTo(other, gateway, null), "InvalidParameterValue", "169.254.20.0/30");
  }

  @Test
  void a14_a_change_says_what_it_changes() {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway());
    refused(() -> moveTo(made, null, null), "MissingParameter");
    refused(() -> moveTo(made, made.vpnGatewayId(), null), "InvalidParameterValue", "already");
    refused(
        () -> lab.ec2.modifyVpnConnectionOptions(r -> r.vpnConnectionId(made.vpnConnectionId())),
        "MissingParameter");
  }

  @Test
  void a7_the_networks_of_a_connection_change() {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway());
    lab.ec2.modifyVpnConnectionOptions(
        r -> r.vpnConnectionId(made.vpnConnectionId()).localIpv4NetworkCidr("192.168.0.0/16"));
    assertThat(lab.described(made).options().localIpv4NetworkCidr()).isEqualTo("192.168.0.0/16");
    assertThat(lab.described(made).options().remoteIpv4NetworkCidr()).isEqualTo("0.0.0.0/0");
    refused(
        () ->
            lab.ec2.modifyVpnConnectionOptions(
                r -> r.vpnConnectionId(made.vpnConnectionId()).localIpv6NetworkCidr("fd00::/8")),
        "InvalidParameterCombination");
    refused(
        () ->
            lab.ec2.modifyVpnConnectionOptions(
                r -> r.vpnConnectionId(made.vpnConnectionId()).tunnelBandwidth("large")),
        "InvalidParameterCombination",
        "bandwidth");
  }

  @Test
  void a7_the_options_of_one_tunnel_change() {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway());
    change(made, t -> t.preSharedKey("Another_key").dpdTimeoutSeconds(60));
    VpnConnection changed = lab.described(made);
    assertThat(tunnel(changed, 1).preSharedKey()).isEqualTo("Another_key");
    assertThat(tunnel(changed, 1).dpdTimeoutSeconds()).isEqualTo(60);
    assertThat(tunnel(changed, 2)).isEqualTo(tunnel(made, 2));
    refused(() -> change(made, t -> t.dpdTimeoutSeconds(1)), "InvalidParameterValue");
    refused(
        () -> change(made, t -> t.tunnelInsideCidr(tunnel(made, 2).tunnelInsideCidr())),
        "InvalidParameterValue",
        tunnel(made, 2).tunnelInsideCidr());
    change(made, t -> t.tunnelInsideCidr(tunnel(made, 1).tunnelInsideCidr()));
    refused(
        () ->
            lab.ec2.modifyVpnTunnelOptions(
                tunnelChange(made, t -> t.dpdTimeoutSeconds(60)).toBuilder()
                    .vpnTunnelOutsideIpAddress("192.0.2.1")
                    .build()),
        "InvalidParameterValue",
        "192.0.2.1");
  }

  @Test
  void a7_a_replacement_is_skipped_only_for_lifecycle_control() {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway());
    lab.ec2.modifyVpnTunnelOptions(
        tunnelChange(made, t -> t.enableTunnelLifecycleControl(true)).toBuilder()
            .skipTunnelReplacement(true)
            .build());
    assertThat(tunnel(lab.described(made), 1).enableTunnelLifecycleControl()).isTrue();
    refused(
        () ->
            lab.ec2.modifyVpnTunnelOptions(
                tunnelChange(made, t -> t.dpdTimeoutSeconds(60)).toBuilder()
                    .skipTunnelReplacement(true)
                    .build()),
        "InvalidParameterCombination");
  }

  @Test
  void a7_the_certificate_of_one_tunnel_changes() {
    String gateway = lab.vpnGateway();
    VpnConnection made = lab.create(gateway, null, lab.certifiedCustomer(), _ -> {});
    lab.ec2.modifyVpnTunnelCertificate(r ->
        r.vpnConnectionId(made.vpnConnectionId())
            .vpnTunnelOutsideIpAddress(tunnel(made, 2).outsideIpAddress()));
    VpnConnection changed = lab.described(made);
    assertThat(changed.vgwTelemetry().get(0).certificateArn())
        .isEqualTo(made.vgwTelemetry().get(0).certificateArn());
    assertThat(changed.vgwTelemetry().get(1).certificateArn())
        .isNotEqualTo(made.vgwTelemetry().get(1).certificateArn());
    VpnConnection keyed = lab.toVpnGateway(gateway);
    refused(
        () ->
            lab.ec2.modifyVpnTunnelCertificate(r ->
                r.vpnConnectionId(keyed.vpnConnectionId())
                    .vpnTunnelOutsideIpAddress(tunnel(keyed, 1).outsideIpAddress())),
        "InvalidParameterCombination",
        "pre-shared");
    refused(
        () ->
            lab.ec2.modifyVpnConnection(
                r -> r.vpnConnectionId(made.vpnConnectionId()).customerGatewayId(lab.customer())),
        "InvalidParameterCombination",
        "authentication");
  }

  @Test
  void a7_replacing_a_tunnel_takes_that_one_down_and_is_remembered() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      VpnLab waiting = new VpnLab(slow);
      String gateway = waiting.vpnGateway();
      waiting.customer();
      slow.timeline().advance(Duration.ofMinutes(5));
      VpnConnection made = waiting.toVpnGateway(gateway);
      slow.timeline().advance(Duration.ofMinutes(5));
      TunnelOption second = tunnel(made, 2);
      assertThat(
              waiting
                  .ec2
                  .replaceVpnTunnel(r ->
                      r.vpnConnectionId(made.vpnConnectionId())
                          .vpnTunnelOutsideIpAddress(second.outsideIpAddress()))
                  .returnValue())
          .isTrue();
      assertThat(waiting.described(made).stateAsString()).isEqualTo("modifying");
      assertThat(provisioning(waiting, made, second))
          .isEqualTo(VpnTunnelProvisioningStatus.PENDING);
      assertThat(provisioning(waiting, made, tunnel(made, 1)))
          .isEqualTo(VpnTunnelProvisioningStatus.AVAILABLE);
      Topology meanwhile = new TopologyReader().read(slow.api().catalog().snapshot());
      assertThat(meanwhile.isDown(made.vpnConnectionId() + "/2")).isTrue();
      assertThat(meanwhile.isDown(made.vpnConnectionId() + "/1")).isFalse();
      refused(
          () ->
              waiting.ec2.replaceVpnTunnel(r ->
                  r.vpnConnectionId(made.vpnConnectionId())
                      .vpnTunnelOutsideIpAddress(second.outsideIpAddress())),
          "InvalidVpnConnection.InvalidState",
          "modifying");
      slow.timeline().advance(Duration.ofMinutes(5));
      assertThat(waiting.described(made).state()).isEqualTo(VpnState.AVAILABLE);
      assertThat(
              waiting
                  .ec2
                  .getVpnTunnelReplacementStatus(r ->
                      r.vpnConnectionId(made.vpnConnectionId())
                          .vpnTunnelOutsideIpAddress(second.outsideIpAddress()))
                  .maintenanceDetails()
                  .lastMaintenanceApplied())
          .isBefore(slow.timeline().now());
      assertThat(
              waiting
                  .ec2
                  .getVpnTunnelReplacementStatus(r ->
                      r.vpnConnectionId(made.vpnConnectionId())
                          .vpnTunnelOutsideIpAddress(tunnel(made, 1).outsideIpAddress()))
                  .maintenanceDetails()
                  .lastMaintenanceApplied())
          .isNull();
    }
  }

  private static VpnTunnelProvisioningStatus provisioning(
      VpnLab lab, VpnConnection connection, TunnelOption tunnel) {
    return lab.ec2
        .getActiveVpnTunnelStatus(r ->
            r.vpnConnectionId(connection.vpnConnectionId())
                .vpnTunnelOutsideIpAddress(tunnel.outsideIpAddress()))
        .activeVpnTunnelStatus()
        .provisioningStatus();
  }
}
