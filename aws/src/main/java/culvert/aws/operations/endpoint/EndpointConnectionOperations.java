package culvert.aws.operations.endpoint;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AcceptVpcEndpointConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.AcceptVpcEndpointConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.RejectVpcEndpointConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.RejectVpcEndpointConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointConnection;

/** What the provider of a service does with the endpoints to it (R2.3.4). */
public final class EndpointConnectionOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "AcceptVpcEndpointConnections",
        AcceptVpcEndpointConnectionsRequest::builder,
        EndpointConnectionOperations::accept);
    registry.write(
        "RejectVpcEndpointConnections",
        RejectVpcEndpointConnectionsRequest::builder,
        EndpointConnectionOperations::reject);
    registry.describe(
        "DescribeVpcEndpointConnections",
        new Describe<>(
            Kinds.VPC_ENDPOINT_CONNECTION,
            DescribeVpcEndpointConnectionsRequest::builder,
            DescribeVpcEndpointConnectionsResponse::builder,
            "VpcEndpointConnections",
            new Filters<VpcEndpointConnection>()
                .on("ip-address-type", VpcEndpointConnection::ipAddressTypeAsString)
                .onReference("service-id", VpcEndpointConnection::serviceId)
                .on("vpc-endpoint-owner", VpcEndpointConnection::vpcEndpointOwner)
                .onEach("vpc-endpoint-region", EndpointConnectionOperations::regions)
                .on("vpc-endpoint-state", VpcEndpointConnection::vpcEndpointStateAsString)
                .onReference("vpc-endpoint-id", VpcEndpointConnection::vpcEndpointId)));
  }

  /** The Region of the endpoint, and {@code cross-region} where that is not its service's. */
  private static Stream<String> regions(VpcEndpointConnection connection) {
    String balancer =
        Stream.concat(
                connection.networkLoadBalancerArns().stream(),
                connection.gatewayLoadBalancerArns().stream())
            .findFirst()
            .orElseThrow();
    String region = connection.vpcEndpointRegion();
    return balancer.split(":", -1)[3].equals(region)
        ? Stream.of(region)
        : Stream.of(region, "cross-region");
  }

  private static AcceptVpcEndpointConnectionsResponse accept(
      AcceptVpcEndpointConnectionsRequest request, Transaction transaction) {
    String service = VpcEndpointServiceOperations.get(transaction, request.serviceId()).serviceId();
    return AcceptVpcEndpointConnectionsResponse.builder()
        .unsuccessful(
            Unsuccessful.each(
                request.vpcEndpointIds(),
                id ->
                    move(
                        transaction,
                        service,
                        id,
                        Set.of(EndpointState.PENDING_ACCEPTANCE),
                        EndpointState.PENDING)))
        .build();
  }

  /** Also one that was accepted before. */
  private static RejectVpcEndpointConnectionsResponse reject(
      RejectVpcEndpointConnectionsRequest request, Transaction transaction) {
    String service = VpcEndpointServiceOperations.get(transaction, request.serviceId()).serviceId();
    return RejectVpcEndpointConnectionsResponse.builder()
        .unsuccessful(
            Unsuccessful.each(
                request.vpcEndpointIds(),
                id ->
                    move(
                        transaction,
                        service,
                        id,
                        Set.of(
                            EndpointState.PENDING_ACCEPTANCE,
                            EndpointState.PENDING,
                            EndpointState.AVAILABLE),
                        EndpointState.REJECTED)))
        .build();
  }

  private static void move(
      Transaction transaction,
      String service,
      String id,
      Set<EndpointState> from,
      EndpointState to) {
    VpcEndpointConnection connection = connection(transaction, service, id);
    if (connection == null) {
      throw Ec2Error.INVALID_VPC_ENDPOINT_ID_NOT_FOUND.with(id);
    }
    EndpointState state = EndpointState.of(connection.vpcEndpointStateAsString());
    if (!from.contains(state)) {
      throw Ec2Error.INVALID_ENDPOINT_STATE.with(
          "Endpoint " + id + " cannot become " + to + " from the state " + state);
    }
    Scope consumer = EndpointConnections.consumer(connection);
    VpcEndpoint endpoint =
        Objects.requireNonNull(transaction.in(consumer).find(Kinds.VPC_ENDPOINT, id));
    EndpointConnections.move(transaction, consumer, endpoint, to);
  }

  private static @Nullable VpcEndpointConnection connection(
      Transaction transaction, String service, String endpoint) {
    return transaction
        .referring(Kinds.VPC_ENDPOINT_CONNECTION, endpoint)
        .filter(each -> each.serviceId().equals(service))
        .findFirst()
        .orElse(null);
  }
}
