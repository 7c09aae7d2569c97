package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InterfacePermissionType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Elastic IP addresses associated with interfaces and instances, and taken off them. */
final class ElasticIpAssociationOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "AssociateAddress",
        AssociateAddressRequest::builder,
        ElasticIpAssociationOperations::associate);
    registry.write(
        "DisassociateAddress",
        DisassociateAddressRequest::builder,
        ElasticIpAssociationOperations::disassociate);
  }

  private static AssociateAddressResponse associate(
      AssociateAddressRequest request, Transaction transaction) {
    Address address =
        ElasticIpOperations.find(transaction, request.allocationId(), request.publicIp());
    NetworkInterface held = target(request, transaction);
    String privateIp = privateIp(request.privateIpAddress(), held);
    checkReachable(transaction, held);
    if (address.associationId() != null) {
      if (held.networkInterfaceId().equals(address.networkInterfaceId())
          && privateIp.equals(address.privateIpAddress())) {
        return AssociateAddressResponse.builder().associationId(address.associationId()).build();
      }
      if (Boolean.FALSE.equals(request.allowReassociation())) {
        throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
            "resource "
                + address.allocationId()
                + " is already associated with associate-id "
                + address.associationId());
      }
      refuseOfService(transaction, address);
      ElasticIps.disassociate(transaction, ElasticIps.resource(transaction, address));
    }
    ElasticIps.release(transaction, held, privateIp);
    Address free = Lookup.ELASTIC_IP.get(transaction, address.allocationId(), "AllocationId");
    Address tied = ElasticIps.associate(transaction, free, held, privateIp);
    return AssociateAddressResponse.builder().associationId(tied.associationId()).build();
  }

  /** The primary private address where none is named. */
  private static String privateIp(@Nullable String wanted, NetworkInterface held) {
    String address = wanted == null ? held.privateIpAddress() : wanted;
    if (address == null || !NetworkInterfaceAddresses.hasIpv4(held, address)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The network interface '"
              + held.networkInterfaceId()
              + "' does not have the private IP address "
              + address);
    }
    return address;
  }

  private static NetworkInterface target(AssociateAddressRequest request, Transaction transaction) {
    boolean byInterface = request.networkInterfaceId() != null;
    if (byInterface && request.instanceId() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "You may specify instance id or network interface id, but not both");
    }
    if (!byInterface && request.instanceId() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("InstanceId or NetworkInterfaceId");
    }
    NetworkInterface held =
        byInterface
            ? NetworkInterfacePermissionOperations.permitted(
                    transaction,
                    request.networkInterfaceId(),
                    InterfacePermissionType.EIP_ASSOCIATE)
                .shape()
            : onlyOneOf(transaction, request.instanceId());
    if (Boolean.TRUE.equals(held.requesterManaged())) {
      throw Ec2Error.AUTH_FAILURE.with();
    }
    return held;
  }

  private static NetworkInterface onlyOneOf(Transaction transaction, String instanceId) {
    Instance instance = Lookup.INSTANCE.get(transaction, instanceId, "InstanceId");
    InstanceStateName state = instance.state().name();
    if (state != InstanceStateName.RUNNING && state != InstanceStateName.STOPPED) {
      throw Ec2Error.INVALID_INSTANCE_ID.with(
          "The "
              + state
              + " instance '"
              + instanceId
              + "' is not in a valid state for this operation.");
    }
    List<NetworkInterface> held = InstanceOperations.interfaces(transaction, instanceId);
    if (held.size() != 1) {
      throw Ec2Error.INVALID_INSTANCE_ID.with(
          "There are multiple interfaces attached to instance '"
              + instanceId
              + "'. Please specify an interface ID for the operation instead.");
    }
    return held.getFirst();
  }

  /** A public address is of use only where there is an internet gateway (R1.5.2). */
  private static void checkReachable(Transaction transaction, NetworkInterface held) {
    boolean attached =
        transaction
            .snapshot()
            .referringAnywhere(Kinds.INTERNET_GATEWAY, held.vpcId())
            .findAny()
            .isPresent();
    if (!attached) {
      throw Ec2Error.NETWORK_NOT_ATTACHED.with(held.vpcId());
    }
  }

  /** The address of a NAT gateway is the gateway's to give up. */
  private static void refuseOfService(Transaction transaction, Address address) {
    String id = address.networkInterfaceId();
    NetworkInterface held = id == null ? null : transaction.find(Kinds.NETWORK_INTERFACE, id);
    if (held != null && Boolean.TRUE.equals(held.requesterManaged())) {
      throw Ec2Error.AUTH_FAILURE.with();
    }
  }

  private static DisassociateAddressResponse disassociate(
      DisassociateAddressRequest request, Transaction transaction) {
    String id = request.associationId();
    if (id == null && request.publicIp() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("AssociationId");
    }
    Address address =
        id == null
            ? ElasticIpOperations.find(transaction, null, request.publicIp())
            : transaction
                .referring(Kinds.ELASTIC_IP, id)
                .findFirst()
                .orElseThrow(() -> Ec2Error.INVALID_ASSOCIATION_ID_NOT_FOUND.with(id));
    refuseOfService(transaction, address);
    ElasticIps.disassociate(transaction, ElasticIps.resource(transaction, address));
    return DisassociateAddressResponse.builder().build();
  }
}
