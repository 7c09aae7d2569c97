package culvert.aws.operations.directconnect;

import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Copies between the SDK's classes whose members have the same names: many of Direct Connect's
 * responses are a resource, and its requests are what a resource is to be.
 */
final class Copies {

  private Copies() {}

  /** What the builder makes with every member that it shares with the shape. */
  static <R, B extends SdkBuilder<B, R>> R of(SdkPojo shape, B builder) {
    Shape target = Shape.of((SdkPojo) builder);
    for (Member member : Shape.of(shape).members()) {
      Member same = target.member(member.name());
      Object value = member.get(shape);
      if (same != null && value != null) {
        same.set(builder, value);
      }
    }
    return builder.build();
  }
}
