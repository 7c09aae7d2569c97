package culvert.aws.operations.endpoint;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ids;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointConnection;

/**
 * The two views of an endpoint to a service of an account's: the consumer's endpoint and the
 * provider's connection (R2.3.4). They change together here and nowhere else. An endpoint to a
 * service of AWS's has the first view only.
 */
final class EndpointConnections {

  private EndpointConnections() {}

  /** Stores a new endpoint, and shows it to the owner of its service. */
  static VpcEndpoint open(Transaction transaction, VpcEndpoint endpoint, EndpointService service) {
    Resource<ServiceConfiguration> of = service.configuration();
    if (of != null) {
      VpcEndpointConnection connection =
          VpcEndpointConnection.builder()
              .vpcEndpointConnectionId(Ids.next("vpce-con"))
              .serviceId(of.id())
              .vpcEndpointId(endpoint.vpcEndpointId())
              .vpcEndpointOwner(transaction.scope().account())
              .vpcEndpointRegion(transaction.scope().region())
              .creationTimestamp(endpoint.creationTimestamp())
              .networkLoadBalancerArns(of.shape().networkLoadBalancerArns())
              .gatewayLoadBalancerArns(of.shape().gatewayLoadBalancerArns())
              .tags(List.of())
              .build();
      transaction.add(
          of.scope(),
          Kinds.VPC_ENDPOINT_CONNECTION,
          connection.vpcEndpointConnectionId(),
          mirror(connection, endpoint));
    }
    return transaction.add(Kinds.VPC_ENDPOINT, endpoint);
  }

  private static VpcEndpointConnection mirror(
      VpcEndpointConnection connection, VpcEndpoint endpoint) {
    return connection.toBuilder()
        .vpcEndpointState(endpoint.stateAsString())
        .dnsEntries(endpoint.dnsEntries())
        .ipAddressType(endpoint.ipAddressType())
        .build();
  }

  /** The provider's view of an endpoint. */
  static Optional<Resource<VpcEndpointConnection>> of(Snapshot snapshot, String endpoint) {
    return snapshot.referringAnywhere(Kinds.VPC_ENDPOINT_CONNECTION, endpoint).findFirst();
  }

  /** Whether an endpoint is connected to the service, or wants to be. */
  static boolean areTo(CatalogView view, String service) {
    return view.referring(Kinds.VPC_ENDPOINT_CONNECTION, service)
        .map(connection -> EndpointState.of(connection.vpcEndpointStateAsString()))
        .anyMatch(state ->
            switch (state) {
              case PENDING_ACCEPTANCE, PENDING, AVAILABLE -> true;
              case DELETING, REJECTED, EXPIRED -> false;
            });
  }

  /** Where the consumer of a connection is. */
  static Scope consumer(VpcEndpointConnection connection) {
    return new Scope(connection.vpcEndpointOwner(), connection.vpcEndpointRegion());
  }

  /** Replaces an endpoint in both views. */
  static void replace(Transaction transaction, Scope consumer, VpcEndpoint endpoint) {
    String id = endpoint.vpcEndpointId();
    transaction.replace(consumer, Kinds.VPC_ENDPOINT, id, endpoint);
    of(transaction.snapshot(), id)
        .ifPresent(seen ->
            transaction.replace(
                seen.scope(), seen.kind(), seen.id(), mirror(seen.shape(), endpoint)));
  }

  static void move(
      Transaction transaction, Scope consumer, VpcEndpoint endpoint, EndpointState state) {
    replace(transaction, consumer, endpoint.toBuilder().state(state.toString()).build());
  }

  /** Removes both views of an endpoint of the caller's. */
  static void remove(Transaction transaction, String endpoint) {
    of(transaction.snapshot(), endpoint)
        .ifPresent(seen -> transaction.remove(seen.scope(), seen.kind(), seen.id()));
    transaction.remove(Kinds.VPC_ENDPOINT, endpoint);
  }
}
