package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.app.server.CulvertServer;
import culvert.app.server.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcState;
import software.amazon.awssdk.services.sts.StsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkOverHttpTest {

  private CulvertServer server;
  private Place here;
  private Ec2Client ec2;

  @BeforeAll
  void start() {
    server = CulvertServer.start(Settings.ephemeral());
    here = new Place(server, "111111111111", "us-east-1");
    ec2 = here.ec2();
  }

  @AfterAll
  void stop() {
    ec2.close();
    server.close();
  }

  private String vpc(String cidr) {
    return ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
  }

  private String subnet(String vpc, String cidr) {
    return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr)).subnet().subnetId();
  }

  private static Filter inVpc(String vpc) {
    return Filter.builder().name("vpc-id").values(vpc).build();
  }

  @Test
  void waiters_see_the_states_they_wait_for() {
    String vpc = vpc("10.1.0.0/16");
    assertThat(
            ec2.waiter()
                .waitUntilVpcAvailable(r -> r.vpcIds(vpc))
                .matched()
                .response()
                .orElseThrow())
        .satisfies(
            found -> assertThat(found.vpcs().getFirst().state()).isEqualTo(VpcState.AVAILABLE));
    String subnet = subnet(vpc, "10.1.1.0/24");
    ec2.waiter().waitUntilSubnetAvailable(r -> r.subnetIds(subnet));
    String nat =
        ec2.createNatGateway(r -> r.subnetId(subnet).connectivityType("private"))
            .natGateway()
            .natGatewayId();
    assertThat(
            ec2.waiter()
                .waitUntilNatGatewayAvailable(r -> r.natGatewayIds(nat))
                .matched()
                .response()
                .orElseThrow()
                .natGateways()
                .getFirst()
                .state())
        .isEqualTo(NatGatewayState.AVAILABLE);
    String instance =
        ec2.runInstances(r ->
                r.imageId("ami-0c02fb55956c7d316")
                    .instanceType("t3.micro")
                    .subnetId(subnet)
                    .minCount(1)
                    .maxCount(1))
            .instances()
            .getFirst()
            .instanceId();
    ec2.waiter().waitUntilInstanceRunning(r -> r.instanceIds(instance));
    ec2.terminateInstances(r -> r.instanceIds(instance));
    assertThat(
            ec2.waiter()
                .waitUntilInstanceTerminated(r -> r.instanceIds(instance))
                .matched()
                .response()
                .orElseThrow()
                .reservations()
                .getFirst()
                .instances()
                .getFirst()
                .state()
                .name())
        .isEqualTo(InstanceStateName.TERMINATED);
  }

  @Test
  void paginators_see_every_resource_once() {
    String vpc = vpc("10.2.0.0/16");
    List<String> made =
        IntStream.range(0, 13).mapToObj(i -> subnet(vpc, "10.2." + i + ".0/24")).toList();
    List<DescribeSubnetsResponse> pages =
        ec2.describeSubnetsPaginator(r -> r.maxResults(5).filters(inVpc(vpc))).stream().toList();
    assertThat(pages).extracting(page -> page.subnets().size()).containsExactly(5, 5, 3);
    assertThat(pages)
        .flatExtracting(page -> page.subnets().stream().map(Subnet::subnetId).toList())
        .containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void calls_at_one_time_are_all_answered() throws Exception {
    String vpc = vpc("10.3.0.0/16");
    List<Callable<String>> calls =
        IntStream.range(0, 64)
            .<Callable<String>>mapToObj(i -> () -> subnet(vpc, "10.3." + i + ".0/24"))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<String> made = threads.invokeAll(calls).stream().map(Future::resultNow).toList();
      assertThat(ec2.describeSubnets(r -> r.filters(inVpc(vpc))).subnets())
          .extracting(Subnet::subnetId)
          .containsExactlyInAnyOrderElementsOf(made);
    }
  }

  @Test
  void what_a_tag_says_comes_back_as_it_was_sent() {
    String vpc = vpc("10.4.0.0/16");
    String value = "naïve — <b>&amp;</b> \"日本\" \uD83D\uDE80 a+b=c %20 ";
    ec2.createTags(r -> r.resources(vpc).tags(Tag.builder().key("k&=+ ü").value(value).build()));
    assertThat(ec2.describeVpcs(r -> r.vpcIds(vpc)).vpcs().getFirst().tags())
        .containsExactly(Tag.builder().key("k&=+ ü").value(value).build());
  }

  @Test
  void an_error_has_its_code_status_and_request_id() {
    assertThatThrownBy(() -> vpc("10.0.0.0/8"))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidVpc.Range");
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.requestId()).isNotEmpty();
            });
    assertThatThrownBy(() -> ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16").dryRun(true)))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DryRunOperation");
              assertThat(e.statusCode()).isEqualTo(412);
            });
  }

  @Test
  void the_keys_account_and_the_signatures_region_are_where_a_call_happens() {
    String vpc = vpc("10.5.0.0/16");
    for (Place other :
        List.of(
            new Place(server, "222222222222", "us-east-1"),
            new Place(server, "111111111111", "eu-west-1"))) {
      try (Ec2Client elsewhere = other.ec2();
          StsClient sts = other.sts()) {
        assertThat(sts.getCallerIdentity().account()).isEqualTo(other.account());
        assertThatThrownBy(() -> elsewhere.describeVpcs(r -> r.vpcIds(vpc)))
            .isInstanceOfSatisfying(
                Ec2Exception.class,
                e ->
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidVpcID.NotFound"));
        assertThat(elsewhere.describeVpcs().vpcs())
            .singleElement()
            .satisfies(found -> {
              assertThat(found.isDefault()).isTrue();
              assertThat(found.ownerId()).isEqualTo(other.account());
            });
      }
    }
  }
}
