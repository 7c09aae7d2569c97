package culvert.aws.operations.insights;

import culvert.aws.catalog.Scope;
import culvert.network.forwarding.Kind;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.why.End;
import culvert.network.why.PathElement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.PathStatement;

/**
 * What a scope says of one end of its ways: interfaces of the account, or gateways that ways come
 * in or leave by.
 *
 * @param resources null for any
 */
record EndStatement(
    @Nullable ResourceSet resources, HeaderStatement header, Topology topology, Scope scope) {

  /** What lies outside the account's VPCs. */
  private static final Set<Kind> OUTSIDE =
      EnumSet.of(
          Kind.INTERNET,
          Kind.SITE,
          Kind.VPN_TUNNEL,
          Kind.VIRTUAL_INTERFACE,
          Kind.DIRECT_CONNECT_GATEWAY,
          Kind.TRANSIT_GATEWAY_CONNECT_PEER);

  static EndStatement of(@Nullable PathStatement statement, Topology topology, Scope scope) {
    return new EndStatement(
        statement == null ? null : ResourceSet.of(statement.resourceStatement()),
        HeaderStatement.of(statement == null ? null : statement.packetHeaderStatement(), topology),
        topology,
        scope);
  }

  /** Whether ways of that end may be meant; which way they take, says more. */
  boolean mayMean(End end) {
    if (resources == null || resources.hasPassages()) {
      return true;
    }
    return switch (end) {
      case End.AtInterface at -> isOwn(at) && resources.has(networkInterface(at));
      case End.Internet _ -> resources.hasAny(Kind.INTERNET_GATEWAY, "igw-");
      case End.AtSite _ -> resources.hasAny(Kind.VPN_GATEWAY, "vgw-");
      case End.Service _ -> resources.hasAny(Kind.VPC_ENDPOINT, "vpce-");
      case End.UnusedAddress _,
          End.AtGatewayEndpoint _,
          End.AtHostService _,
          End.MulticastGroup _ ->
          false;
    };
  }

  /**
   * Where on a way its end is that a statement means.
   *
   * @param gateway null where that is the host at the end of the whole way
   */
  record Cut(@Nullable Predicate<PathElement> gateway) {}

  /** Null where the statement does not mean that end of the way. */
  @Nullable Cut cut(List<PathElement> path, End end) {
    if (end instanceof End.AtInterface at
        && isOwn(at)
        && (resources == null || resources.has(networkInterface(at)))) {
      return new Cut(null);
    }
    Predicate<PathElement> meant =
        element ->
            !OUTSIDE.contains(element.kind())
                && (resources == null
                    ? isBoundary(element, end)
                    : isMeant(resources, element, end));
    return path.stream().anyMatch(meant) ? new Cut(meant) : null;
  }

  /** Internet and VPN gateways count where the way comes from, or goes to, what is behind them. */
  private static boolean isMeant(ResourceSet resources, PathElement element, End end) {
    return resources.has(element)
        && switch (element.kind()) {
          case INTERNET_GATEWAY -> end instanceof End.Internet;
          case VPN_GATEWAY -> end instanceof End.AtSite;
          case VPC_ENDPOINT -> end instanceof End.Service;
          case TRANSIT_GATEWAY_ATTACHMENT, VPC_PEERING_CONNECTION -> true;
          default -> false;
        };
  }

  /** Where a way leaves, or comes into, what the account has. */
  private static boolean isBoundary(PathElement element, End end) {
    return switch (element.kind()) {
      case INTERNET_GATEWAY -> end instanceof End.Internet;
      case VPN_GATEWAY -> end instanceof End.AtSite;
      case VPC_ENDPOINT -> end instanceof End.Service;
      case TRANSIT_GATEWAY_ATTACHMENT, VPC_PEERING_CONNECTION ->
          end instanceof End.AtSite || end instanceof End.AtInterface;
      default -> false;
    };
  }

  private boolean isOwn(End.AtInterface at) {
    Vpc vpc = topology.get(Vpc.class, networkInterface(at).vpc());
    return vpc.account().equals(scope.account()) && vpc.region().equals(scope.region());
  }

  private NetworkInterface networkInterface(End.AtInterface at) {
    return topology.get(NetworkInterface.class, at.networkInterface());
  }
}
