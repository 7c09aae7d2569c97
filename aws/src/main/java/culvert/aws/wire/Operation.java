package culvert.aws.wire;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation of an API.
 *
 * @param name {@code CreateVpc}
 * @param request makes an empty builder of the request
 * @param handler answers it
 */
public record Operation(
    Service service, String name, Supplier<? extends SdkPojo> request, Handler handler) {

  /** Answers a call, or throws a {@link WireException}. */
  @FunctionalInterface
  public interface Handler {
    Answer handle(SdkPojo request, Caller caller);
  }
}
