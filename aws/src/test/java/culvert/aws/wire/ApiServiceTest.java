package culvert.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;

class ApiServiceTest {

  private static final Logger LOG = Logger.getLogger(ApiService.class.getName());

  @BeforeEach
  void the_faults_are_meant() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void say_again_what_is_not() {
    LOG.setLevel(null);
  }

  private static ApiResponse answerWhere(Operation.Handler handler) {
    OperationTable one =
        new OperationTable() {
          @Override
          public Operation find(Service service, String name) {
            return new Operation(service, name, DescribeVpcsRequest::builder, handler);
          }

          @Override
          public boolean inScope(Service service, String name) {
            return true;
          }
        };
    Credentials anybody =
        new Credentials() {
          @Override
          public String account(String accessKey) {
            return "111111111111";
          }

          @Override
          public void verify(ApiRequest request, Service service) {}
        };
    byte[] body = "Action=DescribeVpcs&Version=2016-11-15".getBytes(StandardCharsets.UTF_8);
    return new ApiService(one, anybody, _ -> true)
        .handle(new ApiRequest("POST", "/", "", Map.of(), body));
  }

  private static void isInternalError(ApiResponse answer) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(new String(answer.body().getFirst(), StandardCharsets.UTF_8))
        .contains("<Code>InternalError</Code>");
  }

  @Test
  void a_fault_of_our_own_is_an_internal_error_whatever_was_thrown() {
    isInternalError(
        answerWhere((_, _) -> {
          throw new IllegalStateException("a fault");
        }));
    isInternalError(
        answerWhere((_, _) -> {
          throw new NoClassDefFoundError("a fault");
        }));
  }
}
