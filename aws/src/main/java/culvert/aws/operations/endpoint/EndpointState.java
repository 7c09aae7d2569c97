package culvert.aws.operations.endpoint;

import java.util.Arrays;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * The states of an endpoint as they stand on the wire; the model spells them otherwise (R2.2.11).
 */
enum EndpointState {
  PENDING_ACCEPTANCE("pendingAcceptance"),
  PENDING("pending"),
  AVAILABLE("available"),
  DELETING("deleting"),
  REJECTED("rejected"),
  EXPIRED("expired");

  private final String text;

  EndpointState(String text) {
    this.text = text;
  }

  static EndpointState of(VpcEndpoint endpoint) {
    return of(endpoint.stateAsString());
  }

  static EndpointState of(String text) {
    return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return text;
  }
}
