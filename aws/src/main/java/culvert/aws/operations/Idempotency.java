package culvert.aws.operations;

import culvert.aws.catalog.ClientToken;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.wire.JsonCodec;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import culvert.aws.wire.WireException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Client tokens: the same call again is the first one's answer (R5.1.6). */
final class Idempotency {

  /** How long a token is remembered. */
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private static final String EC2_NAME = "ClientToken";
  private static final String RAM_NAME = "clientToken";

  private Idempotency() {}

  private static @Nullable Member member(SdkPojo shape) {
    Member ofEc2 = Shape.of(shape).member(EC2_NAME);
    return ofEc2 == null ? Shape.of(shape).member(RAM_NAME) : ofEc2;
  }

  /** RAM's errors are exceptions by name. */
  private static WireException mismatch(SdkPojo asked, String token) {
    WireException ofEc2 = Ec2Error.IDEMPOTENT_PARAMETER_MISMATCH.with(token);
    return Shape.of(asked).member(EC2_NAME) == null
        ? new WireException(ofEc2.code() + "Exception", ofEc2.status(), ofEc2.message())
        : ofEc2;
  }

  static void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.CLIENT_TOKEN,
        _ ->
            Lifecycle.Step.term(
                "remembered",
                REMEMBERED,
                (transaction, token) ->
                    transaction.remove(
                        Kinds.CLIENT_TOKEN, ClientToken.id(token.operation(), token.token()))));
  }

  /** Runs the call, unless one with its token was answered before: then that is the answer. */
  static SdkPojo once(
      String operation, SdkPojo asked, Transaction transaction, Supplier<SdkPojo> call) {
    Member member = member(asked);
    String token = member == null ? null : (String) member.get(asked);
    if (token == null || token.isEmpty()) {
      return call.get();
    }
    String digest = digest(asked);
    ClientToken before = transaction.find(Kinds.CLIENT_TOKEN, ClientToken.id(operation, token));
    if (before != null) {
      if (!before.parameters().equals(digest)) {
        throw mismatch(asked, token);
      }
      return JsonCodec.MODEL.read(before.answer(), emptyResponse(asked));
    }
    SdkPojo answer = withToken(call.get(), token);
    transaction.add(
        Kinds.CLIENT_TOKEN,
        new ClientToken(operation, token, digest, JsonCodec.MODEL.write(answer)));
    return answer;
  }

  /** Answers that have a place for the token repeat it. */
  private static SdkPojo withToken(SdkPojo answer, String token) {
    Member member = member(answer);
    if (member == null) {
      return answer;
    }
    SdkPojo builder = Shape.copy(answer);
    member.set(builder, token);
    return Shape.build(builder);
  }

  /** A digest of every parameter but the token and the dry-run flag. */
  private static String digest(SdkPojo asked) {
    SdkPojo builder = Shape.copy(asked);
    for (Member member : Shape.of(asked).members()) {
      if (member.name().equalsIgnoreCase(EC2_NAME) || member.name().equals("DryRun")) {
        member.set(builder, null);
      }
    }
    try {
      byte[] text = JsonCodec.MODEL.write(Shape.build(builder));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The SDK names the response of {@code CreateVpcRequest} {@code CreateVpcResponse}. */
  private static SdkPojo emptyResponse(SdkPojo asked) {
    String name = asked.getClass().getName();
    String response = name.substring(0, name.length() - "Request".length()) + "Response";
    try {
      return (SdkPojo) Class.forName(response).getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no response for " + name, e);
    }
  }
}
