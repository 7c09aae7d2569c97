package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.util.List;
import software.amazon.awssdk.services.directconnect.model.CreatePrivateVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.CreatePrivateVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.CreatePublicVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.CreatePublicVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.CreateTransitVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.CreateTransitVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeVirtualInterfacesRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeVirtualInterfacesResponse;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

/** Virtual interfaces of the caller's own on its connections, and all that it sees (B3). */
final class VirtualInterfaceOperations implements OperationFamily {

  private final Quotas.DirectConnect quotas;
  private final InterfaceView views;

  VirtualInterfaceOperations(Quotas.DirectConnect quotas, InterfaceView views) {
    this.quotas = quotas;
    this.views = views;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "CreatePrivateVirtualInterface",
        CreatePrivateVirtualInterfaceRequest::builder,
        this::createPrivate);
    calls.write(
        "CreatePublicVirtualInterface",
        CreatePublicVirtualInterfaceRequest::builder,
        this::createPublic);
    calls.write(
        "CreateTransitVirtualInterface",
        CreateTransitVirtualInterfaceRequest::builder,
        this::createTransit);
    calls.read(
        "DescribeVirtualInterfaces", DescribeVirtualInterfacesRequest::builder, this::describe);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, VirtualInterfaces::next);
  }

  private VirtualInterface make(NewVirtualInterface asked, Transaction transaction) {
    return views.of(asked.make(quotas), transaction);
  }

  private CreatePrivateVirtualInterfaceResponse createPrivate(
      CreatePrivateVirtualInterfaceRequest request, Transaction transaction) {
    NewVirtualInterface asked =
        NewVirtualInterface.of(
            VirtualInterfaces.PRIVATE,
            request.newPrivateVirtualInterface(),
            request.connectionId(),
            transaction);
    return Copies.of(make(asked, transaction), CreatePrivateVirtualInterfaceResponse.builder());
  }

  private CreatePublicVirtualInterfaceResponse createPublic(
      CreatePublicVirtualInterfaceRequest request, Transaction transaction) {
    NewVirtualInterface asked =
        NewVirtualInterface.of(
            VirtualInterfaces.PUBLIC,
            request.newPublicVirtualInterface(),
            request.connectionId(),
            transaction);
    return Copies.of(make(asked, transaction), CreatePublicVirtualInterfaceResponse.builder());
  }

  private CreateTransitVirtualInterfaceResponse createTransit(
      CreateTransitVirtualInterfaceRequest request, Transaction transaction) {
    NewVirtualInterface asked =
        NewVirtualInterface.of(
            VirtualInterfaces.TRANSIT,
            request.newTransitVirtualInterface(),
            request.connectionId(),
            transaction);
    return CreateTransitVirtualInterfaceResponse.builder()
        .virtualInterface(make(asked, transaction))
        .build();
  }

  private DescribeVirtualInterfacesResponse describe(
      DescribeVirtualInterfacesRequest request, View view) {
    String id = request.virtualInterfaceId();
    String connection = request.connectionId();
    List<VirtualInterface> found =
        VirtualInterfaces.described(view)
            .filter(each -> id == null || each.virtualInterfaceId().equals(id))
            .filter(each -> connection == null || each.connectionId().equals(connection))
            .map(each -> views.of(each, view))
            .toList();
    Listing<VirtualInterface> page = Pages.of(found, request);
    return DescribeVirtualInterfacesResponse.builder()
        .virtualInterfaces(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
