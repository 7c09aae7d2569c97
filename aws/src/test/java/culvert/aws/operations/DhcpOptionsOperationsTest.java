package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;

class DhcpOptionsOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  private DhcpOptions create(String key, String... values) {
    return ec2.createDhcpOptions(r -> r.dhcpConfigurations(c -> c.key(key).values(values)))
        .dhcpOptions();
  }

  @Test
  void an_account_starts_with_the_regions_own_set() {
    DhcpOptions standard = ec2.describeDhcpOptions().dhcpOptions().getFirst();
    assertThat(standard.dhcpConfigurations().getFirst().values())
        .extracting(AttributeValue::value)
        .containsExactly("ec2.internal");
    assertThat(ec2.describeVpcs().vpcs().getFirst().dhcpOptionsId())
        .isEqualTo(standard.dhcpOptionsId());
    assertThat(cloud.ec2(TestCloud.ACCOUNT, "eu-west-1").describeDhcpOptions().dhcpOptions())
        .flatExtracting(DhcpOptions::dhcpConfigurations)
        .anySatisfy(
            c -> assertThat(c.values().getFirst().value()).isEqualTo("eu-west-1.compute.internal"));
  }

  @Test
  void a_vpc_takes_a_set_and_gives_it_back() {
    String set = create("domain-name-servers", "10.0.0.2", "10.0.1.2").dhcpOptionsId();
    String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
    ec2.associateDhcpOptions(r -> r.vpcId(vpc).dhcpOptionsId(set));
    assertThat(ec2.describeVpcs().vpcs().getFirst().dhcpOptionsId()).isEqualTo(set);
    refused(
        () -> ec2.deleteDhcpOptions(r -> r.dhcpOptionsId(set)),
        "DependencyViolation",
        "The dhcpOptions '" + set + "' has dependencies and cannot be deleted.");
    ec2.associateDhcpOptions(r -> r.vpcId(vpc).dhcpOptionsId("default"));
    assertThat(ec2.describeVpcs().vpcs().getFirst().dhcpOptionsId()).isEqualTo("default");
    ec2.deleteDhcpOptions(r -> r.dhcpOptionsId(set));
    refused(
        () -> ec2.describeDhcpOptions(r -> r.dhcpOptionsIds(set)), "InvalidDhcpOptionID.NotFound");
  }

  @Test
  void r1_1_10_a_new_vpc_takes_the_standard_set_whatever_else_there_is() {
    String standard = ec2.describeDhcpOptions().dhcpOptions().getFirst().dhcpOptionsId();
    create("ntp-servers", "169.254.169.123");
    assertThat(ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().dhcpOptionsId())
        .isEqualTo(standard);
  }

  @ParameterizedTest
  @CsvSource({
    "domain-name-servers, not-an-address",
    "ntp-servers, 300.1.1.1",
    "netbios-node-type, 3",
    "ipv6-address-preferred-lease-time, 5",
    "domain, example.org",
  })
  void a_value_that_an_option_does_not_take_is_named(String key, String value) {
    refused(() -> create(key, value), "InvalidParameterValue");
    assertThat(ec2.describeDhcpOptions().dhcpOptions()).hasSize(1);
  }

  @Test
  void a_set_needs_options_and_an_option_stands_once() {
    refused(() -> ec2.createDhcpOptions(r -> {}), "MissingParameter");
    refused(
        () -> create("domain-name-servers", "1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5"),
        "InvalidParameterValue",
        "1 to 4");
    refused(
        () ->
            ec2.createDhcpOptions(r ->
                r.dhcpConfigurations(
                    c -> c.key("domain-name").values("a"), c -> c.key("domain-name").values("b"))),
        "InvalidParameterValue");
  }

  @Test
  void wrong_ids_are_told_apart() {
    refused(
        () -> ec2.deleteDhcpOptions(r -> r.dhcpOptionsId("dopt-x")),
        "InvalidDhcpOptionsId.Malformed");
    refused(
        () -> ec2.deleteDhcpOptions(r -> r.dhcpOptionsId("dopt-0123456789abcdef0")),
        "InvalidDhcpOptionID.NotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "dhcp-options-id, dopt-*, 2",
    "key, netbios-node-type, 1",
    "value, ec2.internal, 1",
    "value, 2, 1",
    "owner-id, 111111111111, 2",
    "owner-id, 222222222222, 0",
    "tag-key, Name, 1",
    "tag:Name, lan*, 1",
  })
  void filters(String name, String value, int found) {
    ec2.createDhcpOptions(r ->
        r.dhcpConfigurations(c -> c.key("netbios-node-type").values("2"))
            .tagSpecifications(
                t -> t.resourceType("dhcp-options").tags(tag -> tag.key("Name").value("lan-a"))));
    assertThat(
            ec2.describeDhcpOptions(r -> r.filters(List.of(Filtered.by(name, value))))
                .dhcpOptions())
        .hasSize(found);
  }
}
