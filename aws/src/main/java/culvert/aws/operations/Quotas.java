package culvert.aws.operations;

/**
 * How many of what an account may have.
 *
 * @param vpcsPerRegion R1.1.13
 * @param routesPerTransitGateway static routes and the most entries of prefix lists, over all
 *     tables (R4.9.1); AWS counts propagated ones too, but refuses no call for them
 */
public record Quotas(
    int vpcsPerRegion,
    int subnetsPerVpc,
    int ipv4CidrsPerVpc,
    int ipv6CidrsPerVpc,
    int routeTablesPerVpc,
    int routesPerTable,
    int networkAclsPerVpc,
    int rulesPerNetworkAcl,
    int internetGatewaysPerRegion,
    int egressOnlyInternetGatewaysPerRegion,
    int natGatewaysPerZone,
    int elasticIpsPerRegion,
    int elasticIpsPerNatGateway,
    int networkInterfacesPerRegion,
    int securityGroupsPerRegion,
    int rulesPerSecurityGroup,
    int securityGroupsPerInterface,
    int activePeeringsPerVpc,
    int outstandingPeeringsPerAccount,
    int prefixListsPerRegion,
    int entriesPerPrefixList,
    int gatewayEndpointsPerRegion,
    int interfaceEndpointsPerVpc,
    int transitGatewaysPerRegion,
    int transitGatewaysPerVpc,
    int attachmentsPerTransitGateway,
    int peeringsPerTransitGateway,
    int pendingPeeringsPerTransitGateway,
    int tablesPerTransitGateway,
    int routesPerTransitGateway,
    Multicast multicast,
    Vpn vpn,
    DirectConnect directConnect,
    Insights insights) {

  /**
   * Of multicast (R4.8.8).
   *
   * @param domainsPerVpc how many domains the subnets of a VPC may be in
   * @param registrationsPerGateway members and sources of all groups of a gateway's domains
   */
  public record Multicast(
      int domainsPerGateway,
      int domainsPerVpc,
      int membersPerGroup,
      int sourcesPerGroup,
      int registrationsPerGateway) {}

  /**
   * Of Site-to-Site VPN (A15).
   *
   * @param connectionsPerRegion those that are accelerated included
   */
  public record Vpn(
      int customerGatewaysPerRegion,
      int vpnGatewaysPerRegion,
      int connectionsPerRegion,
      int connectionsPerVpnGateway,
      int acceleratedConnectionsPerRegion) {}

  /**
   * Of Direct Connect, as far as AWS raises them (B2, B5); the others are the same for everybody.
   *
   * @param connectionsPerLocation dedicated ones of a Region
   */
  public record DirectConnect(
      int connectionsPerLocation,
      int lagsPerRegion,
      int gateways,
      int virtualInterfacesPerGateway) {}

  /** Of the Reachability Analyzer, in a Region (its guide, quotas). */
  public record Insights(int paths, int analyses) {}

  private static final int UNCOUNTED = Integer.MAX_VALUE;

  /** What AWS raises an account's quotas to where it asks; no count where AWS names no limit. */
  public static Quotas raised() {
    return new Quotas(
        UNCOUNTED,
        UNCOUNTED,
        50,
        50,
        UNCOUNTED,
        1000,
        UNCOUNTED,
        40,
        UNCOUNTED,
        UNCOUNTED,
        UNCOUNTED,
        UNCOUNTED,
        8,
        UNCOUNTED,
        UNCOUNTED,
        1000,
        16,
        125,
        UNCOUNTED,
        UNCOUNTED,
        1000,
        UNCOUNTED,
        UNCOUNTED,
        UNCOUNTED,
        5,
        5000,
        UNCOUNTED,
        UNCOUNTED,
        UNCOUNTED,
        10_000,
        new Multicast(UNCOUNTED, UNCOUNTED, 100, UNCOUNTED, 10_000),
        new Vpn(UNCOUNTED, UNCOUNTED, UNCOUNTED, UNCOUNTED, UNCOUNTED),
        new DirectConnect(UNCOUNTED, UNCOUNTED, UNCOUNTED, UNCOUNTED),
        new Insights(UNCOUNTED, UNCOUNTED));
  }

  /**
   * What a new account has (R1.1.13, R1.2.8, R1.6.11, R1.7.9, R2.1.13, R2.2.14, R3.1.11, R4.3.7,
   * R4.8.8, R4.9.1, A15, B2, B5).
   */
  public static Quotas defaults() {
    return new Quotas(
        5,
        200,
        5,
        5,
        200,
        50,
        200,
        20,
        5,
        5,
        5,
        5,
        2,
        5000,
        2500,
        60,
        5,
        50,
        25,
        100,
        1000,
        20,
        50,
        5,
        5,
        5000,
        50,
        10,
        20,
        10_000,
        new Multicast(20, 20, 100, 1, 10_000),
        new Vpn(50, 5, 50, 10, 10),
        new DirectConnect(10, 10, 200, 30),
        new Insights(1000, 10_000));
  }

  /** These, but for what is said of peerings. */
  Quotas withPeerings(int activePerVpc, int outstanding) {
    return new Quotas(
        vpcsPerRegion,
        subnetsPerVpc,
        ipv4CidrsPerVpc,
        ipv6CidrsPerVpc,
        routeTablesPerVpc,
        routesPerTable,
        networkAclsPerVpc,
        rulesPerNetworkAcl,
        internetGatewaysPerRegion,
        egressOnlyInternetGatewaysPerRegion,
        natGatewaysPerZone,
        elasticIpsPerRegion,
        elasticIpsPerNatGateway,
        networkInterfacesPerRegion,
        securityGroupsPerRegion,
        rulesPerSecurityGroup,
        securityGroupsPerInterface,
        activePerVpc,
        outstanding,
        prefixListsPerRegion,
        entriesPerPrefixList,
        gatewayEndpointsPerRegion,
        interfaceEndpointsPerVpc,
        transitGatewaysPerRegion,
        transitGatewaysPerVpc,
        attachmentsPerTransitGateway,
        peeringsPerTransitGateway,
        pendingPeeringsPerTransitGateway,
        tablesPerTransitGateway,
        routesPerTransitGateway,
        multicast,
        vpn,
        directConnect,
        insights);
  }
}
