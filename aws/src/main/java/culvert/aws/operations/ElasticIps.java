package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;

/** Ties an Elastic IP address to an interface: both shapes say so, and change together here. */
public final class ElasticIps {

  private ElasticIps() {}

  /** The association that an interface shows for an address. */
  static NetworkInterfaceAssociation association(Address address) {
    return NetworkInterfaceAssociation.builder()
        .publicIp(address.publicIp())
        .allocationId(address.allocationId())
        .associationId(address.associationId())
        .ipOwnerId(address.networkInterfaceOwnerId())
        .build();
  }

  /** Associates a free address with the primary private address of an interface. */
  public static Address associate(Transaction transaction, Address address, NetworkInterface held) {
    Address tied =
        transaction.replace(
            Kinds.ELASTIC_IP,
            address.toBuilder()
                .associationId(Ids.next("eipassoc"))
                .networkInterfaceId(held.networkInterfaceId())
                .networkInterfaceOwnerId(held.ownerId())
                .privateIpAddress(held.privateIpAddress())
                .instanceId(held.attachment() == null ? null : held.attachment().instanceId())
                .build());
    transaction.replace(Kinds.NETWORK_INTERFACE, visible(held, association(tied)));
    return tied;
  }

  /** The interface with a public address, or with none. */
  static NetworkInterface visible(
      NetworkInterface held, @Nullable NetworkInterfaceAssociation association) {
    return held.toBuilder()
        .association(association)
        .privateIpAddresses(
            Lists.replacing(
                held.privateIpAddresses(),
                each -> Objects.equals(each.primary(), true),
                each -> each.toBuilder().association(association).build()))
        .build();
  }

  /** Frees the address; the interface, if it is there still, shows none. */
  static void disassociate(Transaction transaction, Address address) {
    String id = address.networkInterfaceId();
    NetworkInterface held = id == null ? null : transaction.find(Kinds.NETWORK_INTERFACE, id);
    if (held != null) {
      transaction.replace(Kinds.NETWORK_INTERFACE, visible(held, null));
    }
    transaction.replace(
        Kinds.ELASTIC_IP,
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
    transaction
        .referring(Kinds.ELASTIC_IP, held.networkInterfaceId())
        .toList()
        .forEach(address -> disassociate(transaction, address));
  }
}
