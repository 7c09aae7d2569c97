package culvert.aws.operations;

import culvert.aws.TestCloud;

/** An endpoint service for tests that need the id of one. */
public final class TestEndpointService {

  private TestEndpointService() {}

  public static String in(TestCloud cloud) {
    String subnet = cloud.ec2().describeSubnets().subnets().getFirst().subnetId();
    String balancer =
        cloud
            .elb(TestCloud.ACCOUNT, "us-east-1")
            .createLoadBalancer(r -> r.name("front").type("network").subnets(subnet))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    return cloud
        .ec2()
        .createVpcEndpointServiceConfiguration(r -> r.networkLoadBalancerArns(balancer))
        .serviceConfiguration()
        .serviceId();
  }
}
