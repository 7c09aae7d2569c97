package culvert.network.topology;

import java.util.List;

/**
 * An available attachment of a VPC to a transit gateway.
 *
 * @param order attachments of one gateway are older the lower it is; the oldest of overlapping VPCs
 *     propagates (R4.2.10)
 * @param subnets one of each Availability Zone that is attached (R4.2.2)
 * @param applianceMode whether both directions of a flow enter by one zone (R4.5.3)
 * @param ipv6 whether it carries IPv6 (R4.2.3)
 */
public record TransitGatewayVpcAttachment(
    String id,
    long order,
    String transitGateway,
    String vpc,
    String name,
    List<String> subnets,
    boolean applianceMode,
    boolean ipv6,
    boolean securityGroupReferencing,
    boolean dnsSupport)
    implements Component {}
