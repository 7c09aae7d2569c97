package culvert.aws.operations.vpn;

import culvert.aws.catalog.Transaction;
import culvert.aws.operations.PublicAddresses;
import culvert.aws.operations.transitgateway.VpnAttachments;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;
import software.amazon.awssdk.services.ec2.model.VpnTunnelOptionsSpecification;

/** What AWS chooses for the two tunnels of a connection where the customer does not. */
final class NewTunnels {

  /** A connection has so many, each in a zone of its own (A1). */
  static final int COUNT = 2;

  /** Of the block that AWS's IPv6 ends are in. */
  private static final long IPV6_BLOCK = 0x2600_1f1a_0000_0000L;

  private NewTunnels() {}

  /** The two tunnels, with addresses outside and inside, keys, and what was asked for. */
  static List<TunnelOption> of(
      Transaction transaction,
      VpnConnectionOptions options,
      List<VpnTunnelOptionsSpecification> asked,
      ConnectionTarget target,
      CustomerGateway customer) {
    List<@Nullable String> askedV4 = new ArrayList<>();
    List<@Nullable String> askedV6 = new ArrayList<>();
    for (VpnTunnelOptionsSpecification each : asked) {
      askedV4.add(each.tunnelInsideCidr());
      askedV6.add(each.tunnelInsideIpv6Cidr());
    }
    boolean apart = target.vpnGateway() != null;
    List<String> outside = outside(transaction, options, target);
    List<IpPrefix> v4 = inside(askedV4, target.insideV4(transaction), apart, InsideCidrs::v4);
    List<IpPrefix> v6 =
        ConnectionOptions.isIpv6(options)
            ? inside(askedV6, target.insideV6(transaction), true, InsideCidrs::v6)
            : List.of();
    List<TunnelOption> tunnels = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      TunnelOption chosen =
          TunnelOption.builder()
              .outsideIpAddress(outside.get(i))
              .tunnelInsideCidr(v4.get(i).toString())
              .tunnelInsideIpv6Cidr(v6.isEmpty() ? null : v6.get(i).toString())
              .preSharedKey(customer.certificateArn() == null ? PreSharedKeys.next() : null)
              .build();
      tunnels.add(TunnelOptions.changed(chosen, asked.get(i), customer.ipAddress() != null));
    }
    return tunnels;
  }

  @FunctionalInterface
  private interface Choice {
    IpPrefix of(@Nullable String asked, Set<IpPrefix> taken);
  }

  /**
   * A range for each tunnel; those that are asked for come first.
   *
   * @param apart whether what is asked for must differ from what is taken
   */
  private static List<IpPrefix> inside(
      List<@Nullable String> asked, Set<IpPrefix> taken, boolean apart, Choice choice) {
    @Nullable IpPrefix[] chosen = new IpPrefix[COUNT];
    Set<IpPrefix> others = new HashSet<>(taken);
    for (int i = 0; i < COUNT; i++) {
      if (asked.get(i) != null) {
        chosen[i] = choice.of(asked.get(i), apart ? others : Set.of());
        others.add(chosen[i]);
      }
    }
    List<IpPrefix> all = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      IpPrefix range = chosen[i] == null ? choice.of(null, others) : chosen[i];
      others.add(range);
      all.add(Objects.requireNonNull(range));
    }
    return all;
  }

  /** An outside address for each tunnel. */
  static List<String> outside(
      Transaction transaction, VpnConnectionOptions options, ConnectionTarget target) {
    Set<String> addresses = new java.util.LinkedHashSet<>();
    Set<IpAddress> own = new HashSet<>();
    while (addresses.size() < COUNT) {
      switch (options.outsideIpAddressType()) {
        case ConnectionOptions.PRIVATE_IPV4 -> {
          IpAddress address =
              VpnAttachments.privateAddress(
                  transaction, Objects.requireNonNull(target.transitGateway()), own);
          own.add(address);
          addresses.add(address.toString());
        }
        case ConnectionOptions.IPV6 -> addresses.add(ipv6().toString());
        default -> addresses.add(PublicAddresses.allocate(transaction));
      }
    }
    return List.copyOf(addresses);
  }

  private static IpAddress ipv6() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return IpAddress.v6(IPV6_BLOCK | random.nextInt() & 0xffff_ffffL, random.nextLong());
  }

  /** How the tunnels are before anybody has spoken to them. */
  static List<VgwTelemetry> telemetry(
      Transaction transaction, List<TunnelOption> tunnels, CustomerGateway customer) {
    return tunnels.stream()
        .map(tunnel ->
            VgwTelemetry.builder()
                .outsideIpAddress(tunnel.outsideIpAddress())
                .lastStatusChange(transaction.now())
                .certificateArn(certificate(transaction, customer))
                .build())
        .toList();
  }

  /** The certificate of AWS's end, where the customer's has one (A4). */
  static @Nullable String certificate(Transaction transaction, CustomerGateway customer) {
    return customer.certificateArn() == null
        ? null
        : "arn:aws:acm:"
            + transaction.scope().region()
            + ":"
            + transaction.scope().account()
            + ":certificate/"
            + UUID.randomUUID();
  }
}
