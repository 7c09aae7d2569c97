package culvert.network.topology;

/** Lets IPv6 flows out of a VPC and only their replies in (R1.5.10). */
public record EgressOnlyInternetGateway(String id, String vpc) implements Component {}
