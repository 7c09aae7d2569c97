package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.report.Picture;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.Component;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VirtualInterface.Target;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sites as the picture draws them. */
class PictureTest {

  private static final String ACCOUNT = "111111111111";
  private static final String REGION = "ap-northeast-2";

  private static Site site(
      String name, List<String> customerGateways, List<String> interfaces, List<String> peers) {
    List<IpPrefix> prefixes =
        List.of(IpPrefix.parse("192.168.0.0/16"), IpPrefix.parse("172.20.0.0/16"));
    return new Site(
        name, 65010, prefixes, customerGateways, interfaces, peers, List.of(), List.of(), false);
  }

  private static VirtualInterface virtualInterface(
      String id, VirtualInterface.Type type, String parent, @Nullable Target target) {
    return new VirtualInterface(
        id, ACCOUNT, REGION, "", type, parent, 101, 1500, false, target, List.of(), List.of());
  }

  private static VpnConnection vpn(String id, String customerGateway, VpnTarget to, boolean bgp) {
    return new VpnConnection(
        id,
        0,
        ACCOUNT,
        REGION,
        "",
        customerGateway,
        to,
        false,
        bgp,
        List.of(),
        List.of(),
        false,
        null);
  }

  private static String drawn(Component... components) {
    return Picture.of(new Topology(List.of(components)));
  }

  @Test
  void a_site_is_drawn_with_each_of_its_ways_and_where_that_leads() {
    assertThat(
            drawn(
                site(
                    "seoul", List.of("cgw-1"), List.of("dxvif-1", "dxvif-2", "dxvif-3"), List.of()),
                new DirectConnectConnection(
                    "dxcon-1", ACCOUNT, REGION, "", "KINX1", null, true, false),
                new DirectConnectLag("dxlag-1", ACCOUNT, REGION, "", "KINX1", 1),
                new DirectConnectGateway("dxgw", ACCOUNT, "world", 64600),
                new VpnGateway("vgw-1", ACCOUNT, REGION, "", 64512, null),
                virtualInterface(
                    "dxvif-1",
                    VirtualInterface.Type.TRANSIT,
                    "dxlag-1",
                    new Target.ToDirectConnectGateway("dxgw")),
                virtualInterface(
                    "dxvif-2",
                    VirtualInterface.Type.PRIVATE,
                    "dxcon-1",
                    new Target.ToVpnGateway("vgw-1")),
                virtualInterface("dxvif-3", VirtualInterface.Type.PUBLIC, "dxcon-1", null),
                vpn("vpn-1", "cgw-1", new VpnTarget.ToVpnGateway("vgw-1"), false),
                vpn("vpn-2", "cgw-other", new VpnTarget.ToVpnGateway("vgw-1"), false)))
        .isEqualTo(
            """
            ◎ site:seoul  AS 65010  192.168.0.0/16, 172.20.0.0/16
               ├─ dxvif-1  transit virtual interface, VLAN 101 of dxlag-1 at KINX1 → world  dxgw
               ├─ dxvif-2  private virtual interface, VLAN 101 of dxcon-1 at KINX1 → vgw-1
               ├─ dxvif-3  public virtual interface, VLAN 101 of dxcon-1 at KINX1 → AWS's public network
               └─ vpn-1  VPN with static routes → vgw-1
            """);
  }

  @Test
  void an_appliance_leads_to_the_gateway_of_its_connect_attachment() {
    assertThat(
            drawn(
                site("busan", List.of(), List.of(), List.of("tgw-connect-peer-1")),
                new TransitGatewayConnect("tgw-attach-1", "tgw-1", "", "tgw-attach-2"),
                new TransitGatewayConnectPeer(
                    "tgw-connect-peer-1",
                    "tgw-attach-1",
                    IpAddress.parse("10.99.0.1"),
                    IpAddress.parse("192.168.1.1"),
                    65010)))
        .endsWith("   └─ tgw-connect-peer-1  GRE with BGP → tgw-1\n");
  }

  @Test
  void what_a_site_names_and_is_not_there_is_no_way_of_it() {
    assertThat(drawn(site("busan", List.of("cgw-gone"), List.of("dxvif-gone"), List.of())))
        .isEqualTo("◎ site:busan  AS 65010  192.168.0.0/16, 172.20.0.0/16\n");
  }
}
