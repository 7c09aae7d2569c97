package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Paging;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Listeners, which forward to target groups. */
public final class ListenerOperations implements OperationFamily {

  private static final Service ELB = Service.ELASTICLOADBALANCING;

  private static final Set<ProtocolEnum> PROTOCOLS =
      Set.of(ProtocolEnum.TCP, ProtocolEnum.UDP, ProtocolEnum.TCP_UDP);

  @Override
  public void register(Registry registry) {
    registry.write(
        ELB, "CreateListener", CreateListenerRequest::builder, ListenerOperations::create);
    registry.write(
        ELB, "ModifyListener", ModifyListenerRequest::builder, ListenerOperations::modify);
    registry.read(
        ELB, "DescribeListeners", DescribeListenersRequest::builder, ListenerOperations::describe);
    registry.write(
        ELB, "DeleteListener", DeleteListenerRequest::builder, ListenerOperations::delete);
  }

  private static CreateListenerResponse create(
      CreateListenerRequest request, Transaction transaction) {
    LoadBalancer balancer = LoadBalancers.get(transaction, request.loadBalancerArn());
    String arn = balancer.loadBalancerArn();
    Listener wanted =
        Listener.builder()
            .listenerArn(
                arn.replace(":loadbalancer/", ":listener/") + "/" + BalancingNames.digits())
            .loadBalancerArn(arn)
            .protocol(request.protocol())
            .port(request.port())
            .defaultActions(request.defaultActions())
            .build();
    Listener made = transaction.add(Kinds.LISTENER, checked(transaction, balancer, wanted));
    BalancingTags.add(transaction, made.listenerArn(), request.tags());
    return CreateListenerResponse.builder().listeners(made).build();
  }

  private static ModifyListenerResponse modify(
      ModifyListenerRequest request, Transaction transaction) {
    Listener present = LoadBalancers.listener(transaction, request.listenerArn());
    Listener.Builder changed = present.toBuilder();
    if (request.port() != null) {
      changed.port(request.port());
    }
    if (request.protocol() != null) {
      changed.protocol(request.protocol());
    }
    if (request.hasDefaultActions()) {
      changed.defaultActions(request.defaultActions());
    }
    LoadBalancer balancer = LoadBalancers.get(transaction, present.loadBalancerArn());
    Listener made =
        transaction.replace(Kinds.LISTENER, checked(transaction, balancer, changed.build()));
    return ModifyListenerResponse.builder().listeners(made).build();
  }

  private static Listener checked(CatalogView view, LoadBalancer balancer, Listener listener) {
    if (balancer.type() == LoadBalancerTypeEnum.GATEWAY) {
      if (listener.protocol() != null || listener.port() != null) {
        throw BalancingError.VALIDATION_ERROR.with(
            "You cannot specify a protocol or a port for a listener of a Gateway Load Balancer");
      }
    } else {
      port(listener.protocol(), listener.port());
    }
    boolean taken =
        LoadBalancers.listeners(view, balancer.loadBalancerArn())
            .filter(other -> !other.listenerArn().equals(listener.listenerArn()))
            .anyMatch(other -> Objects.equals(other.port(), listener.port()));
    if (taken) {
      throw BalancingError.DUPLICATE_LISTENER.with();
    }
    List<Action> actions = listener.defaultActions();
    if (actions.size() != 1 || actions.getFirst().type() != ActionTypeEnum.FORWARD) {
      throw BalancingError.INVALID_LOAD_BALANCER_ACTION.with(
          "A listener of this load balancer takes one default action of the type forward");
    }
    List<String> groups = LoadBalancers.targetGroups(listener).toList();
    if (groups.isEmpty()) {
      throw BalancingError.VALIDATION_ERROR.with("A target group ARN must be specified");
    }
    groups.forEach(group -> fits(view, LoadBalancers.targetGroup(view, group), listener));
    return listener;
  }

  private static void port(@Nullable ProtocolEnum protocol, @Nullable Integer port) {
    if (protocol == null || port == null || port < 1 || port > 65_535) {
      throw BalancingError.VALIDATION_ERROR.with(
          "A listener needs a protocol and a port from 1 to 65535");
    }
    if (!PROTOCOLS.contains(protocol)) {
      throw BalancingError.UNSUPPORTED_PROTOCOL.with(
          "Culvert has listeners of the protocols TCP, UDP and TCP_UDP, not " + protocol);
    }
  }

  private static void fits(CatalogView view, TargetGroup group, Listener listener) {
    boolean gateway = listener.protocol() == null;
    if (gateway != (group.protocol() == ProtocolEnum.GENEVE)) {
      throw BalancingError.INCOMPATIBLE_PROTOCOLS.with(
          "The listener and the target group '"
              + group.targetGroupArn()
              + "' have incompatible protocols");
    }
    if (LoadBalancers.of(view, group.targetGroupArn())
        .anyMatch(other -> !other.equals(listener.loadBalancerArn()))) {
      throw BalancingError.TARGET_GROUP_ASSOCIATION_LIMIT.with(group.targetGroupArn());
    }
  }

  private static DescribeListenersResponse describe(DescribeListenersRequest request, View view) {
    if (request.listenerArns().isEmpty() && request.loadBalancerArn() == null) {
      throw BalancingError.VALIDATION_ERROR.with(
          "You must specify either listener ARNs or a load balancer ARN");
    }
    List<Listener> found =
        request.listenerArns().isEmpty()
            ? LoadBalancers.listeners(
                    view, LoadBalancers.get(view, request.loadBalancerArn()).loadBalancerArn())
                .toList()
            : request.listenerArns().stream()
                .map(arn -> LoadBalancers.listener(view, arn))
                .toList();
    Listing<Listener> page =
        Listing.page(found, Paging.marked(request, request.pageSize(), request.marker()));
    return DescribeListenersResponse.builder()
        .listeners(page.elements())
        .nextMarker(page.nextToken())
        .build();
  }

  private static DeleteListenerResponse delete(
      DeleteListenerRequest request, Transaction transaction) {
    remove(transaction, LoadBalancers.listener(transaction, request.listenerArn()).listenerArn());
    return DeleteListenerResponse.builder().build();
  }

  static void remove(Transaction transaction, String arn) {
    transaction.remove(Kinds.LOAD_BALANCER_ATTRIBUTES, arn);
    transaction.remove(Kinds.LOAD_BALANCING_TAGS, arn);
    transaction.remove(Kinds.LISTENER, arn);
  }
}
