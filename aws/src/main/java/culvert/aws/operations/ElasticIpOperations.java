package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.network.address.IpAddress;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Elastic IP addresses: allocated, described, released. */
final class ElasticIpOperations implements OperationFamily {

  private static final String POOL = "amazon";

  private final Quotas quotas;

  ElasticIpOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("AllocateAddress", AllocateAddressRequest::builder, this::allocate);
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
    checkAllocation(request, transaction);
    checkQuota(transaction, quotas);
    Address made =
        transaction.add(
            Kinds.ELASTIC_IP,
            Address.builder()
                .allocationId(Ids.next("eipalloc"))
                .publicIp(PublicAddresses.allocate(transaction))
                .publicIpv4Pool(POOL)
                .domain(DomainType.VPC)
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

  static void checkQuota(Transaction transaction, Quotas quotas) {
    if (transaction.snapshot().count(transaction.scope(), Kinds.ELASTIC_IP)
        >= quotas.elasticIpsPerRegion()) {
      throw Ec2Error.ADDRESS_LIMIT_EXCEEDED.with();
    }
  }

  /** AWS's own pool, in the Region's own border group, is all that there is here. */
  private static void checkAllocation(AllocateAddressRequest request, Transaction transaction) {
    if (request.domain() == DomainType.STANDARD) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("EC2-Classic is no longer there");
    }
    String pool = request.publicIpv4Pool();
    if (pool != null && !pool.equals(POOL)) {
      throw Ec2Error.INVALID_PUBLIC_IPV4_POOL_ID_NOT_FOUND.with(pool);
    }
    if (request.ipamPoolId() != null || request.customerOwnedIpv4Pool() != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "Culvert has no IPAM pools and no customer-owned pools");
    }
    String group = request.networkBorderGroup();
    if (group != null && !group.equals(transaction.scope().region())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + group + ") for parameter networkBorderGroup is invalid.");
    }
    if (request.address() != null) {
      checkForm(request.address());
      throw Ec2Error.INVALID_ADDRESS_NOT_FOUND.with(request.address());
    }
  }

  static void checkForm(String publicIp) {
    IpAddress address = IpAddress.tryParse(publicIp);
    if (address == null || !address.isV4()) {
      throw Ec2Error.INVALID_ADDRESS_MALFORMED.with(publicIp);
    }
  }

  /** The address of that allocation id, else of that public address. */
  static Address find(
      CatalogView transaction, @Nullable String allocation, @Nullable String publicIp) {
    if (allocation != null || publicIp == null) {
      return Lookup.ELASTIC_IP.get(transaction, allocation, "AllocationId");
    }
    checkForm(publicIp);
    return transaction
        .all(Kinds.ELASTIC_IP)
        .filter(address -> address.publicIp().equals(publicIp))
        .findFirst()
        .orElseThrow(() -> Ec2Error.INVALID_ADDRESS_NOT_FOUND.with(publicIp));
  }

  private static ReleaseAddressResponse release(
      ReleaseAddressRequest request, Transaction transaction) {
    Address address = find(transaction, request.allocationId(), request.publicIp());
    String group = request.networkBorderGroup();
    if (group != null && !group.equals(address.networkBorderGroup())) {
      throw Ec2Error.INVALID_ADDRESS_NOT_FOUND.with(address.publicIp());
    }
    if (address.associationId() != null) {
      letGo(transaction, address);
    }
    if (transaction.find(Kinds.ELASTIC_IP_ATTRIBUTES, address.allocationId()) != null) {
      throw Ec2Error.INVALID_ADDRESS_LOCKED.with(address.allocationId());
    }
    ElasticIpTransferOperations.forget(transaction, address.allocationId());
    transaction.remove(Kinds.ELASTIC_IP, address.allocationId());
    return ReleaseAddressResponse.builder().build();
  }

  /** In the default VPC an address that is released is disassociated first; elsewhere it stays. */
  private static void letGo(Transaction transaction, Address address) {
    NetworkInterface held = transaction.find(Kinds.NETWORK_INTERFACE, address.networkInterfaceId());
    Vpc vpc = held == null ? null : transaction.find(Kinds.VPC, held.vpcId());
    boolean byItself =
        held != null
            && !Boolean.TRUE.equals(held.requesterManaged())
            && vpc != null
            && Boolean.TRUE.equals(vpc.isDefault());
    if (!byItself) {
      throw Ec2Error.INVALID_IP_ADDRESS_IN_USE.with(
          address.publicIp() + " (" + address.allocationId() + ")");
    }
    ElasticIps.disassociate(transaction, ElasticIps.resource(transaction, address));
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
