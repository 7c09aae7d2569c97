package culvert.aws.operations;

import culvert.aws.catalog.View;
import culvert.aws.region.Regions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;

/** Instance types, and where they are offered: every type in every zone. */
final class InstanceTypeOperations implements OperationFamily {

  private static final Filters<InstanceTypeInfo> FILTERS = InstanceTypeFilters.all();

  private static final Filters<InstanceTypeOffering> OFFERING_FILTERS =
      new Filters<InstanceTypeOffering>()
          .at("instance-type", "InstanceType")
          .at("location", "Location");

  @Override
  public void register(Registry registry) {
    registry.read(
        "DescribeInstanceTypes",
        DescribeInstanceTypesRequest::builder,
        InstanceTypeOperations::types);
    registry.read(
        "DescribeInstanceTypeOfferings",
        DescribeInstanceTypeOfferingsRequest::builder,
        InstanceTypeOperations::offerings);
  }

  private static DescribeInstanceTypesResponse types(
      DescribeInstanceTypesRequest request, View view) {
    Collection<String> asked = request.instanceTypesAsStrings();
    if (!asked.isEmpty() && request.maxResults() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameter maxResults cannot be used with the parameter instanceTypes");
    }
    List<String> unknown = asked.stream().filter(n -> InstanceTypes.find(n) == null).toList();
    if (!unknown.isEmpty()) {
      throw Ec2Error.INVALID_INSTANCE_TYPE.with(String.join(", ", unknown));
    }
    List<InstanceTypeInfo> found =
        (asked.isEmpty() ? InstanceTypes.names() : asked)
            .stream()
                .map(name -> Objects.requireNonNull(InstanceTypes.find(name)))
                .filter(FILTERS.matching(request.filters()))
                .toList();
    Listing<InstanceTypeInfo> page = Listing.page(found, Paging.of(request, 5, 100));
    return DescribeInstanceTypesResponse.builder()
        .instanceTypes(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static DescribeInstanceTypeOfferingsResponse offerings(
      DescribeInstanceTypeOfferingsRequest request, View view) {
    LocationType by = Objects.requireNonNullElse(request.locationType(), LocationType.REGION);
    List<InstanceTypeOffering> all = new ArrayList<>();
    for (String type : InstanceTypes.names()) {
      locations(by, view.scope().region())
          .map(location ->
              InstanceTypeOffering.builder()
                  .instanceType(type)
                  .locationType(by)
                  .location(location)
                  .build())
          .filter(OFFERING_FILTERS.matching(request.filters()))
          .forEach(all::add);
    }
    Listing<InstanceTypeOffering> page = Listing.page(all, Paging.of(request, 5, 1000));
    return DescribeInstanceTypeOfferingsResponse.builder()
        .instanceTypeOfferings(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static Stream<String> locations(LocationType by, String region) {
    Stream<Regions.Zone> zones = Regions.get(region).zones().stream();
    return switch (by) {
      case REGION -> Stream.of(region);
      case AVAILABILITY_ZONE -> zones.map(Regions.Zone::name);
      case AVAILABILITY_ZONE_ID -> zones.map(Regions.Zone::id);
      case OUTPOST, UNKNOWN_TO_SDK_VERSION -> Stream.empty();
    };
  }
}
