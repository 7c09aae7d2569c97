package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.QueryCall;
import culvert.aws.TestCloud;
import culvert.aws.reading.TopologyReader;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;

class VpcAttributeOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();

  @AfterEach
  void close() {
    cloud.close();
  }

  private DescribeVpcAttributeResponse attribute(String id, String name) {
    return ec2.describeVpcAttribute(r -> r.vpcId(id).attribute(name));
  }

  private boolean support(String id) {
    return attribute(id, "enableDnsSupport").enableDnsSupport().value();
  }

  private boolean hostnames(String id) {
    return attribute(id, "enableDnsHostnames").enableDnsHostnames().value();
  }

  private boolean metrics(String id) {
    return attribute(id, "enableNetworkAddressUsageMetrics")
        .enableNetworkAddressUsageMetrics()
        .value();
  }

  private void modify(Consumer<ModifyVpcAttributeRequest.Builder> change) {
    ec2.modifyVpcAttribute(r -> {
      r.vpcId(vpc);
      change.accept(r);
    });
  }

  @Test
  void r1_1_11_dns_support_is_on_and_hostnames_only_in_a_default_vpc() {
    assertThat(support(vpc)).isTrue();
    assertThat(hostnames(vpc)).isFalse();
    assertThat(metrics(vpc)).isFalse();
    String standard =
        ec2.describeVpcs(r -> r.filters(Filtered.by("is-default", "true")))
            .vpcs()
            .getFirst()
            .vpcId();
    assertThat(support(standard)).isTrue();
    assertThat(hostnames(standard)).isTrue();
  }

  @Test
  void each_attribute_changes_alone() {
    modify(r -> r.enableDnsHostnames(v -> v.value(true)));
    assertThat(hostnames(vpc)).isTrue();
    assertThat(support(vpc)).isTrue();
    modify(r -> r.enableDnsSupport(v -> v.value(false)));
    assertThat(support(vpc)).isFalse();
    assertThat(hostnames(vpc)).isTrue();
    modify(r -> r.enableNetworkAddressUsageMetrics(v -> v.value(true)));
    assertThat(metrics(vpc)).isTrue();
    assertThat(attribute(vpc, "enableDnsSupport").enableDnsHostnames())
        .as("one attribute an answer")
        .isNull();
  }

  @Test
  void r1_1_4_r1_1_11_the_network_sees_whether_there_is_a_resolver() {
    TopologyReader reader = new TopologyReader();
    assertThat(read(reader).dnsSupport()).isTrue();
    assertThat(read(reader).dnsHostnames()).isFalse();
    modify(r -> r.enableDnsSupport(v -> v.value(false)));
    assertThat(read(reader).dnsSupport()).isFalse();
    modify(r -> r.enableDnsHostnames(v -> v.value(true)));
    assertThat(read(reader).dnsHostnames()).isTrue();
  }

  private culvert.network.topology.Vpc read(TopologyReader reader) {
    return reader
        .read(cloud.api().catalog().snapshot())
        .get(culvert.network.topology.Vpc.class, vpc);
  }

  @Test
  void one_attribute_a_call() {
    refused(() -> modify(_ -> {}), "InvalidParameterCombination");
    refused(
        () ->
            modify(r ->
                r.enableDnsSupport(v -> v.value(false)).enableDnsHostnames(v -> v.value(true))),
        "InvalidParameterCombination");
    assertThat(support(vpc)).isTrue();
    assertThat(
            QueryCall.of(cloud, "Action=DescribeVpcAttribute&VpcId=" + vpc + "&Attribute=colour")
                .code())
        .isEqualTo("InvalidParameterValue");
    assertThat(QueryCall.of(cloud, "Action=DescribeVpcAttribute&VpcId=" + vpc).code())
        .isEqualTo("MissingParameter");
    refused(() -> support("vpc-x"), "InvalidVpcID.Malformed");
    refused(() -> support("vpc-0123456789abcdef0"), "InvalidVpcID.NotFound");
  }

  @Test
  void tenancy_can_only_become_default() {
    String dedicated =
        ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16").instanceTenancy("dedicated")).vpc().vpcId();
    assertThat(
            ec2.modifyVpcTenancy(r -> r.vpcId(dedicated).instanceTenancy("default")).returnValue())
        .isTrue();
    assertThat(
            ec2.describeVpcs(r -> r.vpcIds(dedicated)).vpcs().getFirst().instanceTenancyAsString())
        .isEqualTo("default");
    assertThat(
            QueryCall.of(
                    cloud, "Action=ModifyVpcTenancy&VpcId=" + vpc + "&InstanceTenancy=dedicated")
                .code())
        .isEqualTo("InvalidParameterValue");
  }
}
