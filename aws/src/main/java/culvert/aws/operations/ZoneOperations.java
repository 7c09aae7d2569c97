package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.region.Regions;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.ModifyAvailabilityZoneGroupRequest;
import software.amazon.awssdk.services.ec2.model.ModifyAvailabilityZoneGroupResponse;
import software.amazon.awssdk.services.ec2.model.ModifyAvailabilityZoneOptInStatus;

/** Availability Zones and Local Zones, and opting in to groups of the latter. */
final class ZoneOperations implements OperationFamily {

  private static final Filters<AvailabilityZone> FILTERS =
      new Filters<AvailabilityZone>()
          .on("group-long-name", AvailabilityZone::groupLongName)
          .on("group-name", AvailabilityZone::groupName)
          .onEach("message", zone -> zone.messages().stream().map(message -> message.message()))
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
    registry.read(
        "DescribeAvailabilityZones",
        DescribeAvailabilityZonesRequest::builder,
        ZoneOperations::describe);
    registry.write(
        "ModifyAvailabilityZoneGroup",
        ModifyAvailabilityZoneGroupRequest::builder,
        ZoneOperations::modifyGroup);
  }

  /** Zones that the account has not opted in to are shown where all are asked for. */
  private static DescribeAvailabilityZonesResponse describe(
      DescribeAvailabilityZonesRequest request, View view) {
    List<AvailabilityZone> all =
        zones(view)
            .filter(zone ->
                Boolean.TRUE.equals(request.allAvailabilityZones())
                    || zone.optInStatus() != AvailabilityZoneOptInStatus.NOT_OPTED_IN)
            .toList();
    List<AvailabilityZone> named =
        named(all, request.zoneNames(), AvailabilityZone::zoneName).toList();
    return DescribeAvailabilityZonesResponse.builder()
        .availabilityZones(
            named(named, request.zoneIds(), AvailabilityZone::zoneId)
                .filter(FILTERS.matching(request.filters()))
                .toList())
        .build();
  }

  /** Those of the names; all where there are none. */
  private static Stream<AvailabilityZone> named(
      List<AvailabilityZone> zones, List<String> names, Function<AvailabilityZone, String> name) {
    for (String asked : names) {
      if (zones.stream().noneMatch(zone -> name.apply(zone).equals(asked))) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with("Invalid availability zone: [" + asked + "]");
      }
    }
    return zones.stream().filter(zone -> names.isEmpty() || names.contains(name.apply(zone)));
  }

  private static Stream<AvailabilityZone> zones(CatalogView view) {
    Regions.Region region = Regions.get(view.scope().region());
    return Stream.concat(
        region.zones().stream().map(zone -> zone(region, zone)),
        LocalZones.of(view).map(zone -> localZone(view, zone)));
  }

  private static AvailabilityZone zone(Regions.Region region, Regions.Zone zone) {
    return AvailabilityZone.builder()
        .zoneName(zone.name())
        .zoneId(zone.id())
        .zoneType("availability-zone")
        .groupName(region.name() + "-zg-1")
        .groupLongName(region.longName() + " 1")
        .networkBorderGroup(region.name())
        .optInStatus(AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED)
        .regionName(region.name())
        .state("available")
        .messages(List.of())
        .build();
  }

  private static AvailabilityZone localZone(CatalogView view, LocalZones.LocalZone local) {
    String parentId = local.parentId();
    Regions.Zone parent = parentId == null ? null : Regions.zone(local.region(), parentId);
    return AvailabilityZone.builder()
        .zoneName(local.zone().name())
        .zoneId(local.zone().id())
        .zoneType("local-zone")
        .groupName(local.group())
        .groupLongName(local.longName())
        .networkBorderGroup(local.group())
        .parentZoneId(parentId)
        .parentZoneName(parent == null ? null : parent.name())
        .optInStatus(
            LocalZones.optedIn(view, local.group())
                ? AvailabilityZoneOptInStatus.OPTED_IN
                : AvailabilityZoneOptInStatus.NOT_OPTED_IN)
        .regionName(local.region())
        .state("available")
        .messages(List.of())
        .build();
  }

  /** Opting out takes AWS Support, so that the API refuses it. */
  private static ModifyAvailabilityZoneGroupResponse modifyGroup(
      ModifyAvailabilityZoneGroupRequest request, Transaction transaction) {
    String group = Objects.requireNonNull(request.groupName());
    if (zones(transaction).map(AvailabilityZone::groupName).noneMatch(group::equals)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("Invalid availability zone group: " + group);
    }
    if (LocalZones.of(transaction).map(LocalZones.LocalZone::group).noneMatch(group::equals)) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "The zone group " + group + " is of Availability Zones, which need no opting in");
    }
    if (request.optInStatus() != ModifyAvailabilityZoneOptInStatus.OPTED_IN) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "To opt out of the zone group " + group + ", contact AWS Support");
    }
    if (!LocalZones.optedIn(transaction, group)) {
      transaction.add(
          Kinds.ZONE_GROUP,
          AvailabilityZone.builder()
              .groupName(group)
              .optInStatus(AvailabilityZoneOptInStatus.OPTED_IN)
              .build());
    }
    return ModifyAvailabilityZoneGroupResponse.builder().returnValue(true).build();
  }
}
