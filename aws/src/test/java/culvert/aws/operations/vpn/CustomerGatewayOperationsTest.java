package culvert.aws.operations.vpn;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.vpn.VpnLab.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.VpnConnection;

class CustomerGatewayOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final VpnLab lab = new VpnLab(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private CustomerGateway described(String gateway) {
    return lab.ec2
        .describeCustomerGateways(r -> r.customerGatewayIds(gateway))
        .customerGateways()
        .getFirst();
  }

  private List<String> found(String filter, String value) {
    return lab
        .ec2
        .describeCustomerGateways(r -> r.filters(by(filter, value)))
        .customerGateways()
        .stream()
        .map(CustomerGateway::customerGatewayId)
        .toList();
  }

  @Test
  void a1_the_asn_is_65000_unless_said() {
    CustomerGateway made =
        lab.ec2
            .createCustomerGateway(r -> r.type("ipsec.1").ipAddress("203.0.113.9"))
            .customerGateway();
    assertThat(made.bgpAsn()).isEqualTo("65000");
    assertThat(made.bgpAsnExtended()).isNull();
    assertThat(described(made.customerGatewayId()).state()).isEqualTo("available");
  }

  @Test
  void a1_an_asn_of_32_bits_has_a_parameter_of_its_own() {
    CustomerGateway made =
        lab.ec2
            .createCustomerGateway(
                r -> r.type("ipsec.1").ipAddress("203.0.113.9").bgpAsnExtended(4_200_000_000L))
            .customerGateway();
    assertThat(made.bgpAsnExtended()).isEqualTo("4200000000");
    assertThat(made.bgpAsn()).isNull();
    assertThat(found("bgp-asn", "4200000000")).containsExactly(made.customerGatewayId());
    refused(
        () ->
            lab.ec2.createCustomerGateway(
                r -> r.type("ipsec.1").ipAddress("203.0.113.8").bgpAsnExtended(65_000L)),
        "InvalidParameterValue",
        "bgpAsnExtended");
    refused(
        () -> lab.ec2.createCustomerGateway(r -> r.type("ipsec.1").ipAddress("1.2.3.4").bgpAsn(0)),
        "InvalidParameterValue",
        "bgpAsn");
    refused(
        () ->
            lab.ec2.createCustomerGateway(r ->
                r.type("ipsec.1")
                    .ipAddress("1.2.3.4")
                    .bgpAsn(65_000)
                    .bgpAsnExtended(4_200_000_000L)),
        "InvalidParameterCombination");
  }

  @Test
  void a1_without_an_address_there_must_be_a_certificate() {
    refused(
        () -> lab.ec2.createCustomerGateway(r -> r.type("ipsec.1")),
        "MissingParameter",
        "IpAddress");
    assertThat(described(lab.certifiedCustomer()).ipAddress()).isNull();
    refused(
        () -> lab.ec2.createCustomerGateway(r -> r.type("ipsec.1").certificateArn("nonsense")),
        "InvalidParameterValue",
        "certificateArn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113", "127.0.0.1", "169.254.1.1", "224.0.0.5", "::1", "router"})
  void a1_the_address_is_one_that_a_router_can_have(String address) {
    refused(() -> lab.customer(address, 65_000), "InvalidParameterValue", "ipAddress");
  }

  @Test
  void a1_the_same_again_is_the_one_there_is() {
    String first = lab.customer("203.0.113.9", 65_010);
    assertThat(lab.customer("203.0.113.9", 65_010)).isEqualTo(first);
    assertThat(lab.customer("203.0.113.9", 65_011)).isNotEqualTo(first);
    String named =
        lab.ec2
            .createCustomerGateway(
                r -> r.type("ipsec.1").ipAddress("203.0.113.9").bgpAsn(65_010).deviceName("second"))
            .customerGateway()
            .customerGatewayId();
    assertThat(named).isNotEqualTo(first);
  }

  @Test
  void a1_a_device_name_has_255_characters_at_most() {
    refused(
        () ->
            lab.ec2.createCustomerGateway(
                r -> r.type("ipsec.1").ipAddress("203.0.113.9").deviceName("x".repeat(256))),
        "InvalidParameterValue",
        "deviceName");
  }

  @Test
  void a1_a_deleted_one_is_described_for_an_hour() {
    String gateway = lab.customer();
    lab.ec2.deleteCustomerGateway(r -> r.customerGatewayId(gateway));
    assertThat(described(gateway).state()).isEqualTo("deleted");
    refused(
        () -> lab.ec2.deleteCustomerGateway(r -> r.customerGatewayId(gateway)),
        "InvalidCustomerGatewayID.NotFound");
    assertThat(lab.customer()).isNotEqualTo(gateway);
    cloud.timeline().advance(Duration.ofHours(1));
    refused(() -> described(gateway), "InvalidCustomerGatewayID.NotFound", gateway);
  }

  @Test
  void a14_one_in_use_stays() {
    VpnConnection connection = lab.toVpnGateway(lab.vpnGateway());
    refused(
        () ->
            lab.ec2.deleteCustomerGateway(r -> r.customerGatewayId(connection.customerGatewayId())),
        "IncorrectState",
        "in use");
    lab.ec2.deleteVpnConnection(r -> r.vpnConnectionId(connection.vpnConnectionId()));
    lab.ec2.deleteCustomerGateway(r -> r.customerGatewayId(connection.customerGatewayId()));
  }

  @Test
  void a14_ids_are_looked_up_as_aws_says_it() {
    refused(
        () -> described(VpnLab.NO_CUSTOMER_GATEWAY),
        "InvalidCustomerGatewayID.NotFound",
        VpnLab.NO_CUSTOMER_GATEWAY);
    refused(() -> described("cgw-x"), "InvalidCustomerGatewayId.Malformed");
  }

  @Test
  void a15_the_quota_of_a_region() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      VpnLab few = new VpnLab(small);
      for (int i = 0; i < 50; i++) {
        few.customer("203.0.113." + i, 65_000);
      }
      refused(() -> few.customer("203.0.113.50", 65_000), "CustomerGatewayLimitExceeded");
      assertThat(few.customer("203.0.113.49", 65_000)).startsWith("cgw-");
    }
  }

  @Test
  void a14_one_that_is_pending_takes_no_connection() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      VpnLab waiting = new VpnLab(slow);
      String gateway = waiting.vpnGateway();
      refused(() -> waiting.toVpnGateway(gateway), "InvalidCustomerGatewayState", "pending");
    }
  }
}
