package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * The addresses of NAT gateways. Each is a private address of the gateway's interface; a public
 * gateway has an Elastic IP address on every one (R1.5.4).
 */
final class NatGateways {

  /** What the attachments of AWS's own interfaces begin with. */
  static final String ATTACHMENT = "ela-attach";

  /** R1.5.8. */
  private static final int MOST_ADDRESSES = 8;

  private NatGateways() {}

  static boolean isPublic(NatGateway gateway) {
    return gateway.connectivityType() != ConnectivityType.PRIVATE;
  }

  static void checkCount(int addresses, int quota) {
    int most = Math.min(MOST_ADDRESSES, quota);
    if (addresses > most) {
      throw Ec2Error.PRIVATE_IP_ADDRESS_LIMIT_EXCEEDED.with(most);
    }
  }

  /**
   * An address that a gateway is to have.
   *
   * @param privateIp null for the next free one
   */
  static NatGatewayAddress wanted(
      @Nullable String allocation, @Nullable String privateIp, boolean primary) {
    return NatGatewayAddress.builder()
        .allocationId(allocation)
        .privateIp(privateIp)
        .isPrimary(primary)
        .status(
            allocation == null
                ? NatGatewayAddressStatus.ASSIGNING
                : NatGatewayAddressStatus.ASSOCIATING)
        .build();
  }

  /**
   * The gateway with its interface and all addresses that it is to have. Refuses, before anything
   * is written, what AWS fails a gateway for.
   */
  static NatGateway placed(Transaction transaction, NatGateway gateway) {
    List<NatGatewayAddress> wanted = gateway.natGatewayAddresses();
    Subnet subnet = Lookup.SUBNET.get(transaction, gateway.subnetId(), "SubnetId");
    if (isPublic(gateway)) {
      checkPublic(transaction, gateway);
    }
    if (SubnetAddresses.of(transaction, subnet).free() < wanted.size()) {
      throw Ec2Error.NAT_GATEWAY_WITHOUT_FREE_ADDRESS.with();
    }
    NetworkInterface held =
        NewNetworkInterface.in(subnet)
            .description("Interface for NAT Gateway " + gateway.natGatewayId())
            .ofService("nat_gateway")
            .address(wanted.getFirst().privateIp())
            .secondary(privateAddresses(wanted.subList(1, wanted.size())))
            .attachedBy(attachment(transaction))
            .create(transaction);
    List<NatGatewayAddress> placed = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String privateIp = held.privateIpAddresses().get(i).privateIpAddress();
      placed.add(succeeded(tie(transaction, wanted.get(i), held, privateIp)));
    }
    return gateway.toBuilder().natGatewayAddresses(placed).build();
  }

  private static void checkPublic(Transaction transaction, NatGateway gateway) {
    if (transaction.referring(Kinds.INTERNET_GATEWAY, gateway.vpcId()).findAny().isEmpty()) {
      throw Ec2Error.NAT_GATEWAY_WITHOUT_INTERNET_GATEWAY.with(gateway.vpcId());
    }
    for (NatGatewayAddress address : gateway.natGatewayAddresses()) {
      Address elasticIp = transaction.find(Kinds.ELASTIC_IP, address.allocationId());
      if (elasticIp == null) {
        throw Ec2Error.NAT_GATEWAY_WITHOUT_ALLOCATION.with(address.allocationId());
      }
      ElasticIps.checkFree(elasticIp);
    }
  }

  private static NetworkInterfaceAttachment attachment(Transaction transaction) {
    return NetworkInterfaceAttachment.builder()
        .attachmentId(Ids.next(ATTACHMENT))
        .attachTime(transaction.now())
        .deleteOnTermination(false)
        .deviceIndex(1)
        .instanceOwnerId("amazon-aws")
        .status(AttachmentStatus.ATTACHED)
        .build();
  }

  /** The private addresses of those that are wanted: all are named, or none is. */
  private static WantedAddresses privateAddresses(List<NatGatewayAddress> wanted) {
    List<String> named =
        wanted.stream().map(NatGatewayAddress::privateIp).filter(Objects::nonNull).toList();
    return named.isEmpty()
        ? WantedAddresses.count(IpFamily.V4, wanted.size())
        : new WantedAddresses(IpFamily.V4, named, null, List.of(), null);
  }

  private static NatGatewayAddress tie(
      Transaction transaction, NatGatewayAddress wanted, NetworkInterface held, String privateIp) {
    NatGatewayAddress.Builder placed =
        wanted.toBuilder().networkInterfaceId(held.networkInterfaceId()).privateIp(privateIp);
    if (wanted.allocationId() != null) {
      Address free = Lookup.ELASTIC_IP.get(transaction, wanted.allocationId(), "AllocationId");
      Address tied = ElasticIps.associate(transaction, free, held, privateIp);
      placed.publicIp(tied.publicIp()).associationId(tied.associationId());
    }
    return placed.build();
  }

  static NatGatewayAddress succeeded(NatGatewayAddress address) {
    return address.toBuilder().status(NatGatewayAddressStatus.SUCCEEDED).build();
  }

  /** Gives a gateway more addresses; answers those. */
  static List<NatGatewayAddress> add(
      Transaction transaction, NatGateway gateway, List<NatGatewayAddress> wanted) {
    NetworkInterface held = interfaceOf(transaction, gateway);
    Subnet subnet = Lookup.SUBNET.get(transaction, gateway.subnetId(), "SubnetId");
    List<IpAddress> addresses =
        privateAddresses(wanted).takeAddresses(SubnetAddresses.of(transaction, subnet));
    NetworkInterface wider =
        transaction.replace(
            Kinds.NETWORK_INTERFACE,
            NetworkInterfaceAddresses.plusIpv4(held, addresses, List.of()));
    List<NatGatewayAddress> added = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      added.add(tie(transaction, wanted.get(i), wider, addresses.get(i).toString()));
    }
    List<NatGatewayAddress> all = new ArrayList<>(gateway.natGatewayAddresses());
    all.addAll(added);
    transaction.replace(Kinds.NAT_GATEWAY, gateway.toBuilder().natGatewayAddresses(all).build());
    return added;
  }

  static NetworkInterface interfaceOf(Transaction transaction, NatGateway gateway) {
    return Lookup.NETWORK_INTERFACE.get(
        transaction,
        gateway.natGatewayAddresses().getFirst().networkInterfaceId(),
        "NetworkInterfaceId");
  }
}
