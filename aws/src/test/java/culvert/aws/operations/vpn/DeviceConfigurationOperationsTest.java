package culvert.aws.operations.vpn;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.vpn.VpnLab.first;
import static culvert.aws.operations.vpn.VpnLab.tunnel;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnectionDeviceType;

/** What sample configurations say; that the programs take them is tested with the programs. */
class DeviceConfigurationOperationsTest {

  private static final String BIRD = "c0de0001";
  private static final String FRR = "c0de0002";

  private final TestCloud cloud = new TestCloud();
  private final VpnLab lab = new VpnLab(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private String sample(VpnConnection of, String device, String ikeVersion, String type) {
    return lab.ec2
        .getVpnConnectionDeviceSampleConfiguration(r ->
            r.vpnConnectionId(of.vpnConnectionId())
                .vpnConnectionDeviceTypeId(device)
                .internetKeyExchangeVersion(ikeVersion)
                .sampleType(type))
        .vpnConnectionDeviceSampleConfiguration();
  }

  @Test
  void a13_there_are_configurations_for_two_kinds_of_routers() {
    assertThat(lab.ec2.getVpnConnectionDeviceTypes(r -> {}).vpnConnectionDeviceTypes())
        .extracting(VpnConnectionDeviceType::vpnConnectionDeviceTypeId)
        .containsExactly(BIRD, FRR);
  }

  @Test
  void a13_a_configuration_has_both_ends_of_both_tunnels() {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway());
    assertThat(sample(made, BIRD, null, null))
        .contains(
            "remote_addrs = " + tunnel(made, 1).outsideIpAddress(),
            "remote_addrs = " + tunnel(made, 2).outsideIpAddress(),
            "secret = \"" + tunnel(made, 2).preSharedKey() + "\"",
            "version = 2",
            "proposals = aes128-sha1-modp1024",
            "as 65010;",
            "as 64512;",
            "mtu 1438");
    assertThat(sample(made, FRR, null, null)).contains("router bgp 65010", "remote-as 64512");
  }

  @Test
  void a13_the_ike_version_and_the_type_may_be_chosen() {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway());
    assertThat(sample(made, BIRD, "ikev1", "compatibility")).contains("version = 1");
    assertThat(sample(made, BIRD, "ikev2", "recommended"))
        .contains("proposals = aes256gcm16-prfsha512-ecp384", "mtu 1446");
    refused(() -> sample(made, BIRD, "ikev2", "best"), "InvalidParameterValue", "sampleType");
    refused(() -> sample(made, "00000000", null, null), "InvalidParameterValue", "00000000");
    VpnConnection strict =
        lab.toTransitGateway(
            lab.transitGateway(), first(t -> t.ikeVersions(v -> v.value("ikev2"))));
    refused(() -> sample(strict, FRR, "ikev1", null), "InvalidParameterValue", "ikev1");
  }

  @Test
  void a8_a_static_connection_leads_to_the_vpc() {
    String gateway = lab.vpnGateway();
    lab.attach(gateway, lab.vpc("10.20.0.0/16"));
    VpnConnection made = lab.toVpnGateway(gateway, o -> o.staticRoutesOnly(true));
    assertThat(sample(made, FRR, null, null))
        .contains("ip route 10.20.0.0/16 aws1\nip route 10.20.0.0/16 aws2\n");
    assertThat(sample(made, BIRD, null, null))
        .contains("route 10.20.0.0/16 via \"aws1\" via \"aws2\";");
  }
}
