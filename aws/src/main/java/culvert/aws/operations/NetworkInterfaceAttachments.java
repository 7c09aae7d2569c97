package culvert.aws.operations;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;

/** Ties an interface to an instance; its Elastic IP addresses say so too. */
final class NetworkInterfaceAttachments {

  private NetworkInterfaceAttachments() {}

  static void attach(
      Transaction transaction,
      Resource<NetworkInterface> held,
      NetworkInterfaceAttachment attachment) {
    put(
        transaction,
        held,
        held.shape().toBuilder().attachment(attachment).status("in-use").build());
  }

  /** Takes an interface off its instance. A public address that is not an Elastic IP goes. */
  static void free(Transaction transaction, Resource<NetworkInterface> held) {
    NetworkInterfaceAssociation association = held.shape().association();
    boolean lent = association != null && association.allocationId() == null;
    NetworkInterface bare =
        lent
            ? ElasticIps.visible(held.shape(), held.shape().privateIpAddress(), null)
            : held.shape();
    put(
        transaction,
        held,
        bare.toBuilder().attachment((NetworkInterfaceAttachment) null).status("available").build());
  }

  /** Takes an interface, of whichever account, off the caller's instance. */
  static void free(Transaction transaction, String networkInterface) {
    transaction
        .snapshot()
        .byId(Kinds.NETWORK_INTERFACE, networkInterface)
        .forEach(held -> free(transaction, held));
  }

  private static void put(
      Transaction transaction, Resource<NetworkInterface> before, NetworkInterface after) {
    transaction.replace(before.scope(), before.kind(), before.id(), after);
    ElasticIps.follow(transaction, after);
  }

  /** Deletes an interface, of whichever account, with what goes with it. */
  static void delete(Transaction transaction, NetworkInterface held) {
    String id = held.networkInterfaceId();
    ElasticIps.release(transaction, held);
    NetworkInterfacePermissionOperations.forget(transaction, id);
    TransitGatewayTies.leaveGroups(transaction, id);
    for (Kind<?> kind : List.of(Kinds.NETWORK_INTERFACE_ATTRIBUTES, Kinds.NETWORK_INTERFACE)) {
      transaction
          .snapshot()
          .byId(kind, id)
          .forEach(found -> transaction.remove(found.scope(), kind, id));
    }
  }

  static boolean isAt(NetworkInterface held, int device, int card) {
    NetworkInterfaceAttachment attachment = held.attachment();
    return attachment != null
        && Objects.equals(attachment.deviceIndex(), device)
        && Objects.requireNonNullElse(attachment.networkCardIndex(), 0) == card;
  }
}
