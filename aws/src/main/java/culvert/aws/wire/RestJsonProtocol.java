package culvert.aws.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * RAM's protocol: JSON over REST. RAM's paths are its operations in lower case, {@code POST
 * /createresourceshare}.
 */
record RestJsonProtocol() implements Protocol {

  @Override
  public Call open(ApiRequest request) {
    String path = request.path().startsWith("/") ? request.path().substring(1) : request.path();
    if (path.isEmpty()) {
      throw new WireException("UnknownOperationException", 404, "The path names no operation.");
    }
    return new RestCall(
        path.toLowerCase(Locale.ROOT), request.body(), QueryParameters.parse(request.query()));
  }

  /** What the body does not say, the query string may ({@code DELETE /deleteresourceshare?…}). */
  private record RestCall(String operation, byte[] body, QueryParameters query)
      implements Protocol.Call {

    @Override
    public void read(SdkPojo builder) {
      JsonText.fill(body, builder);
      for (Member member : Shape.of(builder).members()) {
        String value = query.value(member.name());
        if (value != null && member.type() == Member.Type.STRING) {
          member.set(builder, value);
        }
      }
    }

    @Override
    public String toString() {
      return operation;
    }
  }

  @Override
  public ApiResponse answer(String operation, Answer answer, String requestId) {
    return new ApiResponse(200, headers(requestId, ""), List.of(JsonText.of(answer)));
  }

  @Override
  public ApiResponse error(WireException error, String requestId) {
    return new ApiResponse(
        error.status(), headers(requestId, error.code()), List.of(JsonText.error(error)));
  }

  private static Map<String, String> headers(String requestId, String error) {
    return error.isEmpty()
        ? Map.of("Content-Type", "application/json", "x-amzn-RequestId", requestId)
        : Map.of(
            "Content-Type",
            "application/json",
            "x-amzn-RequestId",
            requestId,
            "x-amzn-ErrorType",
            error);
  }
}
