package culvert.aws.operations.endpoint;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** What is declared of load balancers decides who reaches the provider's hosts. */
class EndpointServiceReachTest extends BetweenAccounts {

  private String asker = "";
  private String endpoint = "";

  /** A consumer's host and its endpoint in the zone a. */
  private void connectNow() {
    ServiceConfiguration made = publicService();
    VpcEndpoint connected = connect(made);
    endpoint = connected.vpcEndpointId();
    accept(made, endpoint);
    asker = consumer.host(subnet, connected.groups().getFirst().groupId(), false);
  }

  private String server(String subnet) {
    return provider.host(subnet, provider.openGroup(providerVpc), false);
  }

  private void crossZones(String group, String value) {
    provider.elb.modifyTargetGroupAttributes(r ->
        r.targetGroupArn(group)
            .attributes(a -> a.key("load_balancing.cross_zone.enabled").value(value)));
  }

  @Test
  void r2_3_1_the_service_answers_once_it_listens_and_has_a_running_target() {
    connectNow();
    assertThat(consumer.blocked(asker, endpoint))
        .isEqualTo("forward ELBV2_LISTENERS_MISMATCH " + balancer);
    String group = provider.targets("web", providerVpc);
    provider.listen(balancer, 443, group);
    assertThat(consumer.blocked(asker, endpoint))
        .isEqualTo("forward ELBV2_LISTENER_HAS_NO_TG " + balancer);
    String first = server(providerSubnet);
    provider.elb.registerTargets(r -> r.targetGroupArn(group).targets(t -> t.id(first)));
    consumer.reaches(asker, endpoint);
    provider.ec2.stopInstances(r -> r.instanceIds(first));
    assertThat(consumer.blocked(asker, endpoint)).isEqualTo("forward BAD_STATE " + first);
    String second = server(providerSubnet);
    provider.elb.registerTargets(r -> r.targetGroupArn(group).targets(t -> t.id(second)));
    consumer.reaches(asker, endpoint);
    provider.ec2.terminateInstances(r -> r.instanceIds(first, second));
    assertThat(consumer.blocked(asker, endpoint))
        .isEqualTo("forward ELBV2_LISTENER_HAS_NO_TG " + balancer);
  }

  @Test
  void r2_3_7_a_target_that_lets_in_the_consumers_addresses_only_refuses_the_node() {
    connectNow();
    String group =
        provider
            .ec2
            .createSecurityGroup(
                r -> r.vpcId(providerVpc).groupName("consumer").description("its addresses"))
            .groupId();
    String address = consumer.address(asker);
    provider.ec2.authorizeSecurityGroupIngress(r ->
        r.groupId(group)
            .ipPermissions(p ->
                p.ipProtocol("tcp")
                    .fromPort(8443)
                    .toPort(8443)
                    .ipRanges(range -> range.cidrIp(address + "/32"))));
    provider.listen(
        balancer,
        443,
        provider.targets("web", providerVpc, provider.host(providerSubnet, group, false)));
    assertThat(consumer.blocked(asker, endpoint))
        .isEqualTo("forward ENI_SG_RULES_MISMATCH " + group);
  }

  @Test
  void r2_3_9_targets_of_other_zones_are_used_where_group_or_load_balancer_says_so() {
    connectNow();
    String elsewhere = provider.subnet(providerVpc, "10.0.2.0/24", "b");
    String group = provider.targets("web", providerVpc, server(elsewhere));
    provider.listen(balancer, 443, group);
    String alone = "forward ELBV2_NO_TARGETS_IN_AZ " + balancer;
    assertThat(consumer.blocked(asker, endpoint)).isEqualTo(alone);
    provider.elb.modifyLoadBalancerAttributes(r ->
        r.loadBalancerArn(balancer)
            .attributes(a -> a.key("load_balancing.cross_zone.enabled").value("true")));
    consumer.reaches(asker, endpoint);
    crossZones(group, "false");
    assertThat(consumer.blocked(asker, endpoint)).isEqualTo(alone);
    crossZones(group, "use_load_balancer_configuration");
    consumer.reaches(asker, endpoint);
  }

  @Test
  void a_target_may_be_an_address_of_the_vpc_or_beyond() {
    connectNow();
    String far = provider.vpc("10.7.0.0/16");
    String there = provider.subnet(far, "10.7.1.0/24", "b");
    String group =
        provider
            .elb
            .createTargetGroup(
                r -> r.name("web").protocol("TCP").port(443).vpcId(providerVpc).targetType("ip"))
            .targetGroups()
            .getFirst()
            .targetGroupArn();
    provider.listen(balancer, 443, group);
    String host = provider.host(there, provider.openGroup(far), false);
    String address = provider.address(host);
    provider.elb.registerTargets(
        r -> r.targetGroupArn(group).targets(t -> t.id(address).availabilityZone("all")));
    assertThat(consumer.blocked(asker, endpoint))
        .isEqualTo("forward NO_ROUTE_TO_DESTINATION " + provider.mainTable(providerVpc));
    String peering =
        provider
            .ec2
            .createVpcPeeringConnection(r -> r.vpcId(providerVpc).peerVpcId(far))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    provider.ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    provider.ec2.createRoute(r ->
        r.routeTableId(provider.mainTable(providerVpc))
            .destinationCidrBlock("10.7.0.0/16")
            .vpcPeeringConnectionId(peering));
    provider.ec2.createRoute(r ->
        r.routeTableId(provider.mainTable(far))
            .destinationCidrBlock("10.0.0.0/16")
            .vpcPeeringConnectionId(peering));
    consumer.reaches(asker, endpoint);
  }

  @Test
  void r2_3_9_a_load_balancer_takes_its_service_to_another_zone_and_stays_where_it_is_used() {
    connectNow();
    String second = provider.subnet(providerVpc, "10.0.2.0/24", "b");
    String far = consumer.subnet(vpc, "10.0.2.0/24", "b");
    refused(() -> setSubnets(second), "InvalidConfigurationRequest", "VPC endpoints");
    setSubnets(providerSubnet, second);
    provider.listen(
        balancer,
        443,
        provider.targets("web", providerVpc, server(providerSubnet), server(second)));
    assertThat(
            provider
                .ec2
                .describeVpcEndpointServiceConfigurations()
                .serviceConfigurations()
                .getFirst()
                .availabilityZones())
        .containsExactly("us-east-1a", "us-east-1b");
    consumer.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(endpoint).addSubnetIds(far));
    consumer.reaches(asker, endpoint);
  }

  private void setSubnets(String... subnets) {
    provider.elb.setSubnets(r -> r.loadBalancerArn(balancer).subnets(subnets));
  }

  @Test
  void r2_3_7_groups_of_the_load_balancer_see_the_consumers_address_as_long_as_they_are_told_to() {
    String guarded = provider.openGroup(providerVpc);
    String closed = provider.closedGroup(providerVpc);
    String front =
        provider
            .elb
            .createLoadBalancer(r ->
                r.name("guarded")
                    .type("network")
                    .scheme("internal")
                    .subnets(providerSubnet)
                    .securityGroups(guarded))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    provider.listen(front, 443, provider.targets("web", providerVpc, server(providerSubnet)));
    ServiceConfiguration made = provider.service(front);
    allow(made, "*");
    VpcEndpoint connected = connect(made);
    accept(made, connected.vpcEndpointId());
    asker = consumer.host(subnet, connected.groups().getFirst().groupId(), false);
    consumer.reaches(asker, connected.vpcEndpointId());
    provider.elb.setSecurityGroups(r -> r.loadBalancerArn(front).securityGroups(closed));
    assertThat(consumer.blocked(asker, connected.vpcEndpointId()))
        .isEqualTo("forward SG_HAS_NO_RULES " + closed);
    provider.elb.setSecurityGroups(r ->
        r.loadBalancerArn(front)
            .securityGroups(closed)
            .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic("off"));
    consumer.reaches(asker, connected.vpcEndpointId());
  }
}
