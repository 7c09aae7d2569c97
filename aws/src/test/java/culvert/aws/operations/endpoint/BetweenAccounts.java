package culvert.aws.operations.endpoint;

import culvert.aws.TestCloud;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** A provider with a load balancer, and a consumer of another account with the same addresses. */
abstract class BetweenAccounts {

  final TestCloud cloud = new TestCloud();
  final Workshop provider = Workshop.in(cloud);
  final Workshop consumer = new Workshop(cloud, TestCloud.OTHER_ACCOUNT, "us-east-1");
  final String providerVpc = provider.vpc("10.0.0.0/16");
  final String providerSubnet = provider.subnet(providerVpc, "10.0.1.0/24", "a");
  final String balancer = provider.balancer("front", "network", providerSubnet);
  final String vpc = consumer.vpc("10.0.0.0/16");
  final String subnet = consumer.subnet(vpc, "10.0.1.0/24", "a");

  @AfterEach
  void close() {
    cloud.close();
  }

  ServiceConfiguration service() {
    return provider.service(balancer);
  }

  void allow(ServiceConfiguration service, String... principals) {
    provider.ec2.modifyVpcEndpointServicePermissions(
        r -> r.serviceId(service.serviceId()).addAllowedPrincipals(principals));
  }

  ServiceConfiguration publicService() {
    ServiceConfiguration made = service();
    allow(made, "*");
    return made;
  }

  VpcEndpoint connect(ServiceConfiguration service) {
    return connect(service, subnet);
  }

  VpcEndpoint connect(ServiceConfiguration service, String... subnets) {
    return consumer.interfaceEndpoint(
        consumer
            .request(vpc, service.serviceName(), subnets)
            .securityGroupIds(consumer.openGroup(vpc))
            .build());
  }

  List<UnsuccessfulItem> accept(ServiceConfiguration service, String endpoint) {
    return provider
        .ec2
        .acceptVpcEndpointConnections(
            r -> r.serviceId(service.serviceId()).vpcEndpointIds(endpoint))
        .unsuccessful();
  }
}
