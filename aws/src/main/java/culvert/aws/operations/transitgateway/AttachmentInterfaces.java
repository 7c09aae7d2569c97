package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ids;
import culvert.aws.operations.NewNetworkInterface;
import culvert.aws.operations.SubnetAddresses;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The interface that a transit gateway has in every subnet of an attachment (R4.2.2). */
final class AttachmentInterfaces {

  private AttachmentInterfaces() {}

  /** Whether every subnet has an address left. */
  static boolean fit(CatalogView view, List<String> subnets) {
    return subnets.stream().allMatch(id -> SubnetAddresses.of(view, subnet(view, id)).free() > 0);
  }

  private static Subnet subnet(CatalogView view, String id) {
    return Objects.requireNonNull(view.find(Kinds.SUBNET, id));
  }

  static void add(Transaction transaction, String attachment, String subnet) {
    NewNetworkInterface.in(subnet(transaction, subnet))
        .description("Network Interface for Transit Gateway Attachment " + attachment)
        .ofService("transit_gateway")
        .attachedBy(
            NetworkInterfaceAttachment.builder()
                .attachmentId(Ids.next("ela-attach"))
                .attachTime(transaction.now())
                .deleteOnTermination(false)
                .deviceIndex(1)
                .instanceOwnerId("amazon-aws")
                .status(AttachmentStatus.ATTACHED)
                .build())
        .create(transaction);
  }

  static void remove(Transaction transaction, String attachment, String subnet) {
    of(transaction, attachment, subnet)
        .toList()
        .forEach(held -> transaction.remove(Kinds.NETWORK_INTERFACE, held.networkInterfaceId()));
  }

  private static Stream<NetworkInterface> of(CatalogView view, String attachment, String subnet) {
    return view.referring(Kinds.NETWORK_INTERFACE, subnet)
        .filter(held -> held.description().endsWith(" " + attachment));
  }
}
