package culvert.aws.wire;

import software.amazon.awssdk.core.SdkPojo;

/** How a service's requests, answers and errors look in HTTP. */
sealed interface Protocol permits QueryProtocol, JsonProtocol, RestJsonProtocol {

  /** The operation that a request names. */
  String operation(ApiRequest request);

  /** Fills the operation's request. */
  void read(ApiRequest request, SdkPojo builder);

  ApiResponse answer(String operation, Answer answer, String requestId);

  ApiResponse error(WireException error, String requestId);
}
