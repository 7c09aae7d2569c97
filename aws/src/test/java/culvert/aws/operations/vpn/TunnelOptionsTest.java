package culvert.aws.operations.vpn;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.vpn.VpnLab.first;
import static culvert.aws.operations.vpn.VpnLab.tunnel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import culvert.aws.TestCloud;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Phase1EncryptionAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnTunnelOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.VpnTunnelOptionsSpecification.Builder;

/** What may be asked of a tunnel. */
class TunnelOptionsTest {

  private final TestCloud cloud = new TestCloud();
  private final VpnLab lab = new VpnLab(cloud);
  private final String gateway = lab.vpnGateway();

  @AfterEach
  void close() {
    cloud.close();
  }

  private TunnelOption made(Consumer<Builder> tunnel) {
    return tunnel(lab.toVpnGateway(gateway, first(tunnel)), 1);
  }

  private static Arguments asked(String name, Consumer<Builder> tunnel) {
    return arguments(name, tunnel);
  }

  static Stream<Arguments> beyond_the_limits() {
    return Stream.of(
        asked("phase1LifetimeSeconds", t -> t.phase1LifetimeSeconds(899)),
        asked("phase1LifetimeSeconds", t -> t.phase1LifetimeSeconds(28_801)),
        asked("phase2LifetimeSeconds", t -> t.phase2LifetimeSeconds(899)),
        asked("phase2LifetimeSeconds", t -> t.phase2LifetimeSeconds(3601)),
        asked("rekeyMarginTimeSeconds", t -> t.rekeyMarginTimeSeconds(59)),
        asked("rekeyMarginTimeSeconds", t -> t.rekeyMarginTimeSeconds(1801)),
        asked(
            "rekeyMarginTimeSeconds",
            t -> t.phase2LifetimeSeconds(900).rekeyMarginTimeSeconds(451)),
        asked("rekeyFuzzPercentage", t -> t.rekeyFuzzPercentage(101)),
        asked("replayWindowSize", t -> t.replayWindowSize(63)),
        asked("replayWindowSize", t -> t.replayWindowSize(2049)),
        asked("DPDTimeoutSeconds", t -> t.dpdTimeoutSeconds(29)),
        asked("DPDTimeoutAction", t -> t.dpdTimeoutAction("panic")),
        asked("startupAction", t -> t.startupAction("wait")),
        asked("IKEVersions", t -> t.ikeVersions(v -> v.value("ikev3"))),
        asked("phase1EncryptionAlgorithms", t -> t.phase1EncryptionAlgorithms(v -> v.value("DES"))),
        asked("phase2EncryptionAlgorithms", t -> t.phase2EncryptionAlgorithms(v -> v.value("DES"))),
        asked("phase1IntegrityAlgorithms", t -> t.phase1IntegrityAlgorithms(v -> v.value("MD5"))),
        asked("phase2IntegrityAlgorithms", t -> t.phase2IntegrityAlgorithms(v -> v.value("MD5"))),
        asked("phase1DHGroupNumbers", t -> t.phase1DHGroupNumbers(v -> v.value(5))),
        asked("phase2DHGroupNumbers", t -> t.phase2DHGroupNumbers(v -> v.value(1))));
  }

  @ParameterizedTest
  @MethodSource("beyond_the_limits")
  void a4_what_is_beyond_the_limits_is_refused(String says, Consumer<Builder> tunnel) {
    refused(() -> made(tunnel), "InvalidParameterValue", says);
  }

  @Test
  void a4_the_limits_themselves_are_taken_and_shown() {
    TunnelOption made =
        made(t ->
            t.phase1LifetimeSeconds(28_800)
                .phase2LifetimeSeconds(900)
                .rekeyMarginTimeSeconds(450)
                .rekeyFuzzPercentage(0)
                .replayWindowSize(64)
                .dpdTimeoutSeconds(30)
                .dpdTimeoutAction("restart")
                .startupAction("start")
                .enableTunnelLifecycleControl(true)
                .ikeVersions(v -> v.value("ikev2"))
                .phase1EncryptionAlgorithms(v -> v.value("AES256-GCM-16"), v -> v.value("AES256"))
                .phase2DHGroupNumbers(v -> v.value(5))
                .logOptions(l ->
                    l.cloudWatchLogOptions(c ->
                        c.logEnabled(true).logGroupArn("arn:aws:logs:a").logOutputFormat("json"))));
    assertThat(made.rekeyMarginTimeSeconds()).isEqualTo(450);
    assertThat(made.startupAction()).isEqualTo("start");
    assertThat(made.enableTunnelLifecycleControl()).isTrue();
    assertThat(made.phase1EncryptionAlgorithms())
        .extracting(Phase1EncryptionAlgorithmsListValue::value)
        .containsExactly("AES256-GCM-16", "AES256");
    assertThat(made.phase2DHGroupNumbers().getFirst().value()).isEqualTo(5);
    assertThat(made.logOptions().cloudWatchLogOptions().logOutputFormat()).isEqualTo("json");
    assertThat(made.hasPhase2EncryptionAlgorithms()).isFalse();
  }

  @Test
  void a4_phase_2_ends_before_phase_1() {
    refused(
        () -> made(t -> t.phase1LifetimeSeconds(1800).phase2LifetimeSeconds(1800)),
        "InvalidParameterCombination");
    refused(() -> made(t -> t.phase1LifetimeSeconds(3600)), "InvalidParameterCombination");
  }

  @Test
  void a4_gcm_in_phase_1_takes_ikev2() {
    refused(
        () ->
            made(t ->
                t.ikeVersions(v -> v.value("ikev1"))
                    .phase1EncryptionAlgorithms(v -> v.value("AES128-GCM-16"))),
        "InvalidParameterCombination",
        "ikev2");
  }

  @Test
  void a4_aws_starts_only_with_ikev2_and_an_address() {
    refused(
        () -> made(t -> t.startupAction("start").ikeVersions(v -> v.value("ikev1"))),
        "InvalidParameterCombination");
    String certified = lab.certifiedCustomer();
    refused(
        () -> lab.create(gateway, null, certified, first(t -> t.startupAction("start"))),
        "InvalidParameterCombination");
  }

  @Test
  void a4_a_log_needs_a_group() {
    refused(
        () -> made(t -> t.logOptions(l -> l.cloudWatchLogOptions(c -> c.logEnabled(true)))),
        "MissingParameter",
        "logGroupArn");
    refused(
        () ->
            made(t -> t.logOptions(l -> l.cloudWatchLogOptions(c -> c.bgpLogOutputFormat("xml")))),
        "InvalidParameterValue",
        "bgpLogOutputFormat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"short.7", "0starting_with_zero", "with space", "dash-es-are-not"})
  void a4_a_pre_shared_key_has_a_form_and_is_not_repeated_in_the_error(String key) {
    assertThat(refusal(() -> made(t -> t.preSharedKey(key))))
        .contains("preSharedKey")
        .doesNotContain(key);
    assertThat(refusal(() -> made(t -> t.preSharedKey("x".repeat(65))))).doesNotContain("xxxxxxxx");
  }

  private static String refusal(Runnable call) {
    try {
      call.run();
    } catch (software.amazon.awssdk.services.ec2.model.Ec2Exception e) {
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
      return e.awsErrorDetails().errorMessage();
    }
    throw new AssertionError("it was taken");
  }

  @Test
  void a4_a_key_that_is_given_is_shown() {
    assertThat(made(t -> t.preSharedKey("Given_key.1")).preSharedKey()).isEqualTo("Given_key.1");
  }

  @Test
  void a4_a_certified_tunnel_has_no_key_but_awss_certificate() {
    VpnConnection made = lab.create(gateway, null, lab.certifiedCustomer(), _ -> {});
    assertThat(tunnel(made, 1).preSharedKey()).isNull();
    assertThat(made.vgwTelemetry())
        .allSatisfy(t -> assertThat(t.certificateArn()).startsWith("arn:aws:acm:us-east-1:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.0.0/30",
        "169.254.1.0/30",
        "169.254.2.0/30",
        "169.254.3.0/30",
        "169.254.4.0/30",
        "169.254.5.0/30",
        "169.254.169.252/30"
      })
  void a3_reserved_inside_cidrs_are_refused(String cidr) {
    refused(() -> made(t -> t.tunnelInsideCidr(cidr)), "InvalidParameterValue", cidr, "reserved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.10.0/29", "169.253.10.0/30", "169.254.10.0", "fd00::/126"})
  void a3_an_inside_cidr_is_a_30_of_link_local(String cidr) {
    refused(() -> made(t -> t.tunnelInsideCidr(cidr)), "InvalidParameterValue", cidr);
  }

  @Test
  void a3_inside_cidrs_are_unique_on_a_virtual_private_gateway_and_not_on_a_transit_gateway() {
    String range = "169.254.10.0/30";
    assertThat(made(t -> t.tunnelInsideCidr(range)).tunnelInsideCidr()).isEqualTo(range);
    String other = lab.customer("203.0.113.10", 65_011);
    refused(
        () -> lab.create(gateway, null, other, first(t -> t.tunnelInsideCidr(range))),
        "InvalidParameterValue",
        range);
    VpnTunnelOptionsSpecification same =
        VpnTunnelOptionsSpecification.builder().tunnelInsideCidr("169.254.11.0/30").build();
    refused(
        () -> lab.create(gateway, null, other, o -> o.tunnelOptions(List.of(same, same))),
        "InvalidParameterValue",
        "169.254.11.0/30");
    String transit = lab.transitGateway();
    lab.toTransitGateway(transit, first(t -> t.tunnelInsideCidr(range)));
    lab.toTransitGateway(transit, first(t -> t.tunnelInsideCidr(range)));
  }

  @Test
  void a3_ipv6_inside_cidrs_are_unique_on_a_transit_gateway() {
    String transit = lab.transitGateway();
    Consumer<Builder> tunnel = t -> t.tunnelInsideIpv6Cidr("fd12::4/126");
    lab.create(
        null, transit, lab.customer(), o -> o.tunnelInsideIpVersion("ipv6").tunnelOptions(tunnel));
    refused(
        () ->
            lab.toTransitGateway(
                transit, o -> o.tunnelInsideIpVersion("ipv6").tunnelOptions(tunnel)),
        "InvalidParameterValue",
        "fd12::4/126");
    refused(
        () -> lab.toTransitGateway(transit, first(tunnel)),
        "InvalidParameterCombination",
        "tunnelInsideIpv6Cidr");
  }

  @Test
  void a1_there_are_two_tunnels_and_no_third() {
    VpnTunnelOptionsSpecification plain =
        VpnTunnelOptionsSpecification.builder().startupAction("add").build();
    refused(
        () -> lab.toVpnGateway(gateway, o -> o.tunnelOptions(List.of(plain, plain, plain))),
        "InvalidParameterValue",
        "3");
  }
}
