package culvert.aws.operations;

import culvert.aws.catalog.View;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Regions, Availability Zones and the attributes of an account. */
final class RegionOperations implements OperationFamily {

  private static final Filters<Region> REGION_FILTERS =
      new Filters<Region>()
          .on("endpoint", Region::endpoint)
          .on("opt-in-status", Region::optInStatus)
          .on("region-name", Region::regionName);

  private static final Filters<AvailabilityZone> ZONE_FILTERS =
      new Filters<AvailabilityZone>()
          .on("group-name", AvailabilityZone::groupName)
          .on("message", _ -> null)
          .on("opt-in-status", AvailabilityZone::optInStatusAsString)
          .on("parent-zone-id", AvailabilityZone::parentZoneId)
          .on("parent-zone-name", AvailabilityZone::parentZoneName)
          .on("region-name", AvailabilityZone::regionName)
          .on("state", AvailabilityZone::stateAsString)
          .on("zone-id", AvailabilityZone::zoneId)
          .on("zone-type", AvailabilityZone::zoneType)
          .on("zone-name", AvailabilityZone::zoneName);

  @Override
  public void register(Registry registry) {
    registry.read("DescribeRegions", DescribeRegionsRequest::builder, RegionOperations::regions);
    registry.read(
        "DescribeAvailabilityZones",
        DescribeAvailabilityZonesRequest::builder,
        RegionOperations::zones);
    registry.read(
        "DescribeAccountAttributes",
        DescribeAccountAttributesRequest::builder,
        RegionOperations::attributes);
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

  private static DescribeAvailabilityZonesResponse zones(
      DescribeAvailabilityZonesRequest request, View view) {
    String region = view.scope().region();
    Stream.concat(request.zoneNames().stream(), request.zoneIds().stream())
        .filter(asked -> Regions.zone(region, asked) == null)
        .findFirst()
        .ifPresent(asked -> {
          throw Ec2Error.INVALID_PARAMETER_VALUE.with("Invalid availability zone: [" + asked + "]");
        });
    return DescribeAvailabilityZonesResponse.builder()
        .availabilityZones(
            Regions.get(region).zones().stream()
                .map(zone -> zone(region, zone))
                .filter(z ->
                    request.zoneNames().isEmpty() || request.zoneNames().contains(z.zoneName()))
                .filter(z -> request.zoneIds().isEmpty() || request.zoneIds().contains(z.zoneId()))
                .filter(ZONE_FILTERS.matching(request.filters()))
                .toList())
        .build();
  }

  private static AvailabilityZone zone(String region, Regions.Zone zone) {
    return AvailabilityZone.builder()
        .zoneName(zone.name())
        .zoneId(zone.id())
        .zoneType("availability-zone")
        .groupName(region + "-zg-1")
        .networkBorderGroup(region)
        .optInStatus("opt-in-not-required")
        .regionName(region)
        .state("available")
        .messages(List.of())
        .build();
  }

  private static DescribeAccountAttributesResponse attributes(
      DescribeAccountAttributesRequest request, View view) {
    Vpc standard = DefaultNetwork.find(view);
    List<AccountAttribute> all =
        List.of(
            attribute("supported-platforms", "VPC"),
            attribute("default-vpc", standard == null ? "none" : standard.vpcId()),
            attribute("max-instances", "20"),
            attribute("vpc-max-security-groups-per-interface", "5"),
            attribute("max-elastic-ips", "5"),
            attribute("vpc-max-elastic-ips", "5"));
    List<String> asked = request.attributeNamesAsStrings();
    return DescribeAccountAttributesResponse.builder()
        .accountAttributes(
            all.stream()
                .filter(each -> asked.isEmpty() || asked.contains(each.attributeName()))
                .filter(Objects::nonNull)
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
