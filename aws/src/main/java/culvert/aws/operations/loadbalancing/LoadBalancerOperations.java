package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Paging;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;

/** Network and Gateway Load Balancers: made, described, deleted. */
public final class LoadBalancerOperations implements OperationFamily {

  private static final Service ELB = Service.ELASTICLOADBALANCING;
  private static final Duration PROVISIONING = Duration.ofSeconds(120);

  @Override
  public void register(Registry registry) {
    registry.<CreateLoadBalancerRequest>write(
        ELB,
        "CreateLoadBalancer",
        CreateLoadBalancerRequest::builder,
        (request, transaction) ->
            CreateLoadBalancerResponse.builder()
                .loadBalancers(new NewLoadBalancer(request, transaction).create())
                .build());
    registry.read(
        ELB,
        "DescribeLoadBalancers",
        DescribeLoadBalancersRequest::builder,
        LoadBalancerOperations::describe);
    registry.write(
        ELB,
        "DeleteLoadBalancer",
        DeleteLoadBalancerRequest::builder,
        LoadBalancerOperations::delete);
    registry.read(
        ELB,
        "DescribeCapacityReservation",
        DescribeCapacityReservationRequest::builder,
        LoadBalancerOperations::capacity);
    registry.<DescribeAccountLimitsRequest>read(
        ELB,
        "DescribeAccountLimits",
        DescribeAccountLimitsRequest::builder,
        (_, _) -> DescribeAccountLimitsResponse.builder().limits(limits()).build());
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.LOAD_BALANCER,
        balancer ->
            balancer.state().code() == LoadBalancerStateEnum.PROVISIONING
                ? Step.work("provisioning", PROVISIONING, LoadBalancerOperations::activate)
                : null);
  }

  private static void activate(Transaction transaction, LoadBalancer balancer) {
    transaction.replace(
        Kinds.LOAD_BALANCER,
        balancer.toBuilder().state(s -> s.code(LoadBalancerStateEnum.ACTIVE)).build());
  }

  private static DescribeLoadBalancersResponse describe(
      DescribeLoadBalancersRequest request, View view) {
    Stream<LoadBalancer> wanted =
        Stream.concat(
            request.loadBalancerArns().stream().map(arn -> LoadBalancers.get(view, arn)),
            request.names().stream().map(name -> named(view, name)));
    Listing<LoadBalancer> page =
        Listing.page(
            request.loadBalancerArns().isEmpty() && request.names().isEmpty()
                ? view.all(Kinds.LOAD_BALANCER).toList()
                : wanted.distinct().toList(),
            Paging.marked(request, request.pageSize(), request.marker()));
    return DescribeLoadBalancersResponse.builder()
        .loadBalancers(page.elements())
        .nextMarker(page.nextToken())
        .build();
  }

  private static LoadBalancer named(View view, String name) {
    return view.all(Kinds.LOAD_BALANCER)
        .filter(each -> each.loadBalancerName().equals(name))
        .findFirst()
        .orElseThrow(BalancingError.LOAD_BALANCER_NOT_FOUND::with);
  }

  /** One that is gone already is deleted with success, as on AWS. */
  private static DeleteLoadBalancerResponse delete(
      DeleteLoadBalancerRequest request, Transaction transaction) {
    String arn = request.loadBalancerArn();
    LoadBalancer balancer = transaction.find(Kinds.LOAD_BALANCER, arn);
    if (balancer != null) {
      refuseInUse(transaction, balancer);
      LoadBalancers.listeners(transaction, arn)
          .map(Listener::listenerArn)
          .toList()
          .forEach(listener -> ListenerOperations.remove(transaction, listener));
      new BalancerNodes(transaction, balancer).removeAll();
      transaction.remove(Kinds.LOAD_BALANCER_ATTRIBUTES, arn);
      transaction.remove(Kinds.LOAD_BALANCING_TAGS, arn);
      transaction.remove(Kinds.LOAD_BALANCER, arn);
    }
    return DeleteLoadBalancerResponse.builder().build();
  }

  private static void refuseInUse(Transaction transaction, LoadBalancer balancer) {
    String arn = balancer.loadBalancerArn();
    if (BalancingAttributes.value(transaction, balancer, "deletion_protection.enabled")
        .equals("true")) {
      throw BalancingError.OPERATION_NOT_PERMITTED.with(
          "Load balancer '" + arn + "' cannot be deleted because deletion protection is enabled");
    }
    if (transaction
        .all(Kinds.VPC_ENDPOINT_SERVICE)
        .anyMatch(service ->
            service.networkLoadBalancerArns().contains(arn)
                || service.gatewayLoadBalancerArns().contains(arn))) {
      throw BalancingError.RESOURCE_IN_USE.with(
          "Load balancer '"
              + arn
              + "' cannot be deleted because it is currently associated with another service");
    }
  }

  /** Nobody can reserve any. */
  private static DescribeCapacityReservationResponse capacity(
      DescribeCapacityReservationRequest request, View view) {
    LoadBalancers.get(view, request.loadBalancerArn());
    return DescribeCapacityReservationResponse.builder()
        .capacityReservationState(List.of())
        .decreaseRequestsRemaining(0)
        .build();
  }

  private static List<Limit> limits() {
    return Stream.of(
            "network-load-balancers=50",
            "gateway-load-balancers=100",
            "gateway-load-balancers-per-vpc=10",
            "target-groups=3000",
            "listeners-per-network-load-balancer=50",
            "targets-per-network-load-balancer=3000",
            "targets-per-gateway-load-balancer-per-availability-zone=300")
        .map(limit -> limit.split("=", -1))
        .map(limit -> Limit.builder().name(limit[0]).max(limit[1]).build())
        .toList();
  }
}
