package culvert.aws.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.directconnect.model.CreateLagRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ram.model.CreateResourceShareRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Whatever comes, a request is read, or refused with an error of AWS's. */
class RequestFuzzTest {

  private static ApiRequest request(byte[] body, Map<String, String> headers) {
    return new ApiRequest("POST", "/", "", headers, body);
  }

  @FuzzTest
  void query(byte[] body) {
    refusedOrRead(() -> {
      ApiRequest request = request(body, Map.of());
      QueryProtocol.ec2().open(request).read(RunInstancesRequest.builder());
    });
    refusedOrRead(() -> {
      ApiRequest request = request(body, Map.of());
      QueryProtocol.sts().open(request).read(AssumeRoleRequest.builder());
    });
  }

  @FuzzTest
  void json(byte[] body) {
    refusedOrRead(() -> JsonText.fill(body, CreateLagRequest.builder()));
    refusedOrRead(() -> JsonText.fill(body, CreateResourceShareRequest.builder()));
  }

  @FuzzTest
  void credentialScope(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    refusedOrRead(() -> CredentialScope.of(request(new byte[0], Map.of("authorization", text))));
    refusedOrRead(
        () -> CredentialScope.of(new ApiRequest("GET", "/", text, Map.of(), new byte[0])));
  }

  private static void refusedOrRead(Runnable read) {
    try {
      read.run();
    } catch (WireException e) {
      if (e.status() >= 500 || e.message().length() > 2000) {
        throw new AssertionError("not an answer to bad input: " + e.status(), e);
      }
    }
  }
}
