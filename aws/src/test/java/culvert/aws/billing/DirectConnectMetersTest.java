package culvert.aws.billing;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.Quotas;
import culvert.network.cost.BilledHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;

/** Direct Connect on the bill (B10), where AWS's people take their time. */
class DirectConnectMetersTest {

  private static final String CUSTOMER = TestCloud.OTHER_ACCOUNT;
  private static final String PORT = "dxcon-00000001";

  private final TestCloud cloud = new TestCloud(Timing.AWS, Quotas.raised());
  private final Books books = new Books(cloud);
  private final DirectConnectClient dx = cloud.directConnect(TestCloud.ACCOUNT, "us-east-1");

  @AfterEach
  void close() {
    cloud.close();
  }

  private String port() {
    return dx.createConnection(
            r -> r.location("EqDC2").bandwidth("10Gbps").connectionName("cross-connect"))
        .connectionId();
  }

  private void delete(DirectConnectClient of, String connection) {
    of.deleteConnection(r -> r.connectionId(connection));
  }

  /** A port whose cross-connect nobody has made yet, and nobody will for two hundred days. */
  private void orderedPort() {
    cloud
        .api()
        .catalog()
        .write(
            new Scope(TestCloud.ACCOUNT, "us-east-1"),
            transaction ->
                transaction.add(
                    transaction.scope(),
                    Kinds.DIRECT_CONNECT_CONNECTION,
                    PORT,
                    Connection.builder()
                        .ownerAccount(TestCloud.ACCOUNT)
                        .connectionId(PORT)
                        .connectionName("late")
                        .connectionState(ConnectionState.PENDING)
                        .region("us-east-1")
                        .location("EqDC2")
                        .bandwidth("1Gbps")
                        .build(),
                    cloud.timeline().now().plus(Duration.ofDays(200))));
  }

  @Test
  void b10_a_dedicated_port_bills_from_its_activation() {
    String port = port();
    books.pass(Duration.ofHours(25));
    dx.describeLoa(r -> r.connectionId(port));
    books.pass(Duration.ofHours(100));
    assertThat(
            dx.describeConnections(r -> r.connectionId(port))
                .connections()
                .getFirst()
                .connectionState())
        .isEqualTo(ConnectionState.AVAILABLE);
    assertThat(books.of(port)).containsExactly("DIRECT_CONNECT_PORT_HOUR:10G@EqDC2 72h..");
    delete(dx, port);
    books.pass(Duration.ofHours(1));
    assertThat(books.of(port)).containsExactly("DIRECT_CONNECT_PORT_HOUR:10G@EqDC2 72h..125h");
  }

  @Test
  void b10_a_port_that_is_deleted_before_it_is_active_costs_nothing() {
    String port = port();
    books.pass(Duration.ofHours(30));
    dx.describeLoa(r -> r.connectionId(port));
    delete(dx, port);
    books.pass(Duration.ofDays(100));
    assertThat(books.of(port)).isEmpty();
  }

  @Test
  void b10_a_port_that_nobody_connects_bills_from_90_days_after_its_first_letter() {
    orderedPort();
    books.pass(Duration.ofDays(1));
    assertThat(books.of(PORT)).as("no letter, no time").isEmpty();
    dx.describeLoa(r -> r.connectionId(PORT));
    books.pass(Duration.ofDays(30));
    dx.describeLoa(r -> r.connectionId(PORT));
    books.pass(Duration.ofDays(100));
    String line = "DIRECT_CONNECT_PORT_HOUR:1G@EqDC2 " + 24 * 91 + "h..";
    assertThat(books.of(PORT)).containsExactly(line);
    Instant now = cloud.timeline().now();
    assertThat(books.all().filter(each -> each.resource().equals(PORT)).toList())
        .singleElement()
        .satisfies(meter ->
            assertThat(BilledHours.in(meter, now.minus(Duration.ofDays(131)), now))
                .as("the clock went over it at once")
                .isEqualTo(40 * 24));
    books.pass(Duration.ofDays(100));
    assertThat(books.of(PORT)).as("the port is active now").containsExactly(line);
  }

  @Test
  void b10_a_port_that_is_connected_within_90_days_bills_from_then() {
    orderedPort();
    books.pass(Duration.ofDays(180));
    dx.describeLoa(r -> r.connectionId(PORT));
    books.pass(Duration.ofDays(100));
    assertThat(books.of(PORT))
        .containsExactly("DIRECT_CONNECT_PORT_HOUR:1G@EqDC2 " + 24 * 200 + "h..");
  }

  @Test
  void b10_a_port_that_is_given_up_in_those_90_days_costs_nothing() {
    orderedPort();
    dx.describeLoa(r -> r.connectionId(PORT));
    books.pass(Duration.ofDays(89));
    delete(dx, PORT);
    books.pass(Duration.ofDays(100));
    assertThat(books.of(PORT)).isEmpty();
  }

  @Test
  void b10_each_port_of_a_lag_bills_also_when_it_has_left_it() {
    String lag =
        dx.createLag(r ->
                r.numberOfConnections(2)
                    .location("EqDC2")
                    .connectionsBandwidth("10Gbps")
                    .lagName("bundle"))
            .lagId();
    books.pass(Duration.ofHours(80));
    List<Connection> links = dx.describeConnections(r -> {}).connections();
    dx.disassociateConnectionFromLag(
        r -> r.lagId(lag).connectionId(links.getFirst().connectionId()));
    books.pass(Duration.ofHours(80));
    assertThat(links)
        .hasSize(2)
        .allSatisfy(link ->
            assertThat(books.of(link.connectionId()))
                .containsExactly("DIRECT_CONNECT_PORT_HOUR:10G@EqDC2 72h.."));
    assertThat(books.of(lag)).isEmpty();
  }

  @Test
  void b10_a_port_that_is_down_bills_on() {
    String port = port();
    books.pass(Duration.ofHours(80));
    cloud.api().failures().fail(port);
    books.pass(Duration.ofHours(10));
    assertThat(
            dx.describeConnections(r -> r.connectionId(port))
                .connections()
                .getFirst()
                .connectionState())
        .isEqualTo(ConnectionState.DOWN);
    assertThat(books.of(port)).containsExactly("DIRECT_CONNECT_PORT_HOUR:10G@EqDC2 72h..");
  }

  @Test
  void b10_a_hosted_connection_bills_its_customer_from_acceptance_until_it_is_removed() {
    String interconnect =
        dx.createInterconnect(
                r -> r.location("EqDC2").bandwidth("10Gbps").interconnectName("partner"))
            .interconnectId();
    books.pass(Duration.ofHours(80));
    String hosted =
        dx.allocateHostedConnection(r ->
                r.connectionId(interconnect)
                    .ownerAccount(CUSTOMER)
                    .bandwidth("200Mbps")
                    .connectionName("hosted")
                    .vlan(100))
            .connectionId();
    books.pass(Duration.ofHours(10));
    assertThat(books.payers(hosted)).as("the customer has not accepted").isEmpty();
    DirectConnectClient customer = cloud.directConnect(CUSTOMER, "us-east-1");
    customer.confirmConnection(r -> r.connectionId(hosted));
    books.pass(Duration.ofHours(10));
    assertThat(books.of(CUSTOMER, "us-east-1", hosted))
        .containsExactly("DIRECT_CONNECT_HOSTED_HOUR:200M@EqDC2 90h..");
    delete(dx, hosted);
    books.pass(Duration.ofHours(10));
    assertThat(books.of(CUSTOMER, "us-east-1", hosted))
        .containsExactly("DIRECT_CONNECT_HOSTED_HOUR:200M@EqDC2 90h..100h");
    assertThat(books.payers(hosted)).containsExactly(CUSTOMER);
    assertThat(books.payers(interconnect)).isEmpty();
  }

  @Test
  void b6_sitelink_bills_while_it_is_on_at_a_virtual_interface_that_is_free() {
    String port = port();
    String gateway =
        dx.createDirectConnectGateway(r -> r.directConnectGatewayName("wan").amazonSideAsn(64520L))
            .directConnectGateway()
            .directConnectGatewayId();
    books.pass(Duration.ofHours(80));
    String made =
        dx.createPrivateVirtualInterface(r ->
                r.connectionId(port)
                    .newPrivateVirtualInterface(v ->
                        v.virtualInterfaceName("vif")
                            .vlan(7)
                            .asn(65010)
                            .directConnectGatewayId(gateway)))
            .virtualInterfaceId();
    books.pass(Duration.ofHours(10));
    assertThat(books.of(made)).containsExactly("VIRTUAL_INTERFACE_HOUR 80h2m..");
    dx.updateVirtualInterfaceAttributes(r -> r.virtualInterfaceId(made).enableSiteLink(true));
    books.pass(Duration.ofHours(10));
    dx.updateVirtualInterfaceAttributes(r -> r.virtualInterfaceId(made).enableSiteLink(false));
    books.pass(Duration.ofHours(10));
    dx.deleteVirtualInterface(r -> r.virtualInterfaceId(made));
    assertThat(books.of(made))
        .containsExactly("SITE_LINK_HOUR 90h..100h", "VIRTUAL_INTERFACE_HOUR 80h2m..110h");
  }
}
