package culvert.aws.operations;

import culvert.aws.wire.Answer;
import culvert.aws.wire.Caller;
import culvert.aws.wire.Operation;
import culvert.aws.wire.Service;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS: who the caller is. */
final class StsOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.add(
        new Operation(
            Service.STS,
            "GetCallerIdentity",
            GetCallerIdentityRequest::builder,
            (_, caller) -> new Answer.Response(identity(caller))));
  }

  private static GetCallerIdentityResponse identity(Caller caller) {
    return GetCallerIdentityResponse.builder()
        .account(caller.account())
        .userId(caller.account())
        .arn("arn:aws:iam::" + caller.account() + ":root")
        .build();
  }
}
