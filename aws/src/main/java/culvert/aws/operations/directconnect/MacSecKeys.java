package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Transaction;
import culvert.aws.reading.DirectConnectReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.MacSecKey;

/** The MACsec keys of a connection or LAG: how they come and go, and what modes there are. */
final class MacSecKeys {

  static final String ASSOCIATING = "associating";
  static final String ASSOCIATED = DirectConnectReading.KEY_IN_USE;
  static final String DISASSOCIATING = "disassociating";

  /** What is set where nobody says otherwise. */
  static final String DEFAULT_MODE = "should_encrypt";

  private static final Set<String> MODES = Set.of("no_encrypt", DEFAULT_MODE, "must_encrypt");

  private static final Duration WORK = Duration.ofMinutes(1);

  private MacSecKeys() {}

  static boolean inUse(List<MacSecKey> keys) {
    return DirectConnectReading.isEncrypted(keys);
  }

  /** The mode that is asked for, or the one before. */
  static @Nullable String mode(
      @Nullable String asked, @Nullable String before, @Nullable Boolean capable, String id) {
    if (asked == null) {
      return before;
    }
    if (!MODES.contains(asked)) {
      throw DirectConnectError.refused("The encryption mode " + asked + " is not valid.");
    }
    if (!Boolean.TRUE.equals(capable)) {
      throw DirectConnectError.refused(id + " does not support MACsec.");
    }
    return asked;
  }

  /**
   * The next step of keys that are on their way, or null.
   *
   * @param put stores what the keys have become
   */
  static <T> @Nullable Step<T> next(
      List<MacSecKey> keys, BiConsumer<Transaction, List<MacSecKey>> put) {
    if (keys.stream().allMatch(key -> ASSOCIATED.equals(key.state()))) {
      return null;
    }
    return Step.work("macsec", WORK, (transaction, _) -> put.accept(transaction, settled(keys)));
  }

  private static List<MacSecKey> settled(List<MacSecKey> keys) {
    List<MacSecKey> left = new ArrayList<>();
    for (MacSecKey key : keys) {
      if (!DISASSOCIATING.equals(key.state())) {
        left.add(key.toBuilder().state(ASSOCIATED).build());
      }
    }
    return left;
  }
}
