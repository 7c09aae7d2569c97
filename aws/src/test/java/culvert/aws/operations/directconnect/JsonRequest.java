package culvert.aws.operations.directconnect;

import culvert.aws.TestCloud;
import culvert.aws.wire.ApiRequest;
import culvert.aws.wire.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A call as it stands on the wire, for what the SDK's client would not send.
 *
 * @param body the answer's JSON
 */
record JsonRequest(int status, String body) {

  private static final String SCOPE =
      "AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/directconnect/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  static JsonRequest of(TestCloud cloud, String operation, String json) {
    ApiResponse answer =
        cloud
            .service()
            .handle(
                new ApiRequest(
                    "POST",
                    "/",
                    "",
                    Map.of(
                        "authorization",
                        SCOPE.formatted(TestCloud.ACCOUNT),
                        "x-amz-target",
                        "OvertureService." + operation),
                    json.getBytes(StandardCharsets.UTF_8)));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    answer.body().forEach(body::writeBytes);
    return new JsonRequest(answer.status(), body.toString(StandardCharsets.UTF_8));
  }
}
