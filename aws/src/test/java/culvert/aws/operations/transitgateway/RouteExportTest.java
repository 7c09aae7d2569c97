package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.transitgateway.Hub.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Routes exported to a file in the place of S3 (R4.4.18). */
class RouteExportTest {

  @TempDir Path buckets;

  private TestCloud cloud;
  private Hub hub;
  private Hub.Spoke spoke;
  private String table;

  @BeforeEach
  void open() {
    cloud = new TestCloud(buckets);
    hub = new Hub(cloud, cloud.ec2());
    String gateway = hub.gateway();
    spoke = hub.spoke(gateway, "10.1");
    table = hub.defaultTable(gateway);
    hub.blackhole(table, "10.9.0.0/16");
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private Path file(String location) {
    assertThat(location)
        .startsWith("s3://backups/VPCTransitGateway/TransitGatewayRouteTables/")
        .contains(TestCloud.ACCOUNT, "us-east-1", table);
    return buckets.resolve(location.substring("s3://".length()));
  }

  @Test
  void r4_4_18_the_best_routes_are_in_the_file_that_the_answer_names() throws IOException {
    String location =
        hub.ec2
            .exportTransitGatewayRoutes(
                r -> r.transitGatewayRouteTableId(table).s3Bucket("backups"))
            .s3Location();
    assertThat(Files.readString(file(location)))
        .isEqualTo(
            "{\"filter\":[],\"routes\":[{\"destinationCidrBlock\":\"10.1.0.0/16\",\"transitGatewayAttachments\":[{\"resourceId\":\""
                + spoke.vpc()
                + "\",\"transitGatewayAttachmentId\":\""
                + spoke.attachment()
                + "\",\"resourceType\":\"vpc\"}],\"type\":\"propagated\",\"state\":\"active\"},"
                + "{\"destinationCidrBlock\":\"10.9.0.0/16\",\"transitGatewayAttachments\":[],\"type\":\"static\",\"state\":\"blackhole\"}]}");
  }

  @Test
  void r4_4_18_filters_are_kept_with_what_they_leave() throws IOException {
    String location =
        hub.ec2
            .exportTransitGatewayRoutes(r ->
                r.transitGatewayRouteTableId(table)
                    .s3Bucket("backups")
                    .filters(by("transit-gateway-route-destination-cidr-block", "10.9.0.0/16")))
            .s3Location();
    String text = Files.readString(file(location));
    assertThat(text)
        .contains("\"values\":[\"10.9.0.0/16\"]", "blackhole")
        .doesNotContain("10.1.0.0/16");
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      json.skipChildren();
      assertThat(json.nextToken()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "a", "Upper", "a..b", "a/b", "-ab", ""})
  void what_is_no_buckets_name_is_refused_and_writes_nothing(String bucket) throws IOException {
    refused(
        () ->
            hub.ec2.exportTransitGatewayRoutes(
                r -> r.transitGatewayRouteTableId(table).s3Bucket(bucket)),
        "InvalidParameterValue",
        "s3Bucket");
    nothingIsWritten();
  }

  @Test
  void refused_calls_and_dry_runs_write_nothing() throws IOException {
    refused(
        () ->
            hub.ec2.exportTransitGatewayRoutes(r ->
                r.transitGatewayRouteTableId(table)
                    .s3Bucket("backups")
                    .filters(by("prefix-list-id", "pl-1"))),
        "InvalidParameterValue");
    refused(
        () ->
            hub.ec2.exportTransitGatewayRoutes(
                r -> r.transitGatewayRouteTableId(Hub.NO_TABLE).s3Bucket("backups")),
        "InvalidRouteTableID.NotFound");
    refused(
        () ->
            hub.ec2.exportTransitGatewayRoutes(
                r -> r.transitGatewayRouteTableId(table).s3Bucket("backups").dryRun(true)),
        "DryRunOperation");
    nothingIsWritten();
  }

  private void nothingIsWritten() throws IOException {
    try (Stream<Path> files = Files.list(buckets)) {
      assertThat(files).isEmpty();
    }
  }
}
