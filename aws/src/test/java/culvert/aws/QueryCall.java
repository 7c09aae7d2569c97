package culvert.aws;

import culvert.aws.wire.ApiRequest;
import culvert.aws.wire.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call as it stands on the wire, for what the SDK's clients would not send or do not show.
 *
 * @param body the answer's document
 */
public record QueryCall(int status, String body) {

  private static final String SCOPE =
      "AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/ec2/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  /** A call of {@link TestCloud#ACCOUNT}: {@code Action=DescribeVpcs&VpcId.1=vpc-1}. */
  public static QueryCall of(TestCloud cloud, String parameters) {
    ApiResponse answer =
        cloud
            .service()
            .handle(
                new ApiRequest(
                    "POST",
                    "/",
                    "",
                    Map.of("authorization", SCOPE.formatted(TestCloud.ACCOUNT)),
                    (parameters + "&Version=2016-11-15").getBytes(StandardCharsets.UTF_8)));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    answer.body().forEach(body::writeBytes);
    return new QueryCall(answer.status(), body.toString(StandardCharsets.UTF_8));
  }

  /** The text of the first such element, or empty. */
  public String text(String element) {
    Matcher found =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(body);
    return found.find() ? found.group(1) : "";
  }

  /** The code of the error; empty where the call succeeded. */
  public String code() {
    return text("Code");
  }
}
