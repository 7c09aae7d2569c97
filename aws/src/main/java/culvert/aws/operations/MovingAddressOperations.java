package culvert.aws.operations;

import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeMovingAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeMovingAddressesResponse;
import software.amazon.awssdk.services.ec2.model.MoveAddressToVpcRequest;
import software.amazon.awssdk.services.ec2.model.MoveAddressToVpcResponse;
import software.amazon.awssdk.services.ec2.model.MovingAddressStatus;

/** Moves from EC2-Classic, which is no longer there: every address is in a VPC already. */
final class MovingAddressOperations implements OperationFamily {

  private static final Filters<MovingAddressStatus> FILTERS =
      new Filters<MovingAddressStatus>()
          .on("moving-status", MovingAddressStatus::moveStatusAsString);

  @Override
  public void register(Registry registry) {
    registry.write(
        "MoveAddressToVpc", MoveAddressToVpcRequest::builder, MovingAddressOperations::move);
    registry.read(
        "DescribeMovingAddresses",
        DescribeMovingAddressesRequest::builder,
        MovingAddressOperations::describe);
  }

  private static MoveAddressToVpcResponse move(
      MoveAddressToVpcRequest request, Transaction transaction) {
    if (request.publicIp() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("PublicIp");
    }
    Address address = ElasticIpOperations.find(transaction, null, request.publicIp());
    throw Ec2Error.UNSUPPORTED_OPERATION.with(
        "The address " + address.publicIp() + " is in the EC2-VPC platform already");
  }

  private static DescribeMovingAddressesResponse describe(
      DescribeMovingAddressesRequest request, View view) {
    request.publicIps().forEach(address -> ElasticIpOperations.find(view, null, address));
    List<MovingAddressStatus> none =
        Listing.page(List.<MovingAddressStatus>of(), request).elements();
    return DescribeMovingAddressesResponse.builder()
        .movingAddressStatuses(none.stream().filter(FILTERS.matching(request.filters())).toList())
        .build();
  }
}
