package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfacePermissionRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfacePermissionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfacePermissionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfacePermissionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacePermissionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacePermissionsResponse;
import software.amazon.awssdk.services.ec2.model.InterfacePermissionType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePermission;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePermissionStateCode;

/** What accounts let other accounts do with their network interfaces. */
final class NetworkInterfacePermissionOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateNetworkInterfacePermission",
        CreateNetworkInterfacePermissionRequest::builder,
        NetworkInterfacePermissionOperations::create);
    registry.write(
        "DeleteNetworkInterfacePermission",
        DeleteNetworkInterfacePermissionRequest::builder,
        NetworkInterfacePermissionOperations::delete);
    String prefix = "network-interface-permission.";
    registry.describe(
        "DescribeNetworkInterfacePermissions",
        new Describe<>(
                Kinds.NETWORK_INTERFACE_PERMISSION,
                DescribeNetworkInterfacePermissionsRequest::builder,
                DescribeNetworkInterfacePermissionsResponse::builder,
                "NetworkInterfacePermissions",
                new Filters<NetworkInterfacePermission>()
                    .on(
                        prefix + "network-interface-permission-id",
                        NetworkInterfacePermission::networkInterfacePermissionId)
                    .onReference(
                        prefix + "network-interface-id",
                        NetworkInterfacePermission::networkInterfaceId)
                    .on(prefix + "aws-account-id", NetworkInterfacePermission::awsAccountId)
                    .on(prefix + "aws-service", NetworkInterfacePermission::awsService)
                    .on(prefix + "permission", NetworkInterfacePermission::permissionAsString))
            .ids("NetworkInterfacePermissionIds", Lookup.NETWORK_INTERFACE_PERMISSION));
  }

  /** The interface of that id: the caller's own, or one that its owner permits the caller. */
  static Resource<NetworkInterface> permitted(
      Transaction transaction, @Nullable String id, InterfacePermissionType what) {
    Resource<NetworkInterface> elsewhere =
        Stream.ofNullable(id)
            .flatMap(named -> transaction.snapshot().byId(Kinds.NETWORK_INTERFACE, named))
            .filter(held -> isPermitted(transaction, held, what))
            .findFirst()
            .orElse(null);
    if (elsewhere != null) {
      return elsewhere;
    }
    NetworkInterface own = Lookup.NETWORK_INTERFACE.get(transaction, id, "NetworkInterfaceId");
    return Objects.requireNonNull(
        transaction.resource(Kinds.NETWORK_INTERFACE, own.networkInterfaceId()));
  }

  private static boolean isPermitted(
      Transaction transaction, Resource<NetworkInterface> held, InterfacePermissionType what) {
    return held.scope().region().equals(transaction.scope().region())
        && transaction
            .snapshot()
            .referring(held.scope(), Kinds.NETWORK_INTERFACE_PERMISSION, held.id())
            .map(Resource::shape)
            .anyMatch(granted ->
                granted.permission() == what
                    && granted.awsAccountId().equals(transaction.scope().account()));
  }

  private static CreateNetworkInterfacePermissionResponse create(
      CreateNetworkInterfacePermissionRequest request, Transaction transaction) {
    NetworkInterface held =
        Lookup.NETWORK_INTERFACE.get(
            transaction, request.networkInterfaceId(), "NetworkInterfaceId");
    if (request.permission() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("Permission");
    }
    if (request.awsService() != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("Permissions for AWS services are not supported");
    }
    String account = AccountIds.check(request.awsAccountId(), "AwsAccountId");
    if (Boolean.TRUE.equals(held.requesterManaged())) {
      throw Ec2Error.AUTH_FAILURE.with();
    }
    if (account.equals(held.ownerId())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The account " + account + " owns the network interface " + held.networkInterfaceId());
    }
    NetworkInterfacePermission made =
        transaction.add(
            Kinds.NETWORK_INTERFACE_PERMISSION,
            NetworkInterfacePermission.builder()
                .networkInterfacePermissionId(Ids.next("eni-perm"))
                .networkInterfaceId(held.networkInterfaceId())
                .awsAccountId(account)
                .permission(request.permission())
                .permissionState(s -> s.state(NetworkInterfacePermissionStateCode.GRANTED))
                .build());
    return CreateNetworkInterfacePermissionResponse.builder().interfacePermission(made).build();
  }

  /** One that is made use of stays, unless the call insists. */
  private static DeleteNetworkInterfacePermissionResponse delete(
      DeleteNetworkInterfacePermissionRequest request, Transaction transaction) {
    NetworkInterfacePermission permission =
        Lookup.NETWORK_INTERFACE_PERMISSION.get(
            transaction, request.networkInterfacePermissionId(), "NetworkInterfacePermissionId");
    NetworkInterface held =
        transaction.find(Kinds.NETWORK_INTERFACE, permission.networkInterfaceId());
    NetworkInterfaceAttachment attachment = held == null ? null : held.attachment();
    boolean used =
        permission.permission() == InterfacePermissionType.INSTANCE_ATTACH
            && attachment != null
            && permission.awsAccountId().equals(attachment.instanceOwnerId());
    if (used && !Boolean.TRUE.equals(request.force())) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "The account "
              + permission.awsAccountId()
              + " has attached the network interface "
              + permission.networkInterfaceId()
              + " to an instance");
    }
    transaction.remove(
        Kinds.NETWORK_INTERFACE_PERMISSION, permission.networkInterfacePermissionId());
    return DeleteNetworkInterfacePermissionResponse.builder().returnValue(true).build();
  }

  /** An interface that goes takes them with it. */
  static void forget(Transaction transaction, String networkInterface) {
    transaction
        .snapshot()
        .referringAnywhere(Kinds.NETWORK_INTERFACE_PERMISSION, networkInterface)
        .toList()
        .forEach(each -> transaction.remove(each.scope(), each.kind(), each.id()));
  }
}
