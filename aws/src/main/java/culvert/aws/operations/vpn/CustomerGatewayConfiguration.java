package culvert.aws.operations.vpn;

import culvert.aws.reading.TunnelInside;
import culvert.aws.reading.TunnelProposal;
import culvert.network.address.IpAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;

/**
 * The XML document from which tools configure a customer's router, element by element as AWS writes
 * it (A13). The algorithms in it are the weakest that the tunnel allows.
 */
final class CustomerGatewayConfiguration {

  private static final Pattern CUSTOMER_ASN =
      Pattern.compile(
          "<customer_gateway>.*?<asn>(\\d+)</asn>.*?</customer_gateway>", Pattern.DOTALL);

  private static final int HOLD_TIME_SECONDS = 30;

  private final StringBuilder xml = new StringBuilder();
  private int depth;

  private CustomerGatewayConfiguration() {}

  static String of(VpnConnection connection, CustomerGateway customer, ConnectionTarget target) {
    CustomerGatewayConfiguration document = new CustomerGatewayConfiguration();
    document.write(connection, customer, target);
    return document.xml.toString();
  }

  /** The AS number of the customer's side in a document, or null where there is no BGP. */
  static @Nullable String customerAsn(@Nullable String document) {
    Matcher found = CUSTOMER_ASN.matcher(document == null ? "" : document);
    return found.find() ? found.group(1) : null;
  }

  private void write(VpnConnection connection, CustomerGateway customer, ConnectionTarget target) {
    boolean bgp = !connection.options().staticRoutesOnly();
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open("vpn_connection id=\"" + connection.vpnConnectionId() + "\"");
    element("customer_gateway_id", customer.customerGatewayId());
    element("vpn_gateway_id", connection.vpnGatewayId());
    element("vpn_connection_type", connection.typeAsString());
    if (!bgp) {
      element("vpn_connection_attributes", "NoBGPVPNConnection");
    }
    for (TunnelOption tunnel : connection.options().tunnelOptions()) {
      TunnelInside inside = TunnelInside.of(tunnel);
      open("ipsec_tunnel");
      end(
          "customer_gateway",
          customer.ipAddress(),
          inside.customer(),
          inside,
          bgp ? CustomerGateways.asn(customer) : null);
      end(
          "vpn_gateway",
          tunnel.outsideIpAddress(),
          inside.aws(),
          inside,
          bgp ? target.asn() : null);
      ike(tunnel);
      ipsec(tunnel);
      close("ipsec_tunnel");
    }
    close("vpn_connection");
  }

  /** One end of a tunnel. */
  private void end(
      String name,
      @Nullable String outside,
      IpAddress address,
      TunnelInside inside,
      @Nullable Long asn) {
    open(name);
    open("tunnel_outside_address");
    element("ip_address", outside);
    close("tunnel_outside_address");
    open("tunnel_inside_address");
    element("ip_address", address);
    element("network_mask", inside.mask());
    element("network_cidr", inside.range().length());
    close("tunnel_inside_address");
    if (asn != null) {
      open("bgp");
      element("asn", asn);
      element("hold_time", HOLD_TIME_SECONDS);
      close("bgp");
    }
    close(name);
  }

  private void ike(TunnelOption tunnel) {
    TunnelProposal.Phase phase = TunnelProposal.weakest(tunnel).phase1();
    open("ike");
    element("authentication_protocol", phase.integrity().toLowerCase(Locale.ROOT));
    element("encryption_protocol", encryption(phase));
    element(
        "lifetime",
        TunnelOptions.or(tunnel.phase1LifetimeSeconds(), TunnelOptions.PHASE_1_LIFETIME));
    element("perfect_forward_secrecy", "group" + phase.group());
    element("mode", "main");
    element("pre_shared_key", tunnel.preSharedKey());
    close("ike");
  }

  private void ipsec(TunnelOption tunnel) {
    TunnelProposal.Phase phase = TunnelProposal.weakest(tunnel).phase2();
    open("ipsec");
    element("protocol", "esp");
    element("authentication_protocol", authentication(phase.integrity()));
    element("encryption_protocol", encryption(phase));
    element(
        "lifetime",
        TunnelOptions.or(tunnel.phase2LifetimeSeconds(), TunnelOptions.PHASE_2_LIFETIME));
    element("perfect_forward_secrecy", "group" + phase.group());
    element("mode", "tunnel");
    element("clear_df_bit", true);
    element("fragmentation_before_encryption", true);
    element("tcp_mss_adjustment", 1379);
    open("dead_peer_detection");
    element("interval", 10);
    element("retries", 3);
    close("dead_peer_detection");
    close("ipsec");
  }

  /** {@code aes-128-cbc} for {@code AES128}. */
  private static String encryption(TunnelProposal.Phase phase) {
    String bits = phase.encryption().startsWith("AES128") ? "128" : "256";
    return "aes-" + bits + (phase.isCombined() ? "-gcm-16" : "-cbc");
  }

  /** The HMAC of ESP, which is cut short. */
  private static String authentication(String integrity) {
    return switch (integrity) {
      case "SHA1" -> "hmac-sha1-96";
      case "SHA2-256" -> "hmac-sha2-256-128";
      case "SHA2-384" -> "hmac-sha2-384-192";
      default -> "hmac-sha2-512-256";
    };
  }

  private void open(String tag) {
    indent().append('<').append(tag).append(">\n");
    depth++;
  }

  private void close(String tag) {
    depth--;
    indent().append("</").append(tag).append(">\n");
  }

  /** None of the values has a character that XML would take for its own. */
  private void element(String tag, @Nullable Object value) {
    if (value == null) {
      indent().append('<').append(tag).append("/>\n");
    } else {
      indent().append('<').append(tag).append('>').append(value);
      xml.append("</").append(tag).append(">\n");
    }
  }

  private StringBuilder indent() {
    return xml.append("  ".repeat(depth));
  }
}
