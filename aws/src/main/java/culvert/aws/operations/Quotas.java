package culvert.aws.operations;

import culvert.aws.operations.transitgateway.TransitGatewayQuotas;

/**
 * How many of what an account may have.
 *
 * @param vpcsPerRegion R1.1.13
 */
public record Quotas(
    TransitGatewayQuotas transitGateways,
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
    int interfaceEndpointsPerVpc) {

  private static final int UNCOUNTED = Integer.MAX_VALUE;

  /** What AWS raises an account's quotas to where it asks; no count where AWS names no limit. */
  public static Quotas raised() {
    return new Quotas(
        TransitGatewayQuotas.raised(),
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
        UNCOUNTED);
  }

  /** What a new account has (R1.1.13, R1.2.8, R1.6.11, R1.7.9, R2.1.13, R2.2.14, R3.1.11). */
  public static Quotas defaults() {
    return new Quotas(
        TransitGatewayQuotas.defaults(),
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
        50);
  }

  /** These, but for what is said of peerings. */
  Quotas withPeerings(int activePerVpc, int outstanding) {
    return new Quotas(
        transitGateways,
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
        interfaceEndpointsPerVpc);
  }
}
