package culvert.aws.operations.endpoint;

import culvert.aws.operations.Families;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import java.util.List;

/** Every family of operations on VPC endpoints and their services. */
public final class EndpointFamilies {

  private EndpointFamilies() {}

  public static OperationFamily of(Quotas quotas) {
    return new Families(
        List.of(
            new VpcEndpointOperations(quotas),
            new VpcEndpointServiceOperations(),
            new EndpointServicePermissionOperations(),
            new EndpointConnectionOperations(),
            new ConnectionNotificationOperations(),
            new DescribeEndpointServices()));
  }
}
