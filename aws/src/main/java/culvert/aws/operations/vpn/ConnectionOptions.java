package culvert.aws.operations.vpn;

import culvert.aws.catalog.CatalogView;
import culvert.aws.operations.CidrRules;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.transitgateway.VpnAttachments;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TunnelInsideIpVersion;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.VpnTunnelBandwidth;

/** The options of a connection but for those of its tunnels, and what each target supports. */
final class ConnectionOptions {

  static final String PUBLIC_IPV4 = "PublicIpv4";
  static final String PRIVATE_IPV4 = "PrivateIpv4";
  static final String IPV6 = "Ipv6";

  private static final List<IpPrefix> PRIVATE =
      List.of(
          IpPrefix.parse("10.0.0.0/8"),
          IpPrefix.parse("100.64.0.0/10"),
          IpPrefix.parse("172.16.0.0/12"),
          IpPrefix.parse("192.168.0.0/16"));

  private ConnectionOptions() {}

  /** What is asked for, with AWS's defaults. */
  static VpnConnectionOptions of(VpnConnectionOptionsSpecification asked) {
    TunnelInsideIpVersion version =
        asked.tunnelInsideIpVersion() == null
            ? TunnelInsideIpVersion.IPV4
            : asked.tunnelInsideIpVersion();
    VpnConnectionOptions.Builder options =
        VpnConnectionOptions.builder()
            .enableAcceleration(Objects.equals(asked.enableAcceleration(), true))
            .staticRoutesOnly(Objects.equals(asked.staticRoutesOnly(), true))
            .outsideIpAddressType(outside(asked.outsideIpAddressType()))
            .transportTransitGatewayAttachmentId(asked.transportTransitGatewayAttachmentId())
            .tunnelInsideIpVersion(version)
            .tunnelBandwidth(
                asked.tunnelBandwidth() == null
                    ? VpnTunnelBandwidth.STANDARD
                    : asked.tunnelBandwidth());
    return withNetworks(
        options.build(),
        asked.localIpv4NetworkCidr(),
        asked.remoteIpv4NetworkCidr(),
        asked.localIpv6NetworkCidr(),
        asked.remoteIpv6NetworkCidr());
  }

  private static String outside(@Nullable String asked) {
    if (asked == null) {
      return PUBLIC_IPV4;
    }
    if (!List.of(PUBLIC_IPV4, PRIVATE_IPV4, IPV6).contains(asked)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + asked + ") for parameter outsideIpAddressType is invalid.");
    }
    return asked;
  }

  /**
   * With the networks that may talk through the tunnels: "local" ones on the customer's side (A3).
   * What is not said stays, or is everything.
   */
  static VpnConnectionOptions withNetworks(
      VpnConnectionOptions options,
      @Nullable String localV4,
      @Nullable String remoteV4,
      @Nullable String localV6,
      @Nullable String remoteV6) {
    boolean ipv6 = isIpv6(options);
    if (ipv6 ? localV4 != null || remoteV4 != null : localV6 != null || remoteV6 != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The network CIDRs must be of the IP version that the tunnels carry: "
              + options.tunnelInsideIpVersionAsString());
    }
    VpnConnectionOptions.Builder changed = options.toBuilder();
    if (ipv6) {
      return changed
          .localIpv6NetworkCidr(
              network(localV6, options.localIpv6NetworkCidr(), IpPrefix.ALL_V6, "localIpv6"))
          .remoteIpv6NetworkCidr(
              network(remoteV6, options.remoteIpv6NetworkCidr(), IpPrefix.ALL_V6, "remoteIpv6"))
          .build();
    }
    return changed
        .localIpv4NetworkCidr(
            network(localV4, options.localIpv4NetworkCidr(), IpPrefix.ALL_V4, "localIpv4"))
        .remoteIpv4NetworkCidr(
            network(remoteV4, options.remoteIpv4NetworkCidr(), IpPrefix.ALL_V4, "remoteIpv4"))
        .build();
  }

  private static String network(
      @Nullable String asked, @Nullable String before, IpPrefix all, String name) {
    if (asked == null) {
      return before == null ? all.toString() : before;
    }
    IpPrefix network = CidrRules.any(asked, name + "NetworkCidr");
    if (network.family() != all.family()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + asked + ") for parameter " + name + "NetworkCidr is invalid.");
    }
    return network.toString();
  }

  static boolean isIpv6(VpnConnectionOptions options) {
    return options.tunnelInsideIpVersion() == TunnelInsideIpVersion.IPV6;
  }

  /** Refuses what the target or the customer gateway does not go with (A2, A10, A11). */
  static void refuseUnfit(
      CatalogView view,
      VpnConnectionOptions options,
      ConnectionTarget target,
      CustomerGateway customer) {
    boolean accelerated = options.enableAcceleration();
    if (accelerated && target.transitGateway() == null) {
      throw onlyOnTransitGateway("Acceleration");
    }
    if (target.vpnGateway() != null) {
      if (isIpv6(options)) {
        throw onlyOnTransitGateway("IPv6 inside the tunnels");
      }
      if (options.tunnelBandwidth() == VpnTunnelBandwidth.LARGE) {
        throw onlyOnTransitGateway("Large tunnel bandwidth");
      }
      if (!options.outsideIpAddressType().equals(PUBLIC_IPV4)) {
        throw onlyOnTransitGateway("The outside IP address type " + options.outsideIpAddressType());
      }
    }
    if (accelerated && !options.outsideIpAddressType().equals(PUBLIC_IPV4)) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Acceleration takes the outside IP address type " + PUBLIC_IPV4);
    }
    refuseUnfitTransport(view, options, target.transitGateway());
    refuseUnfitAddress(options.outsideIpAddressType(), customer);
  }

  private static RuntimeException onlyOnTransitGateway(String what) {
    return Ec2Error.INVALID_PARAMETER_COMBINATION.with(
        what + " is not supported by the target of the VPN connection, but by a transit gateway");
  }

  private static void refuseUnfitTransport(
      CatalogView view, VpnConnectionOptions options, @Nullable TransitGateway gateway) {
    String transport = options.transportTransitGatewayAttachmentId();
    if (!options.outsideIpAddressType().equals(PRIVATE_IPV4)) {
      if (transport != null) {
        throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
            "The parameter transportTransitGatewayAttachmentId takes the outside IP address type "
                + PRIVATE_IPV4);
      }
      return;
    }
    if (transport == null) {
      throw Ec2Error.MISSING_PARAMETER.with("TransportTransitGatewayAttachmentId");
    }
    if (gateway == null) {
      throw onlyOnTransitGateway("The outside IP address type " + PRIVATE_IPV4);
    }
    VpnAttachments.checkTransport(view, gateway, transport);
  }

  private static void refuseUnfitAddress(String type, CustomerGateway customer) {
    if (customer.ipAddress() == null) {
      return;
    }
    IpAddress address = IpAddress.parse(customer.ipAddress());
    boolean fits =
        switch (type) {
          case IPV6 -> !address.isV4();
          case PRIVATE_IPV4 -> PRIVATE.stream().anyMatch(range -> range.contains(address));
          default -> address.isV4();
        };
    if (!fits) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The address "
              + address
              + " of "
              + customer.customerGatewayId()
              + " does not go with the outside IP address type "
              + type);
    }
  }
}
