package culvert.aws.operations.vpn;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.transitgateway.VpnAttachments;
import culvert.network.address.IpPrefix;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/** Where a VPN connection ends on AWS's side: one of the two, or nowhere yet (A1). */
record ConnectionTarget(@Nullable VpnGateway vpnGateway, @Nullable TransitGateway transitGateway) {

  /** What AWS calls itself where there is no gateway. */
  private static final long DEFAULT_ASN = 64_512;

  /** The one that a request names. */
  static ConnectionTarget of(
      CatalogView view, @Nullable String vpnGateway, @Nullable String transitGateway) {
    if (vpnGateway != null && transitGateway != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameters vpnGatewayId and transitGatewayId cannot be used together");
    }
    return new ConnectionTarget(
        vpnGateway == null ? null : VpnGateways.available(view, vpnGateway),
        transitGateway == null ? null : VpnAttachments.gateway(view, transitGateway));
  }

  /** That of a connection which is there. */
  static ConnectionTarget of(CatalogView view, VpnConnection connection) {
    return new ConnectionTarget(
        find(view, Kinds.VPN_GATEWAY, connection.vpnGatewayId()),
        find(view, Kinds.TRANSIT_GATEWAY, connection.transitGatewayId()));
  }

  private static <T> @Nullable T find(
      CatalogView view, culvert.aws.catalog.Kind<T> kind, @Nullable String id) {
    return id == null ? null : view.find(kind, id);
  }

  @Nullable String vpnGatewayId() {
    return vpnGateway == null ? null : vpnGateway.vpnGatewayId();
  }

  @Nullable String transitGatewayId() {
    return transitGateway == null ? null : transitGateway.transitGatewayId();
  }

  boolean isThere() {
    return vpnGateway != null || transitGateway != null;
  }

  boolean isSame(ConnectionTarget other) {
    return Objects.equals(vpnGatewayId(), other.vpnGatewayId())
        && Objects.equals(transitGatewayId(), other.transitGatewayId());
  }

  /** The AS number of AWS's side. */
  long asn() {
    if (vpnGateway != null) {
      return vpnGateway.amazonSideAsn();
    }
    return transitGateway == null ? DEFAULT_ASN : transitGateway.options().amazonSideAsn();
  }

  /** The IPv4 ranges inside tunnels that are taken: those of one virtual private gateway (A3). */
  Set<IpPrefix> insideV4(CatalogView view) {
    String id = vpnGatewayId();
    return id == null
        ? new HashSet<>()
        : inside(VpnGateways.connections(view, id), TunnelOption::tunnelInsideCidr);
  }

  /** The same of IPv6: those of one transit gateway. */
  Set<IpPrefix> insideV6(CatalogView view) {
    String id = transitGatewayId();
    return id == null
        ? new HashSet<>()
        : inside(
            view.referring(Kinds.VPN_CONNECTION, id)
                .filter(each -> id.equals(each.transitGatewayId()) && !VpnConnections.isGone(each)),
            TunnelOption::tunnelInsideIpv6Cidr);
  }

  private static Set<IpPrefix> inside(
      Stream<VpnConnection> connections, Function<TunnelOption, @Nullable String> range) {
    Set<IpPrefix> taken = new HashSet<>();
    connections
        .flatMap(each -> each.options().tunnelOptions().stream())
        .map(range)
        .flatMap(Stream::ofNullable)
        .forEach(text -> taken.add(IpPrefix.parse(text)));
    return taken;
  }
}
