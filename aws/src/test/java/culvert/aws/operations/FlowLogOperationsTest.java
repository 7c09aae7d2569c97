package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.QueryCall;
import culvert.aws.TestCloud;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AthenaIntegration;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;

class FlowLogOperationsTest {

  private static final String BUCKET = "arn:aws:s3:::logs/net";
  private static final String RESULTS = "arn:aws:s3:::results";

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
  private final String subnet = ec2.describeSubnets().subnets().getFirst().subnetId();

  @AfterEach
  void close() {
    cloud.close();
  }

  private CreateFlowLogsResponse create(
      FlowLogsResourceType type,
      List<String> ids,
      Consumer<CreateFlowLogsRequest.Builder> details) {
    return ec2.createFlowLogs(r -> {
      r.resourceType(type).resourceIds(ids).trafficType("ALL");
      details.accept(r);
    });
  }

  private String toBucket(Consumer<CreateFlowLogsRequest.Builder> more) {
    return create(
            FlowLogsResourceType.VPC,
            List.of(vpc),
            r -> {
              r.logDestinationType("s3").logDestination(BUCKET);
              more.accept(r);
            })
        .flowLogIds()
        .getFirst();
  }

  private FlowLog described(String id) {
    return ec2.describeFlowLogs(r -> r.flowLogIds(id)).flowLogs().getFirst();
  }

  @Test
  void a_log_is_kept_as_it_was_declared() {
    String id =
        toBucket(r ->
            r.trafficType("REJECT")
                .maxAggregationInterval(60)
                .logFormat("${srcaddr} ${dstaddr}")
                .destinationOptions(o -> o.fileFormat("parquet").perHourPartition(true)));
    FlowLog log = described(id);
    assertThat(log.flowLogStatus()).isEqualTo("ACTIVE");
    assertThat(log.resourceId()).isEqualTo(vpc);
    assertThat(log.trafficTypeAsString()).isEqualTo("REJECT");
    assertThat(log.logDestination()).isEqualTo(BUCKET);
    assertThat(log.logDestinationTypeAsString()).isEqualTo("s3");
    assertThat(log.maxAggregationInterval()).isEqualTo(60);
    assertThat(log.logFormat()).isEqualTo("${srcaddr} ${dstaddr}");
    assertThat(log.destinationOptions().fileFormatAsString()).isEqualTo("parquet");
    assertThat(log.destinationOptions().perHourPartition()).isTrue();
    assertThat(log.creationTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void without_a_word_it_aggregates_ten_minutes_in_the_default_format() {
    FlowLog log = described(toBucket(_ -> {}));
    assertThat(log.maxAggregationInterval()).isEqualTo(600);
    assertThat(log.logFormat()).startsWith("${version} ${account-id}").endsWith("${log-status}");
  }

  @Test
  void a_log_group_is_named_or_taken_from_its_arn() {
    String named =
        create(
                FlowLogsResourceType.SUBNET,
                List.of(subnet),
                r -> r.logGroupName("flows").deliverLogsPermissionArn("arn:aws:iam::1:role/r"))
            .flowLogIds()
            .getFirst();
    assertThat(described(named).logGroupName()).isEqualTo("flows");
    assertThat(described(named).logDestinationTypeAsString()).isEqualTo("cloud-watch-logs");
    String byArn =
        create(
                FlowLogsResourceType.SUBNET,
                List.of(subnet),
                r ->
                    r.logDestination("arn:aws:logs:us-east-1:111111111111:log-group:other:*")
                        .deliverLogsPermissionArn("arn:aws:iam::1:role/r"))
            .flowLogIds()
            .getFirst();
    assertThat(described(byArn).logGroupName()).isEqualTo("other");
  }

  @Test
  void r5_1_9_what_cannot_have_a_log_hinders_no_other() {
    CreateFlowLogsResponse answer =
        create(
            FlowLogsResourceType.VPC,
            List.of("vpc-0123456789abcdef0", vpc, "vpc-x"),
            r -> r.logDestinationType("s3").logDestination(BUCKET));
    assertThat(answer.flowLogIds()).hasSize(1);
    assertThat(answer.unsuccessful())
        .extracting(UnsuccessfulItem::resourceId, u -> u.error().code())
        .containsExactly(
            tuple("vpc-0123456789abcdef0", "InvalidVpcID.NotFound"),
            tuple("vpc-x", "InvalidVpcID.Malformed"));
  }

  @Test
  void the_same_log_twice_is_refused_and_another_is_not() {
    toBucket(_ -> {});
    CreateFlowLogsResponse again =
        create(
            FlowLogsResourceType.VPC,
            List.of(vpc),
            r -> r.logDestinationType("s3").logDestination(BUCKET));
    assertThat(again.flowLogIds()).isEmpty();
    assertThat(again.unsuccessful().getFirst().error().code()).isEqualTo("FlowLogAlreadyExists");
    toBucket(r -> r.trafficType("ACCEPT"));
    assertThat(ec2.describeFlowLogs().flowLogs()).hasSize(2);
  }

  @Test
  void what_is_missing_or_contradicts_is_named() {
    refused(() -> toBucket(r -> r.resourceIds(List.of())), "MissingParameter", "ResourceId");
    refused(() -> toBucket(r -> r.logDestination(null)), "MissingParameter", "LogDestination");
    refused(() -> toBucket(r -> r.trafficType((String) null)), "MissingParameter", "TrafficType");
    refused(
        () -> toBucket(r -> r.maxAggregationInterval(61)), "InvalidParameterValue", "60 or 600");
    refused(() -> toBucket(r -> r.logGroupName("flows")), "InvalidParameterCombination");
    refused(() -> toBucket(r -> r.logDestinationType("cloud-watch-logs")), "MissingParameter");
    refused(
        () -> toBucket(r -> r.logDestination("arn:aws:logs:us-east-1:1:log-group:x")),
        "InvalidParameterValue",
        "not an ARN");
    refused(
        () -> toBucket(r -> r.resourceType("TransitGateway")),
        "InvalidParameterValue",
        "TransitGateway");
    assertThat(ec2.describeFlowLogs().flowLogs()).isEmpty();
  }

  @Test
  void deleting_answers_for_each_log() {
    String id = toBucket(_ -> {});
    assertThat(
            ec2.deleteFlowLogs(r -> r.flowLogIds(id, "fl-0123456789abcdef0", "fl-x"))
                .unsuccessful())
        .extracting(UnsuccessfulItem::resourceId, u -> u.error().code())
        .containsExactly(
            tuple("fl-0123456789abcdef0", "InvalidFlowLogId.NotFound"),
            tuple("fl-x", "InvalidFlowLogId.Malformed"));
    assertThat(ec2.describeFlowLogs().flowLogs()).isEmpty();
    refused(() -> ec2.describeFlowLogs(r -> r.flowLogIds(id)), "InvalidFlowLogId.NotFound");
    refused(() -> ec2.deleteFlowLogs(r -> {}), "MissingParameter");
  }

  @ParameterizedTest
  @CsvSource({
    "deliver-log-status, SUCCESS, 2",
    "log-destination-type, s3, 1",
    "log-group-name, fl?ws, 1",
    "flow-log-id, fl-*, 2",
    "traffic-type, ALL, 2",
    "traffic-type, REJECT, 0",
    "tag:Name, one, 1",
    "tag-key, Name, 1",
  })
  void filters(String name, String value, int found) {
    toBucket(r ->
        r.tagSpecifications(
            t -> t.resourceType("vpc-flow-log").tags(tag -> tag.key("Name").value("one"))));
    create(
        FlowLogsResourceType.SUBNET,
        List.of(subnet),
        r -> r.logGroupName("flows").deliverLogsPermissionArn("arn:aws:iam::1:role/r"));
    assertThat(ec2.describeFlowLogs(r -> r.filter(Filtered.by(name, value))).flowLogs())
        .hasSize(found);
    assertThat(ec2.describeFlowLogs(r -> r.filter(Filtered.by("resource-id", vpc))).flowLogs())
        .hasSize(1);
  }

  private String template(String log, AthenaIntegration... integrations) {
    return ec2.getFlowLogsIntegrationTemplate(r ->
            r.flowLogId(log)
                .configDeliveryS3DestinationArn(RESULTS)
                .integrateServices(s -> s.athenaIntegrations(integrations)))
        .result();
  }

  private static AthenaIntegration integration(String frequency, String from, String to) {
    return AthenaIntegration.builder()
        .integrationResultS3DestinationArn(RESULTS)
        .partitionLoadFrequency(frequency)
        .partitionStartDate(from == null ? null : Instant.parse(from))
        .partitionEndDate(to == null ? null : Instant.parse(to))
        .build();
  }

  @Test
  void a_template_has_the_logs_fields_as_columns_and_a_partition_a_day() {
    String log = toBucket(r -> r.logFormat("${pkt-srcaddr} ${bytes} ${tcp-flags}"));
    String template =
        template(log, integration("none", "2025-12-30T00:40:00Z", "2026-01-01T00:00:00Z"));
    assertThat(template)
        .startsWith("AWSTemplateFormatVersion: \"2010-09-09\"")
        .contains("{ Name: pkt_srcaddr, Type: string }")
        .contains("{ Name: bytes, Type: bigint }")
        .contains("{ Name: tcp_flags, Type: int }")
        .contains("Partition1On20251230:", "Partition1On20251231:", "Partition1On20260101:")
        .contains("s3://logs/net/AWSLogs/111111111111/vpcflowlogs/us-east-1/2025/12/30/")
        .doesNotContain("20260102", "AWS::Lambda::Function", "@");
    assertThat(template).as("a query of a field that is not logged").doesNotContain("TopTalkers");
  }

  @Test
  void a_schedule_brings_the_function_that_adds_partitions() {
    String log =
        toBucket(
            r -> r.destinationOptions(o -> o.fileFormat("parquet").hiveCompatiblePartitions(true)));
    String template =
        template(log, integration("daily", null, null), integration("monthly", null, null));
    assertThat(template)
        .contains("Table1:", "Table2:", "Loader2:", "TopTalkers1:", "ParquetHiveSerDe")
        .contains("cron(0 0 * * ? *)", "cron(0 0 1 * ? *)")
        .contains("aws-account-id=111111111111/aws-service=vpcflowlogs/aws-region=us-east-1")
        .contains("year=%Y/month=%m/day=%d")
        .doesNotContain("AWS::Glue::Partition", "@");
  }

  @Test
  void a_template_is_made_of_a_log_in_a_bucket_and_of_dates_that_make_sense() {
    String log = toBucket(_ -> {});
    AthenaIntegration daily = integration("daily", null, null);
    refused(() -> template("fl-0123456789abcdef0", daily), "InvalidFlowLogId.NotFound");
    refused(() -> template(log), "MissingParameter", "IntegrateService");
    refused(
        () -> template(log, integration("none", null, null)),
        "MissingParameter",
        "PartitionStartDate");
    refused(
        () -> template(log, integration("none", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")),
        "InvalidParameterValue",
        "not before");
    refused(
        () -> template(log, integration("none", "2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z")),
        "InvalidParameterValue",
        "400 days");
    refused(
        () ->
            template(
                log, daily.toBuilder().integrationResultS3DestinationArn("arn:aws:s3:::").build()),
        "InvalidParameterValue",
        "IntegrationResultS3DestinationArn");
    String toGroup =
        create(
                FlowLogsResourceType.SUBNET,
                List.of(subnet),
                r -> r.logGroupName("flows").deliverLogsPermissionArn("arn:aws:iam::1:role/r"))
            .flowLogIds()
            .getFirst();
    refused(() -> template(toGroup, daily), "InvalidParameterValue", "cloud-watch-logs");
    assertThat(QueryCall.of(cloud, "Action=GetFlowLogsIntegrationTemplate&FlowLogId=" + log).code())
        .isEqualTo("MissingParameter");
  }
}
