package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** The volumes of instances: described, and deleted where one outlived its instance. */
final class VolumeOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.describe(
        "DescribeVolumes",
        new Describe<>(
                Kinds.VOLUME,
                DescribeVolumesRequest::builder,
                DescribeVolumesResponse::builder,
                "Volumes",
                filters())
            .ids("VolumeIds", Lookup.VOLUME));
    registry.write("DeleteVolume", DeleteVolumeRequest::builder, VolumeOperations::delete);
  }

  static Filters<Volume> filters() {
    return new Filters<Volume>()
        .at("attachment.attach-time", "Attachments.AttachTime")
        .at("attachment.delete-on-termination", "Attachments.DeleteOnTermination")
        .at("attachment.device", "Attachments.Device")
        .at("attachment.instance-id", "Attachments.InstanceId")
        .at("attachment.status", "Attachments.State")
        .at("availability-zone", "AvailabilityZone")
        .at("availability-zone-id", "AvailabilityZoneId")
        .at("create-time", "CreateTime")
        .at("encrypted", "Encrypted")
        .at("fast-restored", "FastRestored")
        .at("multi-attach-enabled", "MultiAttachEnabled")
        .at("operator.managed", "Operator.Managed")
        .at("operator.principal", "Operator.Principal")
        .at("size", "Size")
        .at("snapshot-id", "SnapshotId")
        .at("status", "State")
        .at("volume-id", "VolumeId")
        .at("volume-type", "VolumeType")
        .onTags();
  }

  private static DeleteVolumeResponse delete(DeleteVolumeRequest request, Transaction transaction) {
    Volume volume = Lookup.VOLUME.get(transaction, request.volumeId(), "VolumeId");
    for (VolumeAttachment attachment : volume.attachments()) {
      throw Ec2Error.VOLUME_IN_USE.with(volume.volumeId(), attachment.instanceId());
    }
    transaction.remove(Kinds.VOLUME, volume.volumeId());
    return DeleteVolumeResponse.builder().build();
  }

  /** Those that go with their instance go; the others are free. */
  static void release(Transaction transaction, String instanceId) {
    List<Volume> attached = transaction.referring(Kinds.VOLUME, instanceId).toList();
    for (Volume volume : attached) {
      if (volume.attachments().stream().allMatch(VolumeAttachment::deleteOnTermination)) {
        transaction.remove(Kinds.VOLUME, volume.volumeId());
      } else {
        transaction.replace(
            Kinds.VOLUME, volume.toBuilder().attachments(List.of()).state("available").build());
      }
    }
  }
}
