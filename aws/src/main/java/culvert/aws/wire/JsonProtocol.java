package culvert.aws.wire;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Direct Connect's protocol: JSON 1.1, the operation in {@code X-Amz-Target}. */
record JsonProtocol(String target) implements Protocol {

  @Override
  public Call open(ApiRequest request) {
    String header = Objects.requireNonNullElse(request.header("x-amz-target"), "");
    if (!header.startsWith(target + ".")) {
      throw new WireException(
          "UnknownOperationException",
          400,
          "The header X-Amz-Target names no operation of " + target + ".");
    }
    return new JsonCall(header.substring(target.length() + 1), request.body());
  }

  @Override
  public ApiResponse answer(String operation, Answer answer, String requestId) {
    return new ApiResponse(200, headers(requestId), List.of(JsonText.of(answer)));
  }

  @Override
  public ApiResponse error(WireException error, String requestId) {
    return new ApiResponse(error.status(), headers(requestId), List.of(JsonText.error(error)));
  }

  @Override
  public String faultCode() {
    return "DirectConnectServerException";
  }

  private static Map<String, String> headers(String requestId) {
    return Map.of("Content-Type", "application/x-amz-json-1.1", "x-amzn-RequestId", requestId);
  }
}
