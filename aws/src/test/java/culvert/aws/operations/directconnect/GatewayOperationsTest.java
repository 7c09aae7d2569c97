package culvert.aws.operations.directconnect;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.directconnect.Cage.prefixes;
import static culvert.aws.operations.directconnect.Cage.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;

class GatewayOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Cage cage = new Cage(cloud, TestCloud.ACCOUNT);

  @AfterEach
  void close() {
    cloud.close();
  }

  private static List<String> cidrs(DirectConnectGatewayAssociation association) {
    return association.allowedPrefixesToDirectConnectGateway().stream()
        .map(RouteFilterPrefix::cidr)
        .toList();
  }

  @Test
  void b5_a_gateway_is_in_every_region() {
    String id = cage.gateway(4_200_000_000L);
    Cage seoul = new Cage(cloud, TestCloud.ACCOUNT, "ap-northeast-2");
    assertThat(
            seoul
                .dx
                .describeDirectConnectGateways(r -> r.directConnectGatewayId(id))
                .directConnectGateways())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.directConnectGatewayStateAsString()).isEqualTo("available");
          assertThat(each.amazonSideAsn()).isEqualTo(4_200_000_000L);
        });
    seoul.dx.updateDirectConnectGateway(
        r -> r.directConnectGatewayId(id).newDirectConnectGatewayName("renamed"));
    assertThat(cage.dx.describeDirectConnectGateways().directConnectGateways())
        .singleElement()
        .satisfies(each -> assertThat(each.directConnectGatewayName()).isEqualTo("renamed"));
    Cage other = new Cage(cloud, TestCloud.OTHER_ACCOUNT);
    assertThat(other.dx.describeDirectConnectGateways().directConnectGateways()).isEmpty();
    cage.dx.deleteDirectConnectGateway(r -> r.directConnectGatewayId(id));
    assertThat(cage.dx.describeDirectConnectGateways().directConnectGateways()).isEmpty();
    refuses(
        () -> cage.dx.deleteDirectConnectGateway(r -> r.directConnectGatewayId(id)),
        "does not exist");
  }

  @Test
  void b5_its_asn_is_private_and_64512_where_none_is_asked_for() {
    assertThat(
            cage.dx
                .createDirectConnectGateway(r -> r.directConnectGatewayName("g"))
                .directConnectGateway()
                .amazonSideAsn())
        .isEqualTo(64512);
    for (long asn : new long[] {64511, 65535, 4_199_999_999L, 4_294_967_295L, 7224}) {
      refuses(() -> cage.gateway(asn), "ASN " + asn);
    }
  }

  @Test
  void b5_an_account_has_200_gateways() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Cage there = new Cage(small, TestCloud.ACCOUNT);
      for (int i = 0; i < 200; i++) {
        there.gateway(64512);
      }
      refuses(() -> there.gateway(64512), "200");
    }
  }

  @Test
  void b5_a_gateway_has_30_virtual_interfaces() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Cage there = new Cage(small, TestCloud.ACCOUNT);
      String connection = there.connection();
      String gateway = there.gateway(64512);
      for (int vlan = 1; vlan <= 30; vlan++) {
        there.privateInterface(connection, vlan, v -> v.directConnectGatewayId(gateway));
      }
      refuses(
          () -> there.privateInterface(connection, 31, v -> v.directConnectGatewayId(gateway)),
          "30");
    }
  }

  @Test
  void b5_a_virtual_private_gateway_lets_its_vpc_through() {
    String gateway = cage.gateway(64512);
    String vpn = cage.attachedVpnGateway("10.1.0.0/16");
    DirectConnectGatewayAssociation made = cage.associate(gateway, vpn);
    assertThat(made.associationStateAsString()).isEqualTo("associating");
    assertThat(cage.associations(gateway))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.associationStateAsString()).isEqualTo("associated");
          assertThat(each.associatedGateway().typeAsString()).isEqualTo("virtualPrivateGateway");
          assertThat(each.associatedGateway().region()).isEqualTo("us-east-1");
          assertThat(each.virtualGatewayId()).isEqualTo(vpn);
          assertThat(cidrs(each)).containsExactly("10.1.0.0/16");
        });
    cage.dx.updateDirectConnectGatewayAssociation(r ->
        r.associationId(made.associationId())
            .addAllowedPrefixesToDirectConnectGateway(prefixes("10.0.0.0/8"))
            .removeAllowedPrefixesToDirectConnectGateway(prefixes("10.1.0.0/16")));
    assertThat(cidrs(cage.associations(gateway).getFirst())).containsExactly("10.0.0.0/8");
    refuses(
        () ->
            cage.dx.updateDirectConnectGatewayAssociation(r ->
                r.associationId(made.associationId())
                    .removeAllowedPrefixesToDirectConnectGateway(prefixes("10.1.0.0/16"))),
        "10.1.0.0/16");
    refuses(
        () -> cage.dx.deleteDirectConnectGateway(r -> r.directConnectGatewayId(gateway)),
        "associations");
    cage.dx.deleteDirectConnectGatewayAssociation(
        r -> r.directConnectGatewayId(gateway).virtualGatewayId(vpn));
    assertThat(cage.associations(gateway)).isEmpty();
  }

  @Test
  void b5_a_virtual_private_gateway_needs_a_vpc_and_joins_one_gateway() {
    String gateway = cage.gateway(64512);
    String loose = cage.vpnGateway(List.of());
    refuses(() -> cage.associate(gateway, loose), "attached to no VPC");
    refuses(() -> cage.associate(gateway, "vgw-0123456789abcdef0"), "does not exist");
    String vpn = cage.attachedVpnGateway("10.1.0.0/16");
    cage.associate(gateway, vpn);
    refuses(() -> cage.associate(gateway, vpn), "already");
    String second = cage.gateway(64512);
    refuses(() -> cage.associate(second, vpn), "another Direct Connect gateway");
  }

  @Test
  void b5_a_gateway_whose_vpc_is_detached_leaves() {
    String gateway = cage.gateway(64512);
    String vpn = cage.attachedVpnGateway("10.1.0.0/16");
    cage.associate(gateway, vpn);
    cloud
        .api()
        .catalog()
        .write(
            new Scope(TestCloud.ACCOUNT, "us-east-1"),
            transaction -> {
              Associations.vpcDetached(transaction, vpn);
              return vpn;
            });
    assertThat(cage.associations(gateway)).isEmpty();
  }

  @Test
  void b5_vpcs_behind_one_gateway_do_not_overlap() {
    String gateway = cage.gateway(64512);
    cage.associate(gateway, cage.attachedVpnGateway("10.1.0.0/16"));
    String overlapping = cage.attachedVpnGateway("10.1.128.0/20");
    refuses(() -> cage.associate(gateway, overlapping), "overlaps");
  }

  @Test
  void b5_a_gateway_has_20_virtual_private_gateways() {
    String gateway = cage.gateway(64512);
    for (int i = 0; i < 20; i++) {
      cage.associate(gateway, cage.attachedVpnGateway("10." + i + ".0.0/16"));
    }
    String more = cage.attachedVpnGateway("10.20.0.0/16");
    refuses(() -> cage.associate(gateway, more), "20 virtual private gateways");
  }

  @Test
  void b5_a_transit_gateway_is_attached_and_goes_into_its_tables() {
    String gateway = cage.gateway(64513);
    String transit = cage.transitGateway(64514);
    DirectConnectGatewayAssociation made = cage.associate(gateway, transit, "10.0.0.0/8");
    assertThat(cage.associations(gateway))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.associationStateAsString()).isEqualTo("associated");
          assertThat(each.associatedGateway().typeAsString()).isEqualTo("transitGateway");
          assertThat(cidrs(each)).containsExactly("10.0.0.0/8");
        });
    TransitGatewayAttachment attachment =
        cage.ec2
            .describeTransitGatewayAttachments(
                r -> r.filters(f -> f.name("resource-id").values(gateway)))
            .transitGatewayAttachments()
            .getFirst();
    assertThat(attachment.resourceTypeAsString()).isEqualTo("direct-connect-gateway");
    assertThat(attachment.stateAsString()).isEqualTo("available");
    String table = attachment.association().transitGatewayRouteTableId();
    assertThat(
            cage.ec2
                .getTransitGatewayRouteTablePropagations(r -> r.transitGatewayRouteTableId(table))
                .transitGatewayRouteTablePropagations())
        .extracting(each -> each.resourceId())
        .containsExactly(gateway);
    String own =
        cage.ec2
            .createTransitGatewayRouteTable(r -> r.transitGatewayId(transit))
            .transitGatewayRouteTable()
            .transitGatewayRouteTableId();
    cage.ec2.enableTransitGatewayRouteTablePropagation(r ->
        r.transitGatewayRouteTableId(own)
            .transitGatewayAttachmentId(attachment.transitGatewayAttachmentId()));
    refused(
        () -> cage.ec2.deleteTransitGateway(r -> r.transitGatewayId(transit)), "IncorrectState");
    String connect =
        cage.ec2
            .createTransitGatewayConnect(r ->
                r.transportTransitGatewayAttachmentId(attachment.transitGatewayAttachmentId())
                    .options(o -> o.protocol("gre")))
            .transitGatewayConnect()
            .transitGatewayAttachmentId();
    refuses(
        () ->
            cage.dx.deleteDirectConnectGatewayAssociation(
                r -> r.associationId(made.associationId())),
        "Connect");
    cage.ec2.deleteTransitGatewayConnect(r -> r.transitGatewayAttachmentId(connect));
    cage.dx.deleteDirectConnectGatewayAssociation(r -> r.associationId(made.associationId()));
    assertThat(cage.associations(gateway)).isEmpty();
    cage.ec2.deleteTransitGateway(r -> r.transitGatewayId(transit));
  }

  @Test
  void b5_a_transit_gateway_takes_its_time_with_the_timing_of_aws() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Cage there = new Cage(slow, TestCloud.ACCOUNT);
      String gateway = there.gateway(64513);
      String transit = there.transitGateway(64514);
      slow.timeline().advance(Duration.ofMinutes(20));
      there.associate(gateway, transit, "10.0.0.0/8");
      assertThat(there.associations(gateway).getFirst().associationStateAsString())
          .isEqualTo("associating");
      slow.timeline().advance(Duration.ofMinutes(40));
      assertThat(there.associations(gateway).getFirst().associationStateAsString())
          .isEqualTo("associated");
    }
  }

  @Test
  void b5_what_is_announced_of_a_transit_gateway_is_said_and_overlaps_with_nothing() {
    String gateway = cage.gateway(64513);
    String first = cage.transitGateway(64514);
    String second = cage.transitGateway(64515);
    refuses(() -> cage.associate(gateway, first), "1 to 200 allowed prefixes");
    refuses(() -> cage.associate(gateway, first, "10.0.0.0/33"), "CIDR");
    String[] many = new String[201];
    for (int i = 0; i < many.length; i++) {
      many[i] = "10.0." + i + ".0/24";
    }
    refuses(() -> cage.associate(gateway, first, many), "201");
    cage.associate(gateway, first, "10.0.0.0/9");
    refuses(() -> cage.associate(gateway, second, "10.64.0.0/16"), "overlap");
    DirectConnectGatewayAssociation made = cage.associate(gateway, second, "10.128.0.0/9");
    refuses(
        () ->
            cage.dx.updateDirectConnectGatewayAssociation(r ->
                r.associationId(made.associationId())
                    .addAllowedPrefixesToDirectConnectGateway(prefixes("10.0.0.0/8"))),
        "overlap");
    refuses(
        () ->
            cage.dx.updateDirectConnectGatewayAssociation(r ->
                r.associationId(made.associationId())
                    .removeAllowedPrefixesToDirectConnectGateway(prefixes("10.128.0.0/9"))),
        "not 0");
  }

  @Test
  void b5_asns_of_gateways_that_meet_differ() {
    String gateway = cage.gateway(64512);
    String same = cage.transitGateway(64512);
    refuses(() -> cage.associate(gateway, same, "10.0.0.0/16"), "ASN 64512");
    cage.associate(gateway, cage.transitGateway(64514), "10.0.0.0/16");
    String twin = cage.transitGateway(64514);
    refuses(() -> cage.associate(gateway, twin, "10.1.0.0/16"), "ASN 64514");
  }

  @Test
  void b5_a_gateway_has_6_transit_gateways_which_join_20_gateways() {
    String gateway = cage.gateway(64512);
    for (int i = 0; i < 6; i++) {
      cage.associate(gateway, cage.transitGateway(64600 + i), "10." + i + ".0.0/16");
    }
    String seventh = cage.transitGateway(64606);
    refuses(() -> cage.associate(gateway, seventh, "10.6.0.0/16"), "6 transit gateways");
    for (int i = 0; i < 20; i++) {
      cage.associate(cage.gateway(64512), seventh, "10.6.0.0/16");
    }
    String more = cage.gateway(64512);
    refuses(() -> cage.associate(more, seventh, "10.6.0.0/16"), "20 Direct Connect gateways");
  }

  @Test
  void b5_private_and_transit_do_not_mix() {
    String connection = cage.connection();
    String vpnHub = cage.gateway(64512);
    String transitHub = cage.gateway(64513);
    String transit = cage.transitGateway(64514);
    cage.privateInterface(connection, 1, v -> v.directConnectGatewayId(vpnHub));
    cage.transitInterface(connection, 2, v -> v.directConnectGatewayId(transitHub));
    String vpn = cage.attachedVpnGateway("10.1.0.0/16");
    refuses(() -> cage.associate(vpnHub, transit, "10.0.0.0/16"), "another kind");
    refuses(() -> cage.associate(transitHub, vpn), "another kind");
    cage.associate(vpnHub, vpn);
    cage.associate(transitHub, transit, "10.0.0.0/16");
    refuses(
        () -> cage.transitInterface(connection, 3, v -> v.directConnectGatewayId(vpnHub)),
        "another kind");
    refuses(
        () -> cage.privateInterface(connection, 3, v -> v.directConnectGatewayId(transitHub)),
        "another kind");
    String empty = cage.gateway(64512);
    cage.associate(empty, cage.transitGateway(64515), "10.9.0.0/16");
    refuses(
        () -> cage.privateInterface(connection, 4, v -> v.directConnectGatewayId(empty)),
        "another kind");
  }

  @Test
  void b5_attachments_are_the_virtual_interfaces_of_a_gateway() {
    String connection = cage.connection();
    String gateway = cage.gateway(64512);
    String vif = cage.transitInterface(connection, 1, v -> v.directConnectGatewayId(gateway));
    refuses(() -> cage.dx.describeDirectConnectGatewayAttachments(r -> {}), "Specify");
    assertThat(
            cage.dx
                .describeDirectConnectGatewayAttachments(r -> r.directConnectGatewayId(gateway))
                .directConnectGatewayAttachments())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.virtualInterfaceId()).isEqualTo(vif);
          assertThat(each.attachmentStateAsString()).isEqualTo("attached");
          assertThat(each.attachmentTypeAsString()).isEqualTo("TransitVirtualInterface");
          assertThat(each.virtualInterfaceRegion()).isEqualTo("us-east-1");
        });
    assertThat(
            cage.dx
                .describeDirectConnectGatewayAttachments(r -> r.virtualInterfaceId(vif))
                .directConnectGatewayAttachments())
        .hasSize(1);
    refuses(
        () -> cage.dx.deleteDirectConnectGateway(r -> r.directConnectGatewayId(gateway)),
        "virtual interfaces");
    refuses(() -> cage.dx.describeDirectConnectGatewayAssociations(r -> {}), "Specify");
  }
}
