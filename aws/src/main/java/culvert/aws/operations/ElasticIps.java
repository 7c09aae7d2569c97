package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;

/**
 * Ties an Elastic IP address to a private address of an interface, of which each has one at most:
 * both shapes say so, and change together here. The two may be different accounts'.
 */
public final class ElasticIps {

  private ElasticIps() {}

  /** Associates a free address of the caller's with a private address of an interface. */
  public static Address associate(
      Transaction transaction, Address address, NetworkInterface held, String privateIp) {
    Address tied =
        transaction.replace(
            Kinds.ELASTIC_IP,
            address.toBuilder()
                .associationId(Ids.next("eipassoc"))
                .networkInterfaceId(held.networkInterfaceId())
                .networkInterfaceOwnerId(held.ownerId())
                .privateIpAddress(privateIp)
                .instanceId(instanceOf(held))
                .build());
    NetworkInterfaceAssociation association =
        NetworkInterfaceAssociation.builder()
            .publicIp(tied.publicIp())
            .allocationId(tied.allocationId())
            .associationId(tied.associationId())
            .ipOwnerId(transaction.scope().account())
            .build();
    show(transaction, held.networkInterfaceId(), privateIp, association);
    return tied;
  }

  private static @Nullable String instanceOf(NetworkInterface held) {
    return held.attachment() == null ? null : held.attachment().instanceId();
  }

  private static void show(
      Transaction transaction,
      String interfaceId,
      @Nullable String privateIp,
      @Nullable NetworkInterfaceAssociation association) {
    transaction
        .snapshot()
        .byId(Kinds.NETWORK_INTERFACE, interfaceId)
        .forEach(held ->
            transaction.replace(
                held.scope(),
                held.kind(),
                held.id(),
                visible(held.shape(), privateIp, association)));
  }

  /** The interface with a public address at a private one, or with none. */
  static NetworkInterface visible(
      NetworkInterface held,
      @Nullable String privateIp,
      @Nullable NetworkInterfaceAssociation association) {
    boolean primary = Objects.equals(held.privateIpAddress(), privateIp);
    return held.toBuilder()
        .association(primary ? association : held.association())
        .privateIpAddresses(
            Lists.replacing(
                held.privateIpAddresses(),
                each -> Objects.equals(each.privateIpAddress(), privateIp),
                each -> each.toBuilder().association(association).build()))
        .build();
  }

  /** Refuses an address that is in use. */
  static void checkFree(Address address) {
    if (address.associationId() != null) {
      throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
          "Elastic IP address " + address.allocationId() + " is already associated");
    }
  }

  /** The caller's address as it is stored. */
  static Resource<Address> resource(Transaction transaction, Address address) {
    return Objects.requireNonNull(transaction.resource(Kinds.ELASTIC_IP, address.allocationId()));
  }

  /** Frees the address; the interface, if it is there still, shows none. */
  static void disassociate(Transaction transaction, Resource<Address> held) {
    Address address = held.shape();
    if (address.networkInterfaceId() != null) {
      show(transaction, address.networkInterfaceId(), address.privateIpAddress(), null);
    }
    transaction.replace(
        held.scope(),
        held.kind(),
        held.id(),
        address.toBuilder()
            .associationId(null)
            .networkInterfaceId(null)
            .networkInterfaceOwnerId(null)
            .privateIpAddress(null)
            .instanceId(null)
            .build());
  }

  /** Frees the addresses of an interface that is about to go. */
  public static void release(Transaction transaction, NetworkInterface held) {
    of(transaction, held).forEach(address -> disassociate(transaction, address));
  }

  /** Frees the address at a private address, if there is one. */
  static void release(Transaction transaction, NetworkInterface held, String privateIp) {
    of(transaction, held).stream()
        .filter(address -> privateIp.equals(address.shape().privateIpAddress()))
        .forEach(address -> disassociate(transaction, address));
  }

  /** The Elastic IP addresses of an interface, whoever's they are. */
  static List<Resource<Address>> of(Transaction transaction, NetworkInterface held) {
    return transaction
        .snapshot()
        .referringAnywhere(Kinds.ELASTIC_IP, held.networkInterfaceId())
        .toList();
  }

  /** Has the addresses of an interface say which instance it belongs to by now. */
  static void follow(Transaction transaction, NetworkInterface held) {
    for (Resource<Address> address : of(transaction, held)) {
      transaction.replace(
          address.scope(),
          address.kind(),
          address.id(),
          address.shape().toBuilder().instanceId(instanceOf(held)).build());
    }
  }
}
