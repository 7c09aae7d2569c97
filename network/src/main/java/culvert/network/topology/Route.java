package culvert.network.topology;

/**
 * One route of a VPC's route table. Whether its target is usable, the topology decides (R1.3.12).
 */
public record Route(RouteDestination destination, RouteTarget target, RouteOrigin origin) {}
