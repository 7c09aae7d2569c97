package culvert.network.routing;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.routing.LearnedRoute.Source;
import culvert.network.topology.Site;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnTunnel;
import org.jspecify.annotations.Nullable;

/** What joins a site's router and AWS, as it is configured: it may be up or down. */
sealed interface Link {

  /** Of the tunnel, BGP peer or Connect peer. */
  String id();

  /** The component that packets pass, which is the way that routes lead by. */
  String over();

  AwsEnd end();

  /** Who is at the far end, or null. */
  @Nullable Site site();

  /** The AS number that AWS expects there. */
  long customerAsn();

  boolean bgp();

  /** What its routes are to those who learn them. */
  Source source();

  boolean carries(IpFamily family);

  /** How many prefixes AWS takes before it ends the session (A2, B3, R4.3.10). */
  int prefixLimit();

  /** What it runs over inside AWS, or null where that is the internet or a cable. */
  @Nullable Transport transport();

  /** Whether a site's policy or static route that names this component means this link. */
  default boolean isVia(String component) {
    return over().equals(component);
  }

  /** Whether both ends have one AS number, so that it is not put before the path. */
  default boolean isInternal() {
    Site site = site();
    return site != null && site.asn() == end().asn();
  }

  /**
   * A way over Direct Connect, which is there while both sides have routes to each other's outer
   * address (A11).
   *
   * @param directConnectGateway the gateway whose virtual interfaces carry it; null where there is
   *     none
   * @param siteAddress the site's outer address, or null where AWS does not know it
   */
  record Transport(
      @Nullable String directConnectGateway,
      IpAddress awsAddress,
      @Nullable IpAddress siteAddress) {}

  record OverTunnel(
      VpnTunnel tunnel,
      VpnConnection connection,
      AwsEnd end,
      @Nullable Site site,
      long customerAsn,
      @Nullable Transport transport)
      implements Link {

    private static final int LIMIT_OF_VPN_GATEWAY = 100;
    private static final int LIMIT_OF_TRANSIT_GATEWAY = 1000;

    @Override
    public String id() {
      return tunnel.id();
    }

    @Override
    public String over() {
      return tunnel.id();
    }

    @Override
    public boolean bgp() {
      return connection.bgp();
    }

    @Override
    public Source source() {
      return connection.transport() == null ? Source.VPN : Source.PRIVATE_VPN;
    }

    @Override
    public boolean carries(IpFamily family) {
      return connection.ipv6() == (family == IpFamily.V6);
    }

    @Override
    public int prefixLimit() {
      return end instanceof AwsEnd.AtVpnGateway ? LIMIT_OF_VPN_GATEWAY : LIMIT_OF_TRANSIT_GATEWAY;
    }

    @Override
    public boolean isVia(String component) {
      return tunnel.id().equals(component) || connection.id().equals(component);
    }
  }

  record OverVirtualInterface(
      VirtualInterface virtualInterface,
      VirtualInterface.BgpPeer peer,
      AwsEnd end,
      @Nullable Site site)
      implements Link {

    private static final int LIMIT = 100;
    private static final int LIMIT_OF_PUBLIC = 1000;

    @Override
    public String id() {
      return peer.id();
    }

    @Override
    public String over() {
      return virtualInterface.id();
    }

    @Override
    public long customerAsn() {
      return peer.customerAsn();
    }

    @Override
    public boolean bgp() {
      return true;
    }

    @Override
    public Source source() {
      return Source.DIRECT_CONNECT;
    }

    @Override
    public boolean carries(IpFamily family) {
      return peer.family() == family;
    }

    @Override
    public int prefixLimit() {
      return isPublic() ? LIMIT_OF_PUBLIC : LIMIT;
    }

    @Override
    public @Nullable Transport transport() {
      return null;
    }

    boolean isPublic() {
      return virtualInterface.type() == VirtualInterface.Type.PUBLIC;
    }
  }

  record OverConnectPeer(
      TransitGatewayConnectPeer peer,
      AwsEnd end,
      @Nullable Site site,
      @Nullable Transport transport)
      implements Link {

    private static final int LIMIT = 1000;

    @Override
    public String id() {
      return peer.id();
    }

    @Override
    public String over() {
      return peer.id();
    }

    @Override
    public long customerAsn() {
      return peer.peerAsn();
    }

    @Override
    public boolean bgp() {
      return true;
    }

    @Override
    public Source source() {
      return Source.CONNECT;
    }

    @Override
    public boolean carries(IpFamily family) {
      return true;
    }

    @Override
    public int prefixLimit() {
      return LIMIT;
    }
  }
}
