package culvert.aws.operations;

import culvert.aws.catalog.View;
import culvert.aws.region.Regions;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Regions and the attributes of an account. */
final class RegionOperations implements OperationFamily {

  private static final Filters<Region> REGION_FILTERS =
      new Filters<Region>()
          .on("endpoint", Region::endpoint)
          .on("opt-in-status", Region::optInStatus)
          .on("region-name", Region::regionName);

  /** What AWS still says, though it counts by vCPUs. */
  private static final String MAX_INSTANCES = "20";

  private final Quotas quotas;

  RegionOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.read("DescribeRegions", DescribeRegionsRequest::builder, RegionOperations::regions);
    registry.read(
        "DescribeAccountAttributes", DescribeAccountAttributesRequest::builder, this::attributes);
  }

  /** Those that need opting in are shown as opted in: Culvert answers in all of them. */
  private static DescribeRegionsResponse regions(DescribeRegionsRequest request, View view) {
    for (String name : request.regionNames()) {
      if (!Regions.exists(name)) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with("Invalid region provided: [" + name + "]");
      }
    }
    return DescribeRegionsResponse.builder()
        .regions(
            Regions.all().stream()
                .map(RegionOperations::region)
                .filter(region ->
                    request.regionNames().isEmpty()
                        || request.regionNames().contains(region.regionName()))
                .filter(REGION_FILTERS.matching(request.filters()))
                .toList())
        .build();
  }

  private static Region region(Regions.Region region) {
    return Region.builder()
        .regionName(region.name())
        .endpoint("ec2." + region.name() + ".amazonaws.com")
        .optInStatus(region.optIn() ? "opted-in" : "opt-in-not-required")
        .build();
  }

  private DescribeAccountAttributesResponse attributes(
      DescribeAccountAttributesRequest request, View view) {
    Vpc standard = DefaultNetwork.find(view);
    List<AccountAttribute> all =
        List.of(
            attribute("supported-platforms", "VPC"),
            attribute("default-vpc", standard == null ? "none" : standard.vpcId()),
            attribute("max-instances", MAX_INSTANCES),
            attribute(
                "vpc-max-security-groups-per-interface",
                Integer.toString(quotas.securityGroupsPerInterface())),
            attribute("max-elastic-ips", Integer.toString(quotas.elasticIpsPerRegion())),
            attribute("vpc-max-elastic-ips", Integer.toString(quotas.elasticIpsPerRegion())));
    List<String> asked = request.attributeNamesAsStrings();
    return DescribeAccountAttributesResponse.builder()
        .accountAttributes(
            all.stream()
                .filter(each -> asked.isEmpty() || asked.contains(each.attributeName()))
                .toList())
        .build();
  }

  private static AccountAttribute attribute(String name, String value) {
    return AccountAttribute.builder()
        .attributeName(name)
        .attributeValues(AccountAttributeValue.builder().attributeValue(value).build())
        .build();
  }
}
