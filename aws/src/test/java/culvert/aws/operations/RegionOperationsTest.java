package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.Region;

class RegionOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void a_region_has_its_endpoint_and_says_whether_it_was_opted_in_to() {
    assertThat(ec2.describeRegions(r -> r.regionNames("us-east-1", "eu-south-2")).regions())
        .containsExactlyInAnyOrder(
            Region.builder()
                .regionName("us-east-1")
                .endpoint("ec2.us-east-1.amazonaws.com")
                .optInStatus("opt-in-not-required")
                .build(),
            Region.builder()
                .regionName("eu-south-2")
                .endpoint("ec2.eu-south-2.amazonaws.com")
                .optInStatus("opted-in")
                .build());
    refused(
        () -> ec2.describeRegions(r -> r.regionNames("mars-north-1")),
        "InvalidParameterValue",
        "mars-north-1");
  }

  @Test
  void every_region_can_be_called() {
    for (Region region : ec2.describeRegions().regions()) {
      assertThat(
              cloud
                  .ec2(TestCloud.ACCOUNT, region.regionName())
                  .describeAvailabilityZones()
                  .availabilityZones())
          .as(region.regionName())
          .hasSizeGreaterThanOrEqualTo(2)
          .allMatch(zone -> zone.regionName().equals(region.regionName()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint, ec2.us-west-?.amazonaws.com, 2",
    "region-name, eu-west-*, 3",
    "region-name, us-east-1, 1",
    "opt-in-status, not-opted-in, 0",
  })
  void filters(String name, String value, int found) {
    assertThat(ec2.describeRegions(r -> r.filters(Filtered.by(name, value))).regions())
        .hasSize(found);
  }

  private static Map<String, String> attributes(Ec2Client client, String... names) {
    return client
        .describeAccountAttributes(r -> r.attributeNamesWithStrings(names))
        .accountAttributes()
        .stream()
        .collect(
            Collectors.toMap(
                AccountAttribute::attributeName,
                each -> each.attributeValues().getFirst().attributeValue()));
  }

  @Test
  void an_account_says_its_default_vpc_and_its_quotas() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String standard = client.describeVpcs().vpcs().getFirst().vpcId();
      assertThat(attributes(client))
          .containsEntry("default-vpc", standard)
          .containsEntry("supported-platforms", "VPC")
          .containsEntry("max-elastic-ips", "5")
          .containsEntry("vpc-max-elastic-ips", "5")
          .containsEntry("vpc-max-security-groups-per-interface", "5")
          .containsEntry("max-instances", "20");
    }
    assertThat(attributes(ec2)).containsEntry("vpc-max-security-groups-per-interface", "16");
  }

  @Test
  void only_the_attributes_that_are_asked_for_are_shown() {
    assertThat(attributes(ec2, "supported-platforms")).containsOnlyKeys("supported-platforms");
  }

  @Test
  void without_a_default_vpc_there_is_none() {
    Ec2Client abroad = cloud.ec2(TestCloud.ACCOUNT, "eu-west-1");
    DefaultNetworkOperationsTest.deleteDefaultVpc(abroad);
    assertThat(attributes(abroad, "default-vpc")).containsEntry("default-vpc", "none");
  }
}
