package culvert.aws.operations;

import culvert.aws.catalog.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AthenaIntegration;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.GetFlowLogsIntegrationTemplateRequest;
import software.amazon.awssdk.services.ec2.model.GetFlowLogsIntegrationTemplateResponse;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.PartitionLoadFrequency;

/**
 * GetFlowLogsIntegrationTemplate. AWS puts the template into the bucket and answers its address;
 * here there is no bucket, so that the answer is the template itself.
 */
final class FlowLogIntegrationOperation implements OperationFamily {

  /** A template has at most 500 resources, and each day of an integration is one. */
  private static final long MOST_DAYS = 400;

  private static final Pattern BUCKET =
      Pattern.compile("arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9!_./=-]*)?");

  @Override
  public void register(Registry registry) {
    registry.read(
        "GetFlowLogsIntegrationTemplate",
        GetFlowLogsIntegrationTemplateRequest::builder,
        FlowLogIntegrationOperation::template);
  }

  private static GetFlowLogsIntegrationTemplateResponse template(
      GetFlowLogsIntegrationTemplateRequest request, View view) {
    if (request.integrateServices() == null
        || request.integrateServices().athenaIntegrations().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("IntegrateService.AthenaIntegration");
    }
    List<AthenaIntegration> integrations = request.integrateServices().athenaIntegrations();
    bucketPath(request.configDeliveryS3DestinationArn(), "ConfigDeliveryS3DestinationArn");
    integrations.forEach(FlowLogIntegrationOperation::check);
    if (integrations.stream().mapToLong(FlowLogIntegrationOperation::days).sum() > MOST_DAYS) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The partitions of all integrations are more than " + MOST_DAYS + " days");
    }
    FlowLog log = Lookup.FLOW_LOG.get(view, request.flowLogId(), "FlowLogId");
    if (log.logDestinationType() != LogDestinationType.S3) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The flow log "
              + log.flowLogId()
              + " is delivered to "
              + log.logDestinationTypeAsString()
              + "; Athena reads what is delivered to s3");
    }
    return GetFlowLogsIntegrationTemplateResponse.builder()
        .result(FlowLogTemplate.of(log, view.scope(), integrations))
        .build();
  }

  private static void check(AthenaIntegration integration) {
    bucketPath(
        integration.integrationResultS3DestinationArn(), "IntegrationResultS3DestinationArn");
    if (integration.partitionLoadFrequency() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("PartitionLoadFrequency");
    }
    Instant start = integration.partitionStartDate();
    Instant end = integration.partitionEndDate();
    if ((start == null) != (end == null)) {
      throw Ec2Error.MISSING_PARAMETER.with(
          start == null ? "PartitionStartDate" : "PartitionEndDate");
    }
    if (start != null && !start.isBefore(Objects.requireNonNull(end))) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "PartitionStartDate " + start + " is not before PartitionEndDate " + end);
    }
    if (start == null && integration.partitionLoadFrequency() == PartitionLoadFrequency.NONE) {
      throw Ec2Error.MISSING_PARAMETER.with("PartitionStartDate");
    }
  }

  private static long days(AthenaIntegration integration) {
    return integration.partitionStartDate() == null
        ? 0
        : Duration.between(integration.partitionStartDate(), integration.partitionEndDate())
                .toDays()
            + 1;
  }

  /** {@code bucket/prefix} of {@code arn:aws:s3:::bucket/prefix}. */
  static String bucketPath(@Nullable String arn, String parameter) {
    if (arn == null || arn.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter);
    }
    if (!BUCKET.matcher(arn).matches()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + arn + ") for parameter " + parameter + " is not the ARN of a bucket");
    }
    String path = arn.substring(arn.indexOf(":::") + 3);
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
