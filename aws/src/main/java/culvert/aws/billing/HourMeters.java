package culvert.aws.billing;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.cost.Meter;
import culvert.network.cost.Running;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which meters a resource runs now: what its shape says and, for a few, what it is tied to. What is
 * metered by itself is paid by the account that has it, in its Region. A meter ends with the call
 * that deletes the resource, not when AWS has done its work (A16, B10).
 */
final class HourMeters {

  /** What a kind of resource is metered for. */
  @FunctionalInterface
  private interface Rule<T> {
    void meter(T shape, Metered metered);
  }

  private static final Map<Kind<?>, Rule<?>> RULES = new HashMap<>();

  static {
    rule(Kinds.VPC_ENDPOINT, EndpointMeters::endpoint);
    rule(Kinds.VPC_ENDPOINT_CONNECTION, EndpointMeters::connection);
    rule(Kinds.NAT_GATEWAY, GatewayMeters::nat);
    rule(Kinds.INTERNET_GATEWAY, (_, metered) -> metered.runs(Meter.INTERNET_GATEWAY_HOUR));
    rule(
        Kinds.EGRESS_ONLY_INTERNET_GATEWAY,
        (_, metered) -> metered.runs(Meter.INTERNET_GATEWAY_HOUR));
    rule(Kinds.VPC_PEERING_CONNECTION, GatewayMeters::peering);
    rule(Kinds.VPN_GATEWAY, VpnMeters::vpnGateway);
    rule(Kinds.CUSTOMER_GATEWAY, VpnMeters::customerGateway);
    rule(Kinds.VPN_CONNECTION, VpnMeters::connection);
    rule(Kinds.TRANSIT_GATEWAY_ATTACHMENT, AttachmentMeters::attachment);
    rule(Kinds.DIRECT_CONNECT_CONNECTION, DirectConnectMeters::connection);
    rule(Kinds.DIRECT_CONNECT_GATEWAY, DirectConnectMeters::gateway);
    rule(Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, DirectConnectMeters::virtualInterface);
    rule(Kinds.ELASTIC_IP, AddressMeters::elasticIp);
    rule(Kinds.NETWORK_INTERFACE, AddressMeters::networkInterface);
    rule(Kinds.INSTANCE, AddressMeters::instance);
    rule(Kinds.LOAD_BALANCER, LoadBalancerMeters::balancer);
  }

  /** The kinds whose resources run meters, or decide which meters others run. */
  static final Set<Kind<?>> KINDS = Set.copyOf(RULES.keySet());

  private HourMeters() {}

  private static <T> void rule(Kind<T> kind, Rule<T> rule) {
    RULES.put(kind, rule);
  }

  /**
   * The meters that run for a resource, and those of others that it decides about.
   *
   * @param resource null where there is none
   * @param now what they begin with, where they begin
   */
  static void of(@Nullable Resource<?> resource, Snapshot at, Instant now, Consumer<Running> into) {
    if (resource != null) {
      meter(resource, new Metered(resource, at, now, into));
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> void meter(Resource<T> resource, Metered metered) {
    Rule<T> rule = (Rule<T>) RULES.get(resource.kind());
    if (rule != null) {
      rule.meter(resource.shape(), metered);
    }
  }
}
