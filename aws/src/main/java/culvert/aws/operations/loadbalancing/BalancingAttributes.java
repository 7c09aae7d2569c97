package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/**
 * The attributes of load balancers, target groups and listeners: AWS's defaults, and in their place
 * what was set. Only what was set is stored.
 */
public final class BalancingAttributes implements OperationFamily {

  private static final Service ELB = Service.ELASTICLOADBALANCING;

  @Override
  public void register(Registry registry) {
    registry.read(
        ELB,
        "DescribeLoadBalancerAttributes",
        DescribeLoadBalancerAttributesRequest::builder,
        BalancingAttributes::ofLoadBalancer);
    registry.write(
        ELB,
        "ModifyLoadBalancerAttributes",
        ModifyLoadBalancerAttributesRequest::builder,
        BalancingAttributes::modifyLoadBalancer);
    registry.read(
        ELB,
        "DescribeTargetGroupAttributes",
        DescribeTargetGroupAttributesRequest::builder,
        BalancingAttributes::ofTargetGroup);
    registry.write(
        ELB,
        "ModifyTargetGroupAttributes",
        ModifyTargetGroupAttributesRequest::builder,
        BalancingAttributes::modifyTargetGroup);
    registry.read(
        ELB,
        "DescribeListenerAttributes",
        DescribeListenerAttributesRequest::builder,
        BalancingAttributes::ofListener);
    registry.write(
        ELB,
        "ModifyListenerAttributes",
        ModifyListenerAttributesRequest::builder,
        BalancingAttributes::modifyListener);
  }

  /** The value of a load balancer's attribute. */
  static String value(CatalogView view, LoadBalancer balancer, String key) {
    return all(view, balancer.loadBalancerArn(), AttributeDefaults.of(balancer))
        .getOrDefault(key, "");
  }

  private static Map<String, String> all(
      CatalogView view, String arn, Map<String, String> defaults) {
    Map<String, String> all = new LinkedHashMap<>(defaults);
    ModifyLoadBalancerAttributesRequest set = view.find(Kinds.LOAD_BALANCER_ATTRIBUTES, arn);
    if (set != null) {
      set.attributes().forEach(each -> all.put(each.key(), each.value()));
    }
    return all;
  }

  /** Sets attributes that there are, and returns all. */
  private static Map<String, String> set(
      Transaction transaction,
      String arn,
      Map<String, String> defaults,
      Map<String, String> wanted) {
    wanted.forEach((key, value) -> {
      if (!defaults.containsKey(key)) {
        throw BalancingError.VALIDATION_ERROR.with(
            "Attribute key '" + key + "' is not recognized or not supported here");
      }
      AttributeDefaults.check(key, value);
    });
    ModifyLoadBalancerAttributesRequest before =
        transaction.find(Kinds.LOAD_BALANCER_ATTRIBUTES, arn);
    Map<String, String> set = new LinkedHashMap<>();
    if (before != null) {
      before.attributes().forEach(each -> set.put(each.key(), each.value()));
    }
    set.putAll(wanted);
    ModifyLoadBalancerAttributesRequest now =
        ModifyLoadBalancerAttributesRequest.builder()
            .loadBalancerArn(arn)
            .attributes(balancerList(set))
            .build();
    if (before == null) {
      transaction.add(Kinds.LOAD_BALANCER_ATTRIBUTES, now);
    } else {
      transaction.replace(Kinds.LOAD_BALANCER_ATTRIBUTES, now);
    }
    return all(transaction, arn, defaults);
  }

  private static List<LoadBalancerAttribute> balancerList(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(e -> LoadBalancerAttribute.builder().key(e.getKey()).value(e.getValue()).build())
        .toList();
  }

  private static DescribeLoadBalancerAttributesResponse ofLoadBalancer(
      DescribeLoadBalancerAttributesRequest request, View view) {
    LoadBalancer balancer = LoadBalancers.get(view, request.loadBalancerArn());
    return DescribeLoadBalancerAttributesResponse.builder()
        .attributes(
            balancerList(all(view, balancer.loadBalancerArn(), AttributeDefaults.of(balancer))))
        .build();
  }

  private static ModifyLoadBalancerAttributesResponse modifyLoadBalancer(
      ModifyLoadBalancerAttributesRequest request, Transaction transaction) {
    LoadBalancer balancer = LoadBalancers.get(transaction, request.loadBalancerArn());
    Map<String, String> wanted = new LinkedHashMap<>();
    request.attributes().forEach(each -> wanted.put(each.key(), each.value()));
    return ModifyLoadBalancerAttributesResponse.builder()
        .attributes(
            balancerList(
                set(
                    transaction,
                    balancer.loadBalancerArn(),
                    AttributeDefaults.of(balancer),
                    wanted)))
        .build();
  }

  private static List<TargetGroupAttribute> groupList(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(e -> TargetGroupAttribute.builder().key(e.getKey()).value(e.getValue()).build())
        .toList();
  }

  private static DescribeTargetGroupAttributesResponse ofTargetGroup(
      DescribeTargetGroupAttributesRequest request, View view) {
    TargetGroup group = LoadBalancers.targetGroup(view, request.targetGroupArn());
    return DescribeTargetGroupAttributesResponse.builder()
        .attributes(groupList(all(view, group.targetGroupArn(), AttributeDefaults.of(group))))
        .build();
  }

  private static ModifyTargetGroupAttributesResponse modifyTargetGroup(
      ModifyTargetGroupAttributesRequest request, Transaction transaction) {
    TargetGroup group = LoadBalancers.targetGroup(transaction, request.targetGroupArn());
    Map<String, String> wanted = new LinkedHashMap<>();
    request.attributes().forEach(each -> wanted.put(each.key(), each.value()));
    return ModifyTargetGroupAttributesResponse.builder()
        .attributes(
            groupList(
                set(transaction, group.targetGroupArn(), AttributeDefaults.of(group), wanted)))
        .build();
  }

  private static List<ListenerAttribute> listenerList(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(e -> ListenerAttribute.builder().key(e.getKey()).value(e.getValue()).build())
        .toList();
  }

  private static DescribeListenerAttributesResponse ofListener(
      DescribeListenerAttributesRequest request, View view) {
    Listener listener = LoadBalancers.listener(view, request.listenerArn());
    return DescribeListenerAttributesResponse.builder()
        .attributes(listenerList(all(view, listener.listenerArn(), AttributeDefaults.of(listener))))
        .build();
  }

  private static ModifyListenerAttributesResponse modifyListener(
      ModifyListenerAttributesRequest request, Transaction transaction) {
    Listener listener = LoadBalancers.listener(transaction, request.listenerArn());
    Map<String, String> wanted = new LinkedHashMap<>();
    request.attributes().forEach(each -> wanted.put(each.key(), each.value()));
    return ModifyListenerAttributesResponse.builder()
        .attributes(
            listenerList(
                set(transaction, listener.listenerArn(), AttributeDefaults.of(listener), wanted)))
        .build();
  }
}
