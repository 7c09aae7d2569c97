package culvert.aws.operations.vpn;

import culvert.aws.operations.Ec2Error;
import culvert.aws.reading.TunnelProposal;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CloudWatchLogOptions;
import software.amazon.awssdk.services.ec2.model.CloudWatchLogOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.IKEVersionsListValue;
import software.amazon.awssdk.services.ec2.model.IKEVersionsRequestListValue;
import software.amazon.awssdk.services.ec2.model.ModifyVpnTunnelOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.Phase1DHGroupNumbersListValue;
import software.amazon.awssdk.services.ec2.model.Phase1DHGroupNumbersRequestListValue;
import software.amazon.awssdk.services.ec2.model.Phase1EncryptionAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase1EncryptionAlgorithmsRequestListValue;
import software.amazon.awssdk.services.ec2.model.Phase1IntegrityAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase1IntegrityAlgorithmsRequestListValue;
import software.amazon.awssdk.services.ec2.model.Phase2DHGroupNumbersListValue;
import software.amazon.awssdk.services.ec2.model.Phase2DHGroupNumbersRequestListValue;
import software.amazon.awssdk.services.ec2.model.Phase2EncryptionAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase2EncryptionAlgorithmsRequestListValue;
import software.amazon.awssdk.services.ec2.model.Phase2IntegrityAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase2IntegrityAlgorithmsRequestListValue;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnTunnelLogOptions;
import software.amazon.awssdk.services.ec2.model.VpnTunnelLogOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.VpnTunnelOptionsSpecification;

/**
 * The options of a tunnel (A4). As on AWS, what was not said is not shown and not stored; what
 * stands for it then is here.
 */
final class TunnelOptions {

  static final int PHASE_1_LIFETIME = 28_800;
  static final int PHASE_2_LIFETIME = 3600;
  static final int REKEY_MARGIN = 270;
  static final int REPLAY_WINDOW = 1024;
  static final String START = "start";

  private static final int LEAST_LIFETIME = 900;
  private static final int LEAST_REKEY_MARGIN = 60;
  private static final int LEAST_DPD_TIMEOUT = 30;
  private static final Pattern PRE_SHARED_KEY = Pattern.compile("[A-Za-z1-9._][A-Za-z0-9._]{7,63}");

  private TunnelOptions() {}

  /** The two requests ask for a tunnel's options by the same members. */
  static VpnTunnelOptionsSpecification asked(ModifyVpnTunnelOptionsSpecification modified) {
    return (VpnTunnelOptionsSpecification)
        Shape.build(copy(modified, VpnTunnelOptionsSpecification.builder()));
  }

  private static SdkPojo copy(SdkPojo from, SdkPojo to) {
    for (Member member : Shape.of(from).members()) {
      Objects.requireNonNull(Shape.of(to).member(member.name())).set(to, member.get(from));
    }
    return to;
  }

  /**
   * The options with those that are asked for, but for the ranges inside, which depend on other
   * tunnels.
   *
   * @param initiable whether AWS knows an address to open the tunnel to
   */
  static TunnelOption changed(
      TunnelOption before, VpnTunnelOptionsSpecification asked, boolean initiable) {
    TunnelOption.Builder tunnel = before.toBuilder();
    if (asked.preSharedKey() != null) {
      tunnel.preSharedKey(checkedKey(asked.preSharedKey()));
    }
    if (asked.phase1LifetimeSeconds() != null) {
      tunnel.phase1LifetimeSeconds(asked.phase1LifetimeSeconds());
    }
    if (asked.phase2LifetimeSeconds() != null) {
      tunnel.phase2LifetimeSeconds(asked.phase2LifetimeSeconds());
    }
    if (asked.rekeyMarginTimeSeconds() != null) {
      tunnel.rekeyMarginTimeSeconds(asked.rekeyMarginTimeSeconds());
    }
    if (asked.rekeyFuzzPercentage() != null) {
      tunnel.rekeyFuzzPercentage(asked.rekeyFuzzPercentage());
    }
    if (asked.replayWindowSize() != null) {
      tunnel.replayWindowSize(asked.replayWindowSize());
    }
    if (asked.dpdTimeoutSeconds() != null) {
      tunnel.dpdTimeoutSeconds(asked.dpdTimeoutSeconds());
    }
    if (asked.dpdTimeoutAction() != null) {
      tunnel.dpdTimeoutAction(
          oneOf(asked.dpdTimeoutAction(), "DPDTimeoutAction", "clear", "none", "restart"));
    }
    if (asked.startupAction() != null) {
      tunnel.startupAction(oneOf(asked.startupAction(), "startupAction", "add", START));
    }
    if (asked.enableTunnelLifecycleControl() != null) {
      tunnel.enableTunnelLifecycleControl(asked.enableTunnelLifecycleControl());
    }
    if (asked.logOptions() != null) {
      tunnel.logOptions(logs(asked.logOptions()));
    }
    lists(tunnel, asked);
    return checked(tunnel.build(), initiable);
  }

  private static void lists(TunnelOption.Builder tunnel, VpnTunnelOptionsSpecification asked) {
    if (asked.hasPhase1EncryptionAlgorithms()) {
      tunnel.phase1EncryptionAlgorithms(
          values(
              asked.phase1EncryptionAlgorithms(),
              Phase1EncryptionAlgorithmsRequestListValue::value,
              TunnelProposal.ENCRYPTION,
              value -> Phase1EncryptionAlgorithmsListValue.builder().value(value).build(),
              "phase1EncryptionAlgorithms"));
    }
    if (asked.hasPhase2EncryptionAlgorithms()) {
      tunnel.phase2EncryptionAlgorithms(
          values(
              asked.phase2EncryptionAlgorithms(),
              Phase2EncryptionAlgorithmsRequestListValue::value,
              TunnelProposal.ENCRYPTION,
              value -> Phase2EncryptionAlgorithmsListValue.builder().value(value).build(),
              "phase2EncryptionAlgorithms"));
    }
    if (asked.hasPhase1IntegrityAlgorithms()) {
      tunnel.phase1IntegrityAlgorithms(
          values(
              asked.phase1IntegrityAlgorithms(),
              Phase1IntegrityAlgorithmsRequestListValue::value,
              TunnelProposal.INTEGRITY,
              value -> Phase1IntegrityAlgorithmsListValue.builder().value(value).build(),
              "phase1IntegrityAlgorithms"));
    }
    if (asked.hasPhase2IntegrityAlgorithms()) {
      tunnel.phase2IntegrityAlgorithms(
          values(
              asked.phase2IntegrityAlgorithms(),
              Phase2IntegrityAlgorithmsRequestListValue::value,
              TunnelProposal.INTEGRITY,
              value -> Phase2IntegrityAlgorithmsListValue.builder().value(value).build(),
              "phase2IntegrityAlgorithms"));
    }
    if (asked.hasPhase1DHGroupNumbers()) {
      tunnel.phase1DHGroupNumbers(
          values(
              asked.phase1DHGroupNumbers(),
              Phase1DHGroupNumbersRequestListValue::value,
              TunnelProposal.PHASE1_GROUPS,
              value -> Phase1DHGroupNumbersListValue.builder().value(value).build(),
              "phase1DHGroupNumbers"));
    }
    if (asked.hasPhase2DHGroupNumbers()) {
      tunnel.phase2DHGroupNumbers(
          values(
              asked.phase2DHGroupNumbers(),
              Phase2DHGroupNumbersRequestListValue::value,
              TunnelProposal.PHASE2_GROUPS,
              value -> Phase2DHGroupNumbersListValue.builder().value(value).build(),
              "phase2DHGroupNumbers"));
    }
    if (asked.hasIkeVersions()) {
      tunnel.ikeVersions(
          values(
              asked.ikeVersions(),
              IKEVersionsRequestListValue::value,
              List.of(TunnelProposal.IKE_V1, TunnelProposal.IKE_V2),
              value -> IKEVersionsListValue.builder().value(value).build(),
              "IKEVersions"));
    }
  }

  private static <Q, V, S> List<S> values(
      List<Q> asked, Function<Q, V> value, List<V> allowed, Function<V, S> stored, String name) {
    return asked.stream()
        .map(value)
        .peek(each -> {
          if (!allowed.contains(each)) {
            throw invalid(each, name, "It must be one of " + allowed + ".");
          }
        })
        .distinct()
        .map(stored)
        .toList();
  }

  private static String oneOf(String asked, String name, String... allowed) {
    if (!List.of(allowed).contains(asked)) {
      throw invalid(asked, name, "It must be one of " + List.of(allowed) + ".");
    }
    return asked;
  }

  private static RuntimeException invalid(Object value, String name, String why) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Value (" + value + ") for parameter " + name + " is invalid. " + why);
  }

  /** The key itself is not repeated: errors are seen by others than answers are. */
  private static String checkedKey(String key) {
    if (!PRE_SHARED_KEY.matcher(key).matches()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The parameter preSharedKey is invalid. A pre-shared key has 8 to 64 letters, digits,"
              + " periods and underscores, and does not start with zero.");
    }
    return key;
  }

  private static VpnTunnelLogOptions logs(VpnTunnelLogOptionsSpecification asked) {
    CloudWatchLogOptionsSpecification logs = asked.cloudWatchLogOptions();
    if (logs == null) {
      return VpnTunnelLogOptions.builder().build();
    }
    checkLog(logs.logEnabled(), logs.logGroupArn(), logs.logOutputFormat(), "log");
    checkLog(logs.bgpLogEnabled(), logs.bgpLogGroupArn(), logs.bgpLogOutputFormat(), "bgpLog");
    return VpnTunnelLogOptions.builder()
        .cloudWatchLogOptions(
            (CloudWatchLogOptions) Shape.build(copy(logs, CloudWatchLogOptions.builder())))
        .build();
  }

  private static void checkLog(
      @Nullable Boolean enabled, @Nullable String group, @Nullable String format, String name) {
    if (Objects.equals(enabled, true) && group == null) {
      throw Ec2Error.MISSING_PARAMETER.with(name + "GroupArn");
    }
    if (format != null) {
      oneOf(format, name + "OutputFormat", "json", "text");
    }
  }

  /** What must hold of all options together. */
  private static TunnelOption checked(TunnelOption tunnel, boolean initiable) {
    int phase1 = or(tunnel.phase1LifetimeSeconds(), PHASE_1_LIFETIME);
    int phase2 = or(tunnel.phase2LifetimeSeconds(), PHASE_2_LIFETIME);
    range(phase1, LEAST_LIFETIME, PHASE_1_LIFETIME, "phase1LifetimeSeconds");
    range(phase2, LEAST_LIFETIME, PHASE_2_LIFETIME, "phase2LifetimeSeconds");
    if (phase2 >= phase1) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The phase 2 lifetime must be less than the phase 1 lifetime");
    }
    range(
        or(tunnel.rekeyMarginTimeSeconds(), REKEY_MARGIN),
        LEAST_REKEY_MARGIN,
        phase2 / 2,
        "rekeyMarginTimeSeconds");
    range(or(tunnel.rekeyFuzzPercentage(), 100), 0, 100, "rekeyFuzzPercentage");
    range(or(tunnel.replayWindowSize(), REPLAY_WINDOW), 64, 2048, "replayWindowSize");
    range(
        or(tunnel.dpdTimeoutSeconds(), LEAST_DPD_TIMEOUT),
        LEAST_DPD_TIMEOUT,
        Integer.MAX_VALUE,
        "DPDTimeoutSeconds");
    boolean ikev2 = TunnelProposal.ikeVersions(tunnel).contains(TunnelProposal.IKE_V2);
    if (!ikev2 && tunnel.phase1EncryptionAlgorithms().stream().anyMatch(TunnelOptions::isGcm)) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "AES-GCM in phase 1 takes the IKE version ikev2");
    }
    if (START.equals(tunnel.startupAction()) && !(ikev2 && initiable)) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The startup action start takes the IKE version ikev2 and a customer gateway with an IP"
              + " address");
    }
    return tunnel;
  }

  private static boolean isGcm(Phase1EncryptionAlgorithmsListValue algorithm) {
    return algorithm.value().endsWith("GCM-16");
  }

  static int or(@Nullable Integer said, int otherwise) {
    return said == null ? otherwise : said;
  }

  private static void range(int value, int least, int most, String name) {
    if (value < least || value > most) {
      throw invalid(value, name, "It must be between " + least + " and " + most + ".");
    }
  }

  /** The names of what is asked for. */
  static List<String> asked(VpnTunnelOptionsSpecification asked) {
    return Shape.of(asked).members().stream()
        .filter(member -> member.get(asked) != null)
        .map(Member::name)
        .toList();
  }
}
