package culvert.aws.operations.directconnect;

import static culvert.aws.operations.directconnect.Cage.prefixes;
import static culvert.aws.operations.directconnect.Cage.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.NewPrivateVirtualInterface;
import software.amazon.awssdk.services.directconnect.model.NewPublicVirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

class VirtualInterfaceOperationsTest {

  private final TestCloud cloud = Cage.cloud();
  private final Cage cage = new Cage(cloud, TestCloud.ACCOUNT);
  private final String connection = cage.connection();
  private final String gateway = cage.gateway(64512);

  @AfterEach
  void close() {
    cloud.close();
  }

  private String made(int vlan, Consumer<NewPrivateVirtualInterface.Builder> more) {
    return cage.privateInterface(
        connection, vlan, more.andThen(v -> v.directConnectGatewayId(gateway)));
  }

  private String made(int vlan) {
    return made(vlan, _ -> {});
  }

  private String publicInterface(int vlan, Consumer<NewPublicVirtualInterface.Builder> more) {
    return cage.dx
        .createPublicVirtualInterface(r ->
            r.connectionId(connection)
                .newPublicVirtualInterface(v -> {
                  v.virtualInterfaceName("public")
                      .vlan(vlan)
                      .asn(65010)
                      .amazonAddress("203.0.113.1/30")
                      .customerAddress("203.0.113.2/30")
                      .routeFilterPrefixes(prefixes("203.0.113.0/24"));
                  more.accept(v);
                }))
        .virtualInterfaceId();
  }

  @Test
  void b3_a_private_one_ends_at_a_gateway_and_takes_its_asn() {
    VirtualInterface vif = cage.describeInterface(made(101));
    assertThat(vif.virtualInterfaceStateAsString()).isEqualTo("available");
    assertThat(vif.virtualInterfaceType()).isEqualTo("private");
    assertThat(vif.amazonSideAsn()).isEqualTo(64512);
    assertThat(vif.mtu()).isEqualTo(1500);
    assertThat(vif.location()).isEqualTo("EqDC2");
    assertThat(vif.authKey()).hasSizeBetween(6, 80);
    assertThat(vif.amazonAddress()).matches("169\\.254\\.\\d+\\.\\d+/30");
    assertThat(vif.bgpPeers())
        .singleElement()
        .satisfies(peer -> {
          assertThat(peer.bgpStatusAsString()).isEqualTo("up");
          assertThat(peer.bgpPeerStateAsString()).isEqualTo("available");
          assertThat(peer.customerAddress()).isEqualTo(vif.customerAddress());
        });
    assertThat(vif.customerRouterConfig())
        .contains("<vlan>101</vlan>", "<amazon_bgp_asn>64512</amazon_bgp_asn>");
    String vpnGateway = cage.vpnGateway(List.of());
    String direct = cage.privateInterface(connection, 102, v -> v.virtualGatewayId(vpnGateway));
    assertThat(cage.describeInterface(direct).amazonSideAsn()).isEqualTo(64900);
    refuses(
        () ->
            cage.privateInterface(
                connection, 103, v -> v.virtualGatewayId("vgw-0123456789abcdef0")),
        "does not exist");
    refuses(() -> cage.privateInterface(connection, 103, _ -> {}), "Specify either");
    refuses(
        () ->
            cage.privateInterface(
                connection,
                103,
                v -> v.virtualGatewayId(vpnGateway).directConnectGatewayId(gateway)),
        "Specify either");
    assertThat(cage.dx.describeVirtualGateways(r -> {}).virtualGateways())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.virtualGatewayId()).isEqualTo(vpnGateway);
          assertThat(each.virtualGatewayState()).isEqualTo("available");
        });
  }

  @Test
  void b3_vlan_is_unique_on_the_connection() {
    made(101);
    refuses(() -> made(101), "VLAN 101 is in use");
    assertThat(
            cage.privateInterface(cage.connection(), 101, v -> v.directConnectGatewayId(gateway)))
        .isNotEmpty();
  }

  @Test
  void b3_vlan_is_1_to_4094() {
    refuses(() -> made(0), "VLAN 0");
    refuses(() -> made(4095), "VLAN 4095");
    assertThat(cage.describeInterface(made(4094)).vlan()).isEqualTo(4094);
  }

  @Test
  void b3_the_customers_asn_is_said_once_and_in_range() {
    refuses(() -> made(1, v -> v.asn(0)), "ASN 0");
    refuses(() -> made(1, v -> v.asn(Integer.MAX_VALUE)), "ASN 2147483647");
    refuses(() -> made(1, v -> v.asn(null)), "asn or asnLong");
    refuses(() -> made(1, v -> v.asnLong(65011L)), "not both");
    refuses(() -> made(1, v -> v.asn(null).asnLong(4_294_967_295L)), "ASN 4294967295");
    VirtualInterface large =
        cage.describeInterface(made(1, v -> v.asn(null).asnLong(4_200_000_001L)));
    assertThat(large.asn()).isZero();
    assertThat(large.asnLong()).isEqualTo(4_200_000_001L);
    assertThat(cage.describeInterface(made(2)).asnLong()).isEqualTo(65010);
  }

  @Test
  void b3_names_keys_and_mtu() {
    refuses(() -> made(1, v -> v.virtualInterfaceName("a b")), "virtualInterfaceName");
    refuses(() -> made(1, v -> v.virtualInterfaceName("x".repeat(101))), "virtualInterfaceName");
    refuses(() -> made(1, v -> v.authKey("short")), "6 to 80");
    refuses(() -> made(1, v -> v.mtu(9000)), "9000");
    assertThat(cage.describeInterface(made(1, v -> v.mtu(9001))).mtu()).isEqualTo(9001);
    String transitGateway = cage.gateway(64513);
    refuses(
        () ->
            cage.transitInterface(
                connection, 2, v -> v.directConnectGatewayId(transitGateway).mtu(9001)),
        "9001");
    String transit =
        cage.transitInterface(
            connection, 2, v -> v.directConnectGatewayId(transitGateway).mtu(8500));
    assertThat(cage.describeInterface(transit).mtu()).isEqualTo(8500);
  }

  @Test
  void b3_addresses_are_two_hosts_of_one_prefix_that_is_free() {
    refuses(() -> made(1, v -> v.amazonAddress("10.0.0.1/30")), "both");
    refuses(
        () -> made(1, v -> v.amazonAddress("10.0.0.1/30").customerAddress("10.0.1.2/30")),
        "one prefix");
    refuses(
        () -> made(1, v -> v.amazonAddress("10.0.0.0/30").customerAddress("10.0.0.2/30")),
        "two hosts");
    refuses(
        () -> made(1, v -> v.amazonAddress("10.0.0.1/30").customerAddress("10.0.0.1/30")),
        "two hosts");
    refuses(() -> made(1, v -> v.amazonAddress("x").customerAddress("10.0.0.2/30")), "x is not");
    refuses(
        () ->
            made(
                1,
                v ->
                    v.addressFamily("ipv6")
                        .amazonAddress("2001:db8::1/125")
                        .customerAddress("2001:db8::2/125")),
        "assigned by AWS");
    made(1, v -> v.amazonAddress("10.0.0.0/31").customerAddress("10.0.0.1/31"));
    refuses(
        () -> made(2, v -> v.amazonAddress("10.0.0.2/30").customerAddress("10.0.0.1/30")),
        "in use");
    VirtualInterface six = cage.describeInterface(made(3, v -> v.addressFamily("ipv6")));
    assertThat(six.amazonAddress()).endsWith("/125");
    assertThat(cage.describeInterface(made(4, v -> v.addressFamily("ipv6"))).amazonAddress())
        .isNotEqualTo(six.amazonAddress());
    assertThat(cage.describeInterface(made(5)).amazonAddress())
        .isNotEqualTo(cage.describeInterface(made(6)).amazonAddress());
  }

  @Test
  void b3_a_connection_has_50_private_and_public_and_4_transit_ones() {
    for (int vlan = 1; vlan <= 49; vlan++) {
      made(vlan);
    }
    publicInterface(50, _ -> {});
    refuses(() -> made(51), "50 private and public");
    String transitGateway = cage.gateway(64513);
    for (int vlan = 101; vlan <= 104; vlan++) {
      cage.transitInterface(connection, vlan, v -> v.directConnectGatewayId(transitGateway));
    }
    refuses(
        () -> cage.transitInterface(connection, 105, v -> v.directConnectGatewayId(transitGateway)),
        "4 transit");
  }

  @Test
  void b3_a_public_one_says_what_is_announced_from_addresses_of_the_customers() {
    refuses(() -> publicInterface(1, v -> v.routeFilterPrefixes(List.of())), "1 to 1000");
    refuses(() -> publicInterface(1, v -> v.routeFilterPrefixes(prefixes("10.0.0.0/8"))), "10.");
    refuses(() -> publicInterface(1, v -> v.routeFilterPrefixes(prefixes("x"))), "CIDR");
    refuses(() -> publicInterface(1, v -> v.amazonAddress(null).customerAddress(null)), "of yours");
    refuses(
        () ->
            publicInterface(1, v -> v.amazonAddress("10.0.0.1/30").customerAddress("10.0.0.2/30")),
        "public prefix");
    refuses(
        () ->
            publicInterface(
                1, v -> v.amazonAddress("203.0.113.1/29").customerAddress("203.0.113.2/29")),
        "30 or 31");
    VirtualInterface vif = cage.describeInterface(publicInterface(1, _ -> {}));
    assertThat(vif.amazonSideAsn()).isEqualTo(7224);
    assertThat(vif.mtu()).isEqualTo(1500);
    refuses(
        () ->
            cage.dx.updateVirtualInterfaceAttributes(
                r -> r.virtualInterfaceId(vif.virtualInterfaceId()).mtu(8500)),
        "8500");
  }

  @Test
  void b3_with_the_timing_of_aws_a_public_one_is_verified() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Cage there = new Cage(slow, TestCloud.ACCOUNT);
      String parent = there.connection();
      slow.timeline().advance(Duration.ofDays(4));
      var made =
          there.dx.createPublicVirtualInterface(r ->
              r.connectionId(parent)
                  .newPublicVirtualInterface(v ->
                      v.virtualInterfaceName("public")
                          .vlan(1)
                          .asn(65010)
                          .amazonAddress("203.0.113.1/30")
                          .customerAddress("203.0.113.2/30")
                          .routeFilterPrefixes(prefixes("203.0.113.0/24"))));
      assertThat(made.virtualInterfaceStateAsString()).isEqualTo("verifying");
      assertThat(made.bgpPeers().getFirst().bgpPeerStateAsString()).isEqualTo("verifying");
      assertThat(made.bgpPeers().getFirst().bgpStatusAsString()).isEqualTo("down");
      slow.timeline().advance(Duration.ofDays(3));
      VirtualInterface verified = there.describeInterface(made.virtualInterfaceId());
      assertThat(verified.bgpPeers().getFirst().bgpPeerStateAsString()).isEqualTo("available");
      assertThat(verified.virtualInterfaceStateAsString()).as("nobody answers").isEqualTo("down");
    }
  }

  @Test
  void b3_a_deleted_one_is_described_for_15_minutes() {
    String id = made(1);
    assertThat(
            cage.dx
                .deleteVirtualInterface(r -> r.virtualInterfaceId(id))
                .virtualInterfaceStateAsString())
        .isEqualTo("deleting");
    assertThat(cage.describeInterface(id).virtualInterfaceStateAsString()).isEqualTo("deleted");
    assertThat(made(1)).as("the VLAN is free again").isNotEqualTo(id);
    cloud.timeline().advance(Duration.ofMinutes(14));
    assertThat(cage.describeInterface(id)).isNotNull();
    cloud.timeline().advance(Duration.ofMinutes(1));
    assertThat(cage.dx.describeVirtualInterfaces(r -> r.virtualInterfaceId(id)).virtualInterfaces())
        .isEmpty();
    refuses(() -> cage.dx.deleteVirtualInterface(r -> r.virtualInterfaceId(id)), "does not exist");
  }

  @Test
  void b3_one_peer_of_each_family_or_two_with_redundancy_and_the_last_stays() {
    String id = made(1);
    cage.dx.createBGPPeer(
        r -> r.virtualInterfaceId(id).newBGPPeer(p -> p.asn(65010).addressFamily("ipv6")));
    cage.dx.createBGPPeer(r -> r.virtualInterfaceId(id).newBGPPeer(p -> p.asn(65020)));
    refuses(
        () -> cage.dx.createBGPPeer(r -> r.virtualInterfaceId(id).newBGPPeer(p -> p.asn(65030))),
        "2 BGP peers of ipv4");
    List<BGPPeer> peers = cage.describeInterface(id).bgpPeers();
    assertThat(peers)
        .hasSize(3)
        .allSatisfy(peer -> assertThat(peer.bgpStatusAsString()).isEqualTo("up"));
    cage.dx.deleteBGPPeer(r -> r.virtualInterfaceId(id).asn(65020));
    refuses(() -> cage.dx.deleteBGPPeer(r -> r.virtualInterfaceId(id).asn(65010)), "More than one");
    refuses(() -> cage.dx.deleteBGPPeer(r -> r.virtualInterfaceId(id)), "does not exist");
    cage.dx.deleteBGPPeer(
        r -> r.virtualInterfaceId(id).asn(65010).customerAddress(peers.get(1).customerAddress()));
    refuses(
        () ->
            cage.dx.deleteBGPPeer(
                r -> r.virtualInterfaceId(id).bgpPeerId(peers.getFirst().bgpPeerId())),
        "The last BGP Peer on a Virtual Interface cannot be deleted");
    assertThat(cage.describeInterface(id).bgpPeers())
        .extracting(BGPPeer::bgpPeerId)
        .containsExactly(peers.getFirst().bgpPeerId());
  }

  @Test
  void b3_a_hosted_connection_has_no_redundancy() {
    cage.interconnect();
    String interconnect = cage.interconnect();
    String hosted =
        cage.dx
            .allocateHostedConnection(r ->
                r.connectionId(interconnect)
                    .ownerAccount(TestCloud.ACCOUNT)
                    .bandwidth("1Gbps")
                    .connectionName("hosted")
                    .vlan(9))
            .connectionId();
    cage.dx.confirmConnection(r -> r.connectionId(hosted));
    String id = cage.privateInterface(hosted, 9, v -> v.directConnectGatewayId(gateway));
    refuses(
        () -> cage.dx.createBGPPeer(r -> r.virtualInterfaceId(id).newBGPPeer(p -> p.asn(65020))),
        "1 BGP peers of ipv4");
  }

  @Test
  void b3_one_moves_to_another_connection_with_room_for_it() {
    String id = made(1);
    String other = cage.connection("CSVA1", "10Gbps");
    String taken = cage.privateInterface(other, 1, v -> v.directConnectGatewayId(gateway));
    refuses(
        () -> cage.dx.associateVirtualInterface(r -> r.virtualInterfaceId(id).connectionId(other)),
        "VLAN 1");
    cage.dx.deleteVirtualInterface(r -> r.virtualInterfaceId(taken));
    cage.dx.associateVirtualInterface(r -> r.virtualInterfaceId(id).connectionId(other));
    assertThat(cage.describeInterface(id))
        .satisfies(each -> {
          assertThat(each.connectionId()).isEqualTo(other);
          assertThat(each.location()).isEqualTo("CSVA1");
        });
    refuses(
        () -> cage.dx.associateVirtualInterface(r -> r.virtualInterfaceId(id).connectionId(other)),
        "already");
  }

  @Test
  void b6_sitelink_needs_a_direct_connect_gateway() {
    String id = made(1, v -> v.enableSiteLink(true));
    assertThat(cage.describeInterface(id).siteLinkEnabled()).isTrue();
    cage.dx.updateVirtualInterfaceAttributes(
        r -> r.virtualInterfaceId(id).enableSiteLink(false).mtu(8500).virtualInterfaceName("new"));
    assertThat(cage.describeInterface(id))
        .satisfies(each -> {
          assertThat(each.siteLinkEnabled()).isFalse();
          assertThat(each.mtu()).isEqualTo(8500);
          assertThat(each.virtualInterfaceName()).isEqualTo("new");
        });
    String vpnGateway = cage.vpnGateway(List.of());
    refuses(
        () ->
            cage.privateInterface(
                connection, 2, v -> v.virtualGatewayId(vpnGateway).enableSiteLink(true)),
        "SiteLink");
    String plain = cage.privateInterface(connection, 2, v -> v.virtualGatewayId(vpnGateway));
    refuses(
        () ->
            cage.dx.updateVirtualInterfaceAttributes(
                r -> r.virtualInterfaceId(plain).enableSiteLink(true)),
        "SiteLink");
  }

  @Test
  void b3_one_for_another_account_waits_until_that_confirms_it() {
    Cage owner = new Cage(cloud, TestCloud.OTHER_ACCOUNT);
    String id =
        cage.dx
            .allocatePrivateVirtualInterface(r ->
                r.connectionId(connection)
                    .ownerAccount(TestCloud.OTHER_ACCOUNT)
                    .newPrivateVirtualInterfaceAllocation(
                        v -> v.virtualInterfaceName("given").vlan(5).asn(65010)))
            .virtualInterfaceId();
    assertThat(owner.describeInterface(id).virtualInterfaceStateAsString()).isEqualTo("confirming");
    assertThat(cage.describeInterface(id).ownerAccount()).isEqualTo(TestCloud.OTHER_ACCOUNT);
    refuses(
        () ->
            cage.dx.confirmPrivateVirtualInterface(
                r -> r.virtualInterfaceId(id).directConnectGatewayId(gateway)),
        "does not exist");
    refuses(
        () ->
            owner.dx.confirmPrivateVirtualInterface(
                r -> r.virtualInterfaceId(id).directConnectGatewayId(gateway)),
        "Direct Connect gateway " + gateway + " does not exist");
    refuses(() -> owner.dx.confirmPublicVirtualInterface(r -> r.virtualInterfaceId(id)), "private");
    String own = owner.gateway(64512);
    assertThat(
            owner
                .dx
                .confirmPrivateVirtualInterface(
                    r -> r.virtualInterfaceId(id).directConnectGatewayId(own))
                .virtualInterfaceStateAsString())
        .isEqualTo("pending");
    assertThat(owner.describeInterface(id).virtualInterfaceStateAsString()).isEqualTo("available");
    refuses(
        () ->
            owner.dx.confirmPrivateVirtualInterface(
                r -> r.virtualInterfaceId(id).directConnectGatewayId(own)),
        "available");
    refuses(() -> cage.dx.deleteConnection(r -> r.connectionId(connection)), "virtual interfaces");
  }

  @Test
  void b3_what_an_owner_declines_is_rejected() {
    Cage owner = new Cage(cloud, TestCloud.OTHER_ACCOUNT);
    String id =
        cage.dx
            .allocateTransitVirtualInterface(r ->
                r.connectionId(connection)
                    .ownerAccount(TestCloud.OTHER_ACCOUNT)
                    .newTransitVirtualInterfaceAllocation(
                        v -> v.virtualInterfaceName("given").vlan(5).asn(65010)))
            .virtualInterface()
            .virtualInterfaceId();
    owner.dx.deleteVirtualInterface(r -> r.virtualInterfaceId(id));
    assertThat(cage.describeInterface(id).virtualInterfaceStateAsString()).isEqualTo("rejected");
    assertThat(made(5)).isNotEmpty();
  }

  @Test
  void a_public_and_a_transit_one_are_confirmed_too() {
    Cage owner = new Cage(cloud, TestCloud.OTHER_ACCOUNT);
    String open =
        cage.dx
            .allocatePublicVirtualInterface(r ->
                r.connectionId(connection)
                    .ownerAccount(TestCloud.OTHER_ACCOUNT)
                    .newPublicVirtualInterfaceAllocation(v ->
                        v.virtualInterfaceName("given")
                            .vlan(5)
                            .asn(65010)
                            .amazonAddress("203.0.113.1/31")
                            .customerAddress("203.0.113.0/31")
                            .routeFilterPrefixes(prefixes("203.0.113.0/24"))))
            .virtualInterfaceId();
    assertThat(
            owner
                .dx
                .confirmPublicVirtualInterface(r -> r.virtualInterfaceId(open))
                .virtualInterfaceStateAsString())
        .isEqualTo("verifying");
    String transit =
        cage.dx
            .allocateTransitVirtualInterface(r ->
                r.connectionId(connection)
                    .ownerAccount(TestCloud.OTHER_ACCOUNT)
                    .newTransitVirtualInterfaceAllocation(
                        v -> v.virtualInterfaceName("given").vlan(6).asn(65010)))
            .virtualInterface()
            .virtualInterfaceId();
    String own = owner.gateway(64512);
    owner.dx.confirmTransitVirtualInterface(
        r -> r.virtualInterfaceId(transit).directConnectGatewayId(own));
    assertThat(owner.dx.describeVirtualInterfaces(r -> {}).virtualInterfaces())
        .hasSize(2)
        .allSatisfy(
            each -> assertThat(each.virtualInterfaceStateAsString()).isEqualTo("available"));
  }

  @Test
  void routers_get_their_configuration() {
    String id = made(101);
    VirtualInterface vif = cage.describeInterface(id);
    var cisco = cage.dx.describeRouterConfiguration(r -> r.virtualInterfaceId(id));
    assertThat(cisco.router().routerTypeIdentifier())
        .isEqualTo("CiscoSystemsInc-2900SeriesRouters-IOS124");
    assertThat(cisco.customerRouterConfig())
        .contains(
            "encapsulation dot1Q 101",
            "255.255.255.252",
            "router bgp 65010",
            "remote-as 64512",
            vif.authKey());
    var junos =
        cage.dx.describeRouterConfiguration(r ->
            r.virtualInterfaceId(id)
                .routerTypeIdentifier("JuniperNetworksInc-MXSeriesRouters-JunOS95"));
    assertThat(junos.customerRouterConfig())
        .contains("vlan-id 101", "peer-as 64512", "address " + vif.customerAddress());
    refuses(
        () ->
            cage.dx.describeRouterConfiguration(
                r -> r.virtualInterfaceId(id).routerTypeIdentifier("Abacus")),
        "Abacus");
  }
}
