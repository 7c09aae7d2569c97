package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.AllocatePrivateVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.AllocatePrivateVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.AllocatePublicVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.AllocatePublicVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.AllocateTransitVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.AllocateTransitVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.ConfirmPrivateVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.ConfirmPrivateVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.ConfirmPublicVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.ConfirmPublicVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.ConfirmTransitVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.ConfirmTransitVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;

/** Virtual interfaces on one account's connection that another account confirms and owns (B3). */
final class HostedInterfaceOperations implements OperationFamily {

  private final Quotas.DirectConnect quotas;
  private final InterfaceView views;

  HostedInterfaceOperations(Quotas.DirectConnect quotas, InterfaceView views) {
    this.quotas = quotas;
    this.views = views;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "AllocatePrivateVirtualInterface",
        AllocatePrivateVirtualInterfaceRequest::builder,
        this::allocatePrivate);
    calls.write(
        "AllocatePublicVirtualInterface",
        AllocatePublicVirtualInterfaceRequest::builder,
        this::allocatePublic);
    calls.write(
        "AllocateTransitVirtualInterface",
        AllocateTransitVirtualInterfaceRequest::builder,
        this::allocateTransit);
    calls.write(
        "ConfirmPrivateVirtualInterface",
        ConfirmPrivateVirtualInterfaceRequest::builder,
        this::confirmPrivate);
    calls.write(
        "ConfirmPublicVirtualInterface",
        ConfirmPublicVirtualInterfaceRequest::builder,
        this::confirmPublic);
    calls.write(
        "ConfirmTransitVirtualInterface",
        ConfirmTransitVirtualInterfaceRequest::builder,
        this::confirmTransit);
  }

  private AllocatePrivateVirtualInterfaceResponse allocatePrivate(
      AllocatePrivateVirtualInterfaceRequest request, Transaction transaction) {
    VirtualInterface made =
        NewVirtualInterface.of(
                VirtualInterfaces.PRIVATE,
                request.newPrivateVirtualInterfaceAllocation(),
                request.connectionId(),
                transaction)
            .allocate(request.ownerAccount());
    return Copies.of(
        views.of(made, transaction), AllocatePrivateVirtualInterfaceResponse.builder());
  }

  private AllocatePublicVirtualInterfaceResponse allocatePublic(
      AllocatePublicVirtualInterfaceRequest request, Transaction transaction) {
    VirtualInterface made =
        NewVirtualInterface.of(
                VirtualInterfaces.PUBLIC,
                request.newPublicVirtualInterfaceAllocation(),
                request.connectionId(),
                transaction)
            .allocate(request.ownerAccount());
    return Copies.of(views.of(made, transaction), AllocatePublicVirtualInterfaceResponse.builder());
  }

  private AllocateTransitVirtualInterfaceResponse allocateTransit(
      AllocateTransitVirtualInterfaceRequest request, Transaction transaction) {
    VirtualInterface made =
        NewVirtualInterface.of(
                VirtualInterfaces.TRANSIT,
                request.newTransitVirtualInterfaceAllocation(),
                request.connectionId(),
                transaction)
            .allocate(request.ownerAccount());
    return AllocateTransitVirtualInterfaceResponse.builder()
        .virtualInterface(views.of(made, transaction))
        .build();
  }

  private ConfirmPrivateVirtualInterfaceResponse confirmPrivate(
      ConfirmPrivateVirtualInterfaceRequest request, Transaction transaction) {
    return ConfirmPrivateVirtualInterfaceResponse.builder()
        .virtualInterfaceState(
            confirm(
                transaction,
                VirtualInterfaces.PRIVATE,
                request.virtualInterfaceId(),
                request.virtualGatewayId(),
                request.directConnectGatewayId()))
        .build();
  }

  private ConfirmPublicVirtualInterfaceResponse confirmPublic(
      ConfirmPublicVirtualInterfaceRequest request, Transaction transaction) {
    return ConfirmPublicVirtualInterfaceResponse.builder()
        .virtualInterfaceState(
            confirm(
                transaction, VirtualInterfaces.PUBLIC, request.virtualInterfaceId(), null, null))
        .build();
  }

  private ConfirmTransitVirtualInterfaceResponse confirmTransit(
      ConfirmTransitVirtualInterfaceRequest request, Transaction transaction) {
    return ConfirmTransitVirtualInterfaceResponse.builder()
        .virtualInterfaceState(
            confirm(
                transaction,
                VirtualInterfaces.TRANSIT,
                request.virtualInterfaceId(),
                null,
                request.directConnectGatewayId()))
        .build();
  }

  private VirtualInterfaceState confirm(
      Transaction transaction,
      String type,
      String id,
      @Nullable String vpnGateway,
      @Nullable String directConnectGateway) {
    VirtualInterface waiting = VirtualInterfaces.own(transaction, id);
    if (!waiting.virtualInterfaceType().equals(type)) {
      throw DirectConnectError.refused(
          id + " is a " + waiting.virtualInterfaceType() + " virtual interface.");
    }
    if (waiting.virtualInterfaceState() != VirtualInterfaceState.CONFIRMING) {
      throw DirectConnectError.refused(
          id + " is in state " + waiting.virtualInterfaceStateAsString() + ".");
    }
    return transaction
        .replace(
            Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE,
            NewVirtualInterface.started(
                InterfaceTarget.join(
                    transaction, waiting, vpnGateway, directConnectGateway, quotas)))
        .virtualInterfaceState();
  }
}
