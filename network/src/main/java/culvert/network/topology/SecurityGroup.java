package culvert.network.topology;

import java.util.List;

/**
 * A security group: allow rules only, stateful (R1.6.1).
 *
 * @param vpc the VPC that it was made in
 * @param name the group's name
 */
public record SecurityGroup(
    String id,
    String vpc,
    String name,
    List<SecurityGroupRule> inbound,
    List<SecurityGroupRule> outbound)
    implements Component {}
