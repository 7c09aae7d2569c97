package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.wire.Caller;
import culvert.aws.wire.WireException;
import culvert.network.time.Timeline;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/**
 * STS: who the caller is, and temporary keys. Culvert has no IAM: whoever calls may take on any
 * role of any account, which is how one caller works with several accounts.
 */
final class StsOperations implements OperationFamily {

  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/(?:[\\w+=,.@/-]*/)?([\\w+=,.@-]{1,64})");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final int SHORTEST_SECONDS = 900;
  private static final int LONGEST_ROLE_SECONDS = 43_200;
  private static final int LONGEST_SESSION_SECONDS = 129_600;

  private final Timeline wall;

  /**
   * @param wall the time that keys end by: their holders' clock, which is never a virtual one
   */
  StsOperations(Timeline wall) {
    this.wall = wall;
  }

  @Override
  public void register(Registry registry) {
    registry.sts("GetCallerIdentity", GetCallerIdentityRequest::builder, StsOperations::identity);
    registry.sts("AssumeRole", AssumeRoleRequest::builder, this::assumeRole);
    registry.sts("GetSessionToken", GetSessionTokenRequest::builder, this::session);
  }

  private static GetCallerIdentityResponse identity(
      GetCallerIdentityRequest request, Caller caller, Transaction transaction) {
    AssumedRoleUser role = role(caller, transaction);
    return GetCallerIdentityResponse.builder()
        .account(caller.account())
        .userId(role == null ? caller.account() : role.assumedRoleId())
        .arn(role == null ? "arn:aws:iam::" + caller.account() + ":root" : role.arn())
        .build();
  }

  private static @Nullable AssumedRoleUser role(Caller caller, CatalogView view) {
    return view.snapshot()
        .byId(Kinds.SESSION, caller.accessKey())
        .findFirst()
        .map(session -> session.shape().assumedRoleUser())
        .orElse(null);
  }

  private AssumeRoleResponse assumeRole(
      AssumeRoleRequest request, Caller caller, Transaction transaction) {
    String arn = required(request.roleArn(), "roleArn");
    Matcher role = ROLE.matcher(arn);
    if (!role.matches()) {
      throw invalid(arn + " is not the ARN of a role");
    }
    String name = required(request.roleSessionName(), "roleSessionName");
    if (!SESSION_NAME.matcher(name).matches()) {
      throw invalid(
          "Value '"
              + name
              + "' at 'roleSessionName' failed to satisfy constraint: Member must"
              + " satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
    }
    Duration lasts = duration(request.durationSeconds(), 3600, LONGEST_ROLE_SECONDS);
    String account = role.group(1);
    return open(
        transaction,
        account,
        AssumeRoleResponse.builder()
            .assumedRoleUser(
                AssumedRoleUser.builder()
                    .arn("arn:aws:sts::" + account + ":assumed-role/" + role.group(2) + "/" + name)
                    .assumedRoleId(SessionKeys.roleId(arn) + ":" + name)
                    .build())
            .sourceIdentity(request.sourceIdentity())
            .build(),
        lasts);
  }

  private GetSessionTokenResponse session(
      GetSessionTokenRequest request, Caller caller, Transaction transaction) {
    Duration lasts = duration(request.durationSeconds(), 43_200, LONGEST_SESSION_SECONDS);
    AssumeRoleResponse made =
        open(transaction, caller.account(), AssumeRoleResponse.builder().build(), lasts);
    return GetSessionTokenResponse.builder().credentials(made.credentials()).build();
  }

  /** Stores a session of that account; the account's expired ones go. */
  private AssumeRoleResponse open(
      Transaction transaction, String account, AssumeRoleResponse session, Duration lasts) {
    Scope scope = new Scope(account, transaction.scope().region());
    transaction
        .snapshot()
        .all(scope, Kinds.SESSION)
        .filter(old -> !wall.now().isBefore(old.shape().credentials().expiration()))
        .map(Resource::id)
        .toList()
        .forEach(id -> transaction.remove(scope, Kinds.SESSION, id));
    Credentials keys = SessionKeys.make(wall.now().plus(lasts));
    AssumeRoleResponse made = session.toBuilder().credentials(keys).build();
    return transaction.add(scope, Kinds.SESSION, keys.accessKeyId(), made);
  }

  private static Duration duration(@Nullable Integer given, int standard, int longest) {
    int seconds = Objects.requireNonNullElse(given, standard);
    if (seconds < SHORTEST_SECONDS || seconds > longest) {
      throw invalid(
          "Value '"
              + seconds
              + "' at 'durationSeconds' failed to satisfy constraint: Member must"
              + " have value between "
              + SHORTEST_SECONDS
              + " and "
              + longest);
    }
    return Duration.ofSeconds(seconds);
  }

  private static String required(@Nullable String value, String member) {
    if (value == null) {
      throw invalid(
          "Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  private static WireException invalid(String message) {
    return new WireException("ValidationError", 400, message);
  }
}
