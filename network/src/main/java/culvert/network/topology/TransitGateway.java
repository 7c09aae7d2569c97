package culvert.network.topology;

/**
 * A transit gateway: the router of a Region that attachments hang on.
 *
 * @param name the {@code Name} tag, or empty
 * @param asn the AS number of its side of BGP sessions
 * @param vpnEcmp whether equal routes of VPN connections share the load (R4.4.15)
 * @param securityGroupReferencing whether groups of one attached VPC may be named in another
 *     (R4.6.1)
 * @param dnsSupport whether public names of instances answer private addresses between its VPCs
 *     (R4.6.5)
 */
public record TransitGateway(
    String id,
    String account,
    String region,
    String name,
    long asn,
    boolean vpnEcmp,
    boolean securityGroupReferencing,
    boolean dnsSupport)
    implements Component {}
