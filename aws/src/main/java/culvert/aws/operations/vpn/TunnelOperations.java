package culvert.aws.operations.vpn;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lists;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.network.address.IpPrefix;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.ModifyVpnTunnelCertificateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpnTunnelCertificateResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpnTunnelOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpnTunnelOptionsResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceVpnTunnelRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceVpnTunnelResponse;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnTunnelOptionsSpecification;

/** Changes of one tunnel, for which that one is built anew (A7). */
final class TunnelOperations implements OperationFamily {

  private static final String LIFECYCLE_CONTROL = "EnableTunnelLifecycleControl";

  private final VpnConnections connections;

  TunnelOperations(VpnConnections connections) {
    this.connections = connections;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "ModifyVpnTunnelOptions", ModifyVpnTunnelOptionsRequest::builder, this::modifyOptions);
    registry.write(
        "ModifyVpnTunnelCertificate",
        ModifyVpnTunnelCertificateRequest::builder,
        this::modifyCertificate);
    registry.write("ReplaceVpnTunnel", ReplaceVpnTunnelRequest::builder, TunnelOperations::replace);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.VPN_TUNNEL_REPLACEMENT, TunnelReplacements::next);
  }

  private ModifyVpnTunnelOptionsResponse modifyOptions(
      ModifyVpnTunnelOptionsRequest request, Transaction transaction) {
    VpnConnection before = VpnConnections.available(transaction, request.vpnConnectionId());
    TunnelOption tunnel = VpnConnections.tunnel(before, request.vpnTunnelOutsideIpAddress());
    VpnTunnelOptionsSpecification asked = TunnelOptions.asked(request.tunnelOptions());
    if (TunnelOptions.asked(asked).isEmpty() && request.preSharedKeyStorage() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("TunnelOptions");
    }
    boolean skips = Objects.equals(request.skipTunnelReplacement(), true);
    if (skips && !TunnelOptions.asked(asked).equals(List.of(LIFECYCLE_CONTROL))) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameter skipTunnelReplacement takes a change of enableTunnelLifecycleControl"
              + " alone");
    }
    TunnelOption changed = changed(transaction, before, tunnel, asked);
    VpnConnection after =
        before.toBuilder()
            .options(
                before.options().toBuilder()
                    .tunnelOptions(
                        Lists.replacing(
                            before.options().tunnelOptions(), tunnel::equals, _ -> changed))
                    .build())
            .preSharedKeyArn(secret(request.preSharedKeyStorage(), transaction, before))
            .build();
    VpnConnection made =
        skips
            ? transaction.replace(Kinds.VPN_CONNECTION, after)
            : TunnelReplacements.start(transaction, after, List.of(changed), false);
    return ModifyVpnTunnelOptionsResponse.builder()
        .vpnConnection(connections.shown(made, transaction))
        .build();
  }

  private static @Nullable String secret(
      @Nullable String storage, Transaction transaction, VpnConnection before) {
    if (storage == null) {
      return before.preSharedKeyArn();
    }
    String secret = PreSharedKeys.secret(storage, transaction.scope(), before.vpnConnectionId());
    return secret != null && before.preSharedKeyArn() != null ? before.preSharedKeyArn() : secret;
  }

  private static TunnelOption changed(
      Transaction transaction,
      VpnConnection connection,
      TunnelOption tunnel,
      VpnTunnelOptionsSpecification asked) {
    CustomerGateway customer = VpnConnections.customer(transaction, connection);
    if (asked.preSharedKey() != null && customer.certificateArn() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "A tunnel that is authenticated by certificates takes no pre-shared key");
    }
    TunnelOption changed = TunnelOptions.changed(tunnel, asked, customer.ipAddress() != null);
    ConnectionTarget target = ConnectionTarget.of(transaction, connection);
    if (asked.tunnelInsideCidr() != null) {
      Set<IpPrefix> taken = others(target.insideV4(transaction), tunnel.tunnelInsideCidr());
      changed =
          changed.toBuilder()
              .tunnelInsideCidr(InsideCidrs.v4(asked.tunnelInsideCidr(), taken).toString())
              .build();
    }
    if (asked.tunnelInsideIpv6Cidr() != null) {
      if (tunnel.tunnelInsideIpv6Cidr() == null) {
        throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
            "The parameter tunnelInsideIpv6Cidr takes tunnels that carry IPv6");
      }
      Set<IpPrefix> taken = others(target.insideV6(transaction), tunnel.tunnelInsideIpv6Cidr());
      changed =
          changed.toBuilder()
              .tunnelInsideIpv6Cidr(InsideCidrs.v6(asked.tunnelInsideIpv6Cidr(), taken).toString())
              .build();
    }
    return changed;
  }

  private static Set<IpPrefix> others(Set<IpPrefix> taken, String own) {
    Set<IpPrefix> others = new HashSet<>(taken);
    others.remove(IpPrefix.parse(own));
    return others;
  }

  /** AWS's end gets another certificate. */
  private ModifyVpnTunnelCertificateResponse modifyCertificate(
      ModifyVpnTunnelCertificateRequest request, Transaction transaction) {
    VpnConnection before = VpnConnections.available(transaction, request.vpnConnectionId());
    TunnelOption tunnel = VpnConnections.tunnel(before, request.vpnTunnelOutsideIpAddress());
    CustomerGateway customer = VpnConnections.customer(transaction, before);
    if (customer.certificateArn() == null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The tunnels of "
              + before.vpnConnectionId()
              + " are authenticated by pre-shared keys, not by certificates");
    }
    VpnConnection after =
        before.toBuilder()
            .vgwTelemetry(
                Lists.replacing(
                    before.vgwTelemetry(),
                    each -> each.outsideIpAddress().equals(tunnel.outsideIpAddress()),
                    each ->
                        each.toBuilder()
                            .certificateArn(NewTunnels.certificate(transaction, customer))
                            .build()))
            .build();
    VpnConnection made = TunnelReplacements.start(transaction, after, List.of(tunnel), false);
    return ModifyVpnTunnelCertificateResponse.builder()
        .vpnConnection(connections.shown(made, transaction))
        .build();
  }

  private static ReplaceVpnTunnelResponse replace(
      ReplaceVpnTunnelRequest request, Transaction transaction) {
    VpnConnection connection = VpnConnections.available(transaction, request.vpnConnectionId());
    TunnelOption tunnel = VpnConnections.tunnel(connection, request.vpnTunnelOutsideIpAddress());
    TunnelReplacements.start(transaction, connection, List.of(tunnel), true);
    return ReplaceVpnTunnelResponse.builder().returnValue(true).build();
  }
}
