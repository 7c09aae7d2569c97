package culvert.aws.operations.endpoint;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lookup;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** DeleteVpcEndpoints: each for itself, what cannot be is listed (R2.2.17, R5.1.9). */
final class DeleteVpcEndpoints {

  private DeleteVpcEndpoints() {}

  static DeleteVpcEndpointsResponse delete(
      DeleteVpcEndpointsRequest request, Transaction transaction) {
    List<UnsuccessfulItem> unsuccessful =
        Unsuccessful.each(request.vpcEndpointIds(), id -> delete(transaction, id));
    return DeleteVpcEndpointsResponse.builder().unsuccessful(unsuccessful).build();
  }

  private static void delete(Transaction transaction, String id) {
    VpcEndpoint endpoint = Lookup.VPC_ENDPOINT.get(transaction, id, "VpcEndpointId");
    if (EndpointState.of(endpoint) == EndpointState.DELETING) {
      return;
    }
    List<String> tables = GatewayEndpoints.tables(transaction, id);
    if (endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY) {
      if (PrivateDns.dependsOn(transaction, endpoint)) {
        throw Ec2Error.OPERATION_NOT_PERMITTED.with(
            "The VPC endpoint "
                + id
                + " cannot be deleted while an interface endpoint has private DNS only for inbound"
                + " resolver endpoints");
      }
      GatewayEndpoints.removeRoutes(transaction, id, tables);
    } else if (!tables.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "Endpoint must be removed from route table before deletion");
    }
    EndpointConnections.move(transaction, transaction.scope(), endpoint, EndpointState.DELETING);
  }

  /** Its interfaces and its notifications go with it. */
  static void finish(Transaction transaction, VpcEndpoint endpoint) {
    endpoint
        .networkInterfaceIds()
        .forEach(held -> transaction.remove(Kinds.NETWORK_INTERFACE, held));
    transaction
        .referring(Kinds.CONNECTION_NOTIFICATION, endpoint.vpcEndpointId())
        .toList()
        .forEach(each ->
            transaction.remove(Kinds.CONNECTION_NOTIFICATION, each.connectionNotificationId()));
    EndpointConnections.remove(transaction, endpoint.vpcEndpointId());
  }
}
