package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpPrefix;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSecondaryNetworkRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecondaryNetworkResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecondaryNetworkRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecondaryNetworkResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecondaryNetworksRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecondaryNetworksResponse;
import software.amazon.awssdk.services.ec2.model.SecondaryNetwork;
import software.amazon.awssdk.services.ec2.model.SecondaryNetworkIpv4CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.SecondaryNetworkState;
import software.amazon.awssdk.services.ec2.model.SecondaryNetworkType;

/**
 * Secondary networks: what the RDMA devices of accelerated instances talk over, beside the VPC. No
 * packet of a VPC enters one, so they are declared only.
 */
final class SecondaryNetworkOperations implements OperationFamily {

  static final int SHORTEST = 12;
  static final int LONGEST = 28;
  static final Duration WORK = Duration.ofSeconds(5);

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateSecondaryNetwork",
        CreateSecondaryNetworkRequest::builder,
        SecondaryNetworkOperations::create);
    registry.write(
        "DeleteSecondaryNetwork",
        DeleteSecondaryNetworkRequest::builder,
        SecondaryNetworkOperations::delete);
    registry.describe(
        "DescribeSecondaryNetworks",
        new Describe<>(
                Kinds.SECONDARY_NETWORK,
                DescribeSecondaryNetworksRequest::builder,
                DescribeSecondaryNetworksResponse::builder,
                "SecondaryNetworks",
                filters())
            .ids("SecondaryNetworkIds", Lookup.SECONDARY_NETWORK));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.SECONDARY_NETWORK, SecondaryNetworkOperations::next);
  }

  private static Filters<SecondaryNetwork> filters() {
    return new Filters<SecondaryNetwork>()
        .onEach(
            "ipv4-cidr-block-association.association-id",
            n -> n.ipv4CidrBlockAssociations().stream().map(b -> b.associationId()))
        .onEach(
            "ipv4-cidr-block-association.cidr-block",
            n -> n.ipv4CidrBlockAssociations().stream().map(b -> b.cidrBlock()))
        .onEach(
            "ipv4-cidr-block-association.state",
            n -> n.ipv4CidrBlockAssociations().stream().map(b -> b.stateAsString()))
        .on("owner-id", SecondaryNetwork::ownerId)
        .on("secondary-network-arn", SecondaryNetwork::secondaryNetworkArn)
        .on("secondary-network-id", SecondaryNetwork::secondaryNetworkId)
        .on("state", SecondaryNetwork::stateAsString)
        .on("type", SecondaryNetwork::typeAsString)
        .onTags();
  }

  private static @Nullable Step<SecondaryNetwork> next(SecondaryNetwork network) {
    return switch (network.state()) {
      case CREATE_IN_PROGRESS ->
          Step.work(
              "create",
              WORK,
              (transaction, made) ->
                  transaction.replace(
                      Kinds.SECONDARY_NETWORK,
                      in(made, SecondaryNetworkState.CREATE_COMPLETE, "associated")));
      case DELETE_IN_PROGRESS ->
          Step.work(
              "delete",
              WORK,
              (transaction, gone) ->
                  transaction.remove(Kinds.SECONDARY_NETWORK, gone.secondaryNetworkId()));
      default -> null;
    };
  }

  private static SecondaryNetwork in(
      SecondaryNetwork network, SecondaryNetworkState state, String block) {
    return network.toBuilder()
        .state(state)
        .ipv4CidrBlockAssociations(
            network.ipv4CidrBlockAssociations().stream()
                .map(each -> each.toBuilder().state(block).build())
                .toList())
        .build();
  }

  private static CreateSecondaryNetworkResponse create(
      CreateSecondaryNetworkRequest request, Transaction transaction) {
    if (request.networkType() != SecondaryNetworkType.RDMA) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + request.networkTypeAsString()
              + ") for parameter networkType is invalid. Expecting rdma.");
    }
    IpPrefix block = block(request.ipv4CidrBlock());
    String id = Ids.next("sn");
    SecondaryNetwork made =
        transaction.add(
            Kinds.SECONDARY_NETWORK,
            SecondaryNetwork.builder()
                .secondaryNetworkId(id)
                .secondaryNetworkArn(Arns.of(transaction.scope(), "secondary-network", id))
                .ownerId(transaction.scope().account())
                .type(SecondaryNetworkType.RDMA)
                .state(SecondaryNetworkState.CREATE_IN_PROGRESS)
                .ipv4CidrBlockAssociations(
                    SecondaryNetworkIpv4CidrBlockAssociation.builder()
                        .associationId(Ids.next("sn-cidr-assoc"))
                        .cidrBlock(block.toString())
                        .state("associating")
                        .build())
                .tags(Tags.of(request.tagSpecifications(), "secondary-network"))
                .build());
    return CreateSecondaryNetworkResponse.builder()
        .secondaryNetwork(made)
        .clientToken(request.clientToken())
        .build();
  }

  /** An IPv4 block of /12 to /28. */
  static IpPrefix block(String text) {
    IpPrefix block = CidrRules.ipv4(text, "ipv4CidrBlock");
    if (block.length() < SHORTEST || block.length() > LONGEST) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + text + ") for parameter ipv4CidrBlock is invalid. Expecting /12 to /28.");
    }
    return block;
  }

  private static DeleteSecondaryNetworkResponse delete(
      DeleteSecondaryNetworkRequest request, Transaction transaction) {
    SecondaryNetwork network =
        Lookup.SECONDARY_NETWORK.get(
            transaction, request.secondaryNetworkId(), "SecondaryNetworkId");
    String id = network.secondaryNetworkId();
    if (transaction.referring(Kinds.SECONDARY_SUBNET, id).findAny().isPresent()) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The secondary network '" + id + "' has dependencies and cannot be deleted.");
    }
    SecondaryNetwork going =
        in(network, SecondaryNetworkState.DELETE_IN_PROGRESS, "disassociating");
    transaction.replace(Kinds.SECONDARY_NETWORK, going);
    return DeleteSecondaryNetworkResponse.builder()
        .secondaryNetwork(going)
        .clientToken(request.clientToken())
        .build();
  }
}
