package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** How load balancers, listeners and target groups are found, and belong together. */
final class LoadBalancers {

  private LoadBalancers() {}

  static LoadBalancer get(CatalogView view, @Nullable String arn) {
    LoadBalancer found = arn == null ? null : view.find(Kinds.LOAD_BALANCER, arn);
    if (found == null) {
      throw BalancingError.LOAD_BALANCER_NOT_FOUND.with();
    }
    return found;
  }

  static TargetGroup targetGroup(CatalogView view, @Nullable String arn) {
    TargetGroup found = arn == null ? null : view.find(Kinds.TARGET_GROUP, arn);
    if (found == null) {
      throw BalancingError.TARGET_GROUP_NOT_FOUND.with();
    }
    return found;
  }

  static Listener listener(CatalogView view, @Nullable String arn) {
    Listener found = arn == null ? null : view.find(Kinds.LISTENER, arn);
    if (found == null) {
      throw BalancingError.LISTENER_NOT_FOUND.with();
    }
    return found;
  }

  static Stream<Listener> listeners(CatalogView view, String loadBalancer) {
    return view.all(Kinds.LISTENER).filter(each -> each.loadBalancerArn().equals(loadBalancer));
  }

  /** The target groups that a listener's actions forward to. */
  static Stream<String> targetGroups(Listener listener) {
    return listener.defaultActions().stream().flatMap(LoadBalancers::targetGroups);
  }

  static Stream<String> targetGroups(Action action) {
    Stream<String> weighted =
        action.forwardConfig() == null
            ? Stream.empty()
            : action.forwardConfig().targetGroups().stream().map(TargetGroupTuple::targetGroupArn);
    return Stream.concat(Stream.ofNullable(action.targetGroupArn()), weighted).distinct();
  }

  /** The load balancers whose listeners forward to a target group. */
  static Stream<String> of(CatalogView view, String targetGroup) {
    return view.all(Kinds.LISTENER)
        .filter(listener -> targetGroups(listener).anyMatch(targetGroup::equals))
        .map(Listener::loadBalancerArn)
        .distinct();
  }
}
