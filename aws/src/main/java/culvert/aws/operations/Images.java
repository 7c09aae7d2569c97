package culvert.aws.operations;

import culvert.aws.table.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Machine images: some that everybody knows, from {@code images.tsv}, and any other id at all,
 * which stands for a plain Linux image. An image has an id of its own in each Region.
 */
final class Images {

  private static final String LINUX = "Linux/UNIX";
  private static final List<List<String>> ROWS = Table.rows(Images.class, "images.tsv");

  private Images() {}

  static List<Image> known(String region) {
    return ROWS.stream().map(row -> image(region, row)).toList();
  }

  /** The image of that id, whatever it is. */
  static Image get(String region, String id) {
    if (!isId(id)) {
      throw Ec2Error.INVALID_AMI_ID_MALFORMED.with(id);
    }
    return known(region).stream()
        .filter(image -> image.imageId().equals(id))
        .findFirst()
        .orElseGet(() -> unknown(region, id));
  }

  /** Culvert's own rule, laxer than AWS's: whatever stands behind {@code ami-} is an image. */
  static boolean isId(String text) {
    return text.startsWith("ami-") && text.length() > "ami-".length();
  }

  static boolean isKnown(String region, String id) {
    return known(region).stream().anyMatch(image -> image.imageId().equals(id));
  }

  private static Image image(String region, List<String> row) {
    String name = row.get(0);
    return linux(id("ami", region, name), name)
        .description(row.get(1))
        .architecture(row.get(2))
        .ownerId(row.get(3))
        .imageOwnerAlias(orNull(row.get(4)))
        .imageLocation((row.get(4).isEmpty() ? row.get(3) : row.get(4)) + "/" + name)
        .rootDeviceName(row.get(5))
        .blockDeviceMappings(
            root(region, name, row.get(5), Integer.parseInt(row.get(6)), row.get(7)))
        .bootMode(orNull(row.get(8)))
        .imdsSupport(orNull(row.get(9)))
        .platformDetails(row.get(10))
        .platform(row.get(10).equals(LINUX) ? null : "windows")
        .usageOperation(row.get(10).equals(LINUX) ? "RunInstances" : "RunInstances:0002")
        .creationDate(row.get(11))
        .build();
  }

  private static Image unknown(String region, String id) {
    return linux(id, id)
        .description("An image that Culvert takes as it comes")
        .architecture("x86_64")
        .ownerId("137112412989")
        .imageOwnerAlias("amazon")
        .imageLocation("amazon/" + id)
        .rootDeviceName("/dev/xvda")
        .blockDeviceMappings(root(region, id, "/dev/xvda", 8, "gp3"))
        .platformDetails(LINUX)
        .usageOperation("RunInstances")
        .creationDate("2025-01-01T00:00:00.000Z")
        .build();
  }

  private static Image.Builder linux(String id, String name) {
    return Image.builder()
        .imageId(id)
        .name(name)
        .imageType("machine")
        .publicLaunchPermissions(true)
        .state("available")
        .enaSupport(true)
        .sriovNetSupport("simple")
        .hypervisor("xen")
        .virtualizationType("hvm")
        .rootDeviceType("ebs");
  }

  private static BlockDeviceMapping root(
      String region, String name, String device, int gibibytes, String volumeType) {
    return BlockDeviceMapping.builder()
        .deviceName(device)
        .ebs(e ->
            e.deleteOnTermination(true)
                .snapshotId(id("snap", region, name))
                .volumeSize(gibibytes)
                .volumeType(volumeType)
                .encrypted(false))
        .build();
  }

  private static @Nullable String orNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }

  /** An id that stays the same for a name in a Region. */
  private static String id(String prefix, String region, String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((region + "/" + name).getBytes(StandardCharsets.UTF_8));
      return prefix + "-0" + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
