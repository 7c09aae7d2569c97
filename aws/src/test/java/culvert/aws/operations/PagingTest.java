package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.QueryCall;
import culvert.aws.TestCloud;
import culvert.aws.wire.Service;
import culvert.aws.wire.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** MaxResults and NextToken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final List<String> vpcs = new ArrayList<>();
  private Map<String, String> needed;

  @BeforeAll
  void vpcs() {
    for (int i = 0; i < 11; i++) {
      vpcs.add(ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId());
    }
    String list =
        ec2.createManagedPrefixList(r -> r.prefixListName("p").addressFamily("IPv4").maxEntries(1))
            .prefixList()
            .prefixListId();
    String vpc = "&VpcId=" + vpcs.getFirst();
    AttachedVpc attached = AttachedVpc.of(ec2);
    String domain = "&TransitGatewayMulticastDomainId=" + TestMulticastDomain.in(ec2);
    needed =
        Map.ofEntries(
            Map.entry(
                "DescribeVpcEndpointServicePermissions",
                "&ServiceId=" + TestEndpointService.in(cloud)),
            Map.entry("DescribeStaleSecurityGroups", vpc),
            Map.entry("GetSecurityGroupsForVpc", vpc),
            Map.entry("GetVpcResourcesBlockingEncryptionEnforcement", vpc),
            Map.entry("GetManagedPrefixListEntries", "&PrefixListId=" + list),
            Map.entry("GetManagedPrefixListAssociations", "&PrefixListId=" + list),
            Map.entry(
                "GetSubnetCidrReservations",
                "&SubnetId=" + ec2.describeSubnets().subnets().getFirst().subnetId()),
            Map.entry("GetTransitGatewayAttachmentPropagations", attached.attachment()),
            Map.entry("GetTransitGatewayPrefixListReferences", attached.table()),
            Map.entry("GetTransitGatewayRouteTableAssociations", attached.table()),
            Map.entry("GetTransitGatewayRouteTablePropagations", attached.table()),
            Map.entry(
                "GetNetworkInsightsAccessScopeAnalysisFindings",
                "&NetworkInsightsAccessScopeAnalysisId=" + analysis(ec2)),
            Map.entry("GetTransitGatewayMulticastDomainAssociations", domain),
            Map.entry("SearchTransitGatewayMulticastGroups", domain),
            Map.entry(
                "SearchTransitGatewayRoutes",
                attached.table() + "&Filter.1.Name=state&Filter.1.Value.1=active"));
  }

  private static String analysis(Ec2Client ec2) {
    String scope =
        ec2.createNetworkInsightsAccessScope(r ->
                r.matchPaths(path ->
                    path.source(from ->
                        from.resourceStatement(
                            of -> of.resourceTypes("AWS::EC2::InternetGateway")))))
            .networkInsightsAccessScope()
            .networkInsightsAccessScopeId();
    return ec2.startNetworkInsightsAccessScopeAnalysis(r -> r.networkInsightsAccessScopeId(scope))
        .networkInsightsAccessScopeAnalysis()
        .networkInsightsAccessScopeAnalysisId();
  }

  @AfterAll
  void close() {
    cloud.close();
  }

  /** The operations there are whose answers come in pages. */
  private List<String> paged() {
    return cloud.api().operations(Service.EC2).stream().filter(PagingTest::isPaged).toList();
  }

  private static boolean isPaged(String operation) {
    try {
      Class<?> request =
          Class.forName("software.amazon.awssdk.services.ec2.model." + operation + "Request");
      Shape shape = Shape.of((SdkPojo) request.getMethod("builder").invoke(null));
      return shape.member("MaxResults") != null && shape.member("NextToken") != null;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(operation, e);
    }
  }

  private String code(String operation, String page) {
    String call = "Action=" + operation + needed.getOrDefault(operation, "");
    assertThat(QueryCall.of(cloud, call).status()).as(operation).isEqualTo(200);
    return QueryCall.of(cloud, call + page).code();
  }

  @Test
  void there_are_operations_to_look_at() {
    assertThat(paged()).contains("DescribeVpcs", "DescribeTags").hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("paged")
  void a_token_of_no_call_is_refused(String operation) {
    assertThat(code(operation, "&NextToken=garbage")).isEqualTo("InvalidNextToken");
    assertThat(code(operation, "&NextToken=" + PageToken.write("Other", 1)))
        .isEqualTo("InvalidNextToken");
  }

  @ParameterizedTest
  @MethodSource("paged")
  void a_page_has_results(String operation) {
    assertThat(code(operation, "&MaxResults=0")).isEqualTo("InvalidParameterValue");
    assertThat(code(operation, "&MaxResults=-1")).isEqualTo("InvalidParameterValue");
    assertThat(code(operation, "&MaxResults=many")).isEqualTo("InvalidParameterValue");
    assertThat(code(operation, "&MaxResults=1000")).isEmpty();
  }

  private DescribeVpcsResponse page(String token) {
    return ec2.describeVpcs(r -> r.maxResults(5).nextToken(token));
  }

  @Test
  void pages_follow_each_other_and_the_last_has_no_token() {
    DescribeVpcsResponse first = page(null);
    DescribeVpcsResponse second = page(first.nextToken());
    DescribeVpcsResponse third = page(second.nextToken());
    assertThat(first.vpcs()).hasSize(5);
    assertThat(second.vpcs()).hasSize(5);
    assertThat(third.vpcs()).hasSize(2);
    assertThat(third.nextToken()).isNull();
    assertThat(page(first.nextToken()).vpcs()).as("the same page again").isEqualTo(second.vpcs());
  }

  @Test
  void a_token_belongs_to_the_call_that_gave_it() {
    String token = page(null).nextToken();
    refused(
        () -> ec2.describeSubnets(r -> r.maxResults(5).nextToken(token)),
        "InvalidNextToken",
        token);
    DescribeSubnetsResponse subnets = ec2.describeSubnets(r -> r.maxResults(5));
    refused(() -> page(subnets.nextToken()), "InvalidNextToken");
    assertThat(ec2.describeSubnets(r -> r.maxResults(5).nextToken(subnets.nextToken())).subnets())
        .extracting(Subnet::subnetId)
        .hasSize(1)
        .doesNotContainAnyElementsOf(subnets.subnets().stream().map(Subnet::subnetId).toList());
  }

  @Test
  void ids_in_any_order_make_pages_too() {
    List<String> wanted = vpcs.reversed();
    List<String> found = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      DescribeVpcsResponse page =
          ec2.describeVpcs(r -> r.vpcIds(wanted).maxResults(5).nextToken(next));
      page.vpcs().forEach(vpc -> found.add(vpc.vpcId()));
      token = page.nextToken();
    } while (token != null);
    assertThat(found).containsExactlyInAnyOrderElementsOf(vpcs);
    refused(
        () ->
            ec2.describeVpcs(r ->
                r.vpcIds(
                        vpcs.get(0),
                        vpcs.get(1),
                        vpcs.get(2),
                        vpcs.get(3),
                        vpcs.get(4),
                        vpcs.get(5),
                        "vpc-0123456789abcdef0")
                    .maxResults(5)),
        "InvalidVpcID.NotFound");
  }

  @Test
  void what_is_deleted_between_two_pages_is_no_gap() {
    try (TestCloud own = new TestCloud()) {
      Ec2Client client = own.ec2();
      for (int i = 0; i < 11; i++) {
        client.createVpc(r -> r.cidrBlock("10.0.0.0/16"));
      }
      List<String> all = client.describeVpcs().vpcs().stream().map(Vpc::vpcId).toList();
      DescribeVpcsResponse first = client.describeVpcs(r -> r.maxResults(5));
      client.deleteVpc(r -> r.vpcId(first.vpcs().getLast().vpcId()));
      assertThat(client.describeVpcs(r -> r.maxResults(5).nextToken(first.nextToken())).vpcs())
          .extracting(Vpc::vpcId)
          .containsExactlyElementsOf(all.subList(5, 10));
    }
  }
}
