package culvert.aws.operations;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * What a type of volume may be.
 *
 * @param mostIops 0 where the type takes no such parameter
 * @param iopsPerGibibyte at most
 */
record VolumeLimits(
    String type,
    int leastGibibytes,
    int mostGibibytes,
    int leastIops,
    int mostIops,
    int iopsPerGibibyte) {

  static VolumeLimits of(VolumeType type) {
    return switch (type) {
      case GP2 -> new VolumeLimits("gp2", 1, 16_384, 0, 0, 0);
      case GP3 -> new VolumeLimits("gp3", 1, 65_536, 3_000, 80_000, 500);
      case IO1 -> new VolumeLimits("io1", 4, 16_384, 100, 64_000, 50);
      case IO2 -> new VolumeLimits("io2", 4, 65_536, 100, 256_000, 1_000);
      case ST1 -> new VolumeLimits("st1", 125, 16_384, 0, 0, 0);
      case SC1 -> new VolumeLimits("sc1", 125, 16_384, 0, 0, 0);
      case STANDARD -> new VolumeLimits("standard", 1, 1_024, 0, 0, 0);
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("an unknown type was read");
    };
  }

  void check(EbsBlockDevice asked) {
    int size = asked.volumeSize();
    if (size < leastGibibytes) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Volume of %dGiB is too small for volume type %s; minimum is %dGiB."
              .formatted(size, type, leastGibibytes));
    }
    if (size > mostGibibytes) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Volume of %dGiB is too large for volume type %s; maximum is %dGiB."
              .formatted(size, type, mostGibibytes));
    }
    checkIops(asked.iops(), size);
    if (asked.throughput() != null) {
      checkThroughput(asked.throughput());
    }
  }

  private void checkIops(@Nullable Integer iops, int size) {
    boolean provisioned = type.startsWith("io");
    if (iops == null) {
      if (provisioned) {
        throw Ec2Error.MISSING_PARAMETER.with("iops for " + type + " volumes");
      }
      return;
    }
    if (mostIops == 0) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameter iops is not supported for " + type + " volumes.");
    }
    if (iops < leastIops || iops > mostIops) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Volume iops of %d is not valid for %s; it takes %d to %d."
              .formatted(iops, type, leastIops, mostIops));
    }
    if (iops > leastIops && iops > (long) iopsPerGibibyte * size) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Iops to volume size ratio of %.6f is too high; maximum is %d"
              .formatted((double) iops / size, iopsPerGibibyte));
    }
  }

  private void checkThroughput(int mebibytes) {
    if (!type.equals("gp3")) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameter throughput is not supported for " + type + " volumes.");
    }
    if (mebibytes < 125 || mebibytes > 2_000) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Throughput of %d MiB/s is not valid for gp3; it takes 125 to 2000."
              .formatted(mebibytes));
    }
  }
}
