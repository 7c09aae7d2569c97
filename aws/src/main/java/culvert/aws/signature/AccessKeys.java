package culvert.aws.signature;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.wire.ApiRequest;
import culvert.aws.wire.Credentials;
import culvert.aws.wire.Service;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * The access keys that there are: any at all, each the account it names itself or the default one;
 * or those of a file. The temporary ones that STS gave out stand in the catalog.
 */
public final class AccessKeys implements Credentials {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final Catalog catalog;
  private final String defaultAccount;
  private final Supplier<Instant> clock;
  private final @Nullable Map<String, AccessKey> lasting;

  private AccessKeys(
      Catalog catalog,
      String defaultAccount,
      Supplier<Instant> clock,
      @Nullable Map<String, AccessKey> lasting) {
    this.catalog = catalog;
    this.defaultAccount = defaultAccount;
    this.clock = clock;
    this.lasting = lasting;
  }

  /** Any key with any signature, of any time. */
  public static AccessKeys any(Catalog catalog, String defaultAccount) {
    return new AccessKeys(catalog, defaultAccount, () -> Instant.EPOCH, null);
  }

  /**
   * Those of a file, whose signatures are checked.
   *
   * @param clock the time that signers go by, which is the wall's even where the network's is not
   * @throws IllegalArgumentException that says what is wrong with the file
   */
  public static AccessKeys of(
      Path file, Catalog catalog, String defaultAccount, Supplier<Instant> clock) {
    return new AccessKeys(catalog, defaultAccount, clock, KeyFile.read(file, defaultAccount));
  }

  @Override
  public String account(String accessKey) {
    if (lasting == null && ACCOUNT.matcher(accessKey).matches()) {
      return accessKey;
    }
    AccessKey key = find(accessKey);
    return key == null ? defaultAccount : key.account();
  }

  private @Nullable AccessKey find(String id) {
    AccessKey key = lasting == null ? null : lasting.get(id);
    return key == null ? temporary(id) : key;
  }

  private @Nullable AccessKey temporary(String id) {
    return catalog
        .snapshot()
        .byId(Kinds.SESSION, id)
        .findFirst()
        .map(AccessKeys::temporary)
        .orElse(null);
  }

  private static AccessKey temporary(Resource<AssumeRoleResponse> session) {
    var given = session.shape().credentials();
    return new AccessKey(
        given.accessKeyId(),
        given.secretAccessKey(),
        session.scope().account(),
        given.sessionToken(),
        given.expiration());
  }

  @Override
  public void verify(ApiRequest request, Service service) {
    if (lasting == null) {
      return;
    }
    try {
      SignedRequest signed = SignedRequest.of(request);
      AccessKey key = find(signed.accessKey());
      if (key == null) {
        throw new SignatureFault(
            SignatureFault.Kind.UNKNOWN_KEY,
            service == Service.EC2
                ? "AWS was not able to validate the provided access credentials"
                : "The security token included in the request is invalid.");
      }
      SignatureV4.verify(request, signed, key, clock.get());
    } catch (SignatureFault fault) {
      throw fault.toward(service);
    }
  }
}
