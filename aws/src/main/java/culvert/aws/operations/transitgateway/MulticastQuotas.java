package culvert.aws.operations.transitgateway;

/**
 * How much multicast an account may have (R4.8.8).
 *
 * @param domainsPerVpc how many domains the subnets of a VPC may be in
 * @param registrationsPerGateway members and sources of all groups of a gateway's domains
 */
public record MulticastQuotas(
    int domainsPerGateway,
    int domainsPerVpc,
    int membersPerGroup,
    int sourcesPerGroup,
    int registrationsPerGateway) {

  private static final int MEMBERS = 100;
  private static final int REGISTRATIONS = 10_000;

  /** What AWS raises the quotas to; no count where it names no limit. */
  static MulticastQuotas raised() {
    return new MulticastQuotas(
        Integer.MAX_VALUE, Integer.MAX_VALUE, MEMBERS, Integer.MAX_VALUE, REGISTRATIONS);
  }

  /** What a new account has. */
  static MulticastQuotas defaults() {
    return new MulticastQuotas(20, 20, MEMBERS, 1, REGISTRATIONS);
  }
}
