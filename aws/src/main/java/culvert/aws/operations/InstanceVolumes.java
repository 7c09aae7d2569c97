package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Whether the volumes of an instance go with it: both shapes say so, and change together here. */
final class InstanceVolumes {

  private InstanceVolumes() {}

  static void modify(
      Transaction transaction,
      Instance instance,
      List<InstanceBlockDeviceMappingSpecification> asked) {
    List<InstanceBlockDeviceMapping> mappings = instance.blockDeviceMappings();
    for (InstanceBlockDeviceMappingSpecification wanted : asked) {
      InstanceBlockDeviceMapping present =
          mappings.stream()
              .filter(mapping -> mapping.deviceName().equals(wanted.deviceName()))
              .findFirst()
              .orElseThrow(() ->
                  Ec2Error.INVALID_INSTANCE_ATTRIBUTE_VALUE.with(
                      "No device is currently mapped at " + wanted.deviceName()));
      if (wanted.ebs() == null || wanted.ebs().deleteOnTermination() == null) {
        throw Ec2Error.MISSING_PARAMETER.with("BlockDeviceMapping.Ebs.DeleteOnTermination");
      }
      boolean deletes = wanted.ebs().deleteOnTermination();
      mappings =
          Lists.replacing(
              mappings,
              mapping -> Objects.equals(mapping.deviceName(), wanted.deviceName()),
              mapping ->
                  mapping.toBuilder()
                      .ebs(mapping.ebs().toBuilder().deleteOnTermination(deletes).build())
                      .build());
      transaction.update(
          Kinds.VOLUME, present.ebs().volumeId(), volume -> deleting(volume, deletes));
    }
    transaction.replace(Kinds.INSTANCE, instance.toBuilder().blockDeviceMappings(mappings).build());
  }

  private static Volume deleting(Volume volume, boolean deletes) {
    return volume.toBuilder()
        .attachments(
            Lists.replacing(
                volume.attachments(),
                _ -> true,
                each -> each.toBuilder().deleteOnTermination(deletes).build()))
        .build();
  }
}
