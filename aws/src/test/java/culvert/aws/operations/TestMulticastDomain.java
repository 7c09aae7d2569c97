package culvert.aws.operations;

import software.amazon.awssdk.services.ec2.Ec2Client;

/** A multicast domain for tests that need the id of one. */
final class TestMulticastDomain {

  private TestMulticastDomain() {}

  static String in(Ec2Client ec2) {
    String gateway =
        ec2.createTransitGateway(r -> r.options(o -> o.multicastSupport("enable")))
            .transitGateway()
            .transitGatewayId();
    return ec2.createTransitGatewayMulticastDomain(r -> r.transitGatewayId(gateway))
        .transitGatewayMulticastDomain()
        .transitGatewayMulticastDomainId();
  }
}
