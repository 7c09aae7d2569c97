package culvert.aws.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a signature says of itself: {@code AKID/20261124/us-east-1/ec2/aws4_request}.
 *
 * @param date {@code yyyyMMdd}
 */
record CredentialScope(String accessKey, String date, String region, String service) {

  /** The scope of a request, from its header or its presigned query; null where it has neither. */
  static @Nullable CredentialScope of(ApiRequest request) {
    String header = request.header("authorization");
    if (header != null) {
      int start = header.indexOf("Credential=");
      return start < 0 ? null : parse(upTo(header, start + "Credential=".length(), ", "));
    }
    String key = "X-Amz-Credential=";
    int start = request.query().indexOf(key);
    if (start < 0) {
      return null;
    }
    try {
      return parse(
          URLDecoder.decode(
              upTo(request.query(), start + key.length(), "&"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String upTo(String text, int start, String ends) {
    int end = start;
    while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(start, end);
  }

  private static @Nullable CredentialScope parse(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == 5 && parts[4].equals("aws4_request")
        ? new CredentialScope(parts[0], parts[1], parts[2], parts[3])
        : null;
  }
}
