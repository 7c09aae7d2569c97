package culvert.aws.wire;

import software.amazon.awssdk.core.SdkPojo;

/** How a service's requests, answers and errors look in HTTP. */
sealed interface Protocol permits QueryProtocol, JsonProtocol, RestJsonProtocol {

  /** A request of this protocol, read as far as its operation. */
  interface Call {

    /** The operation that it names. */
    String operation();

    /** Fills the operation's request. */
    void read(SdkPojo builder);
  }

  /** Reads a request as far as its operation. */
  Call open(ApiRequest request);

  ApiResponse answer(String operation, Answer answer, String requestId);

  ApiResponse error(WireException error, String requestId);

  /** What an error is called that is no fault of the request's. */
  default String faultCode() {
    return "InternalError";
  }
}
