package culvert.aws.operations.endpoint;

import culvert.aws.catalog.View;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Listing;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.region.Regions;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesResponse;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.VpcEndpointAssociation;

/** What endpoints can lead to: DescribeVpcEndpointServices, DescribeVpcEndpointAssociations. */
public final class DescribeEndpointServices implements OperationFamily {

  private static final Filters<ServiceDetail> FILTERS =
      new Filters<ServiceDetail>()
          .on("owner", ServiceDetail::owner)
          .on("service-name", ServiceDetail::serviceName)
          .on("service-region", ServiceDetail::serviceRegion)
          .onEach(
              "service-type", s -> s.serviceType().stream().map(type -> type.serviceTypeAsString()))
          .onEach("supported-ip-address-types", s -> s.supportedIpAddressTypesAsStrings().stream())
          .onTags();

  private static final Filters<VpcEndpointAssociation> ASSOCIATION_FILTERS =
      new Filters<VpcEndpointAssociation>()
          .on("vpc-endpoint-id", VpcEndpointAssociation::vpcEndpointId)
          .on(
              "associated-resource-accessibility",
              VpcEndpointAssociation::associatedResourceAccessibility)
          .on("association-id", VpcEndpointAssociation::id)
          .on("associated-resource-id", VpcEndpointAssociation::associatedResourceArn)
          .on("service-network-arn", VpcEndpointAssociation::serviceNetworkArn)
          .on(
              "resource-configuration-group-arn",
              VpcEndpointAssociation::resourceConfigurationGroupArn);

  @Override
  public void register(Registry registry) {
    registry.read(
        "DescribeVpcEndpointServices",
        DescribeVpcEndpointServicesRequest::builder,
        DescribeEndpointServices::services);
    registry.read(
        "DescribeVpcEndpointAssociations",
        DescribeVpcEndpointAssociationsRequest::builder,
        DescribeEndpointServices::associations);
  }

  private static DescribeVpcEndpointServicesResponse services(
      DescribeVpcEndpointServicesRequest request, View view) {
    List<String> regions =
        request.serviceRegions().isEmpty()
            ? List.of(view.scope().region())
            : request.serviceRegions();
    for (String region : regions) {
      if (!Regions.exists(region)) {
        throw Ec2Error.INVALID_PARAMETER.with("The Region " + region + " does not exist");
      }
    }
    List<ServiceDetail> all =
        regions.stream()
            .flatMap(region -> EndpointServices.visible(view, region))
            .map(EndpointService::detail)
            .toList();
    for (String name : request.serviceNames()) {
      if (all.stream().noneMatch(service -> service.serviceName().equals(name))) {
        throw Ec2Error.INVALID_SERVICE_NAME.with(name);
      }
    }
    Listing<ServiceDetail> page =
        Listing.page(
            all.stream()
                .filter(service ->
                    request.serviceNames().isEmpty()
                        || request.serviceNames().contains(service.serviceName()))
                .filter(FILTERS.matching(request.filters()))
                .toList(),
            request);
    return DescribeVpcEndpointServicesResponse.builder()
        .serviceNames(page.elements().stream().map(ServiceDetail::serviceName).distinct().toList())
        .serviceDetails(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** Associations are of endpoints to VPC Lattice, which Culvert does not have: there are none. */
  private static DescribeVpcEndpointAssociationsResponse associations(
      DescribeVpcEndpointAssociationsRequest request, View view) {
    request.vpcEndpointIds().forEach(id -> Lookup.VPC_ENDPOINT.get(view, id, "VpcEndpointId"));
    Listing<VpcEndpointAssociation> page =
        Listing.page(
            List.<VpcEndpointAssociation>of().stream()
                .filter(ASSOCIATION_FILTERS.matching(request.filters()))
                .toList(),
            request);
    return DescribeVpcEndpointAssociationsResponse.builder()
        .vpcEndpointAssociations(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
