package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Real answers of AWS accounts, from the test data of Batfish, which are no part of this
 * repository: they lie beside it, or where {@code -Dculvert.realSnapshots=DIR} says.
 */
class RealSnapshotsTest {

  private static final Path DIRECTORY =
      Path.of(System.getProperty("culvert.realSnapshots", "../../shared/snapshots"));

  private SnapshotServer culvert;

  @BeforeEach
  void start() {
    if (!Files.isDirectory(DIRECTORY)) {
      System.err.println(
          "NOT RUN: there are no snapshots in "
              + DIRECTORY.toAbsolutePath().normalize()
              + "; that real ones load is not checked");
      Assumptions.abort("no real snapshots");
    }
    culvert = new SnapshotServer();
  }

  @AfterEach
  void stop() {
    if (culvert != null) {
      culvert.close();
    }
  }

  private static List<String> missing(JsonNode loaded) {
    List<String> ids = new ArrayList<>();
    loaded.path("missing").forEach(each -> ids.add(each.path("id").asString()));
    return ids;
  }

  private static List<String> unknown(JsonNode loaded) {
    List<String> keys = new ArrayList<>();
    loaded
        .path("unknown")
        .forEach(each -> keys.add(each.path("key").asString() + " " + each.path("count").asInt()));
    return keys;
  }

  /** What is dumped and loaded is the same network. */
  private void assertThatDumpIsTheSame() {
    byte[] dump = culvert.server().api().snapshots().dump();
    try (SnapshotServer other = new SnapshotServer()) {
      other
          .server()
          .api()
          .snapshots()
          .load(dump, new culvert.aws.snapshot.Assumed("000000000000", "us-east-1"));
      assertThat(other.server().api().snapshots().dump()).isEqualTo(dump);
      assertThat(other.matrix("22")).isEqualTo(culvert.matrix("22"));
    }
  }

  /**
   * A is peered with B and with C, which have the same block: A's table sends each half of it to
   * one of them, and B and C, to whom it is their own, do not know each other. All groups let SSH
   * in and nothing else.
   */
  @Test
  void vpc_peering() {
    JsonNode loaded = culvert.load(DIRECTORY.resolve("vpc-peering"));
    assertThat(unknown(loaded)).isEmpty();
    assertThat(missing(loaded)).containsExactly("dopt-071fbce13fd224af4", "igw-0a2c9ae201b441bff");
    String a = "i-06ba034d88c84ef07";
    String b = "i-0b14080af811fda3d";
    String c = "i-04a292ff83b3aa833";
    Map<String, String> expected = new TreeMap<>();
    expected.put(a + " → " + b, "all");
    expected.put(b + " → " + a, "all");
    expected.put(a + " → " + c, "all");
    expected.put(c + " → " + a, "all");
    expected.put(b + " → " + c, "forward NO_POSSIBLE_DESTINATION at vpc-00a31ce9d0c06675c");
    expected.put(c + " → " + b, "forward NO_POSSIBLE_DESTINATION at vpc-09095dbf2886404ee");
    assertThat(culvert.matrix("22")).isEqualTo(expected);
    assertThat(culvert.matrix("443"))
        .containsEntry(a + " → " + b, "forward ENI_SG_RULES_MISMATCH at sg-065c26b39e45ae384")
        .doesNotContainValue("all");
    assertThatDumpIsTheSame();
  }

  /**
   * One VPC: everybody reaches everybody by SSH and ICMP, which the groups and the ACL let in, and
   * by nothing else. The private hosts reach the internet by the NAT gateway of the public subnet,
   * where the jump host has its own public address; nobody reaches the private ones from there.
   */
  @Test
  void nat_gateway() {
    JsonNode loaded = culvert.load(DIRECTORY.resolve("nat-gateway"));
    assertThat(unknown(loaded)).isEmpty();
    assertThat(missing(loaded)).containsExactly("dopt-071fbce13fd224af4");
    assertThat(culvert.matrix("22")).hasSize(6).containsValue("all");
    assertThat(culvert.matrix("22").values()).containsOnly("all");
    assertThat(culvert.matrix("443"))
        .containsEntry("Jump Host → test1", "forward ENI_SG_RULES_MISMATCH at sg-0253af84ae6485905")
        .doesNotContainValue("all");
    SnapshotServer.Ended out = culvert.run("why", "i-0a128d26e59be60f3", "internet/8.8.8.8", "443");
    assertThat(out.out()).contains("nat-07ab4846da51f4612");
    assertThat(culvert.run("why", "internet/8.8.8.8", "i-0b31b509174d7f5de", "22").exit()).isZero();
    assertThat(culvert.run("why", "internet/8.8.8.8", "i-0a128d26e59be60f3", "22").exit())
        .isEqualTo(1);
    assertThatDumpIsTheSame();
  }

  /**
   * Two VPCs on a transit gateway, each in the table that both propagate into. The attachment of
   * the first has a subnet in one zone alone: the host in another zone of that VPC neither sends
   * nor answers through it (R4.2.5).
   */
  @Test
  void transit_gateway() {
    JsonNode loaded = culvert.load(DIRECTORY.resolve("transit-gateway"));
    assertThat(unknown(loaded)).containsExactly("DomainStatusList 0", "DBInstances 0");
    assertThat(missing(loaded)).containsExactly("dopt-071fbce13fd224af4");
    String one = "i-06ba034d88c84ef07";
    String otherZone = "i-075e846ed41670385";
    String two = "i-0b14080af811fda3d";
    String zone = "TGW_ROUTE_AZ_RESTRICTION at tgw-attach-07f5ec59e9f540021";
    Map<String, String> expected = new TreeMap<>();
    expected.put(one + " → " + two, "all");
    expected.put(two + " → " + one, "all");
    expected.put(one + " → " + otherZone, "all");
    expected.put(otherZone + " → " + one, "all");
    expected.put(otherZone + " → " + two, "forward " + zone);
    expected.put(two + " → " + otherZone, "return " + zone);
    assertThat(culvert.matrix("22")).isEqualTo(expected);
    assertThatDumpIsTheSame();
  }

  /**
   * Both hosts let everything in. The private one's table leads to S3 by the endpoint and nowhere
   * else; the list that the route names has the blocks that the file has.
   */
  @Test
  void vpc_endpoint_gateway() {
    JsonNode loaded = culvert.load(DIRECTORY.resolve("vpc-endpoint-gateway"));
    assertThat(unknown(loaded))
        .containsExactlyInAnyOrder(
            "DomainStatusList 0", "DBInstances 0", "ServiceDetails 77", "ServiceNames 77");
    assertThat(missing(loaded)).containsExactly("dopt-ac879bd7");
    assertThat(culvert.matrix("443"))
        .containsOnly(
            Map.entry("private-web01 → public-web01", "all"),
            Map.entry("public-web01 → private-web01", "all"));
    assertThat(culvert.run("why", "i-01c6c0647fdccc89e", "service:s3/52.216.0.9", "443").out())
        .contains("vpce-0b7357542bb7b83ec");
    assertThat(culvert.run("why", "i-01c6c0647fdccc89e", "internet/8.8.8.8", "443").out())
        .contains("NO_ROUTE_TO_DESTINATION");
    assertThatDumpIsTheSame();
  }
}
