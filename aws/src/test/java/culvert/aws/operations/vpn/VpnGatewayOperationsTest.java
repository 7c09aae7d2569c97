package culvert.aws.operations.vpn;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.vpn.VpnLab.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;

class VpnGatewayOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final VpnLab lab = new VpnLab(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private void detach(String gateway, String vpc) {
    lab.ec2.detachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(vpc));
  }

  private void delete(String gateway) {
    lab.ec2.deleteVpnGateway(r -> r.vpnGatewayId(gateway));
  }

  @Test
  void a1_the_asn_is_64512_unless_said() {
    VpnGateway made = lab.describedGateway(lab.vpnGateway());
    assertThat(made.amazonSideAsn()).isEqualTo(64_512);
    assertThat(made.state()).isEqualTo(VpnState.AVAILABLE);
    assertThat(made.vpcAttachments()).isEmpty();
    String other =
        lab.ec2
            .createVpnGateway(r -> r.type("ipsec.1").amazonSideAsn(4_200_000_000L))
            .vpnGateway()
            .vpnGatewayId();
    assertThat(
            lab.ec2
                .describeVpnGateways(r -> r.filters(by("amazon-side-asn", "4200000000")))
                .vpnGateways())
        .extracting(VpnGateway::vpnGatewayId)
        .containsExactly(other);
  }

  @ParameterizedTest
  @ValueSource(longs = {7224, 64_511, 65_535, 4_199_999_999L, 4_294_967_295L})
  void a1_the_asn_is_a_private_one(long asn) {
    refused(
        () -> lab.ec2.createVpnGateway(r -> r.type("ipsec.1").amazonSideAsn(asn)),
        "InvalidParameterValue",
        "amazonSideAsn");
  }

  @Test
  void a1_a_zone_must_be_one_of_the_region() {
    refused(
        () -> lab.ec2.createVpnGateway(r -> r.type("ipsec.1").availabilityZone("eu-west-1a")),
        "InvalidParameterValue",
        "eu-west-1a");
  }

  @Test
  void a1_a_gateway_and_a_vpc_have_one_attachment() {
    String gateway = lab.vpnGateway();
    String vpc = lab.vpc("10.0.0.0/16");
    lab.attach(gateway, vpc);
    assertThat(lab.describedGateway(gateway).vpcAttachments())
        .containsExactly(
            VpcAttachment.builder().vpcId(vpc).state(AttachmentStatus.ATTACHED).build());
    refused(() -> lab.attach(gateway, lab.vpc("10.1.0.0/16")), "VpnGatewayAttachmentLimitExceeded");
    refused(() -> lab.attach(lab.vpnGateway(), vpc), "InvalidVpcState", vpc);
    detach(gateway, vpc);
    assertThat(lab.describedGateway(gateway).vpcAttachments()).isEmpty();
    lab.attach(lab.vpnGateway(), vpc);
  }

  @Test
  void a14_what_is_not_attached_is_not_detached() {
    String gateway = lab.vpnGateway();
    String vpc = lab.vpc("10.0.0.0/16");
    refused(() -> detach(gateway, vpc), "InvalidVpnGatewayAttachment.NotFound", gateway, vpc);
    lab.attach(gateway, lab.vpc("10.1.0.0/16"));
    refused(() -> detach(gateway, vpc), "InvalidVpnGatewayAttachment.NotFound");
  }

  @Test
  void a14_one_in_use_stays() {
    String gateway = lab.vpnGateway();
    String vpc = lab.vpc("10.0.0.0/16");
    lab.attach(gateway, vpc);
    refused(() -> delete(gateway), "IncorrectState", "in use");
    refused(() -> lab.ec2.deleteVpc(r -> r.vpcId(vpc)), "DependencyViolation");
    detach(gateway, vpc);
    String connection = lab.toVpnGateway(gateway).vpnConnectionId();
    refused(() -> delete(gateway), "IncorrectState", "in use");
    lab.ec2.deleteVpnConnection(r -> r.vpnConnectionId(connection));
    delete(gateway);
    lab.ec2.deleteVpc(r -> r.vpcId(vpc));
  }

  @Test
  void a1_a_deleted_one_is_described_for_an_hour() {
    String gateway = lab.vpnGateway();
    delete(gateway);
    assertThat(lab.describedGateway(gateway).state()).isEqualTo(VpnState.DELETED);
    refused(() -> delete(gateway), "InvalidVpnGatewayID.NotFound", gateway);
    cloud.timeline().advance(Duration.ofHours(1));
    refused(() -> lab.describedGateway(gateway), "InvalidVpnGatewayID.NotFound", gateway);
    refused(() -> lab.describedGateway("vgw-x"), "InvalidVpnGatewayId.Malformed");
  }

  @Test
  void a15_the_quota_of_a_region() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      VpnLab few = new VpnLab(small);
      for (int i = 0; i < 5; i++) {
        few.vpnGateway();
      }
      refused(few::vpnGateway, "VpnGatewayLimitExceeded");
    }
  }

  @Test
  void a14_nothing_is_attached_or_detached_while_a_connection_changes() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      VpnLab waiting = new VpnLab(slow);
      String gateway = waiting.vpnGateway();
      String vpc = waiting.vpc("10.0.0.0/16");
      waiting.customer();
      slow.timeline().advance(Duration.ofMinutes(5));
      waiting.toVpnGateway(gateway);
      refused(() -> waiting.attach(gateway, vpc), "InvalidParameterValue", "pending VPNs");
      slow.timeline().advance(Duration.ofMinutes(5));
      waiting.attach(gateway, vpc);
      assertThat(waiting.describedGateway(gateway).vpcAttachments().getFirst().state())
          .isEqualTo(AttachmentStatus.ATTACHING);
    }
  }
}
