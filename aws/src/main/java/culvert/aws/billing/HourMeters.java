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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Which others run the meters that the state of a resource decides about. */
  @FunctionalInterface
  private interface Decision<T> {
    Stream<? extends Resource<?>> about(T shape, Snapshot at);
  }

  private static final Map<Kind<?>, Rule<?>> RULES = new HashMap<>();
  private static final Map<Kind<?>, Decision<?>> DECISIONS = new HashMap<>();

  static {
    rule(Kinds.VPC_ENDPOINT, EndpointMeters::endpoint);
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
    rule(Kinds.LOAD_BALANCER, LoadBalancerMeters::balancer);
    decides(Kinds.VPC_ENDPOINT_CONNECTION, EndpointMeters::endpoint);
    decides(
        Kinds.NETWORK_INTERFACE,
        (held, at) -> AddressMeters.elasticIps(held.networkInterfaceId(), at));
    decides(Kinds.INSTANCE, (instance, at) -> AddressMeters.elasticIps(instance.instanceId(), at));
  }

  /** The kinds whose resources run meters, or decide which meters others run. */
  static final Set<Kind<?>> KINDS =
      Stream.of(RULES, DECISIONS)
          .flatMap(each -> each.keySet().stream())
          .collect(Collectors.toUnmodifiableSet());

  private HourMeters() {}

  private static <T> void rule(Kind<T> kind, Rule<T> rule) {
    RULES.put(kind, rule);
  }

  private static <T> void decides(Kind<T> kind, Decision<T> decision) {
    DECISIONS.put(kind, decision);
  }

  /**
   * The meters that a resource runs.
   *
   * @param now what they begin with, where they begin
   */
  static void of(Resource<?> resource, Snapshot at, Instant now, Consumer<Running> into) {
    meter(resource, new Metered(resource, at, now, into));
  }

  @SuppressWarnings("unchecked")
  private static <T> void meter(Resource<T> resource, Metered metered) {
    Rule<T> rule = (Rule<T>) RULES.get(resource.kind());
    if (rule != null) {
      rule.meter(resource.shape(), metered);
    }
  }

  /** The resources whose meters the state of a resource decides about, besides its own. */
  @SuppressWarnings("unchecked")
  static <T> Stream<? extends Resource<?>> decidedBy(Resource<T> resource, Snapshot at) {
    Decision<T> decision = (Decision<T>) DECISIONS.get(resource.kind());
    return decision == null ? Stream.empty() : decision.about(resource.shape(), at);
  }
}
