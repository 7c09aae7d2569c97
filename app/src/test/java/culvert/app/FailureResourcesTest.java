package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Sites, faults, the clock, events and rehearsals over HTTP, on a virtual clock. */
class FailureResourcesTest {

  private static final String SITE =
      "{\"asn\":65010,\"prefixes\":[\"192.168.0.0/16\"],\"bfd\":true}";

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private CulvertServer server;

  @BeforeEach
  void start() {
    server = CulvertServer.start(Settings.ephemeral().keptIn(directory).onVirtualClock());
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private HttpResponse<String> send(String method, String resource, @Nullable String body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/_culvert/" + resource))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode ask(String method, String resource, @Nullable String body) throws Exception {
    HttpResponse<String> answer = send(method, resource, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  private JsonNode get(String resource) throws Exception {
    return ask("GET", resource, null);
  }

  private JsonNode fault(String component, String state) throws Exception {
    return ask(
        "POST", "faults", Json.object().put("component", component).put("state", state).toString());
  }

  private QueryClient ec2() {
    return new QueryClient(http, server.port(), "111111111111");
  }

  /** An instance in the default VPC. */
  private String instance() throws Exception {
    String made =
        ec2()
            .call(
                "Action=RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=1&MaxCount=1"
                    + "&InstanceType=t3.micro");
    return QueryClient.texts(made, "instanceId").getFirst();
  }

  @Test
  void a_site_is_put_shown_replaced_and_deleted() throws Exception {
    JsonNode put = ask("PUT", "sites/seoul", SITE);
    assertThat(put.path("id").asString()).isEqualTo("site:seoul");
    assertThat(put.path("state").asString()).isEqualTo("up");
    assertThat(put.path("bfd").asBoolean()).isTrue();
    assertThat(get("sites/seoul")).isEqualTo(put);
    ask("PUT", "sites/seoul", "{\"asn\":65011,\"prefixes\":[]}");
    assertThat(get("sites").path("sites").valueStream().map(site -> site.path("asn").asInt()))
        .containsExactly(65011);
    assertThat(ask("DELETE", "sites/seoul", null).path("deleted").asString())
        .isEqualTo("site:seoul");
    assertThat(get("sites").path("sites").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "PUT    | sites/seoul | {}                                   | asn of the site is missing",
        "PUT    | sites/seoul | [1]                                  | the site is a JSON object",
        "PUT    | sites/seoul | {\"asn\":                            | the body is not JSON",
        "PUT    | sites/seoul | {\"asn\":0}                          | asn of the site takes 1 to 4294967295, not 0",
        "PUT    | sites/seoul | {\"asn\":1.5}                        | asn of the site takes 1 to 4294967295, not 1.5",
        "PUT    | sites/seoul | {\"asn\":1,\"as\":2}                 | not a member of the site: as",
        "PUT    | sites/seoul | {\"asn\":1,\"name\":\"busan\"}       | the site is seoul, not busan",
        "PUT    | sites/a%20b | {\"asn\":1}                          | not a b",
        "PUT    | sites/seoul | {\"asn\":1,\"prefixes\":[\"10.0.0.0/33\"]} | not \"10.0.0.0/33\"",
        "PUT    | sites/seoul | {\"asn\":1,\"prefixes\":\"10.0.0.0/8\"} | prefixes of the site takes a list",
        "PUT    | sites/seoul | {\"asn\":1,\"customerGateways\":[\"cgw-0a\"]} | there is no cgw-0a",
        "PUT    | sites/seoul | {\"asn\":1,\"virtualInterfaces\":[\"dxvif-0a\"]} | there is no dxvif-0a",
        "PUT    | sites/seoul | {\"asn\":1,\"connectPeers\":[\"tgw-connect-peer-0a\"]} | there is no tgw-connect-peer-0a",
        "PUT    | sites/seoul | {\"asn\":1,\"staticRoutes\":[{\"destination\":\"10.0.0.0/8\",\"via\":\"vpn-0a\"}]} | via is none of the ways of site:seoul: vpn-0a",
        "PUT    | sites/seoul | {\"asn\":1,\"policies\":[{\"via\":\"vpn-0a\"}]} | via is none of the ways of site:seoul: vpn-0a",
        "PUT    | sites/seoul | {\"asn\":1,\"policies\":[{\"via\":\"vpn-0a\",\"communities\":[\"high\"]}]} | not high",
        "PUT    | sites/seoul | {\"asn\":1,\"policies\":[{\"localPreference\":5}]} | via of a policy is missing",
        "GET    | sites/busan |                                      | there is no site:busan",
        "DELETE | sites/busan |                                      | there is no site:busan",
        "POST   | faults      | {\"component\":\"dxcon-0a\",\"state\":\"down\"} | nothing that can fail here: dxcon-0a",
        "POST   | faults      | {\"component\":\"use9-az9\",\"state\":\"up\"} | nothing that can fail here: use9-az9",
        "POST   | faults      | {\"component\":\"site:seoul\",\"state\":\"off\"} | state takes down or up, not off",
        "POST   | faults      | {\"state\":\"down\"}                 | component of a fault is missing",
        "POST   | faults      | {\"component\":\"\",\"state\":\"down\"} | component of a fault takes text",
        "POST   | clock       | {\"advance\":\"90 s\"}               | not 90 s",
        "POST   | clock       | {\"advance\":\"PT-1S\"}              | the clock moves on",
        "POST   | clock       | {\"advance\":\"P4000D\"}             | the clock moves on",
        "POST   | clock       |                                      | advance of the clock is missing",
        "GET    | events?after=x |                                   | after takes the number of an event, not x",
        "GET    | rehearse?from=site:seoul |                         | the parameter to is missing",
        "GET    | rehearse?from=site:seoul&to=i-0a |                 | there is no site:seoul",
        "GET    | rehearse?from=i-0a&to=i-0b&pairs=all |             | there is no i-0a",
      })
  void what_makes_no_sense_is_refused_names_the_input_and_changes_nothing(
      String method, String resource, String body, String message) throws Exception {
    HttpResponse<String> answer = send(method, resource, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).path("error").asString()).contains(message);
    assertThat(get("sites").path("sites").isEmpty()).isTrue();
    assertThat(get("faults").path("faults").isEmpty()).isTrue();
    assertThat(get("events").path("events").isEmpty()).isTrue();
    assertThat(get("clock").path("now").asString()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void an_instance_fails_and_is_repaired_and_both_are_in_the_log() throws Exception {
    String one = instance();
    String other = instance();
    String why = "why?protocol=icmp&from=" + one + "&to=" + other;
    assertThat(get(why).path("reachable").asBoolean()).isTrue();
    JsonNode failed = fault(other, "down");
    assertThat(failed.path("events").valueStream().map(e -> e.path("event").asString()))
        .containsExactly("failed");
    assertThat(get("faults").path("faults").get(0).path("component").asString()).isEqualTo(other);
    assertThat(get(why).path("blockers").get(0).path("code").asString()).isEqualTo("BAD_STATE");
    ask("POST", "clock", "{\"advance\":\"PT1M\"}");
    fault(other, "up");
    assertThat(fault(other, "up").path("events").isEmpty()).isTrue();
    assertThat(get(why).path("reachable").asBoolean()).isTrue();
    assertThat(
            get("events?after=0")
                .path("events")
                .valueStream()
                .map(e ->
                    e.path("number").asLong()
                        + " "
                        + e.path("at").asString()
                        + " "
                        + e.path("event").asString()))
        .containsExactly("1 2026-01-01T00:00:00Z failed", "2 2026-01-01T00:01:00Z healed");
    assertThat(get("events?after=1").path("events").size()).isEqualTo(1);
  }

  @Test
  void everything_is_kept_and_the_clock_goes_on_where_it_was() throws Exception {
    JsonNode site = ask("PUT", "sites/seoul", SITE);
    fault("site:seoul", "down");
    assertThat(ask("POST", "clock", "{\"advance\":\"P2DT1M\"}").path("now").asString())
        .isEqualTo("2026-01-03T00:01:00Z");
    JsonNode events = get("events");
    server.close();
    server = CulvertServer.start(Settings.ephemeral().keptIn(directory).onVirtualClock());
    assertThat(get("sites/seoul").path("asn")).isEqualTo(site.path("asn"));
    assertThat(get("sites/seoul").path("state").asString()).isEqualTo("down");
    assertThat(get("events")).isEqualTo(events);
    assertThat(get("clock").path("now").asString()).isEqualTo("2026-01-03T00:01:00Z");
    ask("POST", "reset", "{}");
    for (String each : List.of("sites", "faults", "events")) {
      assertThat(get(each).path(each).isEmpty()).as(each).isTrue();
    }
  }

  @Test
  void a_site_that_is_deleted_is_not_down_when_it_comes_again() throws Exception {
    ask("PUT", "sites/seoul", SITE);
    fault("site:seoul", "down");
    ask("DELETE", "sites/seoul", null);
    assertThat(get("faults").path("faults").isEmpty()).isTrue();
    assertThat(ask("PUT", "sites/seoul", SITE).path("state").asString()).isEqualTo("up");
  }

  @Test
  void the_wall_clock_is_not_moved() throws Exception {
    server.close();
    server = CulvertServer.start(Settings.ephemeral().keptIn(directory));
    assertThat(get("clock").path("clock").asString()).isEqualTo("wall");
    HttpResponse<String> answer = send("POST", "clock", "{\"advance\":\"PT1S\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("--clock virtual");
  }

  @Test
  void what_two_hosts_of_one_zone_rest_on_is_the_ends_alone() throws Exception {
    String one = instance();
    JsonNode rehearsal = get("rehearse?port=icmp&from=" + one + "&to=" + instance());
    assertThat(rehearsal.path("reachable").asBoolean()).isTrue();
    assertThat(rehearsal.path("failures").isEmpty()).isTrue();
    assertThat(rehearsal.path("ends").valueStream().map(JsonNode::asString)).contains(one);
  }

  @Test
  void a_nat_gateway_in_one_zone_is_no_second_way() throws Exception {
    QueryClient ec2 = ec2();
    String inner = instance();
    String described = ec2.call("Action=DescribeInstances&InstanceId.1=" + inner);
    String vpc = QueryClient.texts(described, "vpcId").getFirst();
    String zone = QueryClient.texts(described, "availabilityZone").getFirst();
    String subnet = QueryClient.texts(described, "subnetId").getFirst();
    String other = zone.endsWith("a") ? "us-east-1b" : "us-east-1a";
    String found =
        ec2.call(
            "Action=DescribeSubnets&Filter.1.Name=availability-zone&Filter.1.Value.1=" + other);
    String publicSubnet = QueryClient.texts(found, "subnetId").getFirst();
    String zoneId = QueryClient.texts(found, "availabilityZoneId").getFirst();
    String address =
        QueryClient.texts(ec2.call("Action=AllocateAddress"), "allocationId").getFirst();
    String nat =
        QueryClient.texts(
                ec2.call(
                    "Action=CreateNatGateway&SubnetId="
                        + publicSubnet
                        + "&AllocationId="
                        + address),
                "natGatewayId")
            .getFirst();
    String table =
        QueryClient.texts(ec2.call("Action=CreateRouteTable&VpcId=" + vpc), "routeTableId")
            .getFirst();
    ec2.call("Action=AssociateRouteTable&RouteTableId=" + table + "&SubnetId=" + subnet);
    ec2.call(
        "Action=CreateRoute&DestinationCidrBlock=0.0.0.0/0&RouteTableId="
            + table
            + "&NatGatewayId="
            + nat);
    JsonNode rehearsal = get("rehearse?from=" + inner + "&to=internet/203.0.113.9");
    assertThat(rehearsal.path("reachable").asBoolean()).isTrue();
    JsonNode failure = rehearsal.path("failures").get(0);
    assertThat(failure.path("components").valueStream().map(JsonNode::asString))
        .containsExactly(zoneId);
    assertThat(failure.path("secondWay").asBoolean()).isFalse();
    assertThat(failure.path("lost").get(0).path("from").asString()).isEqualTo("PT0S");
    assertThat(failure.path("lost").get(0).path("until").isNull()).isTrue();
    assertThat(failure.path("repair").path("comesBack").asBoolean()).isTrue();
    assertThat(rehearsal.path("noSecondWay").size()).isEqualTo(1);
  }
}
