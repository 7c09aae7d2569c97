package culvert.aws.operations.directconnect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.services.directconnect.model.DescribeLoaResponse;

/**
 * What AWS's deprecated operations answer a LOA-CFA in: one level deeper than its successor does.
 * The SDK for Java leaves those out, so this shape describes itself by hand.
 */
final class LoaAnswer implements SdkPojo {

  private static final SdkField<SdkPojo> LOA =
      SdkField.builder(MarshallingType.SDK_POJO)
          .memberName("loa")
          .getter(shape -> ((LoaAnswer) shape).loa)
          .setter((shape, value) -> ((LoaAnswer) shape).loa = value)
          .constructor(DescribeLoaResponse::builder)
          .traits(
              LocationTrait.builder()
                  .location(MarshallLocation.PAYLOAD)
                  .locationName("loa")
                  .build())
          .build();

  private @Nullable SdkPojo loa;

  LoaAnswer(DescribeLoaResponse loa) {
    this.loa = loa;
  }

  @Override
  public List<SdkField<?>> sdkFields() {
    return List.of(LOA);
  }

  @Override
  public Map<String, SdkField<?>> sdkFieldNameToField() {
    return Map.of("loa", LOA);
  }
}
