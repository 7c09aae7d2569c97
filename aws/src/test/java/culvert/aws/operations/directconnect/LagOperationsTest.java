package culvert.aws.operations.directconnect;

import static culvert.aws.operations.directconnect.Cage.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.Connection;

class LagOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Cage cage = new Cage(cloud, TestCloud.ACCOUNT);

  @AfterEach
  void close() {
    cloud.close();
  }

  private List<String> links(String lag) {
    return cage.describeLag(lag).connections().stream().map(Connection::connectionId).toList();
  }

  @Test
  void b2_a_lag_is_made_with_its_connections() {
    String lag = cage.lag(2);
    assertThat(cage.describeLag(lag))
        .satisfies(each -> {
          assertThat(each.lagStateAsString()).isEqualTo("available");
          assertThat(each.numberOfConnections()).isEqualTo(2);
          assertThat(each.minimumLinks()).isZero();
          assertThat(each.connections())
              .allSatisfy(link -> assertThat(link.lagId()).isEqualTo(lag))
              .allSatisfy(link -> assertThat(link.awsDeviceV2()).isEqualTo(each.awsDeviceV2()));
        });
    refuses(() -> cage.describeLag("dxlag-x"), "Could not find Lag with ID dxlag-x");
  }

  @Test
  void b2_four_links_below_100_gbps_and_two_from_there() {
    refuses(() -> cage.lag(5), "1 to 4");
    refuses(() -> cage.lag(0), "1 to 4");
    refuses(
        () ->
            cage.dx.createLag(r ->
                r.numberOfConnections(3)
                    .location("EqDC2")
                    .connectionsBandwidth("100Gbps")
                    .lagName("fast")),
        "1 to 2");
    String full = cage.lag(4);
    String fifth = cage.connection();
    refuses(
        () -> cage.dx.associateConnectionWithLag(r -> r.connectionId(fifth).lagId(full)), "1 to 4");
    refuses(
        () ->
            cage.dx.createConnection(
                r -> r.location("EqDC2").bandwidth("10Gbps").connectionName("x").lagId(full)),
        "1 to 4");
  }

  @Test
  void b2_all_links_are_equal() {
    String lag = cage.lag(1);
    String slow = cage.connection("EqDC2", "1Gbps");
    String elsewhere = cage.connection("CSVA1", "10Gbps");
    refuses(
        () -> cage.dx.associateConnectionWithLag(r -> r.connectionId(slow).lagId(lag)), "10Gbps");
    refuses(
        () -> cage.dx.associateConnectionWithLag(r -> r.connectionId(elsewhere).lagId(lag)),
        "EqDC2");
  }

  @Test
  void b2_a_connection_brings_its_virtual_interfaces_and_leaves_them() {
    String lag = cage.lag(1);
    String gateway = cage.gateway(64512);
    String connection = cage.connection();
    String vif = cage.privateInterface(connection, 7, v -> v.directConnectGatewayId(gateway));
    cage.dx.associateConnectionWithLag(r -> r.connectionId(connection).lagId(lag));
    assertThat(cage.describeInterface(vif).connectionId()).isEqualTo(lag);
    assertThat(links(lag)).hasSize(2).contains(connection);
    refuses(
        () -> cage.privateInterface(connection, 8, v -> v.directConnectGatewayId(gateway)), lag);
    cage.dx.disassociateConnectionFromLag(r -> r.connectionId(connection).lagId(lag));
    assertThat(cage.describeInterface(vif).connectionId()).isEqualTo(lag);
    assertThat(cage.describe(connection).lagId()).isNull();
    refuses(
        () -> cage.dx.disassociateConnectionFromLag(r -> r.connectionId(connection).lagId(lag)),
        "no connection of " + lag);
  }

  @Test
  void b2_vlans_must_not_collide() {
    String lag = cage.lag(1);
    String gateway = cage.gateway(64512);
    String connection = cage.connection();
    cage.privateInterface(connection, 7, v -> v.directConnectGatewayId(gateway));
    cage.privateInterface(lag, 7, v -> v.directConnectGatewayId(gateway));
    refuses(
        () -> cage.dx.associateConnectionWithLag(r -> r.connectionId(connection).lagId(lag)),
        "VLAN 7");
    assertThat(cage.describe(connection).lagId()).isNull();
  }

  @Test
  void b2_a_lag_keeps_its_minimum_of_links_but_the_last_may_go() {
    String lag = cage.lag(2);
    refuses(() -> cage.dx.updateLag(r -> r.lagId(lag).minimumLinks(3)), "minimumLinks");
    refuses(() -> cage.dx.updateLag(r -> r.lagId(lag).minimumLinks(-1)), "minimumLinks");
    cage.dx.updateLag(r -> r.lagId(lag).minimumLinks(2).lagName("two"));
    assertThat(cage.describeLag(lag).lagName()).isEqualTo("two");
    String link = links(lag).getFirst();
    refuses(
        () -> cage.dx.disassociateConnectionFromLag(r -> r.connectionId(link).lagId(lag)),
        "minimum of 2");
    refuses(() -> cage.dx.deleteConnection(r -> r.connectionId(link)), "minimum of 2");
    cage.dx.updateLag(r -> r.lagId(lag).minimumLinks(1));
    cage.dx.deleteConnection(r -> r.connectionId(link));
    cage.dx.deleteConnection(r -> r.connectionId(links(lag).getFirst()));
    assertThat(links(lag)).isEmpty();
    assertThat(cage.describeLag(lag).lagStateAsString()).isEqualTo("down");
  }

  @Test
  void b2_a_lag_with_virtual_interfaces_stays_and_one_without_leaves_its_connections() {
    String lag = cage.lag(1);
    String link = links(lag).getFirst();
    String gateway = cage.gateway(64512);
    String vif = cage.privateInterface(lag, 7, v -> v.directConnectGatewayId(gateway));
    refuses(() -> cage.dx.deleteLag(r -> r.lagId(lag)), "virtual interfaces");
    cage.dx.deleteVirtualInterface(r -> r.virtualInterfaceId(vif));
    cage.dx.deleteLag(r -> r.lagId(lag));
    assertThat(cage.describeLag(lag).lagStateAsString()).isEqualTo("deleted");
    assertThat(cage.describe(link).lagId()).isNull();
    assertThat(cage.describe(link).connectionStateAsString()).isEqualTo("available");
  }

  @Test
  void b2_a_lag_is_made_of_a_connection_that_exists() {
    String connection = cage.connection();
    String lag =
        cage.dx
            .createLag(r ->
                r.numberOfConnections(1)
                    .location("EqDC2")
                    .connectionsBandwidth("10Gbps")
                    .lagName("of one")
                    .connectionId(connection))
            .lagId();
    assertThat(links(lag)).containsExactly(connection);
    String other = cage.lag(1);
    cage.dx.associateConnectionWithLag(r -> r.connectionId(connection).lagId(other));
    assertThat(links(lag)).isEmpty();
    assertThat(links(other)).contains(connection);
  }

  @Test
  void b2_a_lags_key_takes_the_place_of_its_links_keys() {
    String lag =
        cage.dx
            .createLag(r ->
                r.numberOfConnections(1)
                    .location("EqDC2")
                    .connectionsBandwidth("10Gbps")
                    .lagName("secret")
                    .requestMACSec(true))
            .lagId();
    String key = "a".repeat(64);
    String link = links(lag).getFirst();
    refuses(() -> cage.dx.associateMacSecKey(r -> r.connectionId(link).ckn(key).cak(key)), lag);
    cage.dx.associateMacSecKey(r -> r.connectionId(lag).ckn(key).cak(key));
    assertThat(cage.describe(link).macSecKeys())
        .singleElement()
        .satisfies(each -> assertThat(each.ckn()).isEqualTo(key));
    String plain = cage.connection();
    refuses(
        () -> cage.dx.associateConnectionWithLag(r -> r.connectionId(plain).lagId(lag)), "MACsec");
  }

  @Test
  void b2_a_new_account_has_ten_lags_in_a_region() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Cage there = new Cage(small, TestCloud.ACCOUNT);
      String connection = there.connection();
      for (int i = 0; i < 10; i++) {
        there.dx.createLag(r ->
            r.numberOfConnections(1)
                .location("EqDC2")
                .connectionsBandwidth("10Gbps")
                .lagName("lag")
                .connectionId(connection));
      }
      refuses(() -> there.lag(1), "10 LAGs");
    }
  }
}
