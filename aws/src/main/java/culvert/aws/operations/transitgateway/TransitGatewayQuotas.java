package culvert.aws.operations.transitgateway;

/**
 * How much of a transit gateway an account may have (R4.9.1).
 *
 * @param routesPerGateway static routes and the most entries of the prefix lists of all tables. AWS
 *     counts what is propagated too, but refuses no call for it
 */
public record TransitGatewayQuotas(
    int gatewaysPerRegion,
    int attachmentsPerGateway,
    int gatewaysPerVpc,
    int routeTablesPerGateway,
    int routesPerGateway,
    MulticastQuotas multicast) {

  private static final int ATTACHMENTS = 5000;
  private static final int GATEWAYS_OF_VPC = 5;
  private static final int ROUTES = 10_000;

  /** What AWS raises the quotas to; no count where it names no limit. */
  public static TransitGatewayQuotas raised() {
    return new TransitGatewayQuotas(
        Integer.MAX_VALUE,
        ATTACHMENTS,
        GATEWAYS_OF_VPC,
        Integer.MAX_VALUE,
        ROUTES,
        MulticastQuotas.raised());
  }

  /** What a new account has. */
  public static TransitGatewayQuotas defaults() {
    return new TransitGatewayQuotas(
        5, ATTACHMENTS, GATEWAYS_OF_VPC, 20, ROUTES, MulticastQuotas.defaults());
  }
}
