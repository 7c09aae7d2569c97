package culvert.aws.operations.directconnect;

import static culvert.aws.operations.directconnect.Cage.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.Location;

class ConnectionOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Cage cage = new Cage(cloud, TestCloud.ACCOUNT);

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void b1_a_region_has_its_locations() {
    assertThat(cage.dx.describeLocations().locations())
        .hasSizeGreaterThan(5)
        .allSatisfy(location -> {
          assertThat(location.region()).isEqualTo("us-east-1");
          assertThat(location.availablePortSpeeds()).isNotEmpty();
        })
        .extracting(Location::locationCode)
        .contains("EqDC2", "CSVA1")
        .doesNotContain("EqSV5")
        .doesNotHaveDuplicates();
    Cage seoul = new Cage(cloud, TestCloud.ACCOUNT, "ap-northeast-2");
    assertThat(seoul.dx.describeLocations().locations())
        .extracting(Location::locationCode)
        .containsExactlyInAnyOrder("KINX1", "LGU57");
  }

  @Test
  void b1_with_instant_timing_the_cross_connect_is_there_by_the_next_call() {
    var made =
        cage.dx.createConnection(r ->
            r.location("EqDC2")
                .bandwidth("1Gbps")
                .connectionName("one")
                .providerName("Carrier")
                .tags(t -> t.key("env").value("prod")));
    assertThat(made.connectionStateAsString()).isEqualTo("requested");
    Connection described = cage.describe(made.connectionId());
    assertThat(described.connectionStateAsString()).isEqualTo("available");
    assertThat(described.connectionId()).startsWith("dxcon-");
    assertThat(described.ownerAccount()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(described.region()).isEqualTo("us-east-1");
    assertThat(described.bandwidth()).isEqualTo("1Gbps");
    assertThat(described.providerName()).isEqualTo("Carrier");
    assertThat(described.vlan()).isNull();
    assertThat(described.awsDeviceV2()).startsWith("EqDC2-");
    assertThat(described.tags())
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("prod"));
  }

  @Test
  void b1_with_the_timing_of_aws_a_connection_is_reviewed_then_cross_connected() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Cage there = new Cage(slow, TestCloud.ACCOUNT);
      String id = there.connection();
      assertThat(there.describe(id).connectionStateAsString()).isEqualTo("requested");
      refuses(() -> there.dx.describeLoa(r -> r.connectionId(id)), "not available");
      slow.timeline().advance(Duration.ofHours(72));
      assertThat(there.describe(id).connectionStateAsString()).isEqualTo("available");
      there.dx.deleteConnection(r -> r.connectionId(id));
      assertThat(there.describe(id).connectionStateAsString()).isEqualTo("deleting");
    }
  }

  @Test
  void b1_the_loa_comes_with_pending() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Cage there = new Cage(slow, TestCloud.ACCOUNT);
      String id = there.connection();
      slow.timeline().advance(Duration.ofHours(30));
      assertThat(there.describe(id).connectionStateAsString()).isEqualTo("pending");
      assertThat(there.dx.describeLoa(r -> r.connectionId(id)).loaContent().asByteArray())
          .isNotEmpty();
      refuses(
          () -> there.privateInterface(id, 7, v -> v.directConnectGatewayId(there.gateway(64512))),
          "pending");
    }
  }

  @Test
  void b1_a_location_has_the_ports_that_it_has() {
    refuses(() -> cage.connection("EqSV5", "1Gbps"), "EqSV5 does not exist in us-east-1");
    refuses(() -> cage.connection("EqDC2", "2Gbps"), "no ports of 2Gbps");
    refuses(() -> cage.connection("165HalStr", "100Gbps"), "no ports of 100Gbps");
    assertThat(cage.connection("EqDC2", "400Gbps")).isNotEmpty();
  }

  @Test
  void b1_a_connection_with_virtual_interfaces_stays() {
    String id = cage.connection();
    String gateway = cage.gateway(64512);
    String vif = cage.privateInterface(id, 7, v -> v.directConnectGatewayId(gateway));
    refuses(() -> cage.dx.deleteConnection(r -> r.connectionId(id)), "virtual interfaces");
    cage.dx.deleteVirtualInterface(r -> r.virtualInterfaceId(vif));
    assertThat(cage.dx.deleteConnection(r -> r.connectionId(id)).connectionStateAsString())
        .isEqualTo("deleting");
    assertThat(cage.describe(id).connectionStateAsString()).isEqualTo("deleted");
    refuses(
        () -> cage.dx.deleteConnection(r -> r.connectionId(id)),
        "Could not find Connection with ID " + id);
    cloud.timeline().advance(Duration.ofMinutes(16));
    refuses(() -> cage.describe(id), "Could not find Connection with ID " + id);
  }

  @Test
  void b1_one_account_does_not_see_anothers() {
    String id = cage.connection();
    Cage other = new Cage(cloud, TestCloud.OTHER_ACCOUNT);
    assertThat(other.dx.describeConnections().connections()).isEmpty();
    refuses(() -> other.describe(id), "Could not find Connection with ID");
    refuses(() -> other.dx.deleteConnection(r -> r.connectionId(id)), "Could not find");
  }

  @Test
  void a_connection_gets_another_name() {
    String id = cage.connection();
    cage.dx.updateConnection(r -> r.connectionId(id).connectionName("renamed"));
    assertThat(cage.describe(id).connectionName()).isEqualTo("renamed");
    refuses(
        () -> cage.dx.updateConnection(r -> r.connectionId(id).encryptionMode("must_encrypt")),
        "does not support MACsec");
  }

  @Test
  void b2_a_new_account_has_ten_connections_at_a_location() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Cage there = new Cage(small, TestCloud.ACCOUNT);
      for (int i = 0; i < 10; i++) {
        there.connection();
      }
      refuses(there::connection, "quota");
      assertThat(there.connection("CSVA1", "10Gbps")).isNotEmpty();
    }
  }

  @Test
  void b1_macsec_is_of_ports_that_can_encrypt() {
    refuses(
        () ->
            cage.dx.createConnection(r ->
                r.location("EqDC2").bandwidth("1Gbps").connectionName("a").requestMACSec(true)),
        "MACsec");
    String plain = cage.connection();
    String key = "0123456789abcdefABCDEF".repeat(3).substring(0, 64);
    refuses(
        () -> cage.dx.associateMacSecKey(r -> r.connectionId(plain).ckn(key).cak(key)),
        "does not support MACsec");
    String id =
        cage.dx
            .createConnection(r ->
                r.location("EqDC2").bandwidth("10Gbps").connectionName("a").requestMACSec(true))
            .connectionId();
    assertThat(cage.describe(id).encryptionMode()).isEqualTo("should_encrypt");
    assertThat(cage.describe(id).portEncryptionStatus()).isEqualTo("Encryption Down");
    refuses(() -> cage.dx.associateMacSecKey(r -> r.connectionId(id).ckn(key)), "64");
    refuses(() -> cage.dx.associateMacSecKey(r -> r.connectionId(id)), "either secretARN, or");
    refuses(() -> cage.dx.associateMacSecKey(r -> r.connectionId(id).ckn("12").cak(key)), "64");
    var made = cage.dx.associateMacSecKey(r -> r.connectionId(id).ckn(key).cak(key));
    assertThat(made.macSecKeys())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.ckn()).isEqualTo(key);
          assertThat(each.state()).isEqualTo("associating");
          assertThat(each.secretARN()).startsWith("arn:aws:secretsmanager:us-east-1:");
        });
    assertThat(cage.describe(id).macSecKeys().getFirst().state()).isEqualTo("associated");
    assertThat(cage.describe(id).portEncryptionStatus()).isEqualTo("Encryption Up");
    String secret = made.macSecKeys().getFirst().secretARN();
    cage.dx.updateConnection(r -> r.connectionId(id).encryptionMode("must_encrypt"));
    assertThat(cage.describe(id).encryptionMode()).isEqualTo("must_encrypt");
    refuses(
        () -> cage.dx.updateConnection(r -> r.connectionId(id).encryptionMode("always")), "always");
    refuses(() -> cage.dx.associateMacSecKey(r -> r.connectionId(id).secretARN(secret)), "already");
    cage.dx.disassociateMacSecKey(r -> r.connectionId(id).secretARN(secret));
    assertThat(cage.describe(id).macSecKeys()).isEmpty();
    refuses(
        () -> cage.dx.disassociateMacSecKey(r -> r.connectionId(id).secretARN(secret)),
        "not associated");
  }
}
