package culvert.aws.operations.endpoint;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Listing;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ConnectionNotification;
import software.amazon.awssdk.services.ec2.model.ConnectionNotificationState;
import software.amazon.awssdk.services.ec2.model.ConnectionNotificationType;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointConnectionNotificationRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointConnectionNotificationResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointConnectionNotificationsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointConnectionNotificationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointConnectionNotificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointConnectionNotificationsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointConnectionNotificationRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointConnectionNotificationResponse;

/** Notifications of what happens to endpoints; Culvert has no topic to send them to. */
public final class ConnectionNotificationOperations implements OperationFamily {

  private static final Set<String> EVENTS = Set.of("Accept", "Connect", "Delete", "Reject");
  private static final Pattern TOPIC =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[\\w.-]{1,256}");

  private static final Filters<ConnectionNotification> FILTERS =
      new Filters<ConnectionNotification>()
          .on("connection-notification-arn", ConnectionNotification::connectionNotificationArn)
          .on("connection-notification-id", ConnectionNotification::connectionNotificationId)
          .on(
              "connection-notification-state",
              ConnectionNotification::connectionNotificationStateAsString)
          .on(
              "connection-notification-type",
              ConnectionNotification::connectionNotificationTypeAsString)
          .on("service-id", ConnectionNotification::serviceId)
          .on("vpc-endpoint-id", ConnectionNotification::vpcEndpointId);

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateVpcEndpointConnectionNotification",
        CreateVpcEndpointConnectionNotificationRequest::builder,
        ConnectionNotificationOperations::create);
    registry.write(
        "ModifyVpcEndpointConnectionNotification",
        ModifyVpcEndpointConnectionNotificationRequest::builder,
        ConnectionNotificationOperations::modify);
    registry.write(
        "DeleteVpcEndpointConnectionNotifications",
        DeleteVpcEndpointConnectionNotificationsRequest::builder,
        ConnectionNotificationOperations::delete);
    registry.read(
        "DescribeVpcEndpointConnectionNotifications",
        DescribeVpcEndpointConnectionNotificationsRequest::builder,
        ConnectionNotificationOperations::describe);
  }

  /** Of a service or of an endpoint. */
  private static CreateVpcEndpointConnectionNotificationResponse create(
      CreateVpcEndpointConnectionNotificationRequest request, Transaction transaction) {
    String service = request.serviceId();
    String endpoint = request.vpcEndpointId();
    if ((service == null) == (endpoint == null)) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Exactly one of ServiceId and VpcEndpointId must be specified");
    }
    if (service != null) {
      VpcEndpointServiceOperations.get(transaction, service);
    } else {
      Lookup.VPC_ENDPOINT.get(transaction, endpoint, "VpcEndpointId");
    }
    ConnectionNotification made =
        transaction.add(
            Kinds.CONNECTION_NOTIFICATION,
            ConnectionNotification.builder()
                .connectionNotificationId(Ids.next("vpce-nfn"))
                .serviceId(service)
                .vpcEndpointId(endpoint)
                .serviceRegion(transaction.scope().region())
                .connectionNotificationType(ConnectionNotificationType.TOPIC)
                .connectionNotificationArn(topic(request.connectionNotificationArn()))
                .connectionEvents(events(request.connectionEvents()))
                .connectionNotificationState(ConnectionNotificationState.ENABLED)
                .build());
    return CreateVpcEndpointConnectionNotificationResponse.builder()
        .connectionNotification(made)
        .clientToken(request.clientToken())
        .build();
  }

  private static String topic(String arn) {
    if (!TOPIC.matcher(arn).matches()) {
      throw Ec2Error.INVALID_PARAMETER.with(arn + " is not the ARN of an SNS topic");
    }
    return arn;
  }

  private static List<String> events(List<String> events) {
    if (events.isEmpty() || !EVENTS.containsAll(events)) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "Connection events are Accept, Connect, Delete and Reject, not " + events);
    }
    return events.stream().distinct().toList();
  }

  private static ConnectionNotification get(
      culvert.aws.catalog.CatalogView view, @Nullable String id) {
    ConnectionNotification found = id == null ? null : view.find(Kinds.CONNECTION_NOTIFICATION, id);
    if (found == null) {
      throw Ec2Error.INVALID_CONNECTION_NOTIFICATION_NOT_FOUND.with(String.valueOf(id));
    }
    return found;
  }

  private static ModifyVpcEndpointConnectionNotificationResponse modify(
      ModifyVpcEndpointConnectionNotificationRequest request, Transaction transaction) {
    ConnectionNotification.Builder changed =
        get(transaction, request.connectionNotificationId()).toBuilder();
    if (request.connectionNotificationArn() != null) {
      changed.connectionNotificationArn(topic(request.connectionNotificationArn()));
    }
    if (request.hasConnectionEvents()) {
      changed.connectionEvents(events(request.connectionEvents()));
    }
    transaction.replace(Kinds.CONNECTION_NOTIFICATION, changed.build());
    return ModifyVpcEndpointConnectionNotificationResponse.builder().returnValue(true).build();
  }

  private static DeleteVpcEndpointConnectionNotificationsResponse delete(
      DeleteVpcEndpointConnectionNotificationsRequest request, Transaction transaction) {
    return DeleteVpcEndpointConnectionNotificationsResponse.builder()
        .unsuccessful(
            Unsuccessful.each(
                request.connectionNotificationIds(),
                id ->
                    transaction.remove(
                        Kinds.CONNECTION_NOTIFICATION,
                        get(transaction, id).connectionNotificationId())))
        .build();
  }

  private static DescribeVpcEndpointConnectionNotificationsResponse describe(
      DescribeVpcEndpointConnectionNotificationsRequest request, View view) {
    Stream<ConnectionNotification> wanted =
        request.connectionNotificationId() == null
            ? view.all(Kinds.CONNECTION_NOTIFICATION)
            : Stream.of(get(view, request.connectionNotificationId()));
    Listing<ConnectionNotification> page =
        Listing.page(wanted.filter(FILTERS.matching(request.filters())).toList(), request);
    return DescribeVpcEndpointConnectionNotificationsResponse.builder()
        .connectionNotificationSet(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
