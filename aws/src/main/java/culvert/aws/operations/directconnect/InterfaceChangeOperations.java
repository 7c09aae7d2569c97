package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import software.amazon.awssdk.services.directconnect.model.AssociateVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.AssociateVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.UpdateVirtualInterfaceAttributesRequest;
import software.amazon.awssdk.services.directconnect.model.UpdateVirtualInterfaceAttributesResponse;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;

/** What may change of a virtual interface: its name, MTU and SiteLink, and where it is (B3, B6). */
final class InterfaceChangeOperations implements OperationFamily {

  private final InterfaceView views;

  InterfaceChangeOperations(InterfaceView views) {
    this.views = views;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "UpdateVirtualInterfaceAttributes",
        UpdateVirtualInterfaceAttributesRequest::builder,
        this::update);
    calls.write(
        "AssociateVirtualInterface", AssociateVirtualInterfaceRequest::builder, this::associate);
    calls.write(
        "DeleteVirtualInterface",
        DeleteVirtualInterfaceRequest::builder,
        InterfaceChangeOperations::delete);
  }

  private UpdateVirtualInterfaceAttributesResponse update(
      UpdateVirtualInterfaceAttributesRequest request, Transaction transaction) {
    VirtualInterface before = VirtualInterfaces.own(transaction, request.virtualInterfaceId());
    VirtualInterface.Builder changed = before.toBuilder();
    if (request.mtu() != null) {
      changed.mtu(NewVirtualInterface.mtu(before.virtualInterfaceType(), request.mtu()));
    }
    if (request.virtualInterfaceName() != null) {
      changed.virtualInterfaceName(NewVirtualInterface.checkName(request.virtualInterfaceName()));
    }
    if (request.enableSiteLink() != null) {
      changed.siteLinkEnabled(request.enableSiteLink());
      if (before.directConnectGatewayId() == null) {
        InterfaceTarget.refuseSiteLink(changed.build());
      }
    }
    VirtualInterface stored =
        transaction.replace(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, changed.build());
    return Copies.of(
        views.of(stored, transaction), UpdateVirtualInterfaceAttributesResponse.builder());
  }

  /** Moves one to another connection or LAG of the caller's. */
  private AssociateVirtualInterfaceResponse associate(
      AssociateVirtualInterfaceRequest request, Transaction transaction) {
    Resource<VirtualInterface> before =
        VirtualInterfaces.held(transaction, request.virtualInterfaceId());
    InterfaceParent target = InterfaceParent.own(transaction, request.connectionId());
    VirtualInterface shape = before.shape();
    if (InterfaceParent.of(transaction, shape).hostedVlan() > 0) {
      throw DirectConnectError.refused(
          before.id() + " is on a hosted connection and moves with that only.");
    }
    if (shape.connectionId().equals(target.id())) {
      throw DirectConnectError.refused(before.id() + " is on " + target.id() + " already.");
    }
    target.expectUp();
    target.refuseFull(transaction, shape.virtualInterfaceType());
    target.refuseTaken(transaction, shape.vlan());
    PeerAddresses.refuseTaken(transaction, target.id(), shape);
    VirtualInterface moved =
        VirtualInterfaces.put(
            transaction,
            before,
            shape.toBuilder()
                .connectionId(target.id())
                .location(target.location())
                .awsDeviceV2(target.device())
                .awsLogicalDeviceId(target.device())
                .build());
    return Copies.of(views.of(moved, transaction), AssociateVirtualInterfaceResponse.builder());
  }

  /** By its owner, or by that of the connection; what its owner never confirmed is rejected. */
  private static DeleteVirtualInterfaceResponse delete(
      DeleteVirtualInterfaceRequest request, Transaction transaction) {
    Resource<VirtualInterface> before =
        VirtualInterfaces.held(transaction, request.virtualInterfaceId());
    boolean declined =
        before.shape().virtualInterfaceState() == VirtualInterfaceState.CONFIRMING
            && before.scope().equals(transaction.scope());
    FailoverTests.cancel(transaction, before.scope(), before.id());
    VirtualInterface deleting =
        VirtualInterfaces.put(
            transaction,
            before,
            before.shape().toBuilder()
                .virtualInterfaceState(
                    declined ? VirtualInterfaceState.REJECTED : VirtualInterfaceState.DELETING)
                .build());
    return DeleteVirtualInterfaceResponse.builder()
        .virtualInterfaceState(deleting.virtualInterfaceState())
        .build();
  }
}
