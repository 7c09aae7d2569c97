package culvert.aws.billing;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** VPC endpoints on the bill (C2), where AWS's work takes its time. */
class EndpointMetersTest {

  private static final String CONSUMER = TestCloud.OTHER_ACCOUNT;

  private final TestCloud cloud = new TestCloud(Timing.AWS, Quotas.raised());
  private final Books books = new Books(cloud);
  private final Ec2Client ec2 = cloud.ec2();
  private final Ec2Client consumer = cloud.ec2(CONSUMER, "us-east-1");

  @AfterEach
  void close() {
    cloud.close();
  }

  private static List<Subnet> subnets(Ec2Client of) {
    return of.describeSubnets().subnets();
  }

  private static VpcEndpoint endpoint(Ec2Client of, String type, String service, int subnets) {
    List<Subnet> all = subnets(of);
    return of.createVpcEndpoint(r ->
            r.vpcId(all.getFirst().vpcId())
                .vpcEndpointType(type)
                .serviceName(service)
                .subnetIds(all.stream().limit(subnets).map(Subnet::subnetId).toList()))
        .vpcEndpoint();
  }

  private static VpcEndpoint described(Ec2Client of, VpcEndpoint endpoint) {
    return of.describeVpcEndpoints(r -> r.vpcEndpointIds(endpoint.vpcEndpointId()))
        .vpcEndpoints()
        .getFirst();
  }

  private ServiceConfiguration service(String type) {
    String balancer =
        cloud
            .elb(TestCloud.ACCOUNT, "us-east-1")
            .createLoadBalancer(
                r -> r.name("front").type(type).subnets(subnets(ec2).getFirst().subnetId()))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    ServiceConfiguration made =
        ec2.createVpcEndpointServiceConfiguration(
                r -> {
                  if (type.equals("network")) {
                    r.networkLoadBalancerArns(balancer);
                  } else {
                    r.gatewayLoadBalancerArns(balancer);
                  }
                })
            .serviceConfiguration();
    ec2.modifyVpcEndpointServicePermissions(
        r -> r.serviceId(made.serviceId()).addAllowedPrincipals("*"));
    books.pass(Duration.ofHours(1));
    return made;
  }

  @Test
  void c2_an_interface_endpoint_bills_each_interface_from_the_moment_it_is_made() {
    VpcEndpoint made = endpoint(ec2, "Interface", "com.amazonaws.us-east-1.sqs", 2);
    assertThat(made.stateAsString()).isEqualTo("pending");
    assertThat(books.of(made.vpcEndpointId()))
        .containsExactlyInAnyOrder(
            "INTERFACE_ENDPOINT_HOUR " + made.networkInterfaceIds().get(0) + " 0s..",
            "INTERFACE_ENDPOINT_HOUR " + made.networkInterfaceIds().get(1) + " 0s..");
    books.pass(Duration.ofHours(2));
    ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(made.vpcEndpointId()));
    books.pass(Duration.ofHours(2));
    assertThat(books.of(made.vpcEndpointId()))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).endsWith(" 0s..2h"));
  }

  @Test
  void c2_a_subnet_more_is_an_interface_more_and_one_less_is_one_less() {
    VpcEndpoint made = endpoint(ec2, "Interface", "com.amazonaws.us-east-1.sqs", 1);
    String first = made.networkInterfaceIds().getFirst();
    books.pass(Duration.ofMinutes(30));
    ec2.modifyVpcEndpoint(
        r -> r.vpcEndpointId(made.vpcEndpointId()).addSubnetIds(subnets(ec2).get(1).subnetId()));
    String second = described(ec2, made).networkInterfaceIds().getLast();
    books.pass(Duration.ofMinutes(30));
    ec2.modifyVpcEndpoint(
        r -> r.vpcEndpointId(made.vpcEndpointId()).removeSubnetIds(subnets(ec2).get(0).subnetId()));
    assertThat(books.of(made.vpcEndpointId()))
        .containsExactlyInAnyOrder(
            "INTERFACE_ENDPOINT_HOUR " + first + " 0s..1h",
            "INTERFACE_ENDPOINT_HOUR " + second + " 30m..");
  }

  @Test
  void c2_the_consumer_pays_also_while_nobody_has_accepted() {
    ServiceConfiguration service = service("network");
    VpcEndpoint made = endpoint(consumer, "Interface", service.serviceName(), 1);
    assertThat(made.stateAsString()).isEqualTo("pendingAcceptance");
    assertThat(books.payers(made.vpcEndpointId())).containsExactly(CONSUMER);
    books.pass(Duration.ofDays(8));
    assertThat(described(consumer, made).stateAsString()).isEqualTo("expired");
    assertThat(books.of(CONSUMER, "us-east-1", made.vpcEndpointId()))
        .containsExactly(
            "INTERFACE_ENDPOINT_HOUR " + made.networkInterfaceIds().getFirst() + " 1h..");
  }

  @Test
  void c2_a_request_that_has_expired_bills_on_when_its_service_is_gone() {
    ServiceConfiguration service = service("network");
    VpcEndpoint made = endpoint(consumer, "Interface", service.serviceName(), 1);
    books.pass(Duration.ofDays(8));
    ec2.deleteVpcEndpointServiceConfigurations(r -> r.serviceIds(service.serviceId()));
    books.pass(Duration.ofHours(1));
    assertThat(books.of(CONSUMER, "us-east-1", made.vpcEndpointId()))
        .containsExactly(
            "INTERFACE_ENDPOINT_HOUR " + made.networkInterfaceIds().getFirst() + " 1h..");
  }

  @Test
  void c2_a_rejected_endpoint_bills_until_its_service_is_gone() {
    ServiceConfiguration service = service("network");
    VpcEndpoint made = endpoint(consumer, "Interface", service.serviceName(), 1);
    ec2.rejectVpcEndpointConnections(
        r -> r.serviceId(service.serviceId()).vpcEndpointIds(made.vpcEndpointId()));
    books.pass(Duration.ofHours(1));
    String line = "INTERFACE_ENDPOINT_HOUR " + made.networkInterfaceIds().getFirst() + " 1h..";
    assertThat(books.of(CONSUMER, "us-east-1", made.vpcEndpointId())).containsExactly(line);
    ec2.deleteVpcEndpointServiceConfigurations(r -> r.serviceIds(service.serviceId()));
    books.pass(Duration.ofHours(1));
    assertThat(described(consumer, made).stateAsString()).isEqualTo("rejected");
    assertThat(books.of(CONSUMER, "us-east-1", made.vpcEndpointId()))
        .singleElement()
        .asString()
        .startsWith(line + "2h");
  }

  @Test
  void c2_a_gateway_load_balancer_endpoint_bills_its_interface() {
    VpcEndpoint made =
        endpoint(consumer, "GatewayLoadBalancer", service("gateway").serviceName(), 1);
    assertThat(books.of(CONSUMER, "us-east-1", made.vpcEndpointId()))
        .containsExactly(
            "GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR "
                + made.networkInterfaceIds().getFirst()
                + " 1h..");
  }

  @Test
  void r2_1_1_a_gateway_endpoint_is_a_line_that_is_free() {
    VpcEndpoint made =
        ec2.createVpcEndpoint(r ->
                r.vpcId(subnets(ec2).getFirst().vpcId()).serviceName("com.amazonaws.us-east-1.s3"))
            .vpcEndpoint();
    assertThat(books.of(made.vpcEndpointId())).containsExactly("GATEWAY_ENDPOINT_HOUR 0s..");
  }

  @Test
  void load_balancers_bill_from_when_they_are_active() {
    var elb = cloud.elb(TestCloud.ACCOUNT, "us-east-1");
    for (String type : List.of("network", "gateway")) {
      String arn =
          elb.createLoadBalancer(
                  r -> r.name(type).type(type).subnets(subnets(ec2).getFirst().subnetId()))
              .loadBalancers()
              .getFirst()
              .loadBalancerArn();
      assertThat(books.of(arn)).isEmpty();
      books.pass(Duration.ofMinutes(10));
      elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn));
      assertThat(books.of(arn))
          .containsExactly(
              type.equals("network")
                  ? "NETWORK_LOAD_BALANCER_HOUR 2m..10m"
                  : "GATEWAY_LOAD_BALANCER_HOUR 12m..20m");
    }
  }
}
