package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Lists;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.AssociateMacSecKeyRequest;
import software.amazon.awssdk.services.directconnect.model.AssociateMacSecKeyResponse;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.DisassociateMacSecKeyRequest;
import software.amazon.awssdk.services.directconnect.model.DisassociateMacSecKeyResponse;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.MacSecKey;

/**
 * The MACsec keys of dedicated connections, interconnects and LAGs. Of a key pair the name is kept;
 * the key itself is a secret, which AWS gives to Secrets Manager and never answers.
 */
final class MacSecOperations implements OperationFamily {

  private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String SECRET = "arn:aws:secretsmanager:";

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "AssociateMacSecKey", AssociateMacSecKeyRequest::builder, MacSecOperations::associate);
    calls.write(
        "DisassociateMacSecKey",
        DisassociateMacSecKeyRequest::builder,
        MacSecOperations::disassociate);
  }

  private static AssociateMacSecKeyResponse associate(
      AssociateMacSecKeyRequest request, Transaction transaction) {
    String id = request.connectionId();
    MacSecKey key = key(request, transaction);
    List<MacSecKey> keys =
        change(
            transaction,
            id,
            present -> {
              if (present.stream().anyMatch(each -> each.secretARN().equals(key.secretARN()))) {
                throw DirectConnectError.refused(
                    "The key " + key.secretARN() + " is associated with " + id + " already.");
              }
              return Lists.plus(present, key);
            });
    return AssociateMacSecKeyResponse.builder().connectionId(id).macSecKeys(keys).build();
  }

  /** Either a secret that has the pair, or the pair. */
  private static MacSecKey key(AssociateMacSecKeyRequest request, Transaction transaction) {
    String secret = request.secretARN();
    boolean pair = request.ckn() != null || request.cak() != null;
    if (secret == null != pair) {
      throw DirectConnectError.refused("Specify either secretARN, or ckn and cak.");
    }
    if (secret != null) {
      if (!secret.startsWith(SECRET)) {
        throw DirectConnectError.refused("The secretARN is not that of a secret.");
      }
    } else if (!isKey(request.ckn()) || !isKey(request.cak())) {
      throw DirectConnectError.refused("The ckn and the cak are 64 hexadecimal characters each.");
    }
    return MacSecKey.builder()
        .secretARN(secret == null ? newSecret(transaction.scope()) : secret)
        .ckn(request.ckn())
        .state(MacSecKeys.ASSOCIATING)
        .startOn(transaction.now().toString())
        .build();
  }

  private static boolean isKey(@Nullable String text) {
    return text != null && KEY.matcher(text).matches();
  }

  private static String newSecret(Scope owner) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return SECRET
        + owner.region()
        + ":"
        + owner.account()
        + ":secret:directconnect!prod/"
        + owner.region()
        + "/directconnect/"
        + new UUID(random.nextLong(), random.nextLong());
  }

  private static DisassociateMacSecKeyResponse disassociate(
      DisassociateMacSecKeyRequest request, Transaction transaction) {
    String id = request.connectionId();
    String secret = request.secretARN();
    List<MacSecKey> keys =
        change(
            transaction,
            id,
            present -> {
              if (present.stream().noneMatch(key -> key.secretARN().equals(secret))) {
                throw DirectConnectError.refused(
                    "The key " + secret + " is not associated with " + id + ".");
              }
              return Lists.replacing(
                  present,
                  key -> key.secretARN().equals(secret),
                  key -> key.toBuilder().state(MacSecKeys.DISASSOCIATING).build());
            });
    return DisassociateMacSecKeyResponse.builder()
        .connectionId(id)
        .macSecKeys(keys.stream().filter(key -> key.secretARN().equals(secret)).toList())
        .build();
  }

  /** Changes the keys of a port or a LAG, and returns them. */
  private static List<MacSecKey> change(
      Transaction transaction, String id, UnaryOperator<List<MacSecKey>> change) {
    if (id.startsWith(Lags.ID_PREFIX)) {
      Lag lag = Lags.own(transaction, id);
      refuseIncapable(lag.macSecCapable(), id);
      List<MacSecKey> keys = change.apply(lag.macSecKeys());
      transaction.replace(Kinds.DIRECT_CONNECT_LAG, lag.toBuilder().macSecKeys(keys).build());
      return keys;
    }
    Resource<Connection> port = Connections.port(transaction, id);
    refuseIncapable(port.shape().macSecCapable(), id);
    if (port.shape().lagId() != null) {
      throw DirectConnectError.refused(
          id + " has the keys of its LAG, " + port.shape().lagId() + ".");
    }
    List<MacSecKey> keys = change.apply(port.shape().macSecKeys());
    Connections.replace(transaction, port, port.shape().toBuilder().macSecKeys(keys).build());
    return keys;
  }

  private static void refuseIncapable(@Nullable Boolean capable, String id) {
    if (!Boolean.TRUE.equals(capable)) {
      throw DirectConnectError.refused(id + " does not support MACsec.");
    }
  }
}
