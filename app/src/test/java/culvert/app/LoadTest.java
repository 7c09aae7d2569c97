package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code load}: what comes of describe-* files, of several shapes and ages. */
class LoadTest {

  private final SnapshotServer culvert = new SnapshotServer();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.close();
    culvert.close();
  }

  private String call(String account, String region, String call) throws Exception {
    return new QueryClient(http, culvert.server().port(), account, region).call(call);
  }

  private static void write(Path directory, String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void a_peering_of_two_accounts_in_two_regions_is_there_for_both() throws Exception {
    JsonNode loaded = culvert.load(SnapshotServer.own("peering"));
    assertThat(loaded.path("unknown")).isEmpty();
    assertThat(loaded.path("missing")).isEmpty();
    assertThat(loaded.path("loaded").path("VpcPeeringConnections").asInt()).isEqualTo(2);
    assertThat(culvert.matrix("443"))
        .containsOnly(Map.entry("host-a → host-b", "all"), Map.entry("host-b → host-a", "all"));
    // Only the far group lets port 22 in.
    assertThat(culvert.matrix("22"))
        .containsOnly(
            Map.entry("host-a → host-b", "all"),
            Map.entry("host-b → host-a", "forward ENI_SG_RULES_MISMATCH at sg-0aaaaaaaaaaaaaaa1"));
    String ofRequester = call("111111111111", "us-east-1", "Action=DescribeVpcPeeringConnections");
    assertThat(ofRequester).contains("pcx-0aaaaaaaaaaaaaab1", "<value>to-b</value>");
    // R3.1.12: each side has its own tags.
    assertThat(call("222222222222", "eu-west-1", "Action=DescribeVpcPeeringConnections"))
        .contains("pcx-0aaaaaaaaaaaaaab1")
        .doesNotContain("to-b");
  }

  @Test
  void where_no_folder_says_it_the_files_say_whose_they_are_and_where() throws Exception {
    culvert.load(SnapshotServer.own("nat"));
    String vpcs = call("111111111111", "ap-northeast-2", "Action=DescribeVpcs");
    assertThat(QueryClient.texts(vpcs, "vpcId")).containsExactly("vpc-0ccccccccccccccc1");
    assertThat(culvert.matrix("22"))
        .containsOnly(
            Map.entry("jump → inside", "all"),
            Map.entry("inside → jump", "forward ENI_SG_RULES_MISMATCH at sg-0ccccccccccccccc1"));
  }

  /** The gateway's interface is listed nowhere: it follows from the gateway. */
  @Test
  void a_nat_gateway_without_a_listed_interface_translates_all_the_same() {
    culvert.load(SnapshotServer.own("nat"));
    SnapshotServer.Ended out = culvert.run("why", "i-0ccccccccccccccc2", "internet/8.8.8.8", "443");
    assertThat(out.exit()).as(out.out()).isZero();
    assertThat(out.out()).contains("nat-0ccccccccccccccc1");
  }

  /** R4.4.1, R4.4.3, R4.4.10: associations, propagations and static routes are as the files say. */
  @Test
  void a_hub_of_two_accounts_routes_as_its_tables_say() throws Exception {
    JsonNode loaded = culvert.load(SnapshotServer.own("hub"));
    assertThat(loaded.path("missing")).isEmpty();
    String isolated = "tgw-rtb-0ddddddddddddddd1";
    Map<String, String> expected = new TreeMap<>();
    expected.put("shared → spoke-one", "all");
    expected.put("shared → spoke-two", "all");
    expected.put("spoke-one → shared", "all");
    expected.put("spoke-two → shared", "all");
    String none = "forward TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT at " + isolated;
    expected.put("spoke-one → spoke-two", none);
    expected.put("spoke-two → spoke-one", none);
    assertThat(culvert.matrix("443")).isEqualTo(expected);
    // The other account has its view of its attachment, with the tags that are its own.
    assertThat(call("222222222222", "us-east-1", "Action=DescribeTransitGatewayAttachments"))
        .contains("tgw-attach-0ddddddddddddddd2", "spoke-two")
        .doesNotContain("tgw-attach-0ddddddddddddddd1");
  }

  @Test
  void a_gateway_endpoint_goes_by_the_list_of_the_files_and_not_by_culverts_own() throws Exception {
    JsonNode loaded = culvert.load(SnapshotServer.own("endpoint"));
    assertThat(loaded.path("unknown").toString())
        .isEqualTo("[{\"file\":\"us-east-1/Databases.json\",\"key\":\"DBInstances\",\"count\":2}]");
    assertThat(culvert.run("why", "i-0eeeeeeeeeeeeeee1", "service:s3/203.0.113.9", "443").exit())
        .isZero();
    // Of Culvert's own list, which the file's replaces.
    assertThat(culvert.run("why", "i-0eeeeeeeeeeeeeee1", "internet/52.216.0.9", "443").exit())
        .isEqualTo(1);
    assertThat(call("111111111111", "us-east-1", "Action=DescribeVpcEndpoints"))
        .contains("rtb-0eeeeeeeeeeeeeee1");
  }

  @Test
  void an_old_answer_without_owners_states_and_interfaces_is_completed_as_aws_would()
      throws Exception {
    JsonNode loaded = culvert.load(SnapshotServer.own("old"), "--account", "333333333333");
    assertThat(loaded.path("unknown").toString())
        .isEqualTo("[{\"file\":\"us-west-2/vpc.json\",\"key\":\"Vpcs[].Colour\",\"count\":1}]");
    assertThat(loaded.path("missing").toString())
        .isEqualTo("[{\"id\":\"igw-0f0f0f09\",\"by\":\"rtb-0f0f0f01\",\"count\":1}]");
    assertThat(culvert.matrix("80"))
        .containsOnly(
            Map.entry("i-0f0f0f01 → i-0f0f0f02", "all"),
            Map.entry("i-0f0f0f02 → i-0f0f0f01", "all"));
    String instances = call("333333333333", "us-west-2", "Action=DescribeInstances");
    assertThat(instances).contains("<name>running</name>", "10.6.1.11");
    String vpcs = call("333333333333", "us-west-2", "Action=DescribeVpcs");
    assertThat(QueryClient.texts(vpcs, "vpcId")).containsExactly("vpc-0f0f0f01");
    assertThat(vpcs).contains("<state>associated</state>", "<ownerId>333333333333</ownerId>");
    // A route whose target is not there leads nowhere (R1.3.12).
    assertThat(call("333333333333", "us-west-2", "Action=DescribeRouteTables"))
        .contains("<state>blackhole</state>");
    SnapshotServer.Ended out = culvert.run("why", "i-0f0f0f01", "internet/8.8.8.8", "443");
    assertThat(out.exit()).isEqualTo(1);
    assertThat(out.out()).contains("igw-0f0f0f09");
  }

  /** An unmodified client goes on from there as if it had made everything itself. */
  @Test
  void what_was_loaded_is_changed_by_calls_like_anything_else() throws Exception {
    culvert.load(SnapshotServer.own("nat"));
    call(
        "111111111111",
        "ap-northeast-2",
        "Action=AuthorizeSecurityGroupIngress&GroupId=sg-0ccccccccccccccc1"
            + "&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22"
            + "&IpPermissions.1.IpRanges.1.CidrIp=10.3.2.0/24");
    assertThat(culvert.matrix("22")).containsEntry("inside → jump", "all");
    for (String each :
        List.of(
            "Action=RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=1&MaxCount=1"
                + "&SubnetId=subnet-0cccccccccccccca2",
            "Action=StopInstances&InstanceId.1=i-0ccccccccccccccc1",
            "Action=TerminateInstances&InstanceId.1=i-0ccccccccccccccc2",
            "Action=DeleteNatGateway&NatGatewayId=nat-0ccccccccccccccc1")) {
      assertThat(call("111111111111", "ap-northeast-2", each)).doesNotContain("<Error>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"peering", "nat", "hub", "endpoint", "old"})
  void loaded_and_dumped_and_loaded_it_is_the_same(String name, @TempDir Path directory) {
    culvert.load(SnapshotServer.own(name));
    assertThat(culvert.run("dump", directory.toString()).exit()).isZero();
    JsonNode dump = culvert.run("dump", directory.toString(), "--json").json();
    assertThat(dump.path("files").asInt()).isPositive();
    try (SnapshotServer other = new SnapshotServer()) {
      JsonNode again = other.load(directory);
      assertThat(again.path("unknown")).isEmpty();
      assertThat(other.server().api().snapshots().dump())
          .isEqualTo(culvert.server().api().snapshots().dump());
      assertThat(other.matrix("443")).isEqualTo(culvert.matrix("443"));
    }
  }

  @Test
  void sites_and_what_is_down_are_dumped_too(@TempDir Path directory) {
    culvert.load(SnapshotServer.own("nat"));
    culvert.run("site", "set", "seoul", "--asn", "65010", "--prefix", "192.168.0.0/16");
    culvert.run("fail", "i-0ccccccccccccccc2");
    culvert.run("dump", directory.toString());
    assertThat(directory.resolve("aws_configs/CulvertSites.json")).exists();
    try (SnapshotServer other = new SnapshotServer()) {
      other.load(directory);
      assertThat(other.run("site", "list").out()).contains("site:seoul  AS 65010");
      assertThat(other.matrix("22").get("jump → inside"))
          .isEqualTo(culvert.matrix("22").get("jump → inside"))
          .isNotEqualTo("all");
    }
  }

  @Test
  void what_was_loaded_survives_a_restart(@TempDir Path data) {
    byte[] before;
    try (SnapshotServer kept = new SnapshotServer(Settings.ephemeral().keptIn(data))) {
      kept.load(SnapshotServer.own("hub"));
      before = kept.server().api().snapshots().dump();
    }
    try (SnapshotServer again = new SnapshotServer(Settings.ephemeral().keptIn(data))) {
      assertThat(again.server().api().snapshots().dump()).isEqualTo(before);
    }
  }

  @Test
  void a_second_load_of_the_same_is_refused_and_changes_nothing() {
    culvert.load(SnapshotServer.own("nat"));
    byte[] before = culvert.server().api().snapshots().dump();
    SnapshotServer.Ended again = culvert.run("load", SnapshotServer.own("nat").toString());
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("hosts.json: NetworkAcls[0]", "acl-0ccccccccccccccc1 already");
    assertThat(culvert.server().api().snapshots().dump()).isEqualTo(before);
  }

  @Test
  void snapshots_of_several_accounts_are_loaded_one_after_the_other() {
    culvert.load(SnapshotServer.own("nat"));
    culvert.load(SnapshotServer.own("peering"));
    assertThat(culvert.matrix("443")).containsEntry("host-a → host-b", "all").hasSize(12);
  }

  /** One bad file among good ones: the error names it and the member, and nothing is loaded. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          us-east-1/a.json | {'Vpcs':[{'VpcId':'vpc-0aaaaaaa','CidrBlock':7}]} | us-east-1/a.json: Vpcs[0]: The member CidrBlock
          us-east-1/a.json | {'Vpcs':[{'VpcId':'vpc-0aaaaaaa','CidrBlock':'10.0.0.0/33'}]} | us-east-1/a.json: Vpcs[0]: vpc vpc-0aaaaaaa
          us-east-1/a.json | {'Vpcs':[{'CidrBlock':'10.0.0.0/16'}]} | us-east-1/a.json: Vpcs[0]: has no id
          us-east-1/a.json | {'Vpcs':{}} | us-east-1/a.json: Vpcs is a list
          us-east-1/a.json | {'Vpcs':['x']} | us-east-1/a.json: Vpcs[0]: is an object
          us-east-1/a.json | {'Vpcs':[ | a.json is not a JSON object
          us-east-1/a.json | {'Vpcs':[}} | us-east-1/a.json: not JSON
          us-east-1/a.json | {'Vpcs':[]}, 'b.json':{'Vpcs':[]} | a.json is not a JSON object
          us-east-1/a.json | [] | a.json is not a JSON object
          us-east-1/a.json | {} {} | a.json is not a JSON object
          us-east-1/a.json | {'Volumes':[{'VolumeId':'vol-0aaaaaaa','CreateTime':'yesterday'}]} | Volumes[0]: The member CreateTime cannot be the time yesterday
          us-east-1/a.json | {'TransitGatewayStaticRoutes':[{'Routes':[]}]} | TransitGatewayStaticRoutes[0]: has no TransitGatewayRouteTableId
          us-east-1/a.json | {'SecurityGroups':[{'GroupId':'sg-0aaaaaaa','VpcId':'vpc-0aaaaaaa','GroupName':'g','IpPermissions':[{'IpProtocol':'carrots','IpRanges':[{'CidrIp':'0.0.0.0/0'}]}]}]} | us-east-1/a.json: SecurityGroups[0]:
          us-nowhere-1/a.json | {'Vpcs':[]} | there is no Region us-nowhere-1
          accounts/12/us-east-1/a.json | {'Vpcs':[]} | an account is 12 digits, not 12
          us-east-1/more/a.json | {'Vpcs':[]} | files lie in
          a.json | {'Subnets':[{'SubnetId':'subnet-0aaaaaaa','AvailabilityZone':'us-east-1a'},{'SubnetId':'subnet-0aaaaaab','AvailabilityZone':'eu-west-1a'}]} | several: eu-west-1, us-east-1
          CulvertSites.json | {'CulvertSites':[{'name':'x'}]} | CulvertSites[0]: asn
          CulvertResources.json | {'CulvertResources':[{'Kind':'wish','Id':'x'}]} | there is no kind wish
          """)
  void a_bad_file_is_named_and_nothing_is_loaded(
      String file, String text, String said, @TempDir Path directory) throws Exception {
    write(
        directory,
        "us-west-2/good.json",
        "{\"Vpcs\":[{\"VpcId\":\"vpc-0eeeeeee\",\"CidrBlock\":\"10.0.0.0/16\"}]}");
    write(directory, file, text.replace('\'', '"'));
    SnapshotServer.Ended ended = culvert.run("load", directory.toString());
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains(said);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(culvert.server().api().snapshots().dump()).asString().isEqualTo("{\"files\":{}}");
  }

  @Test
  void what_cannot_be_loaded_or_dumped_is_said(@TempDir Path directory) throws Exception {
    assertThat(culvert.run("load", directory.resolve("nowhere").toString()).err())
        .contains("DIR takes a directory");
    assertThat(culvert.run("load", directory.toString()).err()).contains("no JSON file");
    assertThat(culvert.run("load", SnapshotServer.own("old").toString(), "--account", "12").err())
        .contains("12 digits");
    assertThat(culvert.run("load", SnapshotServer.own("old").toString(), "--region", "mars").err())
        .contains("mars");
    write(directory, "notes.txt", "mine");
    SnapshotServer.Ended refused = culvert.run("dump", directory.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("notes.txt");
    assertThat(directory.resolve("notes.txt")).exists();
    Path inside = directory.resolve("snapshot");
    write(inside, "aws_configs/readme.md", "mine too");
    assertThat(culvert.run("dump", inside.toString()).err()).contains("readme.md");
  }

  @Test
  void files_that_are_no_json_are_listed_too(@TempDir Path directory) throws Exception {
    write(directory, "aws_configs/us-east-1/Vpcs.json", "{\"Vpcs\":[]}");
    write(directory, "aws_configs/us-east-1/router.cfg", "hostname r1");
    assertThat(culvert.run("load", directory.toString()).out())
        .isEqualTo(
            """
            Nothing.
            Not known here, and left out:
              us-east-1/router.cfg  no JSON
            """);
  }

  @Test
  void over_http_a_snapshot_goes_both_ways_as_the_same_json() throws Exception {
    culvert.load(SnapshotServer.own("hub"));
    URI snapshots = URI.create(culvert.server().url() + "/_culvert/snapshots");
    HttpResponse<String> dump =
        http.send(HttpRequest.newBuilder(snapshots).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(dump.statusCode()).isEqualTo(200);
    try (SnapshotServer other = new SnapshotServer()) {
      HttpResponse<String> loaded =
          http.send(
              HttpRequest.newBuilder(URI.create(other.server().url() + "/_culvert/snapshots"))
                  .POST(HttpRequest.BodyPublishers.ofString(dump.body()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
      HttpResponse<String> bad =
          http.send(
              HttpRequest.newBuilder(URI.create(other.server().url() + "/_culvert/snapshots"))
                  .POST(HttpRequest.BodyPublishers.ofString("{\"file\":{}}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(bad.statusCode()).isEqualTo(400);
      assertThat(bad.body()).contains("a snapshot is");
    }
  }
}
