package culvert.aws.operations;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.QueryCall;
import culvert.aws.TestCloud;
import culvert.aws.wire.Member;
import culvert.aws.wire.Service;
import culvert.aws.wire.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Every operation with filters takes each one that AWS documents for it, and no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedFiltersTest {

  /** Of these AWS says that no filters are supported. */
  private static final List<String> WITHOUT =
      List.of("DescribeNetworkInsightsAccessScopes", "DescribeNetworkInsightsAccessScopeAnalyses");

  private final TestCloud cloud;
  private final Map<String, List<String>> documented = documented();
  private Map<String, String> needed;

  DocumentedFiltersTest(@TempDir Path buckets) {
    cloud = new TestCloud(buckets);
  }

  @BeforeAll
  void whatSomeOperationsNeedBesides() {
    Ec2Client ec2 = cloud.ec2();
    AttachedVpc attached = AttachedVpc.of(ec2);
    String domain = "&TransitGatewayMulticastDomainId=" + TestMulticastDomain.in(ec2);
    needed =
        Map.ofEntries(
            Map.entry(
                "GetSecurityGroupsForVpc",
                "&VpcId=" + ec2.describeVpcs().vpcs().getFirst().vpcId()),
            Map.entry(
                "GetSubnetCidrReservations",
                "&SubnetId=" + ec2.describeSubnets().subnets().getFirst().subnetId()),
            Map.entry("GetTransitGatewayAttachmentPropagations", attached.attachment()),
            Map.entry("GetTransitGatewayPrefixListReferences", attached.table()),
            Map.entry("GetTransitGatewayRouteTableAssociations", attached.table()),
            Map.entry("GetTransitGatewayRouteTablePropagations", attached.table()),
            Map.entry("SearchTransitGatewayRoutes", attached.table()),
            Map.entry("ExportTransitGatewayRoutes", attached.table() + "&S3Bucket=routes"),
            Map.entry(
                "DescribeVpcEndpointServicePermissions",
                "&ServiceId=" + TestEndpointService.in(cloud)),
            Map.entry("GetTransitGatewayMulticastDomainAssociations", domain),
            Map.entry("SearchTransitGatewayMulticastGroups", domain));
  }

  @AfterAll
  void close() {
    cloud.close();
  }

  private static Map<String, List<String>> documented() {
    try (InputStream in =
        DocumentedFiltersTest.class.getResourceAsStream("documented-filters.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .collect(
              Collectors.groupingBy(
                  columns -> columns[0],
                  Collectors.mapping(columns -> columns[1], Collectors.toList())));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The operations there are whose request has filters. */
  private List<String> filtered() {
    return cloud.api().operations(Service.EC2).stream()
        .filter(operation -> filterMember(operation) != null)
        .toList();
  }

  private static Member filterMember(String operation) {
    try {
      Class<?> request =
          Class.forName("software.amazon.awssdk.services.ec2.model." + operation + "Request");
      Shape shape = Shape.of((SdkPojo) request.getMethod("builder").invoke(null));
      Member filters = shape.member("Filters");
      return filters == null ? shape.member("Filter") : filters;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(operation, e);
    }
  }

  /** A value that the filter can be read with. */
  private static String value(String filter) {
    return switch (filter) {
      case "route-search.longest-prefix-match" -> "10.0.0.1";
      case "route-search.exact-match",
          "route-search.subnet-of-match",
          "route-search.supernet-of-match" ->
          "10.0.0.0/8";
      default -> "a";
    };
  }

  private String codeFor(String operation, String filter) {
    QueryCall answer =
        QueryCall.of(
            cloud,
            "Action="
                + operation
                + "&Filter.1.Name="
                + filter
                + "&Filter.1.Value.1="
                + value(filter)
                + needed.getOrDefault(operation, ""));
    return answer.code();
  }

  @Test
  void there_are_operations_to_look_at() {
    assertThat(filtered())
        .contains("DescribeVpcs", "DescribeFlowLogs", "DescribeRegions")
        .hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("filtered")
  void every_documented_filter_is_taken(String operation) {
    List<String> names = documented.getOrDefault(operation, List.of());
    assertThat(names.isEmpty())
        .as("no filters of " + operation)
        .isEqualTo(WITHOUT.contains(operation));
    assertThat(names.stream().filter(name -> !codeFor(operation, name).isEmpty()))
        .as("refused by " + operation)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("filtered")
  void r5_1_5_an_unknown_filter_is_refused(String operation) {
    assertThat(codeFor(operation, "no-such-filter")).isEqualTo("InvalidParameterValue");
    assertThat(codeFor(operation, "Vpc-Id")).isEqualTo("InvalidParameterValue");
  }
}
