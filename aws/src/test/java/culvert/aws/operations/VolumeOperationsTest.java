package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Volume;

class VolumeOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final Launches launches = new Launches(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private String launch(String device, EbsBlockDevice ebs) {
    return launches.id(r -> r.blockDeviceMappings(b -> b.deviceName(device).ebs(ebs)));
  }

  private static EbsBlockDevice ebs(String type, int size, Integer iops, Integer throughput) {
    return EbsBlockDevice.builder()
        .volumeType(type)
        .volumeSize(size)
        .iops(iops)
        .throughput(throughput)
        .build();
  }

  @Test
  void an_instance_has_its_images_root_volume() {
    String id = launches.id(r -> {});
    assertThat(ec2.describeVolumes().volumes())
        .singleElement()
        .satisfies(root -> {
          assertThat(root.size()).isEqualTo(8);
          assertThat(root.volumeTypeAsString()).isEqualTo("gp3");
          assertThat(root.iops()).isEqualTo(3000);
          assertThat(root.throughput()).isEqualTo(125);
          assertThat(root.stateAsString()).isEqualTo("in-use");
          assertThat(root.attachments().getFirst().instanceId()).isEqualTo(id);
          assertThat(launches.described(id).blockDeviceMappings().getFirst().ebs().volumeId())
              .isEqualTo(root.volumeId());
        });
  }

  @Test
  void a_launch_changes_the_root_and_adds_others_with_their_tags() {
    launches.id(r ->
        r.blockDeviceMappings(
                b -> b.deviceName("/dev/xvda").ebs(e -> e.volumeSize(20).encrypted(true)),
                b -> b.deviceName("/dev/sdf").ebs(ebs("gp2", 100, null, null)))
            .tagSpecifications(
                t -> t.resourceType("volume").tags(tag -> tag.key("Name").value("data"))));
    List<Volume> volumes = ec2.describeVolumes().volumes();
    assertThat(volumes).extracting(Volume::size).containsExactly(20, 100);
    assertThat(volumes).extracting(Volume::encrypted).containsExactly(true, false);
    assertThat(volumes.get(1).iops()).isEqualTo(300);
    assertThat(ec2.describeVolumes(r -> r.filters(Filtered.by("tag:Name", "data"))).volumes())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "gp3, 8, 100, , InvalidParameterValue",
    "gp3, 8, 80001, , InvalidParameterValue",
    "gp3, 8, 5000, , InvalidParameterCombination",
    "gp2, 8, 3000, , InvalidParameterCombination",
    "gp2, 8, , 125, InvalidParameterCombination",
    "gp3, 8, , 100, InvalidParameterValue",
    "io1, 8, , , MissingParameter",
    "io1, 2, 100, , InvalidParameterValue",
    "st1, 8, , , InvalidParameterValue",
    "standard, 2000, , , InvalidParameterValue",
  })
  void a_volume_keeps_to_the_limits_of_its_type(
      String type, int size, Integer iops, Integer throughput, String code) {
    refused(() -> launch("/dev/sdf", ebs(type, size, iops, throughput)), code);
    assertThat(ec2.describeVolumes().volumes()).isEmpty();
  }

  @Test
  void a_root_is_not_smaller_than_its_snapshot() {
    refused(
        () -> launch("/dev/xvda", ebs("gp3", 4, null, null)),
        "InvalidBlockDeviceMapping",
        "expect size >= 8GB");
    refused(
        () ->
            launch(
                "/dev/sdf",
                ebs("gp3", 4, null, null).toBuilder().snapshotId("snap-0123456789abcdef0").build()),
        "InvalidSnapshot.NotFound");
    refused(
        () -> launches.id(r -> r.blockDeviceMappings(b -> b.deviceName("/dev/xvda").noDevice(""))),
        "InvalidBlockDeviceMapping");
  }

  @Test
  void a_volume_in_use_stays() {
    launches.id(r -> {});
    String volume = ec2.describeVolumes().volumes().getFirst().volumeId();
    refused(() -> ec2.deleteVolume(r -> r.volumeId(volume)), "VolumeInUse");
    refused(() -> ec2.describeVolumes(r -> r.volumeIds("vol-x")), "InvalidVolumeID.Malformed");
    refused(
        () -> ec2.describeVolumes(r -> r.volumeIds("vol-0123456789abcdef0")),
        "InvalidVolume.NotFound");
  }

  static Set<String> filterNames() {
    return VolumeOperations.filters().names();
  }

  @ParameterizedTest
  @MethodSource("filterNames")
  void every_documented_filter_is_known(String name) {
    launches.id(r -> {});
    assertThat(ec2.describeVolumes(r -> r.filters(Filtered.by(name, "strange"))).volumes())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "attachment.device, /dev/xvda",
    "attachment.instance-id, i-*",
    "attachment.delete-on-termination, true",
    "attachment.status, attached",
    "availability-zone, us-east-1*",
    "size, 8",
    "status, in-use",
    "volume-type, gp3",
    "encrypted, false",
    "snapshot-id, snap-*",
  })
  void filters(String name, String value) {
    launches.id(r -> {});
    assertThat(ec2.describeVolumes(r -> r.filters(Filtered.by(name, value))).volumes()).hasSize(1);
    assertThat(ec2.describeVolumes(r -> r.filters(Filtered.by(name, "strange"))).volumes())
        .isEmpty();
  }
}
