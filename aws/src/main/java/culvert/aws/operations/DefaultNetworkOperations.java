package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.region.Regions;
import culvert.network.address.IpPrefix;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** CreateDefaultVpc and CreateDefaultSubnet, for those that were deleted. */
final class DefaultNetworkOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateDefaultVpc", CreateDefaultVpcRequest::builder, DefaultNetworkOperations::createVpc);
    registry.write(
        "CreateDefaultSubnet",
        CreateDefaultSubnetRequest::builder,
        DefaultNetworkOperations::createSubnet);
  }

  private static CreateDefaultVpcResponse createVpc(
      CreateDefaultVpcRequest request, Transaction transaction) {
    if (DefaultNetwork.find(transaction) != null) {
      throw Ec2Error.DEFAULT_VPC_ALREADY_EXISTS.with();
    }
    return CreateDefaultVpcResponse.builder().vpc(DefaultNetwork.create(transaction)).build();
  }

  private static CreateDefaultSubnetResponse createSubnet(
      CreateDefaultSubnetRequest request, Transaction transaction) {
    if (Boolean.TRUE.equals(request.ipv6Native())) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "Culvert's default VPC has no IPv6 block, which an IPv6-only subnet needs");
    }
    Regions.Zone zone =
        SubnetRanges.zone(
            transaction,
            request.availabilityZone() != null
                ? request.availabilityZone()
                : request.availabilityZoneId());
    Vpc vpc = DefaultNetwork.find(transaction);
    if (vpc == null) {
      throw Ec2Error.DEFAULT_VPC_DOES_NOT_EXIST.with();
    }
    List<Subnet> present = transaction.referring(Kinds.SUBNET, vpc.vpcId()).toList();
    for (Subnet subnet : present) {
      if (subnet.defaultForAz() && subnet.availabilityZone().equals(zone.name())) {
        throw Ec2Error.DEFAULT_SUBNET_ALREADY_EXISTS_IN_AVAILABILITY_ZONE.with(
            subnet.subnetId(), zone.name());
      }
    }
    return CreateDefaultSubnetResponse.builder()
        .subnet(DefaultNetwork.createSubnet(transaction, vpc, zone, firstFree(present)))
        .build();
  }

  /** The first of the default VPC's sixteen ranges that no subnet touches. */
  private static int firstFree(List<Subnet> present) {
    for (int index = 0; index < DefaultNetwork.SUBNETS; index++) {
      IpPrefix range = DefaultNetwork.subnetRange(index);
      if (present.stream().noneMatch(s -> IpPrefix.parse(s.cidrBlock()).overlaps(range))) {
        return index;
      }
    }
    throw Ec2Error.INSUFFICIENT_CIDR_BLOCKS.with();
  }
}
