package culvert.aws.wire;

import software.amazon.awssdk.core.SdkPojo;

/** A request whose body is the JSON of its operation's shape. */
record JsonCall(String operation, byte[] body) implements Protocol.Call {

  @Override
  public void read(SdkPojo builder) {
    JsonText.fill(body, builder);
  }

  @Override
  public String toString() {
    return operation;
  }
}
