package culvert.aws.operations.endpoint;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The DNS names of interface endpoints (R2.2.8). */
final class EndpointNames {

  private EndpointNames() {}

  /** The regional name, one of each zone, then the private names where those are on. */
  static List<DnsEntry> of(
      String endpoint, EndpointService service, List<Subnet> subnets, boolean privateDns) {
    String base = service.detail().baseEndpointDnsNames().getFirst();
    String host = endpoint + "-" + digest(endpoint, 36, 8);
    String zone = "Z" + digest(base, 36, 13).toUpperCase(Locale.ROOT);
    List<DnsEntry> entries = new ArrayList<>();
    entries.add(entry((service.wild() ? "*." : "") + host + "." + base, zone));
    for (Subnet subnet : subnets) {
      String zonal = host + "-" + subnet.availabilityZone() + "." + base;
      entries.add(entry((service.wild() ? "*." : "") + zonal, zone));
    }
    if (privateDns) {
      String hidden = "Z" + digest(endpoint + base, 36, 19).toUpperCase(Locale.ROOT);
      service.privateNames().forEach(name -> entries.add(entry(name, hidden)));
    }
    return entries;
  }

  private static DnsEntry entry(String name, String zone) {
    return DnsEntry.builder().dnsName(name).hostedZoneId(zone).build();
  }

  /** Digits that a text always gets, and hardly another one. */
  static String digest(String text, int radix, int length) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      String digits = new BigInteger(1, hash).toString(radix);
      return digits.substring(digits.length() - length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
