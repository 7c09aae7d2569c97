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
import tools.jackson.databind.JsonNode;

/** A site behind a VPN with BGP whose tunnels fail, from the API's calls to the last event. */
class VpnFailoverTest {

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private CulvertServer server;
  private String instance;
  private String customerGateway;
  private String vpn;

  @BeforeEach
  void start() throws Exception {
    server = CulvertServer.start(Settings.ephemeral().keptIn(directory).onVirtualClock());
    declare();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private String ec2(String parameters) throws Exception {
    return new QueryClient(http, server.port(), "111111111111").call(parameters);
  }

  private String made(String element, String parameters) throws Exception {
    return QueryClient.texts(ec2(parameters), element).getFirst();
  }

  private void declare() throws Exception {
    String launched =
        ec2(
            "Action=RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=1&MaxCount=1"
                + "&InstanceType=t3.micro");
    instance = QueryClient.texts(launched, "instanceId").getFirst();
    String vpc = QueryClient.texts(launched, "vpcId").getFirst();
    String group = QueryClient.texts(launched, "groupId").getFirst();
    ec2(
        "Action=AuthorizeSecurityGroupIngress&IpPermissions.1.IpProtocol=icmp"
            + "&IpPermissions.1.FromPort=-1&IpPermissions.1.ToPort=-1"
            + "&IpPermissions.1.IpRanges.1.CidrIp=192.168.0.0/16&GroupId="
            + group);
    customerGateway =
        made(
            "customerGatewayId",
            "Action=CreateCustomerGateway&Type=ipsec.1&BgpAsn=65010&IpAddress=203.0.113.12");
    String gateway = made("vpnGatewayId", "Action=CreateVpnGateway&Type=ipsec.1");
    ec2("Action=AttachVpnGateway&VpnGatewayId=" + gateway + "&VpcId=" + vpc);
    vpn =
        made(
            "vpnConnectionId",
            "Action=CreateVpnConnection&Type=ipsec.1&CustomerGatewayId="
                + customerGateway
                + "&VpnGatewayId="
                + gateway);
    String table =
        made(
            "routeTableId",
            "Action=DescribeRouteTables&Filter.1.Name=association.main&Filter.1.Value.1=true"
                + "&Filter.2.Name=vpc-id&Filter.2.Value.1="
                + vpc);
    ec2("Action=EnableVgwRoutePropagation&RouteTableId=" + table + "&GatewayId=" + gateway);
    ask(
        "PUT",
        "sites/seoul",
        "{\"asn\":65010,\"prefixes\":[\"192.168.0.0/16\"],\"customerGateways\":[\""
            + customerGateway
            + "\"]}");
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

  private void fault(String component, String state) throws Exception {
    ask("POST", "faults", Json.object().put("component", component).put("state", state).toString());
  }

  private void advance(String duration) throws Exception {
    ask("POST", "clock", "{\"advance\":\"" + duration + "\"}");
  }

  private boolean reachable() throws Exception {
    return ask("GET", "why?from=site:seoul/192.168.1.10&port=icmp&to=" + instance, null)
        .path("reachable")
        .asBoolean();
  }

  /** {@code "00:00:30 VPN/1 session-down"}. */
  private List<String> events() throws Exception {
    return ask("GET", "events", null)
        .path("events")
        .valueStream()
        .map(event ->
            event.path("at").asString().substring(11, 19)
                + " "
                + event.path("component").asString().replace(vpn, "VPN")
                + " "
                + event.path("event").asString())
        .toList();
  }

  private List<String> telemetry() throws Exception {
    return QueryClient.texts(
        ec2("Action=DescribeVpnConnections&VpnConnectionId.1=" + vpn), "status");
  }

  @Test
  void a8_the_other_tunnel_takes_over_once_the_hold_timer_has_run_out() throws Exception {
    assertThat(reachable()).isTrue();
    fault(vpn + "/1", "down");
    assertThat(reachable()).isFalse();
    advance("PT29S");
    assertThat(reachable()).isFalse();
    assertThat(telemetry()).containsExactly("UP", "UP");
    advance("PT1S");
    assertThat(reachable()).isTrue();
    assertThat(telemetry()).containsExactly("DOWN", "UP");
    fault(vpn + "/1", "up");
    advance("PT1H");
    assertThat(telemetry()).containsExactly("UP", "UP");
    assertThat(events())
        .containsExactly(
            "00:00:00 VPN/1 failed",
            "00:00:00 VPN/1 link-down",
            "00:00:30 VPN/1 session-down",
            "00:00:30 VPN/1 healed",
            "00:00:30 VPN/1 link-up",
            "00:00:40 VPN/1 session-up");
  }

  @Test
  void a_timer_that_runs_goes_on_after_a_restart() throws Exception {
    fault(vpn, "down");
    advance("PT20S");
    server.close();
    server = CulvertServer.start(Settings.ephemeral().keptIn(directory).onVirtualClock());
    advance("PT9S");
    assertThat(telemetry()).containsExactly("UP", "UP");
    advance("PT1S");
    assertThat(telemetry()).containsExactly("DOWN", "DOWN");
    assertThat(events())
        .containsExactly(
            "00:00:00 VPN failed",
            "00:00:00 VPN/1 link-down",
            "00:00:00 VPN/2 link-down",
            "00:00:30 VPN/1 session-down",
            "00:00:30 VPN/2 session-down");
  }

  @Test
  void a7_a_tunnel_is_down_for_as_long_as_aws_replaces_it_and_the_other_carries() throws Exception {
    server.close();
    server =
        CulvertServer.start(Settings.ephemeral().keptIn(directory).onVirtualClock().inTimeOfAws());
    String outside =
        QueryClient.texts(
                ec2("Action=DescribeVpnConnections&VpnConnectionId.1=" + vpn), "outsideIpAddress")
            .getFirst();
    ec2("Action=ReplaceVpnTunnel&VpnConnectionId=" + vpn + "&VpnTunnelOutsideIpAddress=" + outside);
    assertThat(reachable()).isTrue();
    assertThat(telemetry()).containsExactly("DOWN", "UP");
    advance("PT3M");
    assertThat(reachable()).isTrue();
    assertThat(telemetry()).containsExactly("DOWN", "UP");
    advance("PT10S");
    assertThat(telemetry()).containsExactly("UP", "UP");
    assertThat(events())
        .containsExactly(
            "00:00:00 VPN/1 link-down",
            "00:00:00 VPN/1 session-down",
            "00:03:00 VPN/1 link-up",
            "00:03:10 VPN/1 session-up");
  }

  @Test
  void with_the_wall_clock_and_instant_timing_all_has_settled_when_the_call_returns()
      throws Exception {
    server.close();
    server = CulvertServer.start(Settings.ephemeral().keptIn(directory));
    fault(vpn + "/1", "down");
    assertThat(reachable()).isTrue();
    assertThat(telemetry()).containsExactly("DOWN", "UP");
    fault(vpn + "/1", "up");
    assertThat(telemetry()).containsExactly("UP", "UP");
  }

  @Test
  void a_rehearsal_says_what_takes_over_and_what_has_no_second_way() throws Exception {
    JsonNode rehearsal =
        ask("GET", "rehearse?from=site:seoul/192.168.1.10&port=icmp&to=" + instance, null);
    assertThat(
            rehearsal
                .path("failures")
                .valueStream()
                .map(failure ->
                    failure.path("components").get(0).asString().replace(vpn, "VPN")
                        + " "
                        + failure.path("secondWay").asBoolean()
                        + " after "
                        + failure.path("after").asString()
                        + ", back after "
                        + failure.path("repair").path("after").asString()))
        .contains(
            "VPN/1 true after PT30S, back after PT10S", "VPN false after PT30S, back after PT10S");
    assertThat(rehearsal.path("noSecondWay").valueStream().map(each -> each.get(0).asString()))
        .containsExactly(vpn);
    assertThat(events()).isEmpty();
    assertThat(reachable()).isTrue();
  }

  @Test
  void a_customer_gateway_is_at_one_site_and_a_site_speaks_of_its_own_ways_alone()
      throws Exception {
    HttpResponse<String> taken =
        send(
            "PUT",
            "sites/busan",
            "{\"asn\":65010,\"customerGateways\":[\"" + customerGateway + "\"]}");
    assertThat(taken.statusCode()).isEqualTo(400);
    assertThat(taken.body()).contains(customerGateway + " is at site:seoul already");
    HttpResponse<String> foreign =
        send(
            "PUT",
            "sites/busan",
            "{\"asn\":65010,\"staticRoutes\":[{\"destination\":\"10.0.0.0/8\",\"via\":\""
                + vpn
                + "\"}]}");
    assertThat(foreign.statusCode()).isEqualTo(400);
    assertThat(foreign.body()).contains("via is none of the ways of site:busan: " + vpn);
    ask(
        "PUT",
        "sites/seoul",
        "{\"asn\":65010,\"prefixes\":[\"192.168.0.0/16\"],\"customerGateways\":[\""
            + customerGateway
            + "\"],\"policies\":[{\"via\":\""
            + vpn
            + "/2\",\"localPreference\":200}]}");
    JsonNode route = ask("GET", "sites/seoul", null).path("routes").get(0);
    assertThat(route.path("via").valueStream().map(JsonNode::asString)).containsExactly(vpn + "/2");
  }
}
