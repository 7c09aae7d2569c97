package culvert.aws.operations.ram;

import culvert.aws.TestCloud;
import java.util.List;
import software.amazon.awssdk.services.ram.RamClient;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitation;

/** One account's side of RAM, as tests use it. */
public final class Sharing {

  /** ARNs of the right form that name nothing. */
  static final String NO_SHARE =
      "arn:aws:ram:us-east-1:111111111111:resource-share/00000000-0000-0000-0000-000000000000";

  static final String NO_INVITATION =
      "arn:aws:ram:us-east-1:111111111111:resource-share-invitation/0";

  final RamClient ram;

  public Sharing(TestCloud cloud, String account) {
    ram = cloud.ram(account);
  }

  /** Shares one resource with accounts; the share's ARN. */
  public String share(String arn, String... accounts) {
    return ram.createResourceShare(r -> r.name("hub").resourceArns(arn).principals(accounts))
        .resourceShare()
        .resourceShareArn();
  }

  List<ResourceShareInvitation> invitations() {
    return ram.getResourceShareInvitations(r -> {}).resourceShareInvitations();
  }

  /** Accepts whatever waits. */
  public void accept() {
    invitations().stream()
        .filter(each -> each.statusAsString().equals("PENDING"))
        .forEach(each ->
            ram.acceptResourceShareInvitation(
                r -> r.resourceShareInvitationArn(each.resourceShareInvitationArn())));
  }

  /** Takes an account out of a share. */
  public void end(String share, String account) {
    ram.disassociateResourceShare(r -> r.resourceShareArn(share).principals(account));
  }

  public void delete(String share) {
    ram.deleteResourceShare(r -> r.resourceShareArn(share));
  }

  /** The associations of a type, {@code ENTITY STATUS}. */
  public List<String> associations(String type) {
    return ram
        .getResourceShareAssociations(r -> r.associationType(type))
        .resourceShareAssociations()
        .stream()
        .map(Sharing::text)
        .toList();
  }

  private static String text(ResourceShareAssociation association) {
    return association.associatedEntity() + " " + association.statusAsString();
  }

  /** The ARNs that it shares, or that are shared with it. */
  List<String> resources(String owner) {
    return ram.listResources(r -> r.resourceOwner(owner)).resources().stream()
        .map(each -> each.arn())
        .toList();
  }

  List<String> principals(String owner) {
    return ram.listPrincipals(r -> r.resourceOwner(owner)).principals().stream()
        .map(each -> each.id())
        .toList();
  }
}
