package culvert.aws.reading;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IKEVersionsListValue;
import software.amazon.awssdk.services.ec2.model.Phase1DHGroupNumbersListValue;
import software.amazon.awssdk.services.ec2.model.Phase1EncryptionAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase1IntegrityAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase2DHGroupNumbersListValue;
import software.amazon.awssdk.services.ec2.model.Phase2EncryptionAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase2IntegrityAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.TunnelOption;

/**
 * One choice of algorithms among those that a tunnel's options allow, in AWS's names: {@code
 * AES128}, {@code SHA2-256}.
 *
 * @param ikeVersion {@code ikev1} or {@code ikev2}
 */
public record TunnelProposal(String ikeVersion, Phase phase1, Phase phase2) {

  public static final String IKE_V1 = "ikev1";
  public static final String IKE_V2 = "ikev2";

  /** All that there are, weakest first; without any said, all are allowed (A4). */
  public static final List<String> ENCRYPTION =
      List.of("AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16");

  public static final List<String> INTEGRITY = List.of("SHA1", "SHA2-256", "SHA2-384", "SHA2-512");

  public static final List<Integer> PHASE1_GROUPS =
      List.of(2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24);

  public static final List<Integer> PHASE2_GROUPS =
      List.of(2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24);

  /** The groups that are best where a good one is wanted, best first; of the rest, the last. */
  private static final List<Integer> GOOD_GROUPS = List.of(20, 21, 19, 16, 15, 14);

  /**
   * @param group the number of the Diffie-Hellman group
   */
  public record Phase(String encryption, String integrity, int group) {

    /** Whether the encryption also sees to integrity. */
    public boolean isCombined() {
      return encryption.endsWith("GCM-16");
    }

    /** {@code AES128 SHA1}, {@code AES256-GCM-16}. */
    public String cipher() {
      return isCombined() ? encryption : encryption + " " + integrity;
    }
  }

  /** What AWS comes to with a router that takes everything: it goes from the weakest up (A4). */
  public static TunnelProposal weakest(TunnelOption tunnel) {
    return new TunnelProposal(
        newestIke(tunnel),
        new Phase(
            encryption1(tunnel).getFirst(), integrity1(tunnel).getFirst(), first(groups1(tunnel))),
        new Phase(
            encryption2(tunnel).getFirst(), integrity2(tunnel).getFirst(), first(groups2(tunnel))));
  }

  /** The strongest that the options allow. */
  public static TunnelProposal strongest(TunnelOption tunnel) {
    return new TunnelProposal(
        newestIke(tunnel),
        new Phase(
            encryption1(tunnel).getLast(), integrity1(tunnel).getLast(), best(groups1(tunnel))),
        new Phase(
            encryption2(tunnel).getLast(), integrity2(tunnel).getLast(), best(groups2(tunnel))));
  }

  /** The IKE versions that the options allow. */
  public static List<String> ikeVersions(TunnelOption tunnel) {
    return allowed(tunnel.ikeVersions(), IKEVersionsListValue::value, List.of(IKE_V1, IKE_V2));
  }

  private static String newestIke(TunnelOption tunnel) {
    return ikeVersions(tunnel).getLast();
  }

  private static List<String> encryption1(TunnelOption tunnel) {
    return allowed(
        tunnel.phase1EncryptionAlgorithms(),
        Phase1EncryptionAlgorithmsListValue::value,
        ENCRYPTION);
  }

  private static List<String> encryption2(TunnelOption tunnel) {
    return allowed(
        tunnel.phase2EncryptionAlgorithms(),
        Phase2EncryptionAlgorithmsListValue::value,
        ENCRYPTION);
  }

  private static List<String> integrity1(TunnelOption tunnel) {
    return allowed(
        tunnel.phase1IntegrityAlgorithms(), Phase1IntegrityAlgorithmsListValue::value, INTEGRITY);
  }

  private static List<String> integrity2(TunnelOption tunnel) {
    return allowed(
        tunnel.phase2IntegrityAlgorithms(), Phase2IntegrityAlgorithmsListValue::value, INTEGRITY);
  }

  private static List<Integer> groups1(TunnelOption tunnel) {
    return allowed(
        tunnel.phase1DHGroupNumbers(), Phase1DHGroupNumbersListValue::value, PHASE1_GROUPS);
  }

  private static List<Integer> groups2(TunnelOption tunnel) {
    return allowed(
        tunnel.phase2DHGroupNumbers(), Phase2DHGroupNumbersListValue::value, PHASE2_GROUPS);
  }

  /** In the order of strength. */
  private static <L, V> List<V> allowed(List<L> said, Function<L, V> value, List<V> all) {
    List<V> values = said.stream().map(value).toList();
    return values.isEmpty() ? all : all.stream().filter(values::contains).toList();
  }

  private static int first(List<Integer> groups) {
    return groups.getFirst();
  }

  private static int best(List<Integer> groups) {
    return Stream.concat(GOOD_GROUPS.stream(), groups.reversed().stream())
        .filter(groups::contains)
        .findFirst()
        .orElseThrow();
  }

  /**
   * How many bytes of a packet pass the tunnel unfragmented (A5).
   *
   * @param natTraversal whether ESP is wrapped in UDP
   */
  public int mtu(boolean natTraversal) {
    if (phase2.isCombined()) {
      return natTraversal ? 1438 : 1446;
    }
    return switch (phase2.integrity()) {
      case "SHA1", "SHA2-256" -> natTraversal ? 1422 : 1438;
      case "SHA2-384" -> 1422;
      default -> natTraversal ? 1406 : 1422;
    };
  }
}
