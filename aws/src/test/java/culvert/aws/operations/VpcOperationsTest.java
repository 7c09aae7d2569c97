package culvert.aws.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.aws.TestCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcState;

class VpcOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void r1_1_2_host_bits_of_a_cidr_block_are_cleared() {
    Vpc vpc = ec2.createVpc(r -> r.cidrBlock("100.68.0.18/18")).vpc();
    assertThat(vpc.cidrBlock()).isEqualTo("100.68.0.0/18");
    assertThat(vpc.state()).isEqualTo(VpcState.PENDING);
    assertThat(ec2.describeVpcs(r -> r.vpcIds(vpc.vpcId())).vpcs().getFirst().state())
        .isEqualTo(VpcState.AVAILABLE);
  }

  @Test
  void every_account_and_region_starts_with_a_default_vpc() {
    assertThat(ec2.describeVpcs().vpcs()).singleElement().matches(Vpc::isDefault);
    assertThat(cloud.ec2("222222222222", "eu-west-1").describeVpcs().vpcs()).hasSize(1);
  }

  @Test
  void r5_1_5_an_unknown_filter_is_refused() {
    assertThatThrownBy(() ->
            ec2.describeVpcs(r -> r.filters(Filter.builder().name("colour").values("red").build())))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
  }

  @Test
  void a_dry_run_changes_nothing_and_says_so() {
    assertThatThrownBy(() -> ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").dryRun(true)))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DryRunOperation");
              assertThat(e.statusCode()).isEqualTo(412);
            });
    assertThat(ec2.describeVpcs().vpcs()).hasSize(1);
  }

  @Test
  void pages_follow_each_other_without_gap_or_overlap() {
    for (int i = 0; i < 12; i++) {
      ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16"));
    }
    assertThat(ec2.describeVpcsPaginator(r -> r.maxResults(5)).vpcs().stream().map(Vpc::vpcId))
        .hasSize(13)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_vpc_goes_with_what_it_came_with() {
    String id = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    ec2.deleteVpc(r -> r.vpcId(id));
    assertThatThrownBy(() -> ec2.describeVpcs(r -> r.vpcIds(id)))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidVpcID.NotFound"));
  }
}
