package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;

/** Elastic IP addresses. */
final class ElasticIpOperations implements OperationFamily {

  private final Quotas quotas;

  ElasticIpOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("AllocateAddress", AllocateAddressRequest::builder, this::allocate);
    registry.write(
        "AssociateAddress", AssociateAddressRequest::builder, ElasticIpOperations::associate);
    registry.write(
        "DisassociateAddress",
        DisassociateAddressRequest::builder,
        ElasticIpOperations::disassociate);
    registry.write("ReleaseAddress", ReleaseAddressRequest::builder, ElasticIpOperations::release);
    registry.read(
        "DescribeAddresses", DescribeAddressesRequest::builder, ElasticIpOperations::describe);
  }

  private static final Filters<Address> FILTERS =
      new Filters<Address>()
          .on("allocation-id", Address::allocationId)
          .on("association-id", Address::associationId)
          .on("domain", Address::domainAsString)
          .on("instance-id", Address::instanceId)
          .on("network-border-group", Address::networkBorderGroup)
          .on("network-interface-id", Address::networkInterfaceId)
          .on("network-interface-owner-id", Address::networkInterfaceOwnerId)
          .on("private-ip-address", Address::privateIpAddress)
          .on("public-ip", Address::publicIp)
          .onTags();

  private AllocateAddressResponse allocate(
      AllocateAddressRequest request, Transaction transaction) {
    if (transaction.snapshot().count(transaction.scope(), Kinds.ELASTIC_IP)
        >= quotas.elasticIpsPerRegion()) {
      throw Ec2Error.ADDRESS_LIMIT_EXCEEDED.with();
    }
    Address made =
        transaction.add(
            Kinds.ELASTIC_IP,
            Address.builder()
                .allocationId(Ids.next("eipalloc"))
                .publicIp(PublicAddresses.allocate(transaction))
                .publicIpv4Pool("amazon")
                .domain("vpc")
                .networkBorderGroup(transaction.scope().region())
                .tags(Tags.of(request.tagSpecifications(), "elastic-ip"))
                .build());
    return AllocateAddressResponse.builder()
        .allocationId(made.allocationId())
        .publicIp(made.publicIp())
        .publicIpv4Pool(made.publicIpv4Pool())
        .domain(made.domain())
        .networkBorderGroup(made.networkBorderGroup())
        .build();
  }

  private static Address find(
      Transaction transaction, @Nullable String allocation, @Nullable String publicIp) {
    if (allocation != null || publicIp == null) {
      return Lookup.ELASTIC_IP.get(transaction, allocation, "AllocationId");
    }
    return transaction
        .all(Kinds.ELASTIC_IP)
        .filter(address -> address.publicIp().equals(publicIp))
        .findFirst()
        .orElseThrow(() -> Ec2Error.INVALID_ADDRESS_NOT_FOUND.with(publicIp));
  }

  private static AssociateAddressResponse associate(
      AssociateAddressRequest request, Transaction transaction) {
    Address address = find(transaction, request.allocationId(), request.publicIp());
    NetworkInterface held = target(request, transaction);
    boolean again = Objects.equals(request.allowReassociation(), true);
    if (address.associationId() != null) {
      if (held.networkInterfaceId().equals(address.networkInterfaceId())) {
        return AssociateAddressResponse.builder().associationId(address.associationId()).build();
      }
      if (!again) {
        throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
            "resource "
                + address.allocationId()
                + " is already associated with associate-id "
                + address.associationId());
      }
      ElasticIps.disassociate(transaction, address);
    }
    ElasticIps.release(transaction, held);
    Address free = Lookup.ELASTIC_IP.get(transaction, address.allocationId(), "AllocationId");
    NetworkInterface bare =
        Lookup.NETWORK_INTERFACE.get(transaction, held.networkInterfaceId(), "NetworkInterfaceId");
    Address tied = ElasticIps.associate(transaction, free, bare);
    return AssociateAddressResponse.builder().associationId(tied.associationId()).build();
  }

  private static NetworkInterface target(AssociateAddressRequest request, Transaction transaction) {
    if (request.networkInterfaceId() != null) {
      return Lookup.NETWORK_INTERFACE.get(
          transaction, request.networkInterfaceId(), "NetworkInterfaceId");
    }
    Lookup.INSTANCE.get(transaction, request.instanceId(), "InstanceId");
    List<NetworkInterface> held =
        transaction.referring(Kinds.NETWORK_INTERFACE, request.instanceId()).toList();
    if (held.size() != 1) {
      throw Ec2Error.INVALID_INSTANCE_ID.with(
          "There are multiple interfaces attached to instance '"
              + request.instanceId()
              + "'. Please specify an interface ID for the operation instead.");
    }
    return held.getFirst();
  }

  private static DisassociateAddressResponse disassociate(
      DisassociateAddressRequest request, Transaction transaction) {
    String id = request.associationId();
    if (id == null && request.publicIp() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("AssociationId");
    }
    Address address =
        id == null
            ? find(transaction, null, request.publicIp())
            : transaction
                .referring(Kinds.ELASTIC_IP, id)
                .findFirst()
                .orElseThrow(() -> Ec2Error.INVALID_ASSOCIATION_ID_NOT_FOUND.with(id));
    ElasticIps.disassociate(transaction, address);
    return DisassociateAddressResponse.builder().build();
  }

  private static ReleaseAddressResponse release(
      ReleaseAddressRequest request, Transaction transaction) {
    Address address = find(transaction, request.allocationId(), request.publicIp());
    if (address.associationId() != null) {
      throw Ec2Error.INVALID_IP_ADDRESS_IN_USE.with(
          address.publicIp() + " (" + address.allocationId() + ")");
    }
    transaction.remove(Kinds.ELASTIC_IP, address.allocationId());
    return ReleaseAddressResponse.builder().build();
  }

  private static DescribeAddressesResponse describe(DescribeAddressesRequest request, View view) {
    for (String id : request.allocationIds()) {
      Lookup.ELASTIC_IP.get(view, id, "AllocationId");
    }
    for (String address : request.publicIps()) {
      if (view.all(Kinds.ELASTIC_IP).noneMatch(held -> held.publicIp().equals(address))) {
        throw Ec2Error.INVALID_ADDRESS_NOT_FOUND.with(address);
      }
    }
    return DescribeAddressesResponse.builder()
        .addresses(
            view.all(Kinds.ELASTIC_IP)
                .filter(a ->
                    request.allocationIds().isEmpty()
                        || request.allocationIds().contains(a.allocationId()))
                .filter(a ->
                    request.publicIps().isEmpty() || request.publicIps().contains(a.publicIp()))
                .filter(FILTERS.matching(request.filters()))
                .toList())
        .build();
  }
}
