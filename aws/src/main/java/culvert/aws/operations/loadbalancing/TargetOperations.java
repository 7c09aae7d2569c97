package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import culvert.network.address.IpAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The targets of target groups, and how they are. */
public final class TargetOperations implements OperationFamily {

  private static final Service ELB = Service.ELASTICLOADBALANCING;

  @Override
  public void register(Registry registry) {
    registry.write(ELB, "RegisterTargets", RegisterTargetsRequest::builder, TargetOperations::add);
    registry.write(
        ELB, "DeregisterTargets", DeregisterTargetsRequest::builder, TargetOperations::deregister);
    registry.read(
        ELB,
        "DescribeTargetHealth",
        DescribeTargetHealthRequest::builder,
        TargetOperations::describe);
  }

  /** The targets of a group, in the order in which they came. */
  static Stream<RegisterTargetsRequest> registered(CatalogView view, String group) {
    return view.all(Kinds.TARGET).filter(each -> each.targetGroupArn().equals(group));
  }

  private static RegisterTargetsResponse add(
      RegisterTargetsRequest request, Transaction transaction) {
    TargetGroup group = LoadBalancers.targetGroup(transaction, request.targetGroupArn());
    for (TargetDescription given : request.targets()) {
      TargetDescription target = checked(transaction, group, given);
      RegisterTargetsRequest one =
          RegisterTargetsRequest.builder()
              .targetGroupArn(group.targetGroupArn())
              .targets(target)
              .build();
      if (transaction.find(Kinds.TARGET, Kinds.TARGET.id().apply(one)) == null) {
        transaction.add(Kinds.TARGET, one);
      }
    }
    return RegisterTargetsResponse.builder().build();
  }

  private static TargetDescription checked(
      CatalogView view, TargetGroup group, TargetDescription target) {
    if (group.targetType() == TargetTypeEnum.IP) {
      if (IpAddress.tryParse(target.id()) == null) {
        throw BalancingError.VALIDATION_ERROR.with(
            "The IP address '" + target.id() + "' is not a valid IPv4 address");
      }
    } else {
      Instance instance = view.find(Kinds.INSTANCE, target.id());
      if (instance == null || !group.vpcId().equals(instance.vpcId())) {
        throw BalancingError.INVALID_TARGET.with(
            "The following targets are not in the target group VPC '"
                + group.vpcId()
                + "': '"
                + target.id()
                + "'");
      }
    }
    return target.toBuilder().port(Objects.requireNonNullElse(target.port(), group.port())).build();
  }

  /** Without a port, the target goes with all of its ports. */
  private static DeregisterTargetsResponse deregister(
      DeregisterTargetsRequest request, Transaction transaction) {
    TargetGroup group = LoadBalancers.targetGroup(transaction, request.targetGroupArn());
    for (TargetDescription given : request.targets()) {
      registered(transaction, group.targetGroupArn())
          .filter(each -> matches(given, each.targets().getFirst()))
          .toList()
          .forEach(each -> transaction.remove(Kinds.TARGET, Kinds.TARGET.id().apply(each)));
    }
    return DeregisterTargetsResponse.builder().build();
  }

  private static boolean matches(TargetDescription wanted, TargetDescription target) {
    return wanted.id().equals(target.id())
        && (wanted.port() == null || wanted.port().equals(target.port()));
  }

  private static DescribeTargetHealthResponse describe(
      DescribeTargetHealthRequest request, View view) {
    TargetGroup group = LoadBalancers.targetGroup(view, request.targetGroupArn());
    boolean used = LoadBalancers.of(view, group.targetGroupArn()).findAny().isPresent();
    List<TargetDescription> all =
        registered(view, group.targetGroupArn()).map(each -> each.targets().getFirst()).toList();
    Stream<TargetHealthDescription> answer =
        request.targets().isEmpty()
            ? all.stream().map(target -> health(view, group, target, used))
            : request.targets().stream().map(wanted -> health(view, group, wanted, all, used));
    return DescribeTargetHealthResponse.builder().targetHealthDescriptions(answer.toList()).build();
  }

  private static TargetHealthDescription health(
      View view,
      TargetGroup group,
      TargetDescription wanted,
      List<TargetDescription> all,
      boolean used) {
    return all.stream()
        .filter(target -> matches(wanted, target))
        .findFirst()
        .map(target -> health(view, group, target, used))
        .orElseGet(() ->
            description(
                group,
                wanted,
                TargetHealthStateEnum.UNUSED,
                TargetHealthReasonEnum.TARGET_NOT_REGISTERED,
                "Target is not registered to the target group"));
  }

  /** Culvert probes nothing: a target that is there and runs is healthy. */
  private static TargetHealthDescription health(
      View view, TargetGroup group, TargetDescription target, boolean used) {
    if (!used) {
      return description(
          group,
          target,
          TargetHealthStateEnum.UNUSED,
          TargetHealthReasonEnum.TARGET_NOT_IN_USE,
          "Target group is not configured to receive traffic from the load balancer");
    }
    Instance instance =
        group.targetType() == TargetTypeEnum.IP ? null : view.find(Kinds.INSTANCE, target.id());
    boolean down =
        group.targetType() != TargetTypeEnum.IP
            && (instance == null || instance.state().name() != InstanceStateName.RUNNING);
    return down
        ? description(
            group,
            target,
            TargetHealthStateEnum.UNUSED,
            TargetHealthReasonEnum.TARGET_INVALID_STATE,
            "Target is in the stopped state")
        : description(group, target, TargetHealthStateEnum.HEALTHY, null, null);
  }

  private static TargetHealthDescription description(
      TargetGroup group,
      TargetDescription target,
      TargetHealthStateEnum state,
      @Nullable TargetHealthReasonEnum reason,
      @Nullable String text) {
    String port = group.healthCheckPort();
    return TargetHealthDescription.builder()
        .target(target)
        .healthCheckPort(port.equals("traffic-port") ? String.valueOf(target.port()) : port)
        .targetHealth(TargetHealth.builder().state(state).reason(reason).description(text).build())
        .build();
  }
}
