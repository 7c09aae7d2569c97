package culvert.aws.operations.endpoint;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Filtered;
import culvert.aws.operations.Quotas;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

class GatewayEndpointTest {

  private final TestCloud cloud = new TestCloud();
  private final Workshop our = Workshop.in(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private Route routeOf(String table, String endpoint) {
    return our.routes(table).stream()
        .filter(route -> endpoint.equals(route.gatewayId()))
        .findFirst()
        .orElseThrow();
  }

  private String s3List() {
    return our.ec2
        .describePrefixLists(
            r -> r.filters(Filtered.by("prefix-list-name", "com.amazonaws.us-east-1.s3")))
        .prefixLists()
        .getFirst()
        .prefixListId();
  }

  @Test
  void r2_2_12_the_type_is_gateway_where_none_is_said() {
    VpcEndpoint made = our.gatewayEndpoint(our.vpc("10.0.0.0/16"), "s3");
    assertThat(made.vpcEndpointTypeAsString()).isEqualTo("Gateway");
    assertThat(made.stateAsString()).isEqualTo("available");
    assertThat(made.networkInterfaceIds()).isEmpty();
    assertThat(made.groups()).isEmpty();
  }

  @Test
  void r2_1_2_its_routes_stand_in_the_chosen_tables_and_no_route_api_touches_them() {
    String vpc = our.vpc("10.0.0.0/16");
    String table = our.mainTable(vpc);
    VpcEndpoint made = our.gatewayEndpoint(vpc, "s3", table);
    String id = made.vpcEndpointId();
    String list = s3List();
    assertThat(made.routeTableIds()).containsExactly(table);
    Route route = routeOf(table, id);
    assertThat(route.destinationPrefixListId()).isEqualTo(list);
    assertThat(route.originAsString()).isEqualTo("CreateRoute");
    assertThat(route.stateAsString()).isEqualTo("active");
    refused(
        () -> our.ec2.deleteRoute(r -> r.routeTableId(table).destinationPrefixListId(list)),
        "InvalidParameterValue",
        "cannot remove VPC endpoint route " + list + " in route table " + table);
    String gateway = our.internetGateway(vpc);
    refused(
        () ->
            our.ec2.replaceRoute(
                r -> r.routeTableId(table).destinationPrefixListId(list).gatewayId(gateway)),
        "InvalidParameterValue",
        "cannot replace VPC endpoint route");
    refused(
        () ->
            our.ec2.createRoute(
                r -> r.routeTableId(table).destinationPrefixListId(list).gatewayId(gateway)),
        "RouteAlreadyExists");
    String other = our.table(vpc);
    refused(
        () ->
            our.ec2.createRoute(
                r -> r.routeTableId(other).destinationPrefixListId(list).vpcEndpointId(id)),
        "RouteNotSupported",
        id);
    assertThat(our.routes(other)).hasSize(1);
  }

  @Test
  void r2_1_2_r2_1_14_its_routes_vanish_with_the_disassociation_and_with_the_endpoint() {
    String vpc = our.vpc("10.0.0.0/16");
    String first = our.mainTable(vpc);
    String second = our.table(vpc);
    String id = our.gatewayEndpoint(vpc, "s3", first).vpcEndpointId();
    our.ec2.modifyVpcEndpoint(
        r -> r.vpcEndpointId(id).addRouteTableIds(second).removeRouteTableIds(first));
    assertThat(our.described(id).routeTableIds()).containsExactly(second);
    assertThat(our.routes(first)).hasSize(1);
    refused(
        () -> our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).removeRouteTableIds(first)),
        "InvalidParameter",
        first);
    assertThat(our.ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id)).unsuccessful()).isEmpty();
    assertThat(our.routes(second)).hasSize(1);
    refused(() -> our.described(id), "InvalidVpcEndpointId.NotFound", id);
  }

  @Test
  @DisplayName("api-gwep-second-same-rt (R2.1.3)")
  void r2_1_3_a_table_has_one_route_to_a_service() {
    String vpc = our.vpc("10.0.0.0/16");
    String table = our.mainTable(vpc);
    our.gatewayEndpoint(vpc, "s3", table);
    String text = "route table " + table + " already has a route with destination-prefix-list-id ";
    refused(() -> our.gatewayEndpoint(vpc, "s3", table), "RouteAlreadyExists", text + s3List());
    String elsewhere = our.gatewayEndpoint(vpc, "s3", our.table(vpc)).vpcEndpointId();
    refused(
        () -> our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(elsewhere).addRouteTableIds(table)),
        "InvalidParameter",
        text + s3List());
    our.gatewayEndpoint(vpc, "dynamodb", table);
    assertThat(our.routes(table)).hasSize(3);
  }

  @Test
  void r2_1_14_a_table_of_another_vpc_an_edge_table_and_an_unknown_one_are_refused() {
    String vpc = our.vpc("10.0.0.0/16");
    String foreign = our.mainTable(our.vpc("10.1.0.0/16"));
    refused(() -> our.gatewayEndpoint(vpc, "s3", foreign), "InvalidParameter", foreign);
    String edge = our.table(vpc);
    String gateway = our.internetGateway(vpc);
    our.ec2.associateRouteTable(r -> r.routeTableId(edge).gatewayId(gateway));
    refused(() -> our.gatewayEndpoint(vpc, "s3", edge), "InvalidParameter", edge);
    refused(
        () -> our.gatewayEndpoint(vpc, "s3", "rtb-0123456789abcdef0"),
        "InvalidRouteTableID.NotFound");
    assertThat(our.ec2.describeVpcEndpoints().vpcEndpoints()).isEmpty();
  }

  @Test
  void r2_1_1_only_services_of_its_own_region_that_have_gateway_endpoints() {
    String vpc = our.vpc("10.0.0.0/16");
    refused(
        () -> our.gatewayEndpoint(vpc, "sqs"),
        "InvalidParameter",
        "Endpoint type (Gateway) does not match available service types ([Interface]).");
    refused(
        () ->
            our.ec2.createVpcEndpoint(r -> r.vpcId(vpc).serviceName("com.amazonaws.eu-west-1.s3")),
        "InvalidServiceName",
        "The Vpc Endpoint Service 'com.amazonaws.eu-west-1.s3' does not exist");
    refused(
        () ->
            our.ec2.createVpcEndpoint(r ->
                r.vpcId(vpc).serviceName("com.amazonaws.us-east-1.s3").securityGroupIds("sg-1")),
        "InvalidParameter",
        "Security group IDs cannot be specified for Gateway endpoints.");
  }

  @Test
  void r2_1_10_the_policy_is_full_access_until_another_is_given() {
    String vpc = our.vpc("10.0.0.0/16");
    String id = our.gatewayEndpoint(vpc, "s3").vpcEndpointId();
    String full = our.described(id).policyDocument();
    assertThat(full).contains("\"Effect\":\"Allow\"", "\"Principal\":\"*\"");
    String narrow =
        "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:Get*\","
            + "\"Resource\":\"*\"}]}";
    our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).policyDocument(narrow));
    assertThat(our.described(id).policyDocument()).isEqualTo(narrow);
    for (String wrong :
        List.of(
            "nonsense",
            "[]",
            "{}",
            "{\"Statement\":[]}",
            "{\"Statement\":[{\"Effect\":\"Maybe\",\"Action\":\"*\"}]}",
            "{\"Statement\":[{\"Effect\":\"Allow\"}]}",
            "{\"Version\":\"2020-01-01\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}",
            narrow + " ".repeat(20_480))) {
      refused(
          () -> our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).policyDocument(wrong)),
          "InvalidPolicyDocument");
    }
    assertThat(our.described(id).policyDocument()).isEqualTo(narrow);
    our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).resetPolicy(true));
    assertThat(our.described(id).policyDocument()).isEqualTo(full);
  }

  @Test
  void r2_1_13_an_account_has_twenty_in_a_region() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Workshop there = Workshop.in(small);
      String vpc = there.vpc("10.0.0.0/16");
      for (int i = 0; i < 20; i++) {
        there.gatewayEndpoint(vpc, "s3");
      }
      refused(() -> there.gatewayEndpoint(vpc, "s3"), "VpcEndpointLimitExceeded");
    }
  }

  @Test
  void a_vpc_with_an_endpoint_stays_and_a_table_takes_its_route_with_it() {
    String vpc = our.vpc("10.0.0.0/16");
    String table = our.table(vpc);
    String id = our.gatewayEndpoint(vpc, "s3", table).vpcEndpointId();
    our.ec2.deleteRouteTable(r -> r.routeTableId(table));
    assertThat(our.described(id).routeTableIds()).isEmpty();
    refused(() -> our.ec2.deleteVpc(r -> r.vpcId(vpc)), "DependencyViolation", vpc);
    our.ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id));
    our.ec2.deleteVpc(r -> r.vpcId(vpc));
  }
}
