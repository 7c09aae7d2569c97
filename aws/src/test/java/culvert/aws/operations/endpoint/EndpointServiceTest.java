package culvert.aws.operations.endpoint;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.operations.Filtered;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

class EndpointServiceTest extends BetweenAccounts {

  @Test
  void r2_3_1_it_stands_on_load_balancers_of_one_type_that_no_other_service_has() {
    ServiceConfiguration made = service();
    assertThat(made.serviceStateAsString()).isEqualTo("Pending");
    assertThat(made.serviceType().getFirst().serviceTypeAsString()).isEqualTo("Interface");
    assertThat(made.availabilityZones()).containsExactly("us-east-1a");
    refused(this::service, "InvalidParameter", balancer);
    String missing = balancer + "0";
    refused(() -> provider.service(missing), "InvalidNetworkLoadBalancerArn.NotFound", missing);
    String gateway = provider.balancer("inspect", "gateway", providerSubnet);
    refused(
        () ->
            provider.ec2.createVpcEndpointServiceConfiguration(
                r -> r.networkLoadBalancerArns(balancer).gatewayLoadBalancerArns(gateway)),
        "InvalidParameterCombination");
    refused(() -> provider.ec2.createVpcEndpointServiceConfiguration(r -> {}), "MissingParameter");
    refused(
        () -> provider.elb.deleteLoadBalancer(r -> r.loadBalancerArn(balancer)),
        "ResourceInUse",
        balancer);
  }

  @Test
  void r2_3_2_its_name_says_region_and_id_and_it_is_available_by_the_next_call() {
    ServiceConfiguration made = service();
    assertThat(made.serviceName()).isEqualTo("com.amazonaws.vpce.us-east-1." + made.serviceId());
    ServiceConfiguration found =
        provider
            .ec2
            .describeVpcEndpointServiceConfigurations(r -> r.serviceIds(made.serviceId()))
            .serviceConfigurations()
            .getFirst();
    assertThat(found.serviceStateAsString()).isEqualTo("Available");
    assertThat(found.acceptanceRequired()).isTrue();
    refused(
        () ->
            provider.ec2.describeVpcEndpointServiceConfigurations(
                r -> r.serviceIds("vpce-svc-0123456789abcdef0")),
        "InvalidVpcEndpointServiceId.NotFound");
    refused(
        () ->
            provider.ec2.describeVpcEndpointServiceConfigurations(r -> r.serviceIds("vpce-svc-x")),
        "InvalidVpcEndpointServiceIdId.Malformed");
  }

  @Test
  void r2_3_3_it_is_invisible_to_whom_it_is_not_allowed() {
    ServiceConfiguration made = service();
    refused(() -> connect(made), "InvalidServiceName", made.serviceName());
    assertThat(visible(made)).isEmpty();
    allow(made, "arn:aws:iam::" + TestCloud.OTHER_ACCOUNT + ":root");
    assertThat(visible(made)).singleElement().matches(s -> s.owner().equals(TestCloud.ACCOUNT));
    VpcEndpoint endpoint = connect(made);
    accept(made, endpoint.vpcEndpointId());
    provider.ec2.modifyVpcEndpointServicePermissions(r ->
        r.serviceId(made.serviceId())
            .removeAllowedPrincipals("arn:aws:iam::" + TestCloud.OTHER_ACCOUNT + ":root"));
    assertThat(visible(made)).isEmpty();
    assertThat(consumer.described(endpoint.vpcEndpointId()).stateAsString()).isEqualTo("available");
    refused(() -> connect(made), "InvalidServiceName");
    refused(() -> allow(made, "nonsense"), "InvalidPrincipal", "nonsense");
  }

  private List<ServiceDetail> visible(ServiceConfiguration service) {
    return consumer
        .ec2
        .describeVpcEndpointServices(
            r -> r.filters(Filtered.by("service-name", service.serviceName())))
        .serviceDetails();
  }

  @Test
  void r2_3_3_permissions_are_described_by_principal_and_type() {
    ServiceConfiguration made = service();
    allow(made, "arn:aws:iam::222222222222:root", "arn:aws:iam::222222222222:user/eve", "*");
    allow(made, "*");
    assertThat(
            provider
                .ec2
                .describeVpcEndpointServicePermissions(r -> r.serviceId(made.serviceId()))
                .allowedPrincipals())
        .extracting(each -> each.principalTypeAsString())
        .containsExactly("Account", "User", "All");
    assertThat(
            provider
                .ec2
                .describeVpcEndpointServicePermissions(r ->
                    r.serviceId(made.serviceId()).filters(Filtered.by("principal-type", "User")))
                .allowedPrincipals())
        .singleElement()
        .matches(each -> each.principal().endsWith("user/eve"));
  }

  @Test
  void r2_3_8_its_private_name_counts_once_it_is_verified() {
    ServiceConfiguration made =
        provider
            .ec2
            .createVpcEndpointServiceConfiguration(r ->
                r.networkLoadBalancerArns(balancer)
                    .acceptanceRequired(false)
                    .privateDnsName("api.example.com"))
            .serviceConfiguration();
    allow(made, "*");
    assertThat(made.privateDnsNameConfiguration().stateAsString()).isEqualTo("pendingVerification");
    assertThat(made.privateDnsNameConfiguration().type()).isEqualTo("TXT");
    CreateVpcEndpointRequest wanted =
        consumer.request(vpc, made.serviceName(), subnet).privateDnsEnabled(true).build();
    refused(
        () -> consumer.interfaceEndpoint(wanted),
        "InvalidParameter",
        "has not verified the private DNS name");
    provider.ec2.startVpcEndpointServicePrivateDnsVerification(r -> r.serviceId(made.serviceId()));
    VpcEndpoint endpoint = consumer.interfaceEndpoint(wanted);
    assertThat(endpoint.dnsEntries().getLast().dnsName()).isEqualTo("api.example.com");
    assertThat(endpoint.dnsEntries().getFirst().dnsName())
        .endsWith("." + made.serviceId() + ".us-east-1.vpce.amazonaws.com");
  }

  @Test
  void what_is_stored_is_read_back_as_it_was() {
    ServiceConfiguration made = publicService();
    connect(made);
    String group =
        provider
            .elb
            .createTargetGroup(
                r -> r.name("back").protocol("TCP").port(80).vpcId(providerVpc).targetType("ip"))
            .targetGroups()
            .getFirst()
            .targetGroupArn();
    provider.elb.registerTargets(r -> r.targetGroupArn(group).targets(t -> t.id("10.0.1.9")));
    provider.elb.addTags(r -> r.resourceArns(group).tags(t -> t.key("a").value("b")));
    provider.elb.modifyTargetGroupAttributes(
        r -> r.targetGroupArn(group).attributes(a -> a.key("stickiness.enabled").value("true")));
    provider.elb.createListener(r ->
        r.loadBalancerArn(balancer)
            .protocol("TCP")
            .port(80)
            .defaultActions(a -> a.type("forward").targetGroupArn(group)));
    for (Kind<?> kind :
        List.of(
            Kinds.VPC_ENDPOINT,
            Kinds.VPC_ENDPOINT_SERVICE,
            Kinds.VPC_ENDPOINT_SERVICE_PERMISSION,
            Kinds.VPC_ENDPOINT_CONNECTION,
            Kinds.LOAD_BALANCER,
            Kinds.LOAD_BALANCER_ATTRIBUTES,
            Kinds.TARGET_GROUP,
            Kinds.TARGET,
            Kinds.LISTENER,
            Kinds.LOAD_BALANCING_TAGS)) {
      assertThat(storedAgain(kind)).as(kind.name()).isPositive();
    }
  }

  /** How many resources of a kind there are, each of which comes out of the store as it was. */
  private <T> long storedAgain(Kind<T> kind) {
    return cloud
        .api()
        .catalog()
        .snapshot()
        .everywhere(kind)
        .peek(resource -> {
          T again = kind.decode().apply(kind.encode().apply(resource.shape()));
          assertThat(again).isEqualTo(resource.shape());
          assertThat(kind.id().apply(again)).isEqualTo(resource.id());
        })
        .count();
  }

  @Test
  void the_provider_may_pay_and_be_notified() {
    ServiceConfiguration made = service();
    provider.ec2.modifyVpcEndpointServicePayerResponsibility(
        r -> r.serviceId(made.serviceId()).payerResponsibility("ServiceOwner"));
    String topic = "arn:aws:sns:us-east-1:111111111111:endpoints";
    String id =
        provider
            .ec2
            .createVpcEndpointConnectionNotification(r ->
                r.serviceId(made.serviceId())
                    .connectionNotificationArn(topic)
                    .connectionEvents("Accept", "Reject"))
            .connectionNotification()
            .connectionNotificationId();
    provider.ec2.modifyVpcEndpointConnectionNotification(
        r -> r.connectionNotificationId(id).connectionEvents("Delete"));
    assertThat(
            provider
                .ec2
                .describeVpcEndpointConnectionNotifications(
                    r -> r.filters(Filtered.by("service-id", made.serviceId())))
                .connectionNotificationSet())
        .singleElement()
        .matches(n -> n.connectionEvents().equals(List.of("Delete")))
        .matches(n -> n.connectionNotificationStateAsString().equals("Enabled"));
    refused(
        () ->
            provider.ec2.createVpcEndpointConnectionNotification(r ->
                r.serviceId(made.serviceId())
                    .connectionNotificationArn(topic)
                    .connectionEvents("Nonsense")),
        "InvalidParameter",
        "Nonsense");
    assertThat(
            provider
                .ec2
                .deleteVpcEndpointConnectionNotifications(
                    r -> r.connectionNotificationIds(id, "vpce-nfn-0123456789abcdef0"))
                .unsuccessful())
        .singleElement()
        .matches(item -> item.resourceId().equals("vpce-nfn-0123456789abcdef0"));
    assertThat(
            provider.ec2.describeVpcEndpointConnectionNotifications().connectionNotificationSet())
        .isEmpty();
  }

  @Test
  void aws_services_are_described_by_type_owner_and_name() {
    List<ServiceDetail> gateways =
        consumer
            .ec2
            .describeVpcEndpointServices(r -> r.filters(Filtered.by("service-type", "Gateway")))
            .serviceDetails();
    assertThat(gateways)
        .extracting(ServiceDetail::serviceName)
        .containsExactly("com.amazonaws.us-east-1.dynamodb", "com.amazonaws.us-east-1.s3");
    assertThat(
            consumer
                .ec2
                .describeVpcEndpointServices(r -> r.serviceNames("com.amazonaws.us-east-1.s3"))
                .serviceDetails())
        .hasSize(2)
        .allMatch(s -> s.owner().equals("amazon"))
        .allMatch(ServiceDetail::vpcEndpointPolicySupported);
    refused(
        () -> consumer.ec2.describeVpcEndpointServices(r -> r.serviceNames("com.example")),
        "InvalidServiceName",
        "com.example");
    assertThat(
            consumer
                .ec2
                .describeVpcEndpointServices(r ->
                    r.serviceRegions("eu-west-1").filters(Filtered.by("service-name", "*.kms")))
                .serviceDetails())
        .singleElement()
        .matches(s -> s.serviceRegion().equals("eu-west-1"));
  }

  @Test
  void r2_3_11_endpoints_of_lattice_are_refused_so_nothing_is_associated_by_it() {
    String id = consumer.interfaceEndpoint(vpc, "sqs", subnet).vpcEndpointId();
    assertThat(
            consumer
                .ec2
                .describeVpcEndpointAssociations(r -> r.vpcEndpointIds(id))
                .vpcEndpointAssociations())
        .isEmpty();
    refused(
        () ->
            consumer.ec2.describeVpcEndpointAssociations(
                r -> r.vpcEndpointIds("vpce-0123456789abcdef0")),
        "InvalidVpcEndpointId.NotFound");
    refused(
        () ->
            consumer.ec2.createVpcEndpoint(
                r -> r.vpcId(vpc).vpcEndpointType("Resource").subnetIds(subnet)),
        "UnsupportedOperation",
        "Resource");
  }
}
