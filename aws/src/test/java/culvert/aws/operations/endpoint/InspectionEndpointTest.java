package culvert.aws.operations.endpoint;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.EveryPair;
import culvert.aws.TestCloud;
import culvert.aws.operations.Filtered;
import culvert.aws.reading.TopologyReader;
import culvert.network.topology.GatewayLoadBalancer;
import culvert.network.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

class InspectionEndpointTest {

  private final TestCloud cloud = new TestCloud();
  private final Workshop our = Workshop.in(cloud);
  private final String service = service();
  private final String vpc = our.vpc("10.0.0.0/16");
  private final String appSubnet = our.subnet(vpc, "10.0.1.0/24", "a");
  private final String endpointSubnet = our.subnet(vpc, "10.0.2.0/24", "a");

  @AfterEach
  void close() {
    cloud.close();
  }

  private String service() {
    String appliances = our.vpc("192.168.0.0/16");
    String balancer =
        our.balancer(
            "inspect",
            "gateway",
            our.subnet(appliances, "192.168.1.0/24", "a"),
            our.subnet(appliances, "192.168.2.0/24", "b"));
    return our.ec2
        .createVpcEndpointServiceConfiguration(
            r -> r.gatewayLoadBalancerArns(balancer).acceptanceRequired(false))
        .serviceConfiguration()
        .serviceName();
  }

  private CreateVpcEndpointRequest.Builder request(String... subnets) {
    return CreateVpcEndpointRequest.builder()
        .vpcId(vpc)
        .serviceName(service)
        .vpcEndpointType("GatewayLoadBalancer")
        .subnetIds(subnets);
  }

  private String endpoint() {
    return our.ec2.createVpcEndpoint(request(endpointSubnet).build()).vpcEndpoint().vpcEndpointId();
  }

  private void route(String table, String destination, String endpoint) {
    our.ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock(destination).vpcEndpointId(endpoint));
  }

  @Test
  void r2_4_1_it_has_one_subnet_and_neither_groups_nor_a_policy_nor_private_dns() {
    String second = our.subnet(vpc, "10.0.3.0/24", "b");
    refused(
        () -> our.ec2.createVpcEndpoint(request(endpointSubnet, second).build()),
        "InvalidParameter",
        "Exactly one subnet");
    refused(() -> our.ec2.createVpcEndpoint(request().build()), "InvalidParameter");
    String group = our.openGroup(vpc);
    refused(
        () -> our.ec2.createVpcEndpoint(request(endpointSubnet).securityGroupIds(group).build()),
        "InvalidParameter",
        "Security group IDs");
    refused(
        () -> our.ec2.createVpcEndpoint(request(endpointSubnet).privateDnsEnabled(true).build()),
        "InvalidParameter",
        "Private DNS");
    VpcEndpoint made =
        our.described(
            our.ec2
                .createVpcEndpoint(request(endpointSubnet).build())
                .vpcEndpoint()
                .vpcEndpointId());
    assertThat(made.stateAsString()).isEqualTo("available");
    assertThat(made.groups()).isEmpty();
    assertThat(made.dnsEntries()).isEmpty();
    assertThat(our.networkInterface(made.networkInterfaceIds().getFirst()))
        .matches(n -> n.interfaceTypeAsString().equals("gateway_load_balancer_endpoint"))
        .matches(n -> n.groups().isEmpty());
    refused(
        () ->
            our.ec2.modifyVpcEndpoint(
                r -> r.vpcEndpointId(made.vpcEndpointId()).addSubnetIds(second)),
        "InvalidParameter",
        "Changes of the subnet");
    refused(
        () -> our.interfaceEndpoint(vpc, service, appSubnet),
        "InvalidParameter",
        "Endpoint type (Interface) does not match available service types");
  }

  /** Which is what its capacity is billed by. */
  @Test
  void the_topology_knows_the_load_balancer_behind_a_service_while_it_is_there() {
    TopologyReader reader = new TopologyReader();
    assertThat(reader.read(cloud.api().catalog().snapshot()).gatewayBalancerOf(service))
        .isNotNull()
        .satisfies(balancer -> assertThat(balancer.name()).isEqualTo("inspect"));
    our.ec2.deleteVpcEndpointServiceConfigurations(
        r -> r.serviceIds(service.substring(service.lastIndexOf('.') + 1)));
    Topology after = reader.read(cloud.api().catalog().snapshot());
    assertThat(after.gatewayBalancerOf(service)).isNull();
    assertThat(after.all(GatewayLoadBalancer.class))
        .singleElement()
        .satisfies(balancer -> assertThat(balancer.service()).isNull());
  }

  @Test
  void r2_4_2_r5_4_8_it_is_a_route_target_and_other_endpoints_are_none() {
    String table = our.table(vpc, appSubnet);
    String id = endpoint();
    route(table, "0.0.0.0/0", id);
    Route made =
        our.routes(table).stream()
            .filter(r -> "0.0.0.0/0".equals(r.destinationCidrBlock()))
            .findFirst()
            .orElseThrow();
    assertThat(made.gatewayId()).isEqualTo(id);
    assertThat(made.stateAsString()).isEqualTo("active");
    String queue = our.interfaceEndpoint(vpc, "sqs", appSubnet).vpcEndpointId();
    refused(() -> route(table, "10.8.0.0/16", queue), "RouteNotSupported", queue);
    refused(
        () -> route(table, "10.8.0.0/16", "vpce-0123456789abcdef0"),
        "InvalidVpcEndpointId.NotFound");
    String foreign = our.mainTable(our.vpc("10.9.0.0/16"));
    refused(
        () -> route(foreign, "0.0.0.0/0", id),
        "InvalidParameterValue",
        "belong to different networks");
    String list =
        our.ec2
            .describePrefixLists(
                r -> r.filters(Filtered.by("prefix-list-name", "com.amazonaws.us-east-1.s3")))
            .prefixLists()
            .getFirst()
            .prefixListId();
    refused(
        () ->
            our.ec2.createRoute(
                r -> r.routeTableId(table).destinationPrefixListId(list).vpcEndpointId(id)),
        "InvalidParameterValue",
        "prefix list");
  }

  @Test
  void r2_4_5_its_routes_go_first() {
    String table = our.table(vpc, appSubnet);
    String id = endpoint();
    route(table, "0.0.0.0/0", id);
    assertThat(our.ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id)).unsuccessful())
        .singleElement()
        .matches(item -> item.error().code().equals("InvalidParameter"))
        .matches(item ->
            item.error()
                .message()
                .equals("Endpoint must be removed from route table before deletion"));
    our.ec2.deleteRoute(r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0"));
    assertThat(our.ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id)).unsuccessful()).isEmpty();
  }

  @Test
  void r1_3_12_a_route_to_one_that_was_rejected_is_a_blackhole() {
    String table = our.table(vpc, appSubnet);
    String id = endpoint();
    route(table, "0.0.0.0/0", id);
    String serviceId = service.substring(service.lastIndexOf('.') + 1);
    our.ec2.rejectVpcEndpointConnections(r -> r.serviceId(serviceId).vpcEndpointIds(id));
    assertThat(our.routes(table)).anyMatch(r -> "blackhole".equals(r.stateAsString()));
    String host = our.host(appSubnet, our.openGroup(vpc), false);
    assertThat(our.blocked(host, "internet/203.0.113.9"))
        .isEqualTo("forward BAD_STATE_ROUTE " + table);
  }

  @Test
  @DisplayName("gwlb-inspection (R2.4.3, R2.4.4)")
  void r2_4_4_internet_traffic_of_a_subnet_is_inspected_both_ways() {
    String gateway = our.internetGateway(vpc);
    String id = endpoint();
    String app = our.table(vpc, appSubnet);
    String inspected = our.table(vpc, endpointSubnet);
    String edge = our.table(vpc);
    our.ec2.associateRouteTable(r -> r.routeTableId(edge).gatewayId(gateway));
    route(edge, "10.0.1.0/24", id);
    route(app, "0.0.0.0/0", id);
    our.routeToGateway(inspected, "0.0.0.0/0", gateway);
    String group = our.openGroup(vpc);
    String host = our.host(appSubnet, group, true);
    assertThat(
            new EveryPair(cloud)
                .end("app", host)
                .end("hidden", our.host(appSubnet, group, false))
                .end("beside", our.host(endpointSubnet, group, true))
                .end("internet", "internet/203.0.113.9")
                .asked())
        .containsExactly(
            "app -> hidden",
            "app -> beside",
            "app -> internet",
            "hidden -> app",
            "hidden -> beside",
            "hidden -> internet: forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw",
            "beside -> app",
            "beside -> hidden",
            "beside -> internet",
            "internet -> app",
            "internet -> hidden: forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS igw,"
                + " return IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw",
            "internet -> beside");
    assertThat(our.path(host, "internet/203.0.113.9"))
        .containsSubsequence(app, id, inspected, gateway);
    assertThat(our.path("internet/203.0.113.9", host)).containsSubsequence(gateway, edge, id);
  }

  @Test
  void r1_4_2_a_table_with_routes_to_it_may_become_an_edge_table() {
    String gateway = our.internetGateway(vpc);
    String table = our.table(vpc);
    String id = endpoint();
    route(table, "10.0.1.0/24", id);
    our.ec2.associateRouteTable(r -> r.routeTableId(table).gatewayId(gateway));
    refused(() -> route(table, "0.0.0.0/0", id), "InvalidParameterValue");
  }
}
