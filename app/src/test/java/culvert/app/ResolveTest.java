package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** {@code culvert resolve} against a server with an instance in a default VPC. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResolveTest {

  private CulvertServer server;
  private String instance;
  private String address;
  private String vpc;

  @BeforeAll
  void start() throws Exception {
    server = CulvertServer.start(Settings.ephemeral());
    try (HttpClient http = HttpClient.newHttpClient()) {
      String made =
          new QueryClient(http, server.port(), "111111111111")
              .call(
                  "Action=RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=1&MaxCount=1"
                      + "&InstanceType=t3.micro");
      instance = QueryClient.texts(made, "instanceId").getFirst();
      address = QueryClient.texts(made, "privateIpAddress").getFirst();
      vpc = QueryClient.texts(made, "vpcId").getFirst();
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Cli.Ended resolve(String from, String name, String... options) {
    List<String> line = new ArrayList<>(List.of("resolve", from, name));
    line.addAll(List.of("--endpoint", server.url()));
    line.addAll(List.of(options));
    return Cli.run(line.toArray(String[]::new));
  }

  private String privateName() {
    return "ip-" + address.replace('.', '-') + ".ec2.internal";
  }

  @Test
  void a_name_that_the_resolver_knows_exits_0_with_the_whole_answer_as_json() {
    Cli.Ended ended = resolve("172.31.0.99@" + vpc, privateName(), "--json");
    assertThat(ended.exit()).isZero();
    JsonNode answer = Json.parse(ended.out());
    assertThat(answer.propertyNames())
        .containsExactly("name", "from", "vpc", "source", "addresses", "component", "explanation");
    assertThat(answer.path("name").asString()).isEqualTo(privateName());
    assertThat(answer.path("from").asString()).isEqualTo("172.31.0.99@" + vpc);
    assertThat(answer.path("vpc").asString()).isEqualTo(vpc);
    assertThat(answer.path("source").asString()).isEqualTo("private-hostname");
    assertThat(answer.path("addresses").valueStream().map(JsonNode::asString))
        .containsExactly(address);
  }

  @Test
  void an_answer_says_who_asks_whom_the_addresses_and_why() {
    Cli.Ended ended = resolve(instance, privateName());
    assertThat(ended.out().lines())
        .hasSize(4)
        .startsWith(instance + " asks " + vpc + " for " + privateName(), address)
        .contains("  private-hostname  at " + vpc);
  }

  @Test
  void a_name_that_nobody_knows_exits_1() {
    Cli.Ended ended = resolve(instance, "nowhere.example");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("NO ANSWER", "nothing that Culvert knows has this name");
    JsonNode answer = Json.parse(resolve(instance, "nowhere.example", "--json").out());
    assertThat(answer.path("component").isNull()).isTrue();
    assertThat(answer.path("addresses").isEmpty()).isTrue();
  }

  @Test
  void a_service_whose_address_nobody_can_know_is_an_answer_all_the_same() {
    Cli.Ended ended = resolve(instance, "sqs.us-east-1.amazonaws.com");
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("ANSWERED, address not known", "aws-service");
  }

  @Test
  void what_is_no_dns_name_exits_2_in_one_line() {
    Cli.Ended ended = resolve(instance, "not..a name");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err().lines()).containsExactly("culvert: not a DNS name: not..a name");
    assertThat(resolve("eni-0a", "a.example").err()).isEqualTo("culvert: there is no eni-0a\n");
  }
}
