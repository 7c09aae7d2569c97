package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.region.Regions;
import culvert.network.address.IpPrefix;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSecondarySubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecondarySubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecondarySubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecondarySubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecondarySubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecondarySubnetsResponse;
import software.amazon.awssdk.services.ec2.model.SecondaryNetwork;
import software.amazon.awssdk.services.ec2.model.SecondaryNetworkState;
import software.amazon.awssdk.services.ec2.model.SecondarySubnet;
import software.amazon.awssdk.services.ec2.model.SecondarySubnetIpv4CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.SecondarySubnetState;

/** The subnets of secondary networks: each in one zone, none overlapping another. */
final class SecondarySubnetOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateSecondarySubnet",
        CreateSecondarySubnetRequest::builder,
        SecondarySubnetOperations::create);
    registry.write(
        "DeleteSecondarySubnet",
        DeleteSecondarySubnetRequest::builder,
        SecondarySubnetOperations::delete);
    registry.describe(
        "DescribeSecondarySubnets",
        new Describe<>(
                Kinds.SECONDARY_SUBNET,
                DescribeSecondarySubnetsRequest::builder,
                DescribeSecondarySubnetsResponse::builder,
                "SecondarySubnets",
                filters())
            .ids("SecondarySubnetIds", Lookup.SECONDARY_SUBNET));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.SECONDARY_SUBNET, SecondarySubnetOperations::next);
  }

  private static Filters<SecondarySubnet> filters() {
    return new Filters<SecondarySubnet>()
        .onEach(
            "ipv4-cidr-block-association.association-id",
            s -> s.ipv4CidrBlockAssociations().stream().map(b -> b.associationId()))
        .onEach(
            "ipv4-cidr-block-association.cidr-block",
            s -> s.ipv4CidrBlockAssociations().stream().map(b -> b.cidrBlock()))
        .onEach(
            "ipv4-cidr-block-association.state",
            s -> s.ipv4CidrBlockAssociations().stream().map(b -> b.stateAsString()))
        .on("owner-id", SecondarySubnet::ownerId)
        .onReference("secondary-network-id", SecondarySubnet::secondaryNetworkId)
        .on("secondary-network-type", SecondarySubnet::secondaryNetworkTypeAsString)
        .on("secondary-subnet-arn", SecondarySubnet::secondarySubnetArn)
        .on("secondary-subnet-id", SecondarySubnet::secondarySubnetId)
        .on("state", SecondarySubnet::stateAsString)
        .onTags();
  }

  private static @Nullable Step<SecondarySubnet> next(SecondarySubnet subnet) {
    return switch (subnet.state()) {
      case CREATE_IN_PROGRESS ->
          Step.work(
              "create",
              SecondaryNetworkOperations.WORK,
              (transaction, made) ->
                  transaction.replace(
                      Kinds.SECONDARY_SUBNET,
                      in(made, SecondarySubnetState.CREATE_COMPLETE, "associated")));
      case DELETE_IN_PROGRESS ->
          Step.work(
              "delete",
              SecondaryNetworkOperations.WORK,
              (transaction, gone) ->
                  transaction.remove(Kinds.SECONDARY_SUBNET, gone.secondarySubnetId()));
      default -> null;
    };
  }

  private static SecondarySubnet in(
      SecondarySubnet subnet, SecondarySubnetState state, String block) {
    return subnet.toBuilder()
        .state(state)
        .ipv4CidrBlockAssociations(
            subnet.ipv4CidrBlockAssociations().stream()
                .map(each -> each.toBuilder().state(block).build())
                .toList())
        .build();
  }

  private static CreateSecondarySubnetResponse create(
      CreateSecondarySubnetRequest request, Transaction transaction) {
    SecondaryNetwork network =
        Lookup.SECONDARY_NETWORK.get(
            transaction, request.secondaryNetworkId(), "SecondaryNetworkId");
    if (request.availabilityZone() != null && request.availabilityZoneId() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameters availabilityZone and availabilityZoneId cannot be used together");
    }
    Regions.Zone zone =
        SubnetRanges.zone(
            transaction,
            request.availabilityZone() != null
                ? request.availabilityZone()
                : request.availabilityZoneId());
    IpPrefix block = SecondaryNetworkOperations.block(request.ipv4CidrBlock());
    if (network.state() != SecondaryNetworkState.CREATE_COMPLETE) {
      throw Ec2Error.INCORRECT_STATE.with(
          "The secondary network "
              + network.secondaryNetworkId()
              + " is in the state "
              + network.stateAsString());
    }
    refuseOutside(network, block);
    refuseOverlap(transaction, network, block);
    String id = Ids.next("ss");
    SecondarySubnet made =
        transaction.add(
            Kinds.SECONDARY_SUBNET,
            SecondarySubnet.builder()
                .secondarySubnetId(id)
                .secondarySubnetArn(Arns.of(transaction.scope(), "secondary-subnet", id))
                .secondaryNetworkId(network.secondaryNetworkId())
                .secondaryNetworkType(network.type())
                .ownerId(transaction.scope().account())
                .availabilityZone(zone.name())
                .availabilityZoneId(zone.id())
                .state(SecondarySubnetState.CREATE_IN_PROGRESS)
                .ipv4CidrBlockAssociations(
                    SecondarySubnetIpv4CidrBlockAssociation.builder()
                        .associationId(Ids.next("ss-cidr-assoc"))
                        .cidrBlock(block.toString())
                        .state("associating")
                        .build())
                .tags(Tags.of(request.tagSpecifications(), "secondary-subnet"))
                .build());
    return CreateSecondarySubnetResponse.builder()
        .secondarySubnet(made)
        .clientToken(request.clientToken())
        .build();
  }

  private static void refuseOutside(SecondaryNetwork network, IpPrefix block) {
    if (network.ipv4CidrBlockAssociations().stream()
        .noneMatch(each -> IpPrefix.parse(each.cidrBlock()).contains(block))) {
      throw Ec2Error.INVALID_SUBNET_RANGE.with(block.toString());
    }
  }

  private static void refuseOverlap(
      Transaction transaction, SecondaryNetwork network, IpPrefix block) {
    boolean overlaps =
        transaction
            .referring(Kinds.SECONDARY_SUBNET, network.secondaryNetworkId())
            .flatMap(subnet -> subnet.ipv4CidrBlockAssociations().stream())
            .anyMatch(each -> IpPrefix.parse(each.cidrBlock()).overlaps(block));
    if (overlaps) {
      throw Ec2Error.INVALID_SUBNET_CONFLICT.with(block.toString());
    }
  }

  private static DeleteSecondarySubnetResponse delete(
      DeleteSecondarySubnetRequest request, Transaction transaction) {
    SecondarySubnet going =
        in(
            Lookup.SECONDARY_SUBNET.get(
                transaction, request.secondarySubnetId(), "SecondarySubnetId"),
            SecondarySubnetState.DELETE_IN_PROGRESS,
            "disassociating");
    transaction.replace(Kinds.SECONDARY_SUBNET, going);
    return DeleteSecondarySubnetResponse.builder()
        .secondarySubnet(going)
        .clientToken(request.clientToken())
        .build();
  }
}
