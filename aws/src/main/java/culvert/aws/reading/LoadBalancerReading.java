package culvert.aws.reading;

import static java.util.stream.Collectors.groupingBy;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.topology.Component;
import culvert.network.topology.NetworkLoadBalancer;
import culvert.network.topology.NetworkLoadBalancer.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Reads Network Load Balancers that are active, with their listeners and targets. */
final class LoadBalancerReading {

  private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";

  private final Snapshot from;
  private final Map<String, List<Listener>> listeners;
  private final Map<String, List<TargetDescription>> targets;
  private final Map<String, String> services = new HashMap<>();

  private LoadBalancerReading(Snapshot from) {
    this.from = from;
    listeners =
        from.everywhere(Kinds.LISTENER)
            .map(Resource::shape)
            .collect(groupingBy(Listener::loadBalancerArn));
    targets = new HashMap<>();
    from.everywhere(Kinds.TARGET)
        .map(Resource::shape)
        .forEach(each ->
            targets.merge(
                each.targetGroupArn(),
                each.targets(),
                (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
    from.everywhere(Kinds.VPC_ENDPOINT_SERVICE)
        .map(Resource::shape)
        .forEach(service ->
            service
                .networkLoadBalancerArns()
                .forEach(arn -> services.put(arn, service.serviceName())));
  }

  static void all(Snapshot from, Reading reading, List<Component> all) {
    List<Resource<LoadBalancer>> active =
        from.everywhere(Kinds.LOAD_BALANCER)
            .filter(each -> each.shape().type() == LoadBalancerTypeEnum.NETWORK)
            .filter(each -> each.shape().state().code() == LoadBalancerStateEnum.ACTIVE)
            .toList();
    if (!active.isEmpty()) {
      LoadBalancerReading balancers = new LoadBalancerReading(from);
      active.forEach(each -> all.add(reading.same(each, balancers.read(each))));
    }
  }

  private NetworkLoadBalancer read(Resource<LoadBalancer> resource) {
    LoadBalancer balancer = resource.shape();
    return new NetworkLoadBalancer(
        balancer.loadBalancerArn(),
        balancer.vpcId(),
        balancer.loadBalancerName(),
        services.get(balancer.loadBalancerArn()),
        nodes(resource.scope(), balancer),
        !"off".equals(balancer.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic()),
        listeners.getOrDefault(balancer.loadBalancerArn(), List.of()).stream()
            .map(listener ->
                new NetworkLoadBalancer.Listener(
                    traffic(listener),
                    listener.defaultActions().stream()
                        .flatMap(LoadBalancerReading::targetGroups)
                        .distinct()
                        .flatMap(group -> targets(resource, group))
                        .toList()))
            .toList());
  }

  /** Its interfaces carry its name as AWS writes it: {@code ELB net/NAME/DIGITS}. */
  private List<String> nodes(Scope scope, LoadBalancer balancer) {
    String arn = balancer.loadBalancerArn();
    String description = "ELB " + arn.substring(arn.indexOf("/") + 1);
    return balancer.availabilityZones().stream()
        .flatMap(zone -> from.referring(scope, Kinds.NETWORK_INTERFACE, zone.subnetId()))
        .filter(each -> description.equals(each.shape().description()))
        .map(Resource::id)
        .toList();
  }

  private static List<Traffic> traffic(Listener listener) {
    Traffic tcp = new Traffic(Traffic.TCP, listener.port(), listener.port());
    Traffic udp = new Traffic(Traffic.UDP, listener.port(), listener.port());
    return listener.protocol() == ProtocolEnum.UDP
        ? List.of(udp)
        : listener.protocol() == ProtocolEnum.TCP_UDP ? List.of(tcp, udp) : List.of(tcp);
  }

  /** The target groups that an action forwards to, those of no weight aside. */
  private static Stream<String> targetGroups(Action action) {
    return action.forwardConfig() == null
        ? Stream.ofNullable(action.targetGroupArn())
        : action.forwardConfig().targetGroups().stream()
            .filter(each -> !Objects.equals(each.weight(), 0))
            .map(each -> each.targetGroupArn());
  }

  private Stream<Target> targets(Resource<LoadBalancer> balancer, String arn) {
    Resource<TargetGroup> group = from.find(balancer.scope(), Kinds.TARGET_GROUP, arn);
    if (group == null) {
      return Stream.empty();
    }
    boolean crossesZones = crossesZones(balancer, arn);
    return targets.getOrDefault(arn, List.of()).stream()
        .flatMap(target ->
            group.shape().targetType() == TargetTypeEnum.IP
                ? Stream.of(
                    new Target(
                        IpAddress.parse(target.id()),
                        target.port(),
                        crossesZones ? null : zone(group, target)))
                : ofInstance(group, target, crossesZones));
  }

  /** By the instance's first interface; an instance that is gone has none. */
  private Stream<Target> ofInstance(
      Resource<TargetGroup> group, TargetDescription target, boolean crossesZones) {
    return from.referring(group.scope(), Kinds.NETWORK_INTERFACE, target.id())
        .map(Resource::shape)
        .filter(each -> isFirstOf(target.id(), each))
        .map(each ->
            new Target(
                IpAddress.parse(each.privateIpAddress()),
                target.port(),
                crossesZones ? null : each.availabilityZoneId()));
  }

  private static boolean isFirstOf(String instance, NetworkInterface at) {
    return at.attachment() != null
        && instance.equals(at.attachment().instanceId())
        && Objects.equals(at.attachment().deviceIndex(), 0)
        && at.privateIpAddress() != null;
  }

  /** The zone of an address of the VPC; null for one from elsewhere, which is in all zones. */
  private @Nullable String zone(Resource<TargetGroup> group, TargetDescription target) {
    IpAddress address = IpAddress.parse(target.id());
    return "all".equals(target.availabilityZone())
        ? null
        : from.referring(group.scope(), Kinds.SUBNET, group.shape().vpcId())
            .map(Resource::shape)
            .filter(subnet -> subnet.cidrBlock() != null)
            .filter(subnet -> IpPrefix.parse(subnet.cidrBlock()).contains(address))
            .map(Subnet::availabilityZoneId)
            .findFirst()
            .orElse(null);
  }

  /** The group's own setting, else the load balancer's, which is off at first (R2.3.9). */
  private boolean crossesZones(Resource<LoadBalancer> balancer, String group) {
    String own = attribute(balancer.scope(), group);
    return "true"
        .equals(
            own == null || own.equals("use_load_balancer_configuration")
                ? attribute(balancer.scope(), balancer.id())
                : own);
  }

  private @Nullable String attribute(Scope scope, String arn) {
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
}
