package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Subnet;

class ZoneOperationsTest {

  private static final String BOSTON = "us-east-1-bos-1";

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  private void modify(String group, String status) {
    ec2.modifyAvailabilityZoneGroup(r -> r.groupName(group).optInStatus(status));
  }

  private AvailabilityZone boston() {
    return ec2.describeAvailabilityZones(
            r -> r.allAvailabilityZones(true).zoneNames("us-east-1-bos-1a"))
        .availabilityZones()
        .getFirst();
  }

  @Test
  void a_zone_has_its_name_its_id_and_its_group() {
    AvailabilityZone zone =
        ec2.describeAvailabilityZones(r -> r.zoneIds("use1-az4")).availabilityZones().getFirst();
    assertThat(zone.zoneName()).isEqualTo("us-east-1d");
    assertThat(zone.zoneType()).isEqualTo("availability-zone");
    assertThat(zone.stateAsString()).isEqualTo("available");
    assertThat(zone.groupName()).isEqualTo("us-east-1-zg-1");
    assertThat(zone.groupLongName()).isEqualTo("US East (N. Virginia) 1");
    assertThat(zone.networkBorderGroup()).isEqualTo("us-east-1");
    assertThat(zone.optInStatusAsString()).isEqualTo("opt-in-not-required");
  }

  @Test
  void zones_are_the_callers_regions() {
    assertThat(ec2.describeAvailabilityZones().availabilityZones())
        .extracting(AvailabilityZone::zoneName)
        .containsExactly(
            "us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1e", "us-east-1f");
    refused(
        () -> ec2.describeAvailabilityZones(r -> r.zoneNames("eu-west-1a")),
        "InvalidParameterValue",
        "Invalid availability zone: [eu-west-1a]");
    refused(
        () -> ec2.describeAvailabilityZones(r -> r.zoneIds("euw1-az1")), "InvalidParameterValue");
  }

  @Test
  void a_local_zone_is_seen_where_all_are_asked_for_and_when_it_was_opted_in_to() {
    assertThat(boston().optInStatusAsString()).isEqualTo("not-opted-in");
    assertThat(boston().zoneType()).isEqualTo("local-zone");
    assertThat(boston().zoneId()).isEqualTo("use1-bos1-az1");
    assertThat(boston().networkBorderGroup()).isEqualTo(BOSTON);
    assertThat(boston().parentZoneId()).isEqualTo("use1-az4");
    assertThat(boston().parentZoneName()).isEqualTo("us-east-1d");
    refused(
        () -> ec2.describeAvailabilityZones(r -> r.zoneNames("us-east-1-bos-1a")),
        "InvalidParameterValue");
    modify(BOSTON, "opted-in");
    modify(BOSTON, "opted-in");
    assertThat(ec2.describeAvailabilityZones().availabilityZones()).hasSize(7).contains(boston());
    assertThat(boston().optInStatusAsString()).isEqualTo("opted-in");
    assertThat(
            cloud
                .ec2(TestCloud.OTHER_ACCOUNT, "us-east-1")
                .describeAvailabilityZones()
                .availabilityZones())
        .as("another account opts in for itself")
        .hasSize(6);
  }

  @Test
  void a_subnet_lies_in_a_local_zone_after_opting_in() {
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    refused(
        () ->
            ec2.createSubnet(
                r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24").availabilityZone("us-east-1-bos-1a")),
        "InvalidParameterValue",
        "us-east-1-bos-1a");
    modify(BOSTON, "opted-in");
    Subnet subnet =
        ec2.createSubnet(
                r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24").availabilityZoneId("use1-bos1-az1"))
            .subnet();
    assertThat(subnet.availabilityZone()).isEqualTo("us-east-1-bos-1a");
    assertThat(subnet.availabilityZoneId()).isEqualTo("use1-bos1-az1");
  }

  @Test
  void nobody_opts_out_or_in_to_what_is_no_local_zone() {
    refused(() -> modify(BOSTON, "not-opted-in"), "UnsupportedOperation", "contact AWS Support");
    refused(() -> modify("us-east-1-zg-1", "opted-in"), "UnsupportedOperation");
    refused(
        () -> modify("us-west-2-lax-1", "opted-in"), "InvalidParameterValue", "us-west-2-lax-1");
    assertThat(boston().optInStatusAsString()).isEqualTo("not-opted-in");
  }

  @ParameterizedTest
  @CsvSource({
    "group-long-name, US East (Boston), 1",
    "group-name, us-east-1-zg-1, 6",
    "message, *, 0",
    "opt-in-status, opt-in-not-required, 6",
    "opt-in-status, not-opted-in, 7",
    "parent-zone-id, use1-az4, 3",
    "parent-zone-name, us-east-1a, 1",
    "region-name, us-east-1, 13",
    "state, available, 13",
    "zone-id, use1-az?, 6",
    "zone-type, local-zone, 7",
    "zone-name, us-east-1-chi-*, 2",
  })
  void filters(String name, String value, int found) {
    assertThat(
            ec2.describeAvailabilityZones(
                    r -> r.allAvailabilityZones(true).filters(Filtered.by(name, value)))
                .availabilityZones())
        .hasSize(found);
  }
}
