package culvert.aws.signature;

import com.code_intelligence.jazzer.junit.FuzzTest;
import culvert.aws.wire.ApiRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Whatever comes, a signature is checked, or refused with a fault. */
class SignatureFuzzTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final AccessKey KEY = AccessKey.lasting("AKIDEXAMPLE", "secret", "000000000000");

  @FuzzTest
  void header(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    verify(
        new ApiRequest(
            "POST",
            "/",
            "",
            Map.of("authorization", text, "host", "h", "x-amz-date", "20260101T000000Z"),
            bytes));
  }

  @FuzzTest
  void presigned(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    verify(new ApiRequest("GET", text, text, Map.of("host", "h"), new byte[0]));
  }

  private static void verify(ApiRequest request) {
    try {
      SignatureV4.verify(request, SignedRequest.of(request), KEY, NOW);
      throw new AssertionError("a forged signature was taken: " + request.query());
    } catch (SignatureFault fault) {
      // What it must be.
    }
  }

  @FuzzTest
  void keyFile(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("culvert-keys", "");
    try {
      Files.write(file, bytes);
      KeyFile.read(file, "000000000000");
    } catch (IllegalArgumentException e) {
      // Names what is wrong.
    } finally {
      Files.delete(file);
    }
  }
}
