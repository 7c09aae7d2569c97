package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import software.amazon.awssdk.services.directconnect.model.ConfirmCustomerAgreementRequest;
import software.amazon.awssdk.services.directconnect.model.ConfirmCustomerAgreementResponse;
import software.amazon.awssdk.services.directconnect.model.CustomerAgreement;
import software.amazon.awssdk.services.directconnect.model.DescribeCustomerMetadataRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeCustomerMetadataResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeVirtualGatewaysRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeVirtualGatewaysResponse;
import software.amazon.awssdk.services.directconnect.model.NniPartnerType;
import software.amazon.awssdk.services.directconnect.model.VirtualGateway;

/** What Direct Connect knows of its customer: agreements, partnership, virtual private gateways. */
final class CustomerOperations implements OperationFamily {

  private static final int NAME_LENGTH = 100;
  private static final String SIGNED = "signed";

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "ConfirmCustomerAgreement",
        ConfirmCustomerAgreementRequest::builder,
        CustomerOperations::confirm);
    calls.read(
        "DescribeCustomerMetadata",
        DescribeCustomerMetadataRequest::builder,
        CustomerOperations::metadata);
    calls.read(
        "DescribeVirtualGateways",
        DescribeVirtualGatewaysRequest::builder,
        CustomerOperations::gateways);
  }

  private static ConfirmCustomerAgreementResponse confirm(
      ConfirmCustomerAgreementRequest request, Transaction transaction) {
    String name = request.agreementName();
    if (name == null || name.isEmpty() || name.length() > NAME_LENGTH) {
      throw DirectConnectError.refused("The agreementName has 1 to 100 characters.");
    }
    CatalogView global = transaction.in(Gateways.scope(transaction));
    if (global.find(Kinds.DIRECT_CONNECT_AGREEMENT, name) == null) {
      transaction.add(
          global.scope(),
          Kinds.DIRECT_CONNECT_AGREEMENT,
          name,
          CustomerAgreement.builder().agreementName(name).status(SIGNED).build());
    }
    return ConfirmCustomerAgreementResponse.builder().status(SIGNED).build();
  }

  /** Partners here host connections of every bandwidth. */
  private static DescribeCustomerMetadataResponse metadata(
      DescribeCustomerMetadataRequest request, View view) {
    return DescribeCustomerMetadataResponse.builder()
        .agreements(view.in(Gateways.scope(view)).all(Kinds.DIRECT_CONNECT_AGREEMENT).toList())
        .nniPartnerType(
            HostedConnections.isPartner(view) ? NniPartnerType.V2 : NniPartnerType.NON_PARTNER)
        .build();
  }

  private static DescribeVirtualGatewaysResponse gateways(
      DescribeVirtualGatewaysRequest request, View view) {
    return DescribeVirtualGatewaysResponse.builder()
        .virtualGateways(
            view.all(Kinds.VPN_GATEWAY)
                .map(each ->
                    VirtualGateway.builder()
                        .virtualGatewayId(each.vpnGatewayId())
                        .virtualGatewayState(each.stateAsString())
                        .build())
                .toList())
        .build();
  }
}
