package culvert.network.topology;

import java.util.List;

/**
 * A VPC's route table.
 *
 * @param main whether subnets without a table of their own use it (R1.2.1)
 * @param subnets the explicitly associated subnets
 * @param gateways the internet and virtual private gateways whose incoming traffic it routes (edge
 *     association, R1.4.1)
 * @param propagating the virtual private gateways whose prefixes it learns (A8)
 * @param routes in AWS's listing order, the local ones included and the propagated ones not
 */
public record RouteTable(
    String id,
    String vpc,
    String name,
    boolean main,
    List<String> subnets,
    List<String> gateways,
    List<String> propagating,
    List<Route> routes)
    implements Component {}
