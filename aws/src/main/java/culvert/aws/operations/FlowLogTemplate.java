package culvert.aws.operations;

import culvert.aws.catalog.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.AthenaIntegration;
import software.amazon.awssdk.services.ec2.model.DestinationOptionsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.PartitionLoadFrequency;

/**
 * The CloudFormation template that lets Athena read a flow log: a database, and for each
 * integration a table of the log's fields, its partitions by day, the function that adds more of
 * them, a work group and queries to begin with. The pieces stand in {@code
 * flow-log-integration.yml}.
 */
final class FlowLogTemplate {

  private static final Pattern FIELD = Pattern.compile("\\$\\{([a-z0-9-]+)}");
  private static final Set<String> INTEGERS =
      Set.of("version", "srcport", "dstport", "protocol", "tcp-flags", "traffic-path");
  private static final Set<String> LONGS = Set.of("packets", "bytes", "start", "end");

  private static final String TEXT =
      """
      InputFormat: org.apache.hadoop.mapred.TextInputFormat
                OutputFormat: org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat
                SerdeInfo:
                  SerializationLibrary: org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe
                  Parameters: { field.delim: " ", serialization.format: " " }\
      """;

  private static final String PARQUET =
      """
      InputFormat: org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat
                OutputFormat: org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat
                SerdeInfo:
                  SerializationLibrary: org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe\
      """;

  /** A query to begin with, for logs that have the fields that it reads. */
  private record Query(String name, String description, Set<String> fields, String sql) {}

  private static final List<Query> QUERIES =
      List.of(
          new Query(
              "RejectedTraffic",
              "What security groups and network ACLs kept out",
              Set.of("action"),
              "SELECT * FROM @TABLE@ WHERE action = 'REJECT' LIMIT 100"),
          new Query(
              "AcceptedTraffic",
              "What security groups and network ACLs let pass",
              Set.of("action"),
              "SELECT * FROM @TABLE@ WHERE action = 'ACCEPT' LIMIT 100"),
          new Query(
              "SshRdpTraffic",
              "What went to the ports of SSH and RDP",
              Set.of("dstport"),
              "SELECT * FROM @TABLE@ WHERE dstport IN (22, 3389) LIMIT 100"),
          new Query(
              "TopTalkers",
              "The fifty addresses that sent most",
              Set.of("srcaddr", "bytes"),
              "SELECT srcaddr, sum(bytes) AS sent FROM @TABLE@ GROUP BY srcaddr"
                  + " ORDER BY sent DESC LIMIT 50"));

  private final FlowLog log;
  private final List<String> fields;
  private final boolean hive;
  private final String location;

  private FlowLogTemplate(FlowLog log, Scope scope) {
    this.log = log;
    fields = FIELD.matcher(log.logFormat()).results().map(field -> field.group(1)).toList();
    DestinationOptionsResponse options = log.destinationOptions();
    hive = options != null && Boolean.TRUE.equals(options.hiveCompatiblePartitions());
    String bucket = FlowLogIntegrationOperation.bucketPath(log.logDestination(), "LogDestination");
    String below =
        hive
            ? "AWSLogs/aws-account-id=%s/aws-service=vpcflowlogs/aws-region=%s"
            : "AWSLogs/%s/vpcflowlogs/%s";
    location = "s3://" + bucket + "/" + below.formatted(scope.account(), scope.region());
  }

  /** The folder of a day, as {@code strftime} writes it. */
  private String folder() {
    return hive ? "year=%Y/month=%m/day=%d" : "%Y/%m/%d";
  }

  private String folder(LocalDate day) {
    return folder()
        .replace("%Y", Integer.toString(day.getYear()))
        .replace("%m", "%02d".formatted(day.getMonthValue()))
        .replace("%d", "%02d".formatted(day.getDayOfMonth()));
  }

  static String of(FlowLog log, Scope scope, List<AthenaIntegration> integrations) {
    FlowLogTemplate template = new FlowLogTemplate(log, scope);
    StringBuilder text = new StringBuilder(template.filled(piece("database"), 1));
    for (int i = 0; i < integrations.size(); i++) {
      template.add(text, integrations.get(i), i + 1);
    }
    return text.toString();
  }

  private void add(StringBuilder text, AthenaIntegration integration, int number) {
    String results =
        FlowLogIntegrationOperation.bucketPath(
            integration.integrationResultS3DestinationArn(), "IntegrationResultS3DestinationArn");
    text.append(filled(piece("table"), number).replace("@RESULTS@", results));
    for (Query query : QUERIES) {
      if (fields.containsAll(query.fields())) {
        text.append(
            filled(
                piece("query")
                    .replace("@NAME@", query.name())
                    .replace("@DESCRIPTION@", query.description())
                    .replace("@SQL@", query.sql()),
                number));
      }
    }
    if (integration.partitionStartDate() != null) {
      LocalDate end = LocalDate.ofInstant(integration.partitionEndDate(), ZoneOffset.UTC);
      LocalDate.ofInstant(integration.partitionStartDate(), ZoneOffset.UTC)
          .datesUntil(end.plusDays(1))
          .forEach(day ->
              text.append(
                  filled(piece("partition"), number)
                      .replace("@DATE@", day.toString())
                      .replace("@FOLDER@", folder(day))
                      .replace("@DIGITS@", day.toString().replace("-", ""))));
    }
    if (integration.partitionLoadFrequency() != PartitionLoadFrequency.NONE) {
      text.append(
          filled(piece("loader"), number)
              .replace("@FOLDER@", folder())
              .replace("@RATE@", rate(integration.partitionLoadFrequency())));
    }
  }

  private static String rate(PartitionLoadFrequency frequency) {
    return switch (frequency) {
      case DAILY -> "cron(0 0 * * ? *)";
      case WEEKLY -> "cron(0 0 ? * SUN *)";
      case MONTHLY -> "cron(0 0 1 * ? *)";
      case NONE, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no schedule: " + frequency);
    };
  }

  private String filled(String piece, int number) {
    String id = log.flowLogId().replace("-", "");
    return piece
        .replace("@LOG@", log.flowLogId())
        .replace("@NUMBER@", Integer.toString(number))
        .replace("@DATABASE@", "vpcflowlogsathenadatabase" + id)
        .replace("@TABLE@", id + "table" + number)
        .replace("@FORMAT@", isParquet() ? PARQUET : TEXT)
        .replace("@COLUMNS@", columns())
        .replace("@LOCATION@", location);
  }

  private boolean isParquet() {
    return log.destinationOptions() != null
        && "parquet".equals(log.destinationOptions().fileFormatAsString());
  }

  /** The fields of the log's format, in its order. */
  private String columns() {
    return fields.stream()
        .map(name -> "{ Name: %s, Type: %s }".formatted(name.replace('-', '_'), type(name)))
        .collect(Collectors.joining("\n            - ", "- ", ""));
  }

  private static String type(String field) {
    return INTEGERS.contains(field) ? "int" : LONGS.contains(field) ? "bigint" : "string";
  }

  /** A piece of the file: what stands behind its line {@code ### NAME}. */
  private static String piece(String name) {
    try (InputStream in = FlowLogTemplate.class.getResourceAsStream("flow-log-integration.yml")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      String head = "### " + name + "\n";
      int from = all.indexOf(head) + head.length();
      int to = all.indexOf("### ", from);
      return all.substring(from, to < 0 ? all.length() : to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
