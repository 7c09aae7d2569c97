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
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;

class ImageAndTypeTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void any_image_is_there_and_one_that_everybody_knows_has_an_id_in_each_region() {
    assertThat(ec2.describeImages(r -> r.imageIds(Launches.IMAGE)).images())
        .singleElement()
        .satisfies(image -> assertThat(image.stateAsString()).isEqualTo("available"));
    refused(() -> ec2.describeImages(r -> r.imageIds("image-1")), "InvalidAMIID.Malformed");
    Ec2Client ireland = cloud.ec2(TestCloud.ACCOUNT, "eu-west-1");
    assertThat(idsNamed(ec2, "al2023-ami-2*x86_64"))
        .hasSize(2)
        .doesNotContainAnyElementsOf(idsNamed(ireland, "al2023-ami-2*x86_64"))
        .isEqualTo(idsNamed(ec2, "al2023-ami-2*x86_64"));
  }

  private static List<String> idsNamed(Ec2Client ec2, String name) {
    return ec2
        .describeImages(r -> r.owners("amazon").filters(Filtered.by("name", name)))
        .images()
        .stream()
        .map(Image::imageId)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "name, ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*, 1",
    "owner-id, 136693071363, 2",
    "architecture, arm64, 7",
    "root-device-type, ebs, 16",
    "is-public, true, 16",
    "block-device-mapping.volume-size, 30, 1",
    "platform, windows, 1",
    "image-id, ami-0123456789abcdef0, 1",
    "state, pending, 0",
  })
  void images_are_filtered(String name, String value, int found) {
    assertThat(ec2.describeImages(r -> r.filters(Filtered.by(name, value))).images())
        .hasSize(found);
  }

  static Set<String> imageFilters() {
    return ImageOperations.FILTERS.names();
  }

  @ParameterizedTest
  @MethodSource("imageFilters")
  void every_filter_of_images_is_known(String name) {
    assertThat(ec2.describeImages(r -> r.filters(Filtered.by(name, "strange"))).images()).isEmpty();
  }

  @Test
  void images_are_of_owners() {
    assertThat(ec2.describeImages(r -> r.owners("self")).images()).isEmpty();
    assertThat(ec2.describeImages(r -> r.owners("099720109477")).images()).hasSize(4);
    assertThat(ec2.describeImages(r -> r.executableUsers("self")).images()).isEmpty();
    assertThat(ec2.describeImagesPaginator(r -> r.maxResults(6)).images()).hasSize(16);
  }

  @Test
  void a_type_says_what_it_is() {
    assertThat(
            ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings("m5.large")).instanceTypes())
        .singleElement()
        .satisfies(type -> {
          assertThat(type.vCpuInfo().defaultVCpus()).isEqualTo(2);
          assertThat(type.memoryInfo().sizeInMiB()).isEqualTo(8192);
          assertThat(type.networkInfo().maximumNetworkInterfaces()).isEqualTo(3);
          assertThat(type.networkInfo().ipv4AddressesPerInterface()).isEqualTo(10);
          assertThat(type.burstablePerformanceSupported()).isFalse();
          assertThat(type.hypervisorAsString()).isEqualTo("nitro");
        });
    refused(
        () -> ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings("p2.xlarge")),
        "InvalidInstanceType",
        "[p2.xlarge]");
  }

  @Test
  void types_come_in_pages() {
    int all = 0;
    for (DescribeInstanceTypesResponse page :
        ec2.describeInstanceTypesPaginator(r -> r.maxResults(100))) {
      assertThat(page.instanceTypes().size()).isBetween(1, 100);
      all += page.instanceTypes().size();
    }
    assertThat(all).isEqualTo(InstanceTypes.names().size()).isGreaterThan(1000);
  }

  static Set<String> typeFilters() {
    return InstanceTypeFilters.all().names();
  }

  @ParameterizedTest
  @MethodSource("typeFilters")
  void every_filter_of_types_is_known(String name) {
    assertThat(
            ec2.describeInstanceTypes(r -> r.filters(Filtered.by(name, "strange"))).instanceTypes())
        .isEmpty();
  }

  @Test
  void types_are_filtered() {
    assertThat(
            ec2.describeInstanceTypes(r ->
                    r.filters(
                        Filtered.by("instance-type", "t3.*"),
                        Filtered.by("vcpu-info.default-vcpus", "2"),
                        Filtered.by("memory-info.size-in-mib", "1024", "2048")))
                .instanceTypes())
        .extracting(InstanceTypeInfo::instanceTypeAsString)
        .containsExactly("t3.micro", "t3.small");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1a", "us-east-1f"})
  void types_are_offered_in_every_zone(String zone) {
    assertThat(
            ec2.describeInstanceTypeOfferings(r ->
                    r.locationType("availability-zone")
                        .filters(
                            Filtered.by("instance-type", "t3.micro"),
                            Filtered.by("location", zone)))
                .instanceTypeOfferings())
        .extracting(InstanceTypeOffering::location)
        .containsExactly(zone);
  }
}
