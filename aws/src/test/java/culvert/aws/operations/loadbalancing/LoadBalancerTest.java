package culvert.aws.operations.loadbalancing;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Filtered;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

class LoadBalancerTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final ElasticLoadBalancingV2Client elb = cloud.elb(TestCloud.ACCOUNT, "us-east-1");

  @AfterEach
  void close() {
    cloud.close();
  }

  private List<Subnet> defaultSubnets() {
    return ec2.describeSubnets().subnets();
  }

  private String subnet() {
    return defaultSubnets().getFirst().subnetId();
  }

  private LoadBalancer balancer(String name, String type, String... subnets) {
    return elb.createLoadBalancer(r -> r.name(name).type(type).subnets(subnets))
        .loadBalancers()
        .getFirst();
  }

  private TargetGroup group(String name, String protocol, int port) {
    String vpc = defaultSubnets().getFirst().vpcId();
    return elb.createTargetGroup(r -> r.name(name).protocol(protocol).port(port).vpcId(vpc))
        .targetGroups()
        .getFirst();
  }

  private String listener(LoadBalancer balancer, int port, TargetGroup group) {
    return elb.createListener(r ->
            r.loadBalancerArn(balancer.loadBalancerArn())
                .protocol("TCP")
                .port(port)
                .defaultActions(a -> a.type("forward").targetGroupArn(group.targetGroupArn())))
        .listeners()
        .getFirst()
        .listenerArn();
  }

  private List<NetworkInterface> nodes() {
    return ec2.describeNetworkInterfaces(
            r -> r.filters(Filtered.by("interface-type", "network_load_balancer")))
        .networkInterfaces();
  }

  @Test
  void a_network_load_balancer_has_an_interface_in_each_subnet() {
    List<Subnet> subnets = defaultSubnets().subList(0, 2);
    LoadBalancer made =
        balancer("front", "network", subnets.get(0).subnetId(), subnets.get(1).subnetId());
    assertThat(made.state().codeAsString()).isEqualTo("provisioning");
    assertThat(made.loadBalancerArn())
        .matches(
            "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/front/[0-9a-f]{16}");
    assertThat(made.schemeAsString()).isEqualTo("internet-facing");
    assertThat(elb.describeLoadBalancers().loadBalancers())
        .singleElement()
        .matches(found -> found.state().codeAsString().equals("active"))
        .matches(found -> found.availabilityZones().size() == 2);
    assertThat(nodes()).hasSize(2);
    assertThat(nodes().getFirst().description()).startsWith("ELB net/front/");
    assertThat(nodes().getFirst().association()).isNotNull();
    assertThat(
            balancer(
                    "front",
                    "network",
                    made.availabilityZones().get(0).subnetId(),
                    made.availabilityZones().get(1).subnetId())
                .loadBalancerArn())
        .isEqualTo(made.loadBalancerArn());
    refused(() -> balancer("front", "network", subnet()), "DuplicateLoadBalancerName", "front");
    refused(
        () -> ec2.deleteSubnet(r -> r.subnetId(subnets.get(0).subnetId())), "DependencyViolation");
    elb.deleteLoadBalancer(r -> r.loadBalancerArn(made.loadBalancerArn()));
    assertThat(nodes()).isEmpty();
    elb.deleteLoadBalancer(r -> r.loadBalancerArn(made.loadBalancerArn()));
    refused(
        () -> elb.describeLoadBalancers(r -> r.names("front")),
        "LoadBalancerNotFound",
        "One or more load balancers not found");
  }

  @Test
  void what_a_load_balancer_cannot_be_is_refused() {
    refused(() -> balancer("web", "application", subnet()), "InvalidConfigurationRequest");
    refused(() -> balancer("-web", "network", subnet()), "ValidationError", "'-web'");
    refused(
        () -> balancer("web", "network", "subnet-0123456789abcdef0"),
        "SubnetNotFound",
        "subnet-0123456789abcdef0");
    refused(() -> balancer("web", "network"), "ValidationError");
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    String one =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24").availabilityZone("us-east-1a"))
            .subnet()
            .subnetId();
    String other =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.2.0/24").availabilityZone("us-east-1a"))
            .subnet()
            .subnetId();
    refused(() -> balancer("web", "network", one), "InvalidSubnet", "no internet gateway");
    refused(
        () -> balancer("web", "network", one, other),
        "InvalidConfigurationRequest",
        "same Availability Zone");
    refused(
        () ->
            elb.createLoadBalancer(
                r -> r.name("web").type("gateway").subnets(one).securityGroups("sg-1")),
        "InvalidConfigurationRequest");
    assertThat(nodes()).isEmpty();
    assertThat(elb.describeLoadBalancers().loadBalancers()).isEmpty();
  }

  @Test
  void an_elastic_ip_becomes_the_address_of_a_node() {
    String allocation = ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
    String subnet = subnet();
    LoadBalancer made =
        elb.createLoadBalancer(r ->
                r.name("fixed")
                    .type("network")
                    .subnetMappings(m -> m.subnetId(subnet).allocationId(allocation)))
            .loadBalancers()
            .getFirst();
    assertThat(
            ec2.describeAddresses(r -> r.allocationIds(allocation))
                .addresses()
                .getFirst()
                .networkInterfaceId())
        .isEqualTo(nodes().getFirst().networkInterfaceId());
    elb.deleteLoadBalancer(r -> r.loadBalancerArn(made.loadBalancerArn()));
    assertThat(
            ec2.describeAddresses(r -> r.allocationIds(allocation))
                .addresses()
                .getFirst()
                .associationId())
        .isNull();
  }

  @Test
  void provisioning_takes_its_time() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Ec2Client there = slow.ec2();
      ElasticLoadBalancingV2Client theirs = slow.elb(TestCloud.ACCOUNT, "us-east-1");
      String subnet = there.describeSubnets().subnets().getFirst().subnetId();
      theirs.createLoadBalancer(r -> r.name("slow").type("network").subnets(subnet));
      slow.timeline().advance(Duration.ofSeconds(119));
      assertThat(theirs.describeLoadBalancers().loadBalancers().getFirst().state().codeAsString())
          .isEqualTo("provisioning");
      slow.timeline().advance(Duration.ofSeconds(2));
      assertThat(theirs.describeLoadBalancers().loadBalancers().getFirst().state().codeAsString())
          .isEqualTo("active");
    }
  }

  @Test
  void a_listener_forwards_to_a_target_group_which_is_then_in_use() {
    LoadBalancer made = balancer("front", "network", subnet());
    TargetGroup group = group("back", "TCP", 80);
    assertThat(group.healthCheckProtocolAsString()).isEqualTo("TCP");
    assertThat(group.loadBalancerArns()).isEmpty();
    String listener = listener(made, 80, group);
    assertThat(listener).startsWith(made.loadBalancerArn().replace(":loadbalancer/", ":listener/"));
    assertThat(
            elb.describeTargetGroups(r -> r.names("back"))
                .targetGroups()
                .getFirst()
                .loadBalancerArns())
        .containsExactly(made.loadBalancerArn());
    refused(() -> listener(made, 80, group), "DuplicateListener");
    refused(
        () -> elb.deleteTargetGroup(r -> r.targetGroupArn(group.targetGroupArn())),
        "ResourceInUse",
        group.targetGroupArn());
    LoadBalancer second = balancer("second", "network", subnet());
    refused(() -> listener(second, 80, group), "TargetGroupAssociationLimit");
    refused(() -> listener(second, 80, group("udp", "GENEVE", 6081)), "IncompatibleProtocols");
    assertThat(elb.describeListeners(r -> r.loadBalancerArn(made.loadBalancerArn())).listeners())
        .singleElement()
        .matches(found -> found.port() == 80);
    elb.modifyListener(r -> r.listenerArn(listener).port(81));
    assertThat(elb.describeListeners(r -> r.listenerArns(listener)).listeners().getFirst().port())
        .isEqualTo(81);
    elb.deleteListener(r -> r.listenerArn(listener));
    refused(() -> elb.describeListeners(r -> r.listenerArns(listener)), "ListenerNotFound");
    elb.deleteTargetGroup(r -> r.targetGroupArn(group.targetGroupArn()));
    refused(() -> elb.describeTargetGroups(r -> r.names("back")), "TargetGroupNotFound");
  }

  @Test
  void a_gateway_load_balancer_listens_to_everything() {
    LoadBalancer made = balancer("inspect", "gateway", subnet());
    TargetGroup group = group("appliances", "GENEVE", 6081);
    elb.createListener(r ->
        r.loadBalancerArn(made.loadBalancerArn())
            .defaultActions(a -> a.type("forward").targetGroupArn(group.targetGroupArn())));
    assertThat(made.schemeAsString()).isNull();
    refused(() -> listener(made, 80, group), "ValidationError");
    assertThat(
            ec2.describeNetworkInterfaces(
                    r -> r.filters(Filtered.by("interface-type", "gateway_load_balancer")))
                .networkInterfaces())
        .hasSize(1);
  }

  @Test
  void targets_are_registered_once_and_healthy_while_they_run() {
    LoadBalancer made = balancer("front", "network", subnet());
    TargetGroup group = group("back", "TCP", 80);
    String arn = group.targetGroupArn();
    String subnet = subnet();
    String instance =
        ec2.runInstances(
                r -> r.imageId("ami-0c0ffee0c0ffee001").subnetId(subnet).minCount(1).maxCount(1))
            .instances()
            .getFirst()
            .instanceId();
    elb.registerTargets(r -> r.targetGroupArn(arn).targets(t -> t.id(instance)));
    elb.registerTargets(r -> r.targetGroupArn(arn).targets(t -> t.id(instance)));
    assertThat(health(arn))
        .singleElement()
        .satisfies(h -> {
          assertThat(h.targetHealth().stateAsString()).isEqualTo("unused");
          assertThat(h.targetHealth().reasonAsString()).isEqualTo("Target.NotInUse");
          assertThat(h.target().port()).isEqualTo(80);
        });
    listener(made, 80, group);
    assertThat(health(arn).getFirst().targetHealth().stateAsString()).isEqualTo("healthy");
    ec2.stopInstances(r -> r.instanceIds(instance));
    assertThat(health(arn).getFirst().targetHealth().reasonAsString())
        .isEqualTo("Target.InvalidState");
    refused(
        () ->
            elb.registerTargets(
                r -> r.targetGroupArn(arn).targets(t -> t.id("i-0123456789abcdef0"))),
        "InvalidTarget",
        "i-0123456789abcdef0");
    elb.deregisterTargets(r -> r.targetGroupArn(arn).targets(t -> t.id(instance)));
    assertThat(health(arn)).isEmpty();
  }

  private List<TargetHealthDescription> health(String group) {
    return elb.describeTargetHealth(r -> r.targetGroupArn(group)).targetHealthDescriptions();
  }

  @Test
  void attributes_have_defaults_and_protect_from_deletion() {
    String arn = balancer("front", "network", subnet()).loadBalancerArn();
    assertThat(attributes(arn))
        .containsEntry("deletion_protection.enabled", "false")
        .containsEntry("load_balancing.cross_zone.enabled", "false");
    elb.modifyLoadBalancerAttributes(r ->
        r.loadBalancerArn(arn).attributes(a -> a.key("deletion_protection.enabled").value("true")));
    assertThat(attributes(arn)).containsEntry("deletion_protection.enabled", "true");
    refused(() -> elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn)), "OperationNotPermitted");
    refused(
        () ->
            elb.modifyLoadBalancerAttributes(
                r -> r.loadBalancerArn(arn).attributes(a -> a.key("nonsense").value("1"))),
        "ValidationError",
        "nonsense");
    TargetGroup group = group("back", "TCP", 80);
    elb.modifyTargetGroupAttributes(r ->
        r.targetGroupArn(group.targetGroupArn())
            .attributes(a -> a.key("deregistration_delay.timeout_seconds").value("5")));
    assertThat(
            elb.describeTargetGroupAttributes(r -> r.targetGroupArn(group.targetGroupArn()))
                .attributes())
        .anyMatch(
            a -> a.key().equals("deregistration_delay.timeout_seconds") && a.value().equals("5"));
  }

  private Map<String, String> attributes(String arn) {
    return elb.describeLoadBalancerAttributes(r -> r.loadBalancerArn(arn)).attributes().stream()
        .collect(Collectors.toMap(LoadBalancerAttribute::key, LoadBalancerAttribute::value));
  }

  @Test
  void its_tags_are_its_own_and_none_of_ec2s() {
    String subnet = subnet();
    String arn =
        elb.createLoadBalancer(r ->
                r.name("front").type("network").subnets(subnet).tags(t -> t.key("team").value("a")))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    elb.addTags(r -> r.resourceArns(arn).tags(t -> t.key("stage").value("test")));
    elb.removeTags(r -> r.resourceArns(arn).tagKeys("team"));
    assertThat(elb.describeTags(r -> r.resourceArns(arn)).tagDescriptions().getFirst().tags())
        .singleElement()
        .matches(tag -> tag.key().equals("stage") && tag.value().equals("test"));
    assertThat(ec2.describeTags(r -> r.filters(Filtered.by("key", "stage"))).tags()).isEmpty();
    refused(
        () -> ec2.createTags(r -> r.resources(arn).tags(t -> t.key("a").value("b"))), "InvalidID");
    refused(() -> elb.describeTags(r -> r.resourceArns(arn + "0")), "LoadBalancerNotFound");
  }

  @Test
  void an_operation_that_culvert_has_not_says_so() {
    refused(() -> elb.describeRules(r -> {}), "InvalidAction");
  }

  private List<String> setSubnets(LoadBalancer balancer, String... subnets) {
    return elb
        .setSubnets(r -> r.loadBalancerArn(balancer.loadBalancerArn()).subnets(subnets))
        .availabilityZones()
        .stream()
        .map(AvailabilityZone::subnetId)
        .toList();
  }

  @Test
  void subnets_replace_those_before_and_the_node_of_one_that_stays_is_kept() {
    List<String> subnets = defaultSubnets().stream().map(Subnet::subnetId).toList();
    LoadBalancer made = balancer("front", "network", subnets.get(0), subnets.get(1));
    List<String> before = nodes().stream().map(NetworkInterface::networkInterfaceId).toList();
    assertThat(setSubnets(made, subnets.get(1), subnets.get(2)))
        .containsExactly(subnets.get(1), subnets.get(2));
    assertThat(nodes())
        .hasSize(2)
        .extracting(NetworkInterface::networkInterfaceId)
        .containsAnyElementsOf(before);
    assertThat(elb.describeLoadBalancers().loadBalancers().getFirst().availabilityZones())
        .extracting(AvailabilityZone::subnetId)
        .containsExactly(subnets.get(1), subnets.get(2));
    String vpc = defaultSubnets().getFirst().vpcId();
    String zone = made.availabilityZones().getLast().zoneName();
    String beside =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("172.31.240.0/24").availabilityZone(zone))
            .subnet()
            .subnetId();
    refused(() -> setSubnets(made, beside), "InvalidConfigurationRequest", zone);
    refused(() -> setSubnets(made), "ValidationError");
    refused(() -> setSubnets(made, "subnet-0123456789abcdef0"), "SubnetNotFound");
    String other = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    String far = ec2.createSubnet(r -> r.vpcId(other).cidrBlock("10.0.1.0/24")).subnet().subnetId();
    refused(() -> setSubnets(made, far), "InvalidConfigurationRequest", "one VPC");
    LoadBalancer inspect = balancer("inspect", "gateway", subnets.get(0), subnets.get(1));
    refused(() -> setSubnets(inspect, subnets.get(0)), "InvalidConfigurationRequest", "'gateway'");
    assertThat(setSubnets(inspect, subnets.get(0), subnets.get(1), subnets.get(2))).hasSize(3);
    refused(
        () -> elb.setSubnets(r -> r.loadBalancerArn("arn:x").subnets(far)), "LoadBalancerNotFound");
  }

  @Test
  void security_groups_are_changed_where_there_were_some_from_the_start() {
    String vpc = defaultSubnets().getFirst().vpcId();
    List<String> groups = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      groups.add(
          ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName(name).description(name)).groupId());
    }
    LoadBalancer made =
        elb.createLoadBalancer(r ->
                r.name("front").type("network").subnets(subnet()).securityGroups(groups.getFirst()))
            .loadBalancers()
            .getFirst();
    String arn = made.loadBalancerArn();
    assertThat(made.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic()).isEqualTo("on");
    SetSecurityGroupsResponse answer =
        elb.setSecurityGroups(r ->
            r.loadBalancerArn(arn)
                .securityGroups(groups.getLast())
                .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic("off"));
    assertThat(answer.securityGroupIds()).containsExactly(groups.getLast());
    assertThat(answer.enforceSecurityGroupInboundRulesOnPrivateLinkTrafficAsString())
        .isEqualTo("off");
    assertThat(nodes().getFirst().groups())
        .extracting(GroupIdentifier::groupId)
        .containsExactly(groups.getLast());
    assertThat(elb.describeLoadBalancers().loadBalancers().getFirst())
        .matches(found -> found.securityGroups().equals(List.of(groups.getLast())))
        .matches(
            found -> found.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic().equals("off"));
    refused(
        () ->
            elb.setSecurityGroups(
                r -> r.loadBalancerArn(arn).securityGroups("sg-0123456789abcdef0")),
        "InvalidSecurityGroup",
        "sg-0123456789abcdef0");
    refused(
        () -> elb.setSecurityGroups(r -> r.loadBalancerArn(arn).securityGroups(List.of())),
        "InvalidConfigurationRequest");
    LoadBalancer bare = balancer("bare", "network", subnet());
    refused(
        () ->
            elb.setSecurityGroups(
                r -> r.loadBalancerArn(bare.loadBalancerArn()).securityGroups(groups)),
        "InvalidConfigurationRequest",
        "without security groups");
  }
}
