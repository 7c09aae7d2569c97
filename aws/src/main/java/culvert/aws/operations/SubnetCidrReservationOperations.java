package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetCidrReservationResponse;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsRequest;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;

/** Parts of a subnet from which AWS takes no address by itself. */
final class SubnetCidrReservationOperations implements OperationFamily {

  private static final Filters<SubnetCidrReservation> FILTERS =
      new Filters<SubnetCidrReservation>()
          .on("reservationType", SubnetCidrReservation::reservationTypeAsString)
          .on("subnet-id", SubnetCidrReservation::subnetId)
          .onTags();

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateSubnetCidrReservation",
        CreateSubnetCidrReservationRequest::builder,
        SubnetCidrReservationOperations::create);
    registry.write(
        "DeleteSubnetCidrReservation",
        DeleteSubnetCidrReservationRequest::builder,
        SubnetCidrReservationOperations::delete);
    registry.read(
        "GetSubnetCidrReservations",
        GetSubnetCidrReservationsRequest::builder,
        SubnetCidrReservationOperations::get);
  }

  /** The blocks that are reserved in a subnet, of both families. */
  static List<IpPrefix> in(CatalogView view, Subnet subnet) {
    return of(view, subnet.subnetId()).map(SubnetCidrReservationOperations::cidr).toList();
  }

  /** Those of them that interfaces' prefixes are taken from. */
  static List<IpPrefix> forPrefixes(CatalogView view, Subnet subnet) {
    return of(view, subnet.subnetId())
        .filter(each -> each.reservationType() == SubnetCidrReservationType.PREFIX)
        .map(SubnetCidrReservationOperations::cidr)
        .toList();
  }

  private static Stream<SubnetCidrReservation> of(CatalogView view, String subnetId) {
    return view.referring(Kinds.SUBNET_CIDR_RESERVATION, subnetId);
  }

  private static IpPrefix cidr(SubnetCidrReservation reservation) {
    return IpPrefix.parse(reservation.cidr());
  }

  private static CreateSubnetCidrReservationResponse create(
      CreateSubnetCidrReservationRequest request, Transaction transaction) {
    Subnet subnet = Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
    if (request.reservationType() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("ReservationType");
    }
    IpPrefix cidr = CidrRules.any(request.cidr(), "cidr");
    if (blocks(subnet).noneMatch(block -> block.contains(cidr))) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The CIDR " + cidr + " is not within the subnet " + subnet.subnetId());
    }
    if (in(transaction, subnet).stream().anyMatch(cidr::overlaps)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The CIDR " + cidr + " overlaps with an existing CIDR reservation");
    }
    SubnetCidrReservation made =
        transaction.add(
            Kinds.SUBNET_CIDR_RESERVATION,
            SubnetCidrReservation.builder()
                .subnetCidrReservationId(Ids.next("scr"))
                .subnetId(subnet.subnetId())
                .cidr(cidr.toString())
                .reservationType(request.reservationType())
                .ownerId(transaction.scope().account())
                .description(request.description())
                .tags(Tags.of(request.tagSpecifications(), "subnet-cidr-reservation"))
                .build());
    return CreateSubnetCidrReservationResponse.builder().subnetCidrReservation(made).build();
  }

  private static Stream<IpPrefix> blocks(Subnet subnet) {
    return Stream.concat(
            Stream.ofNullable(subnet.cidrBlock()),
            subnet.ipv6CidrBlockAssociationSet().stream().map(block -> block.ipv6CidrBlock()))
        .map(IpPrefix::parse);
  }

  private static DeleteSubnetCidrReservationResponse delete(
      DeleteSubnetCidrReservationRequest request, Transaction transaction) {
    SubnetCidrReservation reservation =
        Lookup.SUBNET_CIDR_RESERVATION.get(
            transaction, request.subnetCidrReservationId(), "SubnetCidrReservationId");
    transaction.remove(Kinds.SUBNET_CIDR_RESERVATION, reservation.subnetCidrReservationId());
    return DeleteSubnetCidrReservationResponse.builder()
        .deletedSubnetCidrReservation(reservation)
        .build();
  }

  private static GetSubnetCidrReservationsResponse get(
      GetSubnetCidrReservationsRequest request, View view) {
    Subnet subnet = Lookup.SUBNET.get(view, request.subnetId(), "SubnetId");
    Listing<SubnetCidrReservation> page =
        Listing.page(
            of(view, subnet.subnetId()).filter(FILTERS.matching(request.filters())).toList(),
            request);
    return GetSubnetCidrReservationsResponse.builder()
        .subnetIpv4CidrReservations(page.elements().stream().filter(r -> cidr(r).isV4()).toList())
        .subnetIpv6CidrReservations(page.elements().stream().filter(r -> !cidr(r).isV4()).toList())
        .nextToken(page.nextToken())
        .build();
  }
}
