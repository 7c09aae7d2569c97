package culvert.network.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A VPC's own way to a service. Only those that are available are in the topology. */
public sealed interface VpcEndpoint extends Component
    permits VpcEndpoint.Gateway, VpcEndpoint.Interface, VpcEndpoint.GatewayLoadBalancer {

  String vpc();

  /** {@code com.amazonaws.us-east-1.s3}, {@code com.amazonaws.vpce.us-east-1.vpce-svc-…}. */
  String service();

  /** To S3 or DynamoDB, by routes to the service's prefix list (R2.1.2). */
  record Gateway(String id, String vpc, String name, String service, String prefixList)
      implements VpcEndpoint {}

  /**
   * By interfaces of its own, one of each chosen subnet (R2.2.1).
   *
   * @param privateNames what AmazonProvidedDNS answers with its interfaces inside the VPC, a
   *     leading {@code *.} for every name below (R2.2.6)
   * @param endpointNames its regional and zonal names, which are public (R2.2.8)
   */
  record Interface(
      String id,
      String vpc,
      String name,
      String service,
      List<String> networkInterfaces,
      List<String> privateNames,
      List<EndpointName> endpointNames)
      implements VpcEndpoint {}

  /**
   * A name of an interface endpoint.
   *
   * @param zone the zone whose interface it stands for, or null for all of them
   */
  record EndpointName(String name, @Nullable String zone) {}

  /** A target of routes: what goes in is inspected, and comes out of it again (R2.4.3). */
  record GatewayLoadBalancer(
      String id, String vpc, String name, String service, String subnet, String networkInterface)
      implements VpcEndpoint {}
}
