package culvert.aws.operations.directconnect;

import static culvert.aws.operations.directconnect.Cage.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.Connection;

class HostedConnectionOperationsTest {

  private static final String CUSTOMER = TestCloud.OTHER_ACCOUNT;

  private final TestCloud cloud = new TestCloud();
  private final Cage partner = new Cage(cloud, TestCloud.ACCOUNT);
  private final Cage customer = new Cage(cloud, CUSTOMER);

  @AfterEach
  void close() {
    cloud.close();
  }

  private String allocate(String parent, int vlan, String bandwidth) {
    return partner
        .dx
        .allocateHostedConnection(r ->
            r.connectionId(parent)
                .ownerAccount(CUSTOMER)
                .bandwidth(bandwidth)
                .connectionName("hosted")
                .vlan(vlan))
        .connectionId();
  }

  @Test
  void b1_who_has_no_interconnect_is_no_partner() {
    String connection = partner.connection();
    refuses(
        () -> allocate(connection, 5, "50Mbps"),
        "Account [111111111111] is not an authorized Direct Connect partner in us-east-1");
    assertThat(partner.dx.describeCustomerMetadata(r -> {}).nniPartnerTypeAsString())
        .isEqualTo("nonPartner");
    partner.interconnect();
    assertThat(partner.dx.describeCustomerMetadata(r -> {}).nniPartnerTypeAsString())
        .isEqualTo("v2");
    refuses(() -> allocate(connection, 5, "50Mbps"), "Could not find Connection");
  }

  @Test
  void b1_a_hosted_connection_waits_for_its_owner() {
    String interconnect = partner.interconnect();
    String id = allocate(interconnect, 5, "500Mbps");
    assertThat(customer.describe(id))
        .satisfies(each -> {
          assertThat(each.connectionStateAsString()).isEqualTo("ordering");
          assertThat(each.vlan()).isEqualTo(5);
          assertThat(each.bandwidth()).isEqualTo("500Mbps");
          assertThat(each.ownerAccount()).isEqualTo(CUSTOMER);
        });
    assertThat(partner.dx.describeConnections().connections()).isEmpty();
    assertThat(
            partner.dx.describeHostedConnections(r -> r.connectionId(interconnect)).connections())
        .extracting(Connection::connectionId)
        .containsExactly(id);
    assertThat(customer.dx.confirmConnection(r -> r.connectionId(id)).connectionStateAsString())
        .isEqualTo("pending");
    assertThat(customer.describe(id).connectionStateAsString()).isEqualTo("available");
    refuses(() -> customer.dx.confirmConnection(r -> r.connectionId(id)), "available");
    refuses(() -> customer.dx.describeLoa(r -> r.connectionId(id)), "not available");
  }

  @Test
  void b1_an_order_that_its_owner_deletes_is_rejected() {
    String interconnect = partner.interconnect();
    String id = allocate(interconnect, 5, "1Gbps");
    refuses(
        () -> partner.dx.deleteInterconnect(r -> r.interconnectId(interconnect)),
        "hosted connections");
    customer.dx.deleteConnection(r -> r.connectionId(id));
    assertThat(customer.describe(id).connectionStateAsString()).isEqualTo("rejected");
    assertThat(
            partner
                .dx
                .deleteInterconnect(r -> r.interconnectId(interconnect))
                .interconnectStateAsString())
        .isEqualTo("deleting");
  }

  @Test
  void b1_a_partner_takes_its_connection_back() {
    String interconnect = partner.interconnect();
    String id = allocate(interconnect, 5, "1Gbps");
    customer.dx.confirmConnection(r -> r.connectionId(id));
    partner.dx.deleteConnection(r -> r.connectionId(id));
    assertThat(customer.describe(id).connectionStateAsString()).isEqualTo("deleted");
  }

  @Test
  void b1_bandwidths_and_vlans_of_hosted_connections() {
    String interconnect = partner.interconnect();
    allocate(interconnect, 5, "10Gbps");
    refuses(() -> allocate(interconnect, 5, "50Mbps"), "VLAN 5 is in use");
    refuses(() -> allocate(interconnect, 0, "50Mbps"), "VLAN 0");
    refuses(() -> allocate(interconnect, 6, "75Mbps"), "75Mbps");
    refuses(() -> allocate(interconnect, 6, "25Gbps"), "25Gbps");
  }

  @Test
  void b3_a_hosted_connection_has_one_virtual_interface_on_its_vlan() {
    String id = allocate(partner.interconnect(), 5, "1Gbps");
    customer.dx.confirmConnection(r -> r.connectionId(id));
    String gateway = customer.gateway(64512);
    refuses(() -> customer.privateInterface(id, 6, v -> v.directConnectGatewayId(gateway)), "is 5");
    customer.privateInterface(id, 5, v -> v.directConnectGatewayId(gateway));
    refuses(
        () -> customer.transitInterface(id, 5, v -> v.directConnectGatewayId(gateway)), "limit");
  }

  @Test
  void b1_a_hosted_connection_moves_to_another_interconnect() {
    String first = partner.interconnect();
    String second = partner.interconnect();
    String id = allocate(first, 5, "1Gbps");
    customer.dx.confirmConnection(r -> r.connectionId(id));
    allocate(second, 6, "1Gbps");
    String taken = allocate(second, 5, "1Gbps");
    refuses(
        () ->
            partner.dx.associateHostedConnection(
                r -> r.connectionId(id).parentConnectionId(second)),
        "VLAN 5");
    partner.dx.deleteConnection(r -> r.connectionId(taken));
    partner.dx.associateHostedConnection(r -> r.connectionId(id).parentConnectionId(second));
    assertThat(partner.dx.describeHostedConnections(r -> r.connectionId(first)).connections())
        .isEmpty();
    assertThat(partner.dx.describeHostedConnections(r -> r.connectionId(second)).connections())
        .extracting(Connection::connectionId)
        .contains(id);
  }

  @Test
  void b2_a_partners_lag_hosts_connections_and_has_no_virtual_interfaces() {
    partner.interconnect();
    String lag = partner.lag(2);
    assertThat(partner.describeLag(lag).allowsHostedConnections()).isTrue();
    assertThat(partner.dx.describeInterconnects(r -> {}).interconnects()).hasSize(3);
    String id = allocate(lag, 5, "1Gbps");
    assertThat(partner.dx.describeHostedConnections(r -> r.connectionId(lag)).connections())
        .extracting(Connection::connectionId)
        .containsExactly(id);
    String gateway = partner.gateway(64512);
    refuses(
        () -> partner.privateInterface(lag, 9, v -> v.directConnectGatewayId(gateway)),
        "hosts connections");
    refuses(() -> partner.dx.deleteLag(r -> r.lagId(lag)), "hosted connections");
  }

  @Test
  void b9_the_deprecated_operations_on_interconnects_answer_too() {
    String interconnect = partner.interconnect();
    JsonRequest made =
        JsonRequest.of(
            cloud,
            "AllocateConnectionOnInterconnect",
            """
            {"interconnectId": "%s", "bandwidth": "50Mbps", "connectionName": "old",
             "ownerAccount": "222222222222", "vlan": 8}
            """
                .formatted(interconnect));
    assertThat(made.body()).contains("\"connectionState\":\"ordering\"", "\"vlan\":8");
    assertThat(made.status()).isEqualTo(200);
    String named = "{\"interconnectId\":\"" + interconnect + "\"}";
    assertThat(JsonRequest.of(cloud, "DescribeConnectionsOnInterconnect", named).body())
        .contains("\"connectionName\":\"old\"");
    assertThat(JsonRequest.of(cloud, "DescribeInterconnectLoa", named).body())
        .startsWith("{\"loa\":{\"loaContent\":\"JVBERi0");
    assertThat(JsonRequest.of(cloud, "AllocateConnectionOnInterconnect", named).body())
        .contains("DirectConnectClientException", "bandwidth is required");
  }
}
