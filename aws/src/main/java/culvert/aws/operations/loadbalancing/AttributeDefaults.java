package culvert.aws.operations.loadbalancing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Which attributes there are, and their values until others are set. */
final class AttributeDefaults {

  private AttributeDefaults() {}

  static Map<String, String> of(LoadBalancer balancer) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("deletion_protection.enabled", "false");
    defaults.put("load_balancing.cross_zone.enabled", "false");
    if (balancer.type() == LoadBalancerTypeEnum.NETWORK) {
      boolean internal = balancer.scheme() == LoadBalancerSchemeEnum.INTERNAL;
      defaults.put("access_logs.s3.enabled", "false");
      defaults.put("access_logs.s3.bucket", "");
      defaults.put("access_logs.s3.prefix", "");
      defaults.put("ipv6.deny_all_igw_traffic", String.valueOf(internal));
      defaults.put("zonal_shift.config.enabled", "false");
      defaults.put("dns_record.client_routing_policy", "any_availability_zone");
      defaults.put("secondary_ips.auto_assigned.per_subnet", "0");
    }
    return defaults;
  }

  static Map<String, String> of(TargetGroup group) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("deregistration_delay.timeout_seconds", "300");
    defaults.put("stickiness.enabled", "false");
    if (group.protocol() == ProtocolEnum.GENEVE) {
      defaults.put("stickiness.type", "source_ip_dest_ip_proto");
      defaults.put("target_failover.on_deregistration", "no_rebalance");
      defaults.put("target_failover.on_unhealthy", "no_rebalance");
      defaults.put("load_balancing.cross_zone.enabled", "use_load_balancer_configuration");
      return defaults;
    }
    boolean datagrams =
        group.protocol() == ProtocolEnum.UDP || group.protocol() == ProtocolEnum.TCP_UDP;
    boolean translated = group.targetType() == TargetTypeEnum.IP && !datagrams;
    defaults.put("stickiness.type", "source_ip");
    defaults.put("load_balancing.cross_zone.enabled", "use_load_balancer_configuration");
    defaults.put("deregistration_delay.connection_termination.enabled", String.valueOf(datagrams));
    defaults.put("preserve_client_ip.enabled", String.valueOf(!translated));
    defaults.put("proxy_protocol_v2.enabled", "false");
    defaults.put("target_health_state.unhealthy.connection_termination.enabled", "true");
    defaults.put("target_health_state.unhealthy.draining_interval_seconds", "0");
    defaults.put("target_group_health.dns_failover.minimum_healthy_targets.count", "1");
    defaults.put("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off");
    defaults.put("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1");
    defaults.put(
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off");
    return defaults;
  }

  static Map<String, String> of(Listener listener) {
    return listener.protocol() == ProtocolEnum.TCP || listener.protocol() == null
        ? Map.of("tcp.idle_timeout.seconds", "350")
        : Map.of();
  }

  /** Switches are on or off, seconds are numbers. */
  static void check(String key, @Nullable String value) {
    boolean fits =
        value != null
            && (key.endsWith(".enabled") && !key.equals("load_balancing.cross_zone.enabled")
                ? value.equals("true") || value.equals("false")
                : !key.endsWith("seconds") || value.matches("\\d{1,6}"));
    if (!fits) {
      throw BalancingError.VALIDATION_ERROR.with(
          "Attribute value '" + value + "' of '" + key + "' is not valid");
    }
  }
}
