package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpAddress;
import culvert.network.address.Traffic;
import culvert.network.topology.GatewayLoadBalancer;
import culvert.network.topology.NetworkLoadBalancer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/**
 * Reads load balancers that are active; Network Load Balancers with their listeners and targets.
 */
final class LoadBalancerReading {

  private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";

  private LoadBalancerReading() {}

  static @Nullable NetworkLoadBalancer balancer(Resource<LoadBalancer> resource, Snapshot from) {
    LoadBalancer balancer = resource.shape();
    if (!isActive(balancer, LoadBalancerTypeEnum.NETWORK)) {
      return null;
    }
    return new NetworkLoadBalancer(
        resource.id(),
        balancer.vpcId(),
        balancer.loadBalancerName(),
        service(resource, from, ServiceConfiguration::networkLoadBalancerArns),
        nodes(resource, from),
        !"off".equals(balancer.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic()),
        from.all(resource.scope(), Kinds.LISTENER)
            .map(Resource::shape)
            .filter(listener -> listener.loadBalancerArn().equals(resource.id()))
            .map(listener -> listener(listener, resource, from))
            .toList());
  }

  static @Nullable GatewayLoadBalancer gateway(Resource<LoadBalancer> resource, Snapshot from) {
    LoadBalancer balancer = resource.shape();
    return isActive(balancer, LoadBalancerTypeEnum.GATEWAY)
        ? new GatewayLoadBalancer(
            resource.id(),
            balancer.vpcId(),
            balancer.loadBalancerName(),
            service(resource, from, ServiceConfiguration::gatewayLoadBalancerArns))
        : null;
  }

  private static boolean isActive(LoadBalancer balancer, LoadBalancerTypeEnum type) {
    return balancer.type() == type && balancer.state().code() == LoadBalancerStateEnum.ACTIVE;
  }

  private static @Nullable String service(
      Resource<LoadBalancer> balancer,
      Snapshot from,
      Function<ServiceConfiguration, List<String>> balancers) {
    return from.all(balancer.scope(), Kinds.VPC_ENDPOINT_SERVICE)
        .map(Resource::shape)
        .filter(service -> balancers.apply(service).contains(balancer.id()))
        .map(ServiceConfiguration::serviceName)
        .findFirst()
        .orElse(null);
  }

  /** Its interfaces carry its name as AWS writes it: {@code ELB net/NAME/DIGITS}. */
  private static List<String> nodes(Resource<LoadBalancer> balancer, Snapshot from) {
    String description = "ELB " + balancer.id().substring(balancer.id().indexOf('/') + 1);
    return balancer.shape().availabilityZones().stream()
        .flatMap(zone -> from.referring(balancer.scope(), Kinds.NETWORK_INTERFACE, zone.subnetId()))
        .filter(each -> description.equals(each.shape().description()))
        .map(Resource::id)
        .toList();
  }

  private static NetworkLoadBalancer.Listener listener(
      Listener listener, Resource<LoadBalancer> balancer, Snapshot from) {
    return new NetworkLoadBalancer.Listener(
        traffic(listener),
        targetGroups(listener).flatMap(group -> targets(balancer, group, from)).toList());
  }

  private static List<Traffic> traffic(Listener listener) {
    Traffic tcp = new Traffic(Traffic.TCP, listener.port(), listener.port());
    Traffic udp = new Traffic(Traffic.UDP, listener.port(), listener.port());
    return listener.protocol() == ProtocolEnum.UDP
        ? List.of(udp)
        : listener.protocol() == ProtocolEnum.TCP_UDP ? List.of(tcp, udp) : List.of(tcp);
  }

  /** The target groups that a listener forwards to, those of no weight aside. */
  private static Stream<String> targetGroups(Listener listener) {
    return listener.defaultActions().stream().flatMap(LoadBalancerReading::targetGroups).distinct();
  }

  private static Stream<String> targetGroups(Action action) {
    return action.forwardConfig() == null
        ? Stream.ofNullable(action.targetGroupArn())
        : action.forwardConfig().targetGroups().stream()
            .filter(each -> !Objects.equals(each.weight(), 0))
            .map(each -> each.targetGroupArn());
  }

  private static Stream<NetworkLoadBalancer.Target> targets(
      Resource<LoadBalancer> balancer, String group, Snapshot from) {
    boolean crossesZones = crossesZones(balancer, group, from);
    return from.all(balancer.scope(), Kinds.TARGET)
        .filter(each -> each.shape().targetGroupArn().equals(group))
        .map(each -> target(each.shape().targets().getFirst(), crossesZones));
  }

  private static NetworkLoadBalancer.Target target(TargetDescription target, boolean crossesZones) {
    IpAddress address = IpAddress.tryParse(target.id());
    return address == null
        ? new NetworkLoadBalancer.InstanceTarget(target.id(), target.port(), crossesZones)
        : new NetworkLoadBalancer.AddressTarget(address, target.port(), crossesZones);
  }

  /** The group's own setting, else the load balancer's, which is off at first (R2.3.9). */
  private static boolean crossesZones(
      Resource<LoadBalancer> balancer, String group, Snapshot from) {
    String own = attribute(balancer.scope(), group, from);
    boolean decides = own != null && !own.equals("use_load_balancer_configuration");
    return "true".equals(decides ? own : attribute(balancer.scope(), balancer.id(), from));
  }

  private static @Nullable String attribute(Scope scope, String arn, Snapshot from) {
    Resource<ModifyLoadBalancerAttributesRequest> set =
        from.find(scope, Kinds.LOAD_BALANCER_ATTRIBUTES, arn);
    return set == null
        ? null
        : set.shape().attributes().stream()
            .filter(each -> each.key().equals(CROSS_ZONE))
            .map(each -> each.value())
            .findFirst()
            .orElse(null);
  }

  /** The load balancers that forward to a target group. */
  static Stream<String> forwardingTo(Scope scope, String group, Snapshot from) {
    return from.all(scope, Kinds.LISTENER)
        .map(Resource::shape)
        .filter(listener -> targetGroups(listener).anyMatch(group::equals))
        .map(Listener::loadBalancerArn)
        .distinct();
  }

  /** The load balancers that read the attributes of themselves or of a target group. */
  static Stream<String> withAttributes(
      Resource<ModifyLoadBalancerAttributesRequest> attributes, Snapshot from) {
    return attributes.id().contains(":targetgroup/")
        ? forwardingTo(attributes.scope(), attributes.id(), from)
        : Stream.of(attributes.id());
  }
}
