package culvert.aws.operations.directconnect;

import culvert.aws.catalog.View;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import software.amazon.awssdk.services.directconnect.model.DescribeLocationsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeLocationsResponse;

/** The locations of the caller's Region. */
final class LocationOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    new Calls(registry)
        .read("DescribeLocations", DescribeLocationsRequest::builder, LocationOperations::describe);
  }

  private static DescribeLocationsResponse describe(DescribeLocationsRequest request, View view) {
    String region = view.scope().region();
    return DescribeLocationsResponse.builder()
        .locations(Locations.of(region).map(location -> shown(location, region)).toList())
        .build();
  }

  private static software.amazon.awssdk.services.directconnect.model.Location shown(
      Location location, String region) {
    return software.amazon.awssdk.services.directconnect.model.Location.builder()
        .locationCode(location.code())
        .locationName(location.name())
        .region(region)
        .availablePortSpeeds(location.portSpeeds())
        .availableMacSecPortSpeeds(location.macSecPortSpeeds())
        .build();
  }
}
