package culvert.network.advice;

import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Meter;
import culvert.network.cost.Running;
import culvert.network.cost.Usage;
import culvert.network.topology.Topology;
import culvert.network.topology.VpnConnection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What bills and carries nothing: Elastic IP addresses that AWS itself calls idle, and what none of
 * the known traffic passes.
 */
final class IdleProposals {

  /** What is there to carry traffic. */
  private static final Set<Meter> CARRIERS =
      EnumSet.of(
          Meter.NAT_GATEWAY_HOUR,
          Meter.INTERFACE_ENDPOINT_HOUR,
          Meter.GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR,
          Meter.VPN_CONNECTION_HOUR,
          Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR,
          Meter.DIRECT_CONNECT_PORT_HOUR,
          Meter.DIRECT_CONNECT_HOSTED_HOUR);

  private final Topology topology;

  IdleProposals(Topology topology) {
    this.topology = topology;
  }

  /**
   * @param knowsTraffic whether there is traffic to compare with
   */
  List<Proposal> of(Uses uses, boolean knowsTraffic) {
    List<Proposal> proposals = new ArrayList<>();
    Map<String, List<Usage>> idle = new TreeMap<>();
    uses.running()
        .forEach((id, running) -> {
          if (running.stream().anyMatch(each -> each.meter() == Meter.PUBLIC_IPV4_IDLE_HOUR)) {
            proposals.add(address(id, running));
          } else if (knowsTraffic
              && uses.count(id) == 0
              && running.stream().anyMatch(each -> CARRIERS.contains(each.meter()))) {
            idle.computeIfAbsent(whole(id), _ -> new ArrayList<>()).addAll(uses.hours(id).toList());
          }
        });
    idle.forEach((id, hours) -> proposals.add(carrier(id, hours)));
    return proposals;
  }

  /** The attachment of a VPN connection goes with that. */
  private String whole(String id) {
    VpnConnection vpn = topology.vpnOf(id);
    return vpn == null ? id : vpn.id();
  }

  private static Proposal address(String id, List<Running> running) {
    return new Proposal(
            Advice.Kind.IDLE, "%s is an Elastic IP address that nothing uses".formatted(id))
        .id(id)
        .remove(running.stream().map(each -> each.of(BillingPeriod.HOURS_OF_A_MONTH)).toList())
        .change("release " + id);
  }

  private static Proposal carrier(String id, List<Usage> hours) {
    return new Proposal(Advice.Kind.IDLE, "no traffic in the file passes " + id)
        .id(id)
        .remove(hours)
        .note("whether other traffic passes it, the file does not say")
        .change("delete %s, if nothing else needs it".formatted(id));
  }
}
