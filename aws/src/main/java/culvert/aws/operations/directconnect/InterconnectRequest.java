package culvert.aws.operations.directconnect;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What AWS's deprecated operations on interconnects are asked. The SDK for Java leaves those out,
 * so this shape describes itself by hand.
 */
final class InterconnectRequest
    implements SdkPojo, SdkBuilder<InterconnectRequest, InterconnectRequest> {

  private static final List<SdkField<?>> FIELDS =
      List.of(
          text("interconnectId", r -> r.interconnectId, (r, value) -> r.interconnectId = value),
          text("bandwidth", r -> r.bandwidth, (r, value) -> r.bandwidth = value),
          text("connectionName", r -> r.connectionName, (r, value) -> r.connectionName = value),
          text("ownerAccount", r -> r.ownerAccount, (r, value) -> r.ownerAccount = value),
          text("providerName", r -> r.providerName, (r, value) -> r.providerName = value),
          field(MarshallingType.INTEGER, "vlan", r -> r.vlan, (r, value) -> r.vlan = value));

  private @Nullable String interconnectId;
  private @Nullable String bandwidth;
  private @Nullable String connectionName;
  private @Nullable String ownerAccount;
  private @Nullable String providerName;
  private @Nullable Integer vlan;

  private static SdkField<String> text(
      String name,
      Function<InterconnectRequest, @Nullable String> get,
      BiConsumer<InterconnectRequest, String> set) {
    return field(MarshallingType.STRING, name, get, set);
  }

  private static <T> SdkField<T> field(
      MarshallingType<T> type,
      String name,
      Function<InterconnectRequest, @Nullable T> get,
      BiConsumer<InterconnectRequest, T> set) {
    return SdkField.builder(type)
        .memberName(name)
        .getter(shape -> get.apply((InterconnectRequest) shape))
        .setter((shape, value) -> set.accept((InterconnectRequest) shape, value))
        .traits(
            LocationTrait.builder().location(MarshallLocation.PAYLOAD).locationName(name).build())
        .build();
  }

  /** An interconnect's id, which is always required. */
  String interconnect() {
    return required("interconnectId", interconnectId);
  }

  /** A member that must be there. */
  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw DirectConnectError.refused("The parameter " + name + " is required.");
    }
    return value;
  }

  String bandwidth() {
    return required("bandwidth", bandwidth);
  }

  String connectionName() {
    return required("connectionName", connectionName);
  }

  String ownerAccount() {
    return required("ownerAccount", ownerAccount);
  }

  int vlan() {
    return required("vlan", vlan);
  }

  @Nullable String providerName() {
    return providerName;
  }

  @Override
  public List<SdkField<?>> sdkFields() {
    return FIELDS;
  }

  @Override
  public Map<String, SdkField<?>> sdkFieldNameToField() {
    return FIELDS.stream().collect(Collectors.toMap(SdkField::memberName, each -> each));
  }

  @Override
  public InterconnectRequest build() {
    return this;
  }
}
