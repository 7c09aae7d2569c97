package culvert.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a test expects of a call that AWS refuses. */
public final class Refused {

  private Refused() {}

  /** That the call is refused with this code, and a message that says this. */
  public static void refused(ThrowingCallable call, String code, String... says) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              Assertions.assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              for (String text : says) {
                Assertions.assertThat(e.awsErrorDetails().errorMessage()).contains(text);
              }
            });
  }
}
