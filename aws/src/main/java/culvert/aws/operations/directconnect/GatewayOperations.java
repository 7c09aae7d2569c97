package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayRequest;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAttachmentsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAttachmentsResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewaysRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewaysResponse;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAttachment;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAttachmentState;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAttachmentType;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayState;
import software.amazon.awssdk.services.directconnect.model.UpdateDirectConnectGatewayRequest;
import software.amazon.awssdk.services.directconnect.model.UpdateDirectConnectGatewayResponse;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

/** Direct Connect gateways, and the virtual interfaces that are attached to them (B5). */
final class GatewayOperations implements OperationFamily {

  private static final long DEFAULT_ASN = 64_512;
  private static final long LAST_PRIVATE_ASN = 65_534;
  private static final long FIRST_LONG_PRIVATE_ASN = 4_200_000_000L;
  private static final long LAST_LONG_PRIVATE_ASN = 4_294_967_294L;
  private static final int NAME_LENGTH = 100;

  private final Quotas.DirectConnect quotas;

  GatewayOperations(Quotas.DirectConnect quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "CreateDirectConnectGateway", CreateDirectConnectGatewayRequest::builder, this::create);
    calls.write(
        "UpdateDirectConnectGateway",
        UpdateDirectConnectGatewayRequest::builder,
        GatewayOperations::update);
    calls.write(
        "DeleteDirectConnectGateway",
        DeleteDirectConnectGatewayRequest::builder,
        GatewayOperations::delete);
    calls.read(
        "DescribeDirectConnectGateways",
        DescribeDirectConnectGatewaysRequest::builder,
        GatewayOperations::describe);
    calls.read(
        "DescribeDirectConnectGatewayAttachments",
        DescribeDirectConnectGatewayAttachmentsRequest::builder,
        GatewayOperations::attachments);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.DIRECT_CONNECT_GATEWAY, Gateways::next);
  }

  private CreateDirectConnectGatewayResponse create(
      CreateDirectConnectGatewayRequest request, Transaction transaction) {
    Scope owner = Gateways.scope(transaction);
    checkName(request.directConnectGatewayName());
    long asn = asn(request.amazonSideAsn());
    int present = transaction.snapshot().count(owner, Kinds.DIRECT_CONNECT_GATEWAY);
    if (present >= quotas.gateways()) {
      throw DirectConnectError.refused(
          "There are " + present + " Direct Connect gateways, which is the quota.");
    }
    String id = Gateways.newId();
    DirectConnectGateway made =
        transaction.add(
            owner,
            Kinds.DIRECT_CONNECT_GATEWAY,
            id,
            DirectConnectGateway.builder()
                .directConnectGatewayId(id)
                .directConnectGatewayName(request.directConnectGatewayName())
                .amazonSideAsn(asn)
                .ownerAccount(owner.account())
                .directConnectGatewayState(DirectConnectGatewayState.PENDING)
                .tags(ResourceTags.of(request.tags()))
                .build());
    return CreateDirectConnectGatewayResponse.builder().directConnectGateway(made).build();
  }

  private static void checkName(String name) {
    if (name.length() > NAME_LENGTH) {
      throw DirectConnectError.refused("The name of a gateway has at most 100 characters.");
    }
  }

  private static long asn(@Nullable Long asked) {
    if (asked == null) {
      return DEFAULT_ASN;
    }
    boolean isPrivate =
        asked >= DEFAULT_ASN && asked <= LAST_PRIVATE_ASN
            || asked >= FIRST_LONG_PRIVATE_ASN && asked <= LAST_LONG_PRIVATE_ASN;
    if (!isPrivate) {
      throw DirectConnectError.refused(
          "ASN " + asked + " is not private: 64512 to 65534, or 4200000000 to 4294967294.");
    }
    return asked;
  }

  private static UpdateDirectConnectGatewayResponse update(
      UpdateDirectConnectGatewayRequest request, Transaction transaction) {
    checkName(request.newDirectConnectGatewayName());
    DirectConnectGateway before = Gateways.own(transaction, request.directConnectGatewayId());
    return UpdateDirectConnectGatewayResponse.builder()
        .directConnectGateway(
            put(
                transaction,
                before.toBuilder()
                    .directConnectGatewayName(request.newDirectConnectGatewayName())
                    .build()))
        .build();
  }

  private static DirectConnectGateway put(Transaction transaction, DirectConnectGateway shape) {
    return transaction.replace(
        Gateways.scope(transaction),
        Kinds.DIRECT_CONNECT_GATEWAY,
        shape.directConnectGatewayId(),
        shape);
  }

  private static DeleteDirectConnectGatewayResponse delete(
      DeleteDirectConnectGatewayRequest request, Transaction transaction) {
    DirectConnectGateway gateway = Gateways.own(transaction, request.directConnectGatewayId());
    String id = gateway.directConnectGatewayId();
    if (VirtualInterfaces.ofGateway(transaction.snapshot(), id).findAny().isPresent()) {
      throw DirectConnectError.refused(
          "Direct Connect gateway " + id + " has virtual interfaces. Delete them first.");
    }
    if (Associations.of(transaction.snapshot(), id).findAny().isPresent()) {
      throw DirectConnectError.refused(
          "Direct Connect gateway " + id + " has associations. Delete them first.");
    }
    return DeleteDirectConnectGatewayResponse.builder()
        .directConnectGateway(
            put(
                transaction,
                gateway.toBuilder()
                    .directConnectGatewayState(DirectConnectGatewayState.DELETING)
                    .build()))
        .build();
  }

  private static DescribeDirectConnectGatewaysResponse describe(
      DescribeDirectConnectGatewaysRequest request, View view) {
    String id = request.directConnectGatewayId();
    List<DirectConnectGateway> found =
        view.in(Gateways.scope(view))
            .all(Kinds.DIRECT_CONNECT_GATEWAY)
            .filter(each -> id == null || each.directConnectGatewayId().equals(id))
            .toList();
    Listing<DirectConnectGateway> page = Pages.of(found, request);
    return DescribeDirectConnectGatewaysResponse.builder()
        .directConnectGateways(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** Those of a gateway, of a virtual interface, or the one of both. */
  private static DescribeDirectConnectGatewayAttachmentsResponse attachments(
      DescribeDirectConnectGatewayAttachmentsRequest request, View view) {
    String gateway = request.directConnectGatewayId();
    String id = request.virtualInterfaceId();
    if (gateway == null && id == null) {
      throw DirectConnectError.refused(
          "Specify a directConnectGatewayId, a virtualInterfaceId, or both.");
    }
    List<DirectConnectGatewayAttachment> found =
        view.snapshot()
            .everywhere(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE)
            .filter(each -> each.scope().account().equals(view.scope().account()))
            .map(each -> each.shape())
            .filter(each -> each.directConnectGatewayId() != null)
            .filter(each -> gateway == null || gateway.equals(each.directConnectGatewayId()))
            .filter(each -> id == null || id.equals(each.virtualInterfaceId()))
            .map(GatewayOperations::attachment)
            .toList();
    Listing<DirectConnectGatewayAttachment> page = Pages.of(found, request);
    return DescribeDirectConnectGatewayAttachmentsResponse.builder()
        .directConnectGatewayAttachments(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static DirectConnectGatewayAttachment attachment(VirtualInterface of) {
    return DirectConnectGatewayAttachment.builder()
        .directConnectGatewayId(of.directConnectGatewayId())
        .virtualInterfaceId(of.virtualInterfaceId())
        .virtualInterfaceRegion(of.region())
        .virtualInterfaceOwnerAccount(of.ownerAccount())
        .attachmentType(
            of.virtualInterfaceType().equals(VirtualInterfaces.TRANSIT)
                ? DirectConnectGatewayAttachmentType.TRANSIT_VIRTUAL_INTERFACE
                : DirectConnectGatewayAttachmentType.PRIVATE_VIRTUAL_INTERFACE)
        .attachmentState(
            switch (of.virtualInterfaceState()) {
              case PENDING -> DirectConnectGatewayAttachmentState.ATTACHING;
              case DELETING -> DirectConnectGatewayAttachmentState.DETACHING;
              case DELETED -> DirectConnectGatewayAttachmentState.DETACHED;
              default -> DirectConnectGatewayAttachmentState.ATTACHED;
            })
        .build();
  }
}
