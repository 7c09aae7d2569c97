package culvert.aws.operations.endpoint;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.EveryPair;
import culvert.aws.TestCloud;
import culvert.aws.operations.Filtered;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointConnection;

class EndpointConnectionTest extends BetweenAccounts {

  /** Whoever has the other's address at home gets the packet. */
  private static final String NOT_THE_OTHERS = "forward MISDELIVERED eni, return MISDELIVERED eni";

  private VpcEndpointConnection seen(String endpoint) {
    return provider
        .ec2
        .describeVpcEndpointConnections(r -> r.filters(Filtered.by("vpc-endpoint-id", endpoint)))
        .vpcEndpointConnections()
        .getFirst();
  }

  private List<UnsuccessfulItem> reject(ServiceConfiguration service, String endpoint) {
    return provider
        .ec2
        .rejectVpcEndpointConnections(
            r -> r.serviceId(service.serviceId()).vpcEndpointIds(endpoint))
        .unsuccessful();
  }

  private List<UnsuccessfulItem> delete(ServiceConfiguration service) {
    return provider
        .ec2
        .deleteVpcEndpointServiceConfigurations(r -> r.serviceIds(service.serviceId()))
        .unsuccessful();
  }

  @Test
  @DisplayName("privatelink-overlap (R2.2.4, R2.3.4)")
  void r2_3_4_a_connection_waits_for_acceptance_then_crosses_equal_cidrs_one_way() {
    ServiceConfiguration made = publicService();
    VpcEndpoint endpoint = connect(made);
    String id = endpoint.vpcEndpointId();
    String host = consumer.host(subnet, endpoint.groups().getFirst().groupId(), false);
    String server = provider.host(providerSubnet, provider.openGroup(providerVpc), false);
    provider.listen(balancer, 443, provider.targets("web", providerVpc, server));
    assertThat(endpoint.stateAsString()).isEqualTo("pendingAcceptance");
    assertThat(seen(id).vpcEndpointStateAsString()).isEqualTo("pendingAcceptance");
    assertThat(seen(id).vpcEndpointOwner()).isEqualTo(TestCloud.OTHER_ACCOUNT);
    assertThat(accept(made, id)).isEmpty();
    assertThat(consumer.described(id).stateAsString()).isEqualTo("available");
    assertThat(seen(id).vpcEndpointStateAsString()).isEqualTo("available");
    assertThat(
            new EveryPair(cloud)
                .end("host", host)
                .end("endpoint", id)
                .end("server", server)
                .asked())
        .containsExactly(
            "host -> endpoint",
            "host -> server: " + NOT_THE_OTHERS,
            "endpoint -> host: forward VPCE_NEVER_ASKS endpoint",
            "endpoint -> server: forward VPCE_NEVER_ASKS endpoint, return MISDELIVERED eni",
            "server -> host: " + NOT_THE_OTHERS,
            "server -> endpoint: " + NOT_THE_OTHERS);
    assertThat(accept(made, id))
        .singleElement()
        .matches(item -> item.error().code().equals("InvalidState"));
  }

  @Test
  void r2_3_4_an_available_connection_may_be_rejected_and_stays_until_its_owner_deletes_it() {
    ServiceConfiguration made = publicService();
    String id = connect(made).vpcEndpointId();
    accept(made, id);
    assertThat(reject(made, id)).isEmpty();
    assertThat(consumer.described(id).stateAsString()).isEqualTo("rejected");
    assertThat(seen(id).vpcEndpointStateAsString()).isEqualTo("rejected");
    assertThat(reject(made, id))
        .singleElement()
        .matches(item -> item.error().code().equals("InvalidState"));
    assertThat(reject(made, "vpce-0123456789abcdef0"))
        .singleElement()
        .matches(item -> item.error().code().equals("InvalidVpcEndpointId.NotFound"));
    consumer.ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id));
    assertThat(provider.ec2.describeVpcEndpointConnections().vpcEndpointConnections()).isEmpty();
  }

  @Test
  void r2_3_4_a_request_that_nobody_answers_expires() {
    ServiceConfiguration made = publicService();
    String id = connect(made).vpcEndpointId();
    cloud.timeline().advance(Duration.ofDays(7).plusSeconds(1));
    assertThat(consumer.described(id).stateAsString()).isEqualTo("expired");
    assertThat(seen(id).vpcEndpointStateAsString()).isEqualTo("expired");
    assertThat(delete(made)).isEmpty();
  }

  @Test
  void r2_3_5_without_acceptance_a_public_service_connects_everybody() {
    ServiceConfiguration made = publicService();
    provider.ec2.modifyVpcEndpointServiceConfiguration(
        r -> r.serviceId(made.serviceId()).acceptanceRequired(false));
    VpcEndpoint endpoint = connect(made);
    assertThat(endpoint.stateAsString()).isEqualTo("pending");
    assertThat(seen(endpoint.vpcEndpointId()).vpcEndpointStateAsString()).isEqualTo("available");
  }

  @Test
  void r2_3_6_a_service_with_connections_stays_and_so_do_its_load_balancers() {
    ServiceConfiguration made = publicService();
    String id = connect(made).vpcEndpointId();
    assertThat(delete(made))
        .singleElement()
        .matches(item -> item.error().code().equals("ExistingVpcEndpointConnections"))
        .matches(item -> item.resourceId().equals(made.serviceId()));
    String second = provider.balancer("second", "network", providerSubnet);
    provider.ec2.modifyVpcEndpointServiceConfiguration(
        r -> r.serviceId(made.serviceId()).addNetworkLoadBalancerArns(second));
    refused(
        () ->
            provider.ec2.modifyVpcEndpointServiceConfiguration(
                r -> r.serviceId(made.serviceId()).removeNetworkLoadBalancerArns(second)),
        "ExistingVpcEndpointConnections");
    reject(made, id);
    assertThat(delete(made)).isEmpty();
    refused(
        () ->
            provider.ec2.describeVpcEndpointServiceConfigurations(
                r -> r.serviceIds(made.serviceId())),
        "InvalidVpcEndpointServiceId.NotFound");
    assertThat(consumer.described(id).stateAsString()).isEqualTo("rejected");
    provider.elb.deleteLoadBalancer(r -> r.loadBalancerArn(second));
  }

  @Test
  @DisplayName("R2.2.2, R2.3.9: the zones of the provider's load balancer, by their ids")
  void r2_3_9_the_consumer_uses_zones_of_the_providers_load_balancer() {
    ServiceConfiguration made = publicService();
    String elsewhere = consumer.subnet(vpc, "10.0.2.0/24", "b");
    refused(
        () -> consumer.interfaceEndpoint(vpc, made.serviceName(), elsewhere),
        "InvalidParameter",
        "does not support the availability zone of the subnet: " + elsewhere);
  }

  @Test
  void r2_3_10_it_serves_other_regions_that_it_names() {
    ServiceConfiguration made = publicService();
    Workshop abroad = new Workshop(cloud, TestCloud.OTHER_ACCOUNT, "eu-west-1");
    String far = abroad.vpc("10.5.0.0/16");
    String there = abroad.subnet(far, "10.5.1.0/24", "b");
    CreateVpcEndpointRequest wanted =
        abroad.request(far, made.serviceName(), there).serviceRegion("us-east-1").build();
    refused(() -> abroad.interfaceEndpoint(wanted), "InvalidServiceName");
    provider.ec2.modifyVpcEndpointServiceConfiguration(
        r -> r.serviceId(made.serviceId()).addSupportedRegions("eu-west-1"));
    refused(
        () -> abroad.interfaceEndpoint(abroad.request(far, made.serviceName(), there).build()),
        "InvalidServiceName");
    String id = abroad.interfaceEndpoint(wanted).vpcEndpointId();
    assertThat(abroad.described(id).serviceRegion()).isEqualTo("us-east-1");
    assertThat(
            provider
                .ec2
                .describeVpcEndpointConnections(
                    r -> r.filters(Filtered.by("vpc-endpoint-region", "cross-region")))
                .vpcEndpointConnections())
        .singleElement()
        .matches(c -> c.vpcEndpointRegion().equals("eu-west-1"));
    accept(made, id);
    assertThat(abroad.described(id).stateAsString()).isEqualTo("available");
    refused(
        () ->
            provider.ec2.modifyVpcEndpointServiceConfiguration(
                r -> r.serviceId(made.serviceId()).removeSupportedRegions("us-east-1")),
        "InvalidParameter",
        "us-east-1");
  }

  @Test
  void r2_3_10_some_zones_reach_no_other_region() {
    Workshop east = new Workshop(cloud, TestCloud.ACCOUNT, "us-east-1");
    String zone = "us-east-1c";
    assertThat(
            east.ec2
                .describeAvailabilityZones(r -> r.zoneNames(zone))
                .availabilityZones()
                .getFirst()
                .zoneId())
        .isEqualTo("use1-az3");
    String third = east.subnet(providerVpc, "10.0.3.0/24", "c");
    CreateVpcEndpointRequest wanted =
        east.request(providerVpc, "com.amazonaws.eu-west-1.kms", third)
            .serviceRegion("eu-west-1")
            .build();
    refused(
        () -> east.interfaceEndpoint(wanted),
        "InvalidParameter",
        "does not support the availability zone of the subnet: " + third);
    east.interfaceEndpoint(wanted.toBuilder().subnetIds(providerSubnet).build());
  }
}
