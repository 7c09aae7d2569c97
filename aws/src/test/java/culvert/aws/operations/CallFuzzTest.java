package culvert.aws.operations;

import com.code_intelligence.jazzer.junit.FuzzTest;
import culvert.aws.TestCloud;
import culvert.aws.wire.ApiRequest;
import culvert.aws.wire.ApiResponse;
import java.util.Map;

/** Whatever is called, the answer is no fault of Culvert's. */
class CallFuzzTest {

  private static final TestCloud CLOUD = new TestCloud();

  @FuzzTest
  void call(byte[] body) {
    ApiResponse answer =
        CLOUD.service().handle(new ApiRequest("POST", "/", "", Map.of("host", "h"), body));
    if (answer.status() >= 500) {
      throw new AssertionError("a fault of Culvert's: " + answer.status());
    }
  }
}
