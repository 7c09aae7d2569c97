package culvert.aws.snapshot;

import static culvert.aws.snapshot.Described.about;
import static culvert.aws.snapshot.Described.as;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ConnectionNotification;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointConnection;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Endpoints, the services that they lead to, and the load balancers behind those. */
final class EndpointSections {

  private static final String BALANCER = "LoadBalancerArn";
  private static final String GROUP = "TargetGroupArn";

  private EndpointSections() {}

  static List<Section> all() {
    return List.of(
        as("VpcEndpoints", Kinds.VPC_ENDPOINT, VpcEndpoint::builder, EndpointSections::stored),
        as("ServiceConfigurations", Kinds.VPC_ENDPOINT_SERVICE, ServiceConfiguration::builder),
        as("VpcEndpointConnections", Kinds.VPC_ENDPOINT_CONNECTION, VpcEndpointConnection::builder),
        as(
            "ConnectionNotificationSet",
            Kinds.CONNECTION_NOTIFICATION,
            ConnectionNotification::builder),
        as("LoadBalancers", Kinds.LOAD_BALANCER, LoadBalancer::builder),
        as("TargetGroups", Kinds.TARGET_GROUP, TargetGroup::builder),
        as("Listeners", Kinds.LISTENER, Listener::builder),
        listeners(),
        as(
            "LoadBalancerAttributes",
            Kinds.LOAD_BALANCER_ATTRIBUTES,
            ModifyLoadBalancerAttributesRequest::builder),
        as("TagDescriptions", Kinds.LOAD_BALANCING_TAGS, TagDescription::builder),
        targets());
  }

  /** R2.1.2: which tables lead to a gateway endpoint, only the tables say. */
  private static VpcEndpoint stored(VpcEndpoint shown, Scope scope) {
    return shown.vpcEndpointType() == null || shown.vpcEndpointType() == VpcEndpointType.GATEWAY
        ? shown.toBuilder().routeTableIds(List.of()).build()
        : shown;
  }

  /** The answers of describe-listeners, each with its load balancer; written as one list. */
  private static Section listeners() {
    return new Section(
        "LoadBalancerListeners",
        Described.around(BALANCER, DescribeListenersResponse::builder),
        (element, scope, origin, into) ->
            ((DescribeListenersResponse) element.content())
                .listeners()
                .forEach(listener ->
                    into.put(scope, Kinds.LISTENER, listener.listenerArn(), listener, origin)),
        (_, _) -> Stream.empty());
  }

  /** The answers of describe-target-health, each with its target group. */
  private static Section targets() {
    return new Section(
        "LoadBalancerTargetHealth",
        Described.around(GROUP, DescribeTargetHealthResponse::builder),
        (element, scope, origin, into) -> {
          String group = about(element, GROUP, origin);
          for (var each :
              ((DescribeTargetHealthResponse) element.content()).targetHealthDescriptions()) {
            RegisterTargetsRequest target =
                RegisterTargetsRequest.builder()
                    .targetGroupArn(group)
                    .targets(each.target())
                    .build();
            into.put(scope, Kinds.TARGET, Kinds.TARGET.id().apply(target), target, origin);
          }
        },
        EndpointSections::targets);
  }

  private static Stream<Element> targets(Scope scope, Shown shown) {
    return shown
        .stored(scope, Kinds.TARGET)
        .map(Resource::shape)
        .collect(
            Collectors.groupingBy(
                RegisterTargetsRequest::targetGroupArn, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(group ->
            new Element(
                Map.of(GROUP, group.getKey()),
                DescribeTargetHealthResponse.builder()
                    .targetHealthDescriptions(
                        group.getValue().stream()
                            .map(target ->
                                TargetHealthDescription.builder()
                                    .target(target.targets().getFirst())
                                    .build())
                            .toList())
                    .build()));
  }
}
