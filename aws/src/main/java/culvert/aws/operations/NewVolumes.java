package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** The volumes that an instance is launched with: its image's, changed and added to by the call. */
final class NewVolumes {

  private static final int GP3_IOPS = 3000;
  private static final int GP3_THROUGHPUT = 125;

  private final Image image;
  private final Map<String, EbsBlockDevice> devices = new LinkedHashMap<>();

  NewVolumes(Image image, List<BlockDeviceMapping> asked) {
    this.image = image;
    image
        .blockDeviceMappings()
        .forEach(mapping -> devices.put(mapping.deviceName(), mapping.ebs()));
    asked.forEach(this::map);
  }

  private void map(BlockDeviceMapping mapping) {
    String device = mapping.deviceName();
    if (device == null || device.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("BlockDeviceMapping.DeviceName");
    }
    if (mapping.noDevice() != null) {
      if (device.equals(image.rootDeviceName())) {
        throw Ec2Error.INVALID_BLOCK_DEVICE_MAPPING.with(
            "The root device " + device + " cannot be suppressed.");
      }
      devices.remove(device);
    } else if (mapping.ebs() != null) {
      devices.put(device, checked(device, merged(devices.get(device), mapping.ebs())));
    } else if (mapping.virtualName() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("BlockDeviceMapping.Ebs");
    }
  }

  private static EbsBlockDevice merged(@Nullable EbsBlockDevice ofImage, EbsBlockDevice asked) {
    EbsBlockDevice base =
        ofImage == null
            ? EbsBlockDevice.builder().deleteOnTermination(true).encrypted(false).build()
            : ofImage;
    return asked.toBuilder()
        .deleteOnTermination(
            Objects.requireNonNullElse(asked.deleteOnTermination(), base.deleteOnTermination()))
        .encrypted(Objects.requireNonNullElse(asked.encrypted(), base.encrypted()))
        .snapshotId(asked.snapshotId() == null ? base.snapshotId() : asked.snapshotId())
        .volumeSize(asked.volumeSize() == null ? base.volumeSize() : asked.volumeSize())
        .volumeType(
            asked.volumeType() != null
                ? asked.volumeType()
                : Objects.requireNonNullElse(base.volumeType(), VolumeType.GP2))
        .build();
  }

  private EbsBlockDevice checked(String device, EbsBlockDevice ebs) {
    EbsBlockDevice ofImage =
        image.blockDeviceMappings().stream()
            .filter(mapping -> mapping.deviceName().equals(device))
            .map(BlockDeviceMapping::ebs)
            .findFirst()
            .orElse(null);
    String snapshot = ofImage == null ? null : ofImage.snapshotId();
    if (ebs.snapshotId() != null && !ebs.snapshotId().equals(snapshot)) {
      throw Ec2Error.INVALID_SNAPSHOT_NOT_FOUND.with(ebs.snapshotId());
    }
    if (ebs.volumeSize() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("size/snapshot");
    }
    if (ofImage != null && ebs.volumeSize() < ofImage.volumeSize()) {
      throw Ec2Error.INVALID_BLOCK_DEVICE_MAPPING.with(
          "Volume of size %dGB is smaller than snapshot '%s', expect size >= %dGB"
              .formatted(ebs.volumeSize(), snapshot, ofImage.volumeSize()));
    }
    if (ebs.kmsKeyId() != null && !ebs.encrypted()) {
      throw Ec2Error.INVALID_PARAMETER_DEPENDENCY.with(
          "The parameter KmsKeyId requires the parameter Encrypted to be set.");
    }
    VolumeLimits.of(ebs.volumeType()).check(ebs);
    return ebs;
  }

  /** Makes the volumes, attached to the instance. */
  List<InstanceBlockDeviceMapping> create(
      Transaction transaction, String instance, Subnet subnet, List<Tag> tags) {
    List<InstanceBlockDeviceMapping> mappings = new ArrayList<>();
    devices.forEach((device, ebs) -> {
      Volume volume = volume(transaction, instance, subnet, device, ebs).tags(tags).build();
      transaction.add(Kinds.VOLUME, volume);
      mappings.add(
          InstanceBlockDeviceMapping.builder()
              .deviceName(device)
              .ebs(e ->
                  e.attachTime(transaction.now())
                      .deleteOnTermination(ebs.deleteOnTermination())
                      .status("attached")
                      .volumeId(volume.volumeId()))
              .build());
    });
    return mappings;
  }

  private static Volume.Builder volume(
      Transaction transaction, String instance, Subnet subnet, String device, EbsBlockDevice ebs) {
    String id = Ids.next("vol");
    boolean gp3 = ebs.volumeType() == VolumeType.GP3;
    return Volume.builder()
        .volumeId(id)
        .availabilityZone(subnet.availabilityZone())
        .availabilityZoneId(subnet.availabilityZoneId())
        .createTime(transaction.now())
        .encrypted(ebs.encrypted())
        .kmsKeyId(ebs.kmsKeyId())
        .size(ebs.volumeSize())
        .snapshotId(Objects.requireNonNullElse(ebs.snapshotId(), ""))
        .volumeType(ebs.volumeType())
        .iops(ebs.iops() == null ? usualIops(ebs) : ebs.iops())
        .throughput(
            ebs.throughput() == null && gp3 ? Integer.valueOf(GP3_THROUGHPUT) : ebs.throughput())
        .multiAttachEnabled(false)
        .state("in-use")
        .attachments(a ->
            a.volumeId(id)
                .instanceId(instance)
                .device(device)
                .attachTime(transaction.now())
                .deleteOnTermination(ebs.deleteOnTermination())
                .state("attached"));
  }

  /** gp2 has three a GiB, from 100 to 16,000. */
  private static @Nullable Integer usualIops(EbsBlockDevice ebs) {
    return switch (ebs.volumeType()) {
      case GP3 -> GP3_IOPS;
      case GP2 -> Math.clamp(3L * ebs.volumeSize(), 100, 16_000);
      case IO1, IO2, ST1, SC1, STANDARD, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }
}
