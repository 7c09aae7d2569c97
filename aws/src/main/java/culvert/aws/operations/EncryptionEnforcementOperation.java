package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.View;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.GetVpcResourcesBlockingEncryptionEnforcementRequest;
import software.amazon.awssdk.services.ec2.model.GetVpcResourcesBlockingEncryptionEnforcementResponse;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.VpcEncryptionNonCompliantResource;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/**
 * What of a VPC would have to be excluded before AWS could enforce encryption in transit there: the
 * ways out of it, which carry what is not encrypted.
 */
final class EncryptionEnforcementOperation implements OperationFamily {

  private static final Set<NatGatewayState> GONE =
      Set.of(NatGatewayState.FAILED, NatGatewayState.DELETED);

  @Override
  public void register(Registry registry) {
    registry.read(
        "GetVpcResourcesBlockingEncryptionEnforcement",
        GetVpcResourcesBlockingEncryptionEnforcementRequest::builder,
        EncryptionEnforcementOperation::get);
  }

  private static GetVpcResourcesBlockingEncryptionEnforcementResponse get(
      GetVpcResourcesBlockingEncryptionEnforcementRequest request, View view) {
    String vpc = Lookup.VPC.get(view, request.vpcId(), "VpcId").vpcId();
    List<VpcEncryptionNonCompliantResource> all =
        Stream.of(
                internetGateways(view, vpc),
                egressOnlyGateways(view, vpc),
                natGateways(view, vpc),
                peerings(view, vpc))
            .flatMap(found -> found)
            .toList();
    Listing<VpcEncryptionNonCompliantResource> page = Listing.page(all, request);
    return GetVpcResourcesBlockingEncryptionEnforcementResponse.builder()
        .nonCompliantResources(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static Stream<VpcEncryptionNonCompliantResource> internetGateways(
      CatalogView view, String vpc) {
    return view.referring(Kinds.INTERNET_GATEWAY, vpc)
        .map(gateway -> blocking(gateway.internetGatewayId(), "internet-gateway"));
  }

  private static Stream<VpcEncryptionNonCompliantResource> egressOnlyGateways(
      CatalogView view, String vpc) {
    return view.referring(Kinds.EGRESS_ONLY_INTERNET_GATEWAY, vpc)
        .map(gateway ->
            blocking(gateway.egressOnlyInternetGatewayId(), "egress-only-internet-gateway"));
  }

  private static Stream<VpcEncryptionNonCompliantResource> natGateways(
      CatalogView view, String vpc) {
    return view.referring(Kinds.NAT_GATEWAY, vpc)
        .filter(gateway -> !GONE.contains(gateway.state()))
        .map(gateway -> blocking(gateway.natGatewayId(), "nat-gateway"));
  }

  /** No peer enforces encryption either. */
  private static Stream<VpcEncryptionNonCompliantResource> peerings(CatalogView view, String vpc) {
    return view.referring(Kinds.VPC_PEERING_CONNECTION, vpc)
        .filter(peering -> peering.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE)
        .map(peering -> blocking(peering.vpcPeeringConnectionId(), "vpc-peering-connection"));
  }

  private static VpcEncryptionNonCompliantResource blocking(String id, String type) {
    return VpcEncryptionNonCompliantResource.builder()
        .id(id)
        .type(type)
        .description("The " + type + " " + id + " carries traffic that is not encrypted")
        .isExcludable(true)
        .build();
  }
}
