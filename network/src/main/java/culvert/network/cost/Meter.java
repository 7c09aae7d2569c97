package culvert.network.cost;

/**
 * What AWS meters in a network. Which rate a meter has may hang on more than it and the Region: its
 * <em>qualifier</em>, which is empty where nothing is said of one.
 */
public enum Meter {
  /** An interface of an interface endpoint; qualifier {@code resource} of a resource endpoint. */
  INTERFACE_ENDPOINT_HOUR(Unit.HOUR),
  /** What an interface endpoint carries, both ways. */
  INTERFACE_ENDPOINT_GB(Unit.GB),
  GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR(Unit.HOUR),
  GATEWAY_LOAD_BALANCER_ENDPOINT_GB(Unit.GB),
  /** Free. */
  GATEWAY_ENDPOINT_HOUR(Unit.HOUR),
  /** Free. */
  GATEWAY_ENDPOINT_GB(Unit.GB),
  NAT_GATEWAY_HOUR(Unit.HOUR),
  /** What a NAT gateway processes, both ways. */
  NAT_GATEWAY_GB(Unit.GB),
  /**
   * A Site-to-Site VPN connection; qualifier {@code large} where its tunnels carry 5 Gbps, {@code
   * concentrator} where it is a site's of a VPN concentrator.
   */
  VPN_CONNECTION_HOUR(Unit.HOUR),
  /** One of the two accelerators of an accelerated VPN connection. */
  VPN_ACCELERATOR_HOUR(Unit.HOUR),
  /**
   * What an accelerated VPN connection carries. AWS bills the heavier direction of each hour, by
   * where in the world the site is, which a network does not say.
   */
  VPN_ACCELERATOR_PREMIUM_GB(Unit.GB),
  /**
   * Qualifier: the kind of attachment, {@code vpc}, {@code vpn}, {@code dxgw}, {@code peering},
   * {@code connect}.
   */
  TRANSIT_GATEWAY_ATTACHMENT_HOUR(Unit.HOUR),
  /** What an attachment sends into its transit gateway; qualifier: its kind. */
  TRANSIT_GATEWAY_GB(Unit.GB),
  /** What a receiver gets of a multicast group. */
  TRANSIT_GATEWAY_MULTICAST_GB(Unit.GB),
  /** Free. */
  VPC_PEERING_HOUR(Unit.HOUR),
  /** Free: an internet gateway or an egress-only one. */
  INTERNET_GATEWAY_HOUR(Unit.HOUR),
  /** Free. */
  VPN_GATEWAY_HOUR(Unit.HOUR),
  /** Free. */
  CUSTOMER_GATEWAY_HOUR(Unit.HOUR),
  /** A public IPv4 address that something uses. */
  PUBLIC_IPV4_IN_USE_HOUR(Unit.HOUR),
  /** An Elastic IP address that nothing uses. */
  PUBLIC_IPV4_IDLE_HOUR(Unit.HOUR),
  NETWORK_LOAD_BALANCER_HOUR(Unit.HOUR),
  GATEWAY_LOAD_BALANCER_HOUR(Unit.HOUR),
  /** Capacity units of a Network Load Balancer, by the bytes that it processes. */
  NETWORK_LOAD_BALANCER_LCU(Unit.LCU_HOUR),
  /** Capacity units of a Gateway Load Balancer, by the bytes that it processes. */
  GATEWAY_LOAD_BALANCER_LCU(Unit.LCU_HOUR),
  /** A dedicated port; qualifier: {@code CAPACITY@LOCATION}, {@code 10G@EqDC2}. */
  DIRECT_CONNECT_PORT_HOUR(Unit.HOUR),
  /** A hosted connection; qualifier: {@code CAPACITY@LOCATION}, {@code 200M@EqDC2}. */
  DIRECT_CONNECT_HOSTED_HOUR(Unit.HOUR),
  /** Free. */
  DIRECT_CONNECT_GATEWAY_HOUR(Unit.HOUR),
  /** Free. */
  VIRTUAL_INTERFACE_HOUR(Unit.HOUR),
  /** A virtual interface with SiteLink. */
  SITE_LINK_HOUR(Unit.HOUR),
  /** Between two locations; qualifier: {@code LOCATION-LOCATION}. */
  SITE_LINK_GB(Unit.GB),
  /** Out of a Region over a private or transit virtual interface; qualifier: the location. */
  DIRECT_CONNECT_OUT_GB(Unit.GB),
  /** Out of a Region over a public virtual interface; qualifier: the location. */
  DIRECT_CONNECT_PUBLIC_OUT_GB(Unit.GB),
  /** Free. */
  DIRECT_CONNECT_IN_GB(Unit.GB),
  /** Between zones of one Region: once for what is sent, once for what is received. */
  CROSS_ZONE_GB(Unit.GB),
  /** As {@link #CROSS_ZONE_GB}, over a VPC peering. */
  PEERING_CROSS_ZONE_GB(Unit.GB),
  /** Free: over a VPC peering within a zone. */
  PEERING_SAME_ZONE_GB(Unit.GB),
  /** Out of a Region to another one; qualifier: the other Region. */
  INTER_REGION_OUT_GB(Unit.GB),
  /** To the internet, a VPN's tunnels too. */
  INTERNET_OUT_GB(Unit.GB),
  /** Free. */
  INTERNET_IN_GB(Unit.GB);

  /** What a quantity counts. */
  public enum Unit {
    HOUR("Hrs"),
    /** 2^30 bytes. */
    GB("GB"),
    LCU_HOUR("LCU-Hrs");

    private final String label;

    Unit(String label) {
      this.label = label;
    }

    /** As bills spell it. */
    public String label() {
      return label;
    }
  }

  private final Unit unit;

  Meter(Unit unit) {
    this.unit = unit;
  }

  public Unit unit() {
    return unit;
  }
}
