package culvert.aws.operations.vpn;

import static culvert.aws.operations.vpn.VpnLab.first;
import static culvert.aws.operations.vpn.VpnLab.tunnel;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.reading.TunnelInside;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;

/** The document that tools configure routers from. */
class CustomerGatewayConfigurationTest {

  private final TestCloud cloud = new TestCloud();
  private final VpnLab lab = new VpnLab(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  /** Every element that holds text, by its path: {@code ike/mode=main}. */
  private static List<String> elements(Element root) {
    List<String> all = new ArrayList<>();
    collect(root, "", all);
    return all;
  }

  private static void collect(Element element, String path, List<String> all) {
    boolean leaf = true;
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        leaf = false;
        collect(inner, path + "/" + inner.getTagName(), all);
      }
    }
    if (leaf) {
      all.add(path.substring(1) + "=" + element.getTextContent());
    }
  }

  private static Element document(VpnConnection connection) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(connection.customerGatewayConfiguration())))
        .getDocumentElement();
  }

  private static List<Element> tunnels(Element document) {
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < document.getElementsByTagName("ipsec_tunnel").getLength(); i++) {
      all.add((Element) document.getElementsByTagName("ipsec_tunnel").item(i));
    }
    return all;
  }

  @Test
  void a13_a_bgp_connection_element_by_element() throws Exception {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway());
    assertThat(made.customerGatewayConfiguration())
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<vpn_connection id=\"vpn-");
    Element document = document(made);
    assertThat(document.getAttribute("id")).isEqualTo(made.vpnConnectionId());
    assertThat(elements(document))
        .startsWith(
            "customer_gateway_id=" + made.customerGatewayId(),
            "vpn_gateway_id=" + made.vpnGatewayId(),
            "vpn_connection_type=ipsec.1");
    assertThat(tunnels(document)).hasSize(2);
    TunnelOption tunnel = tunnel(made, 1);
    TunnelInside inside = TunnelInside.of(tunnel);
    assertThat(elements(tunnels(document).getFirst()))
        .containsExactly(
            "customer_gateway/tunnel_outside_address/ip_address=203.0.113.9",
            "customer_gateway/tunnel_inside_address/ip_address=" + inside.customer(),
            "customer_gateway/tunnel_inside_address/network_mask=255.255.255.252",
            "customer_gateway/tunnel_inside_address/network_cidr=30",
            "customer_gateway/bgp/asn=65010",
            "customer_gateway/bgp/hold_time=30",
            "vpn_gateway/tunnel_outside_address/ip_address=" + tunnel.outsideIpAddress(),
            "vpn_gateway/tunnel_inside_address/ip_address=" + inside.aws(),
            "vpn_gateway/tunnel_inside_address/network_mask=255.255.255.252",
            "vpn_gateway/tunnel_inside_address/network_cidr=30",
            "vpn_gateway/bgp/asn=64512",
            "vpn_gateway/bgp/hold_time=30",
            "ike/authentication_protocol=sha1",
            "ike/encryption_protocol=aes-128-cbc",
            "ike/lifetime=28800",
            "ike/perfect_forward_secrecy=group2",
            "ike/mode=main",
            "ike/pre_shared_key=" + tunnel.preSharedKey(),
            "ipsec/protocol=esp",
            "ipsec/authentication_protocol=hmac-sha1-96",
            "ipsec/encryption_protocol=aes-128-cbc",
            "ipsec/lifetime=3600",
            "ipsec/perfect_forward_secrecy=group2",
            "ipsec/mode=tunnel",
            "ipsec/clear_df_bit=true",
            "ipsec/fragmentation_before_encryption=true",
            "ipsec/tcp_mss_adjustment=1379",
            "ipsec/dead_peer_detection/interval=10",
            "ipsec/dead_peer_detection/retries=3");
  }

  @Test
  void a13_a_static_connection_says_so_and_has_no_bgp() throws Exception {
    VpnConnection made = lab.toVpnGateway(lab.vpnGateway(), o -> o.staticRoutesOnly(true));
    assertThat(elements(document(made)))
        .contains("vpn_connection_attributes=NoBGPVPNConnection")
        .noneMatch(element -> element.contains("bgp"));
  }

  @Test
  void a13_the_gateway_is_empty_where_it_is_a_transit_gateway() throws Exception {
    VpnConnection made = lab.toTransitGateway(lab.transitGateway(), _ -> {});
    assertThat(elements(document(made)))
        .contains("vpn_gateway_id=", "ipsec_tunnel/vpn_gateway/bgp/asn=64620");
  }

  @Test
  void a13_the_algorithms_are_the_weakest_that_are_allowed() throws Exception {
    VpnConnection made =
        lab.toVpnGateway(
            lab.vpnGateway(),
            first(t ->
                t.phase1EncryptionAlgorithms(v -> v.value("AES256-GCM-16"), v -> v.value("AES256"))
                    .phase1IntegrityAlgorithms(v -> v.value("SHA2-256"))
                    .phase1DHGroupNumbers(v -> v.value(20), v -> v.value(14))
                    .phase2EncryptionAlgorithms(v -> v.value("AES256-GCM-16"))
                    .phase2IntegrityAlgorithms(v -> v.value("SHA2-512"))
                    .phase2LifetimeSeconds(1800)));
    assertThat(elements(tunnels(document(made)).getFirst()))
        .contains(
            "ike/authentication_protocol=sha2-256",
            "ike/encryption_protocol=aes-256-cbc",
            "ike/perfect_forward_secrecy=group14",
            "ipsec/authentication_protocol=hmac-sha2-512-256",
            "ipsec/encryption_protocol=aes-256-gcm-16",
            "ipsec/lifetime=1800");
  }
}
