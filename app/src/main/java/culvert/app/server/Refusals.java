package culvert.app.server;

import culvert.aws.wire.ApiResponse;
import culvert.aws.wire.ApiService;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

/**
 * What is wrong before a request can be read (its line, its headers, its size), in AWS's form.
 * Helidon calls a method or a header that is none an internal error; it is the client's. Culvert's
 * own faults never come here: its handlers answer them.
 */
record Refusals() implements DirectHandler {

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    boolean ofTheClient = type == EventType.INTERNAL_ERROR || status.code() < 400;
    int code = ofTheClient ? 400 : status.code();
    ApiResponse refusal =
        ApiService.refusal(
            code == 413
                ? "RequestEntityTooLarge"
                : code >= 500 ? "InternalError" : "MalformedRequest",
            code,
            "The request cannot be read: " + message);
    headers.set(HeaderNames.CONNECTION, "close");
    headers.set(HeaderNames.CONTENT_TYPE, "text/xml;charset=UTF-8");
    return TransportResponse.builder()
        .status(Status.create(code))
        .headers(headers)
        .entity(refusal.body().getFirst())
        .keepAlive(false)
        .build();
  }
}
