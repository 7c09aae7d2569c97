package culvert.aws.operations.loadbalancing;

import culvert.aws.operations.Families;
import culvert.aws.operations.OperationFamily;
import java.util.List;

/** Every family of Elastic Load Balancing's operations. */
public final class LoadBalancingFamilies {

  private LoadBalancingFamilies() {}

  public static OperationFamily of() {
    return new Families(
        List.of(
            new LoadBalancerOperations(),
            new BalancerPlacement(),
            new TargetGroupOperations(),
            new ListenerOperations(),
            new TargetOperations(),
            new BalancingAttributes(),
            new BalancingTags()));
  }
}
