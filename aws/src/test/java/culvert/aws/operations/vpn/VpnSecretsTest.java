package culvert.aws.operations.vpn;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.vpn.VpnLab.first;
import static culvert.aws.operations.vpn.VpnLab.tunnel;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.GetVpnConnectionDeviceSampleConfigurationResponse;
import software.amazon.awssdk.services.ec2.model.VpnConnection;

/** Pre-shared keys are in the answers in which AWS shows them, and nowhere else. */
class VpnSecretsTest {

  private static final String KEY = "Secret.of_this.Test_1";

  private final TestCloud cloud = new TestCloud();
  private final VpnLab lab = new VpnLab(cloud);
  private final String gateway = lab.vpnGateway();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void a13_the_keys_are_in_answers_and_not_in_the_text_of_any_object() {
    VpnConnection made = lab.toVpnGateway(gateway, first(t -> t.preSharedKey(KEY)));
    VpnConnection there = lab.described(made);
    assertThat(tunnel(there, 1).preSharedKey()).isEqualTo(KEY);
    assertThat(there.customerGatewayConfiguration()).contains(KEY);
    GetVpnConnectionDeviceSampleConfigurationResponse sample =
        lab.ec2.getVpnConnectionDeviceSampleConfiguration(
            r -> r.vpnConnectionId(made.vpnConnectionId()).vpnConnectionDeviceTypeId("c0de0001"));
    assertThat(sample.vpnConnectionDeviceSampleConfiguration()).contains(KEY);
    Resource<VpnConnection> stored =
        cloud.api().catalog().snapshot().everywhere(Kinds.VPN_CONNECTION).findFirst().orElseThrow();
    assertThat(List.of(made, there, sample, stored, stored.shape()))
        .allSatisfy(each -> assertThat(each.toString()).doesNotContain(KEY));
    RouterTunnel router =
        RouterTunnel.of(
            1,
            tunnel(stored.shape(), 1),
            culvert.aws.reading.TunnelProposal.weakest(tunnel(stored.shape(), 1)),
            false);
    assertThat(router.toString()).doesNotContain(KEY);
  }

  @Test
  void a4_keys_that_secrets_manager_has_are_not_shown() {
    VpnConnection made =
        lab.ec2
            .createVpnConnection(
                VpnLab.request(gateway, null, lab.customer(), first(t -> t.preSharedKey(KEY)))
                    .preSharedKeyStorage("SecretsManager")
                    .build())
            .vpnConnection();
    VpnConnection there = lab.described(made);
    assertThat(there.preSharedKeyArn())
        .startsWith("arn:aws:secretsmanager:us-east-1:" + TestCloud.ACCOUNT + ":secret:");
    assertThat(tunnel(there, 1).preSharedKey()).isNull();
    assertThat(there.customerGatewayConfiguration()).doesNotContain(KEY);
    refused(
        () ->
            lab.ec2.getVpnConnectionDeviceSampleConfiguration(r ->
                r.vpnConnectionId(made.vpnConnectionId()).vpnConnectionDeviceTypeId("c0de0001")),
        "UnsupportedOperation");
    refused(
        () ->
            lab.ec2.createVpnConnection(
                VpnLab.request(gateway, null, lab.customer("203.0.113.12", 65_012), _ -> {})
                    .preSharedKeyStorage("Drawer")
                    .build()),
        "InvalidParameterValue",
        "Drawer");
  }
}
