package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.Launches.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Subnet;

class InstanceOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final Launches launches = new Launches(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private Subnet subnet(String cidr) {
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr)).subnet();
  }

  private static InstanceNetworkInterfaceSpecification device(int index, Subnet subnet) {
    return InstanceNetworkInterfaceSpecification.builder()
        .deviceIndex(index)
        .subnetId(subnet.subnetId())
        .build();
  }

  @Test
  void a_launch_shows_what_it_asked_for_and_the_defaults_of_aws() {
    Subnet subnet = subnet("10.0.1.0/24");
    String id =
        launches.id(r ->
            r.subnetId(subnet.subnetId())
                .privateIpAddress("10.0.1.77")
                .monitoring(m -> m.enabled(true))
                .metadataOptions(m -> m.httpTokens("required").httpPutResponseHopLimit(3))
                .maintenanceOptions(m -> m.autoRecovery("disabled"))
                .enclaveOptions(e -> e.enabled(true)));
    Instance shown = launches.described(id);
    assertThat(shown.privateIpAddress()).isEqualTo("10.0.1.77");
    assertThat(shown.privateDnsName()).isEqualTo("ip-10-0-1-77.ec2.internal");
    assertThat(shown.monitoring().stateAsString()).isEqualTo("enabled");
    assertThat(shown.metadataOptions().httpTokensAsString()).isEqualTo("required");
    assertThat(shown.metadataOptions().httpPutResponseHopLimit()).isEqualTo(3);
    assertThat(shown.metadataOptions().httpEndpointAsString()).isEqualTo("enabled");
    assertThat(shown.maintenanceOptions().autoRecoveryAsString()).isEqualTo("disabled");
    assertThat(shown.enclaveOptions().enabled()).isTrue();
    assertThat(shown.cpuOptions().coreCount()).isEqualTo(1);
    assertThat(shown.cpuOptions().threadsPerCore()).isEqualTo(2);
    assertThat(shown.placement().availabilityZone()).isEqualTo(subnet.availabilityZone());
    assertThat(shown.placement().tenancyAsString()).isEqualTo("default");
    assertThat(shown.rootDeviceName()).isEqualTo("/dev/xvda");
  }

  @Test
  void instances_of_one_call_are_one_reservation() {
    ec2.runInstances(r -> r.imageId(IMAGE).instanceType("t3.micro").minCount(3).maxCount(3));
    launches.id(r -> {});
    List<Reservation> reservations = ec2.describeInstances().reservations();
    assertThat(reservations).extracting(each -> each.instances().size()).containsExactly(3, 1);
    assertThat(reservations.getFirst().instances())
        .extracting(Instance::amiLaunchIndex)
        .containsExactly(0, 1, 2);
  }

  @Test
  void pages_show_every_instance_once() {
    ec2.runInstances(r -> r.imageId(IMAGE).instanceType("t3.micro").minCount(12).maxCount(12));
    List<Integer> sizes = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (DescribeInstancesResponse page : ec2.describeInstancesPaginator(r -> r.maxResults(5))) {
      List<Instance> instances =
          page.reservations().stream().flatMap(each -> each.instances().stream()).toList();
      sizes.add(instances.size());
      instances.forEach(each -> seen.add(each.instanceId()));
    }
    assertThat(sizes).containsExactly(5, 5, 2);
    assertThat(seen).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void pages_are_5_to_1000_and_not_for_ids() {
    refused(() -> ec2.describeInstances(r -> r.maxResults(4)), "InvalidParameterValue");
    String id = launches.id(r -> {});
    refused(
        () -> ec2.describeInstances(r -> r.maxResults(5).instanceIds(id)),
        "InvalidParameterCombination");
    refused(() -> ec2.describeInstances(r -> r.nextToken("x")), "InvalidNextToken");
  }

  @Test
  void wrong_ids_are_told_apart() {
    refused(() -> ec2.describeInstances(r -> r.instanceIds("i-x")), "InvalidInstanceID.Malformed");
    refused(
        () -> ec2.describeInstances(r -> r.instanceIds("i-0123456789abcdef0")),
        "InvalidInstanceID.NotFound");
  }

  @Test
  void a_launch_names_a_key_pair_that_exists() {
    refused(
        () -> launches.id(r -> r.keyName("nobody")),
        "InvalidKeyPair.NotFound",
        "The key pair 'nobody' does not exist");
    ec2.createKeyPair(r -> r.keyName("admin"));
    assertThat(launches.launch(r -> r.keyName("admin")).keyName()).isEqualTo("admin");
  }

  @Test
  void a_client_token_makes_two_calls_one_launch() {
    String first = launches.id(r -> r.clientToken("once"));
    assertThat(launches.id(r -> r.clientToken("once"))).isEqualTo(first);
    refused(
        () -> launches.id(r -> r.clientToken("once").ebsOptimized(true)),
        "IdempotentParameterMismatch");
    assertThat(ec2.describeInstances().reservations()).hasSize(1);
  }

  @Test
  void an_instance_may_have_several_interfaces_one_of_them_made_before() {
    Subnet subnet = subnet("10.0.1.0/24");
    String made =
        ec2.createNetworkInterface(r -> r.subnetId(subnet.subnetId()))
            .networkInterface()
            .networkInterfaceId();
    String id =
        launches.id(r ->
            r.networkInterfaces(
                device(0, subnet),
                InstanceNetworkInterfaceSpecification.builder()
                    .deviceIndex(1)
                    .networkInterfaceId(made)
                    .build()));
    List<InstanceNetworkInterface> held = launches.described(id).networkInterfaces();
    assertThat(held).extracting(each -> each.attachment().deviceIndex()).containsExactly(0, 1);
    assertThat(held.get(1).networkInterfaceId()).isEqualTo(made);
    assertThat(held)
        .extracting(each -> each.attachment().deleteOnTermination())
        .containsExactly(true, false);
    ec2.terminateInstances(r -> r.instanceIds(id));
    assertThat(ec2.describeNetworkInterfaces().networkInterfaces())
        .singleElement()
        .satisfies(left -> {
          assertThat(left.networkInterfaceId()).isEqualTo(made);
          assertThat(left.statusAsString()).isEqualTo("available");
        });
  }

  @Test
  void a_launch_gives_secondary_addresses() {
    Subnet subnet = subnet("10.0.1.0/24");
    String id =
        launches.id(r ->
            r.networkInterfaces(
                device(0, subnet).toBuilder()
                    .privateIpAddresses(
                        a -> a.privateIpAddress("10.0.1.10").primary(true),
                        a -> a.privateIpAddress("10.0.1.11"))
                    .build()));
    assertThat(launches.described(id).networkInterfaces().getFirst().privateIpAddresses())
        .extracting(each -> each.privateIpAddress())
        .containsExactly("10.0.1.10", "10.0.1.11");
  }

  @Test
  void interfaces_that_cannot_be_had_are_refused_and_nothing_is_left() {
    Subnet subnet = subnet("10.0.1.0/24");
    refused(
        () -> launches.id(r -> r.networkInterfaces(device(0, subnet), device(0, subnet))),
        "InvalidParameterValue",
        "unique device index");
    refused(
        () -> launches.id(r -> r.networkInterfaces(device(1, subnet))),
        "InvalidParameterCombination");
    refused(
        () ->
            launches.id(r ->
                r.networkInterfaces(
                    IntStream.range(0, 3).mapToObj(i -> device(i, subnet)).toList())),
        "AttachmentLimitExceeded",
        "Interface count 3 exceeds the limit for t3.micro");
    refused(
        () -> launches.id(r -> r.networkInterfaces(device(0, subnet)).subnetId(subnet.subnetId())),
        "InvalidParameterCombination");
    refused(
        () ->
            launches.id(r ->
                r.networkInterfaces(
                    device(0, subnet).toBuilder().associatePublicIpAddress(true).build(),
                    device(1, subnet))),
        "InvalidParameterCombination");
    assertThat(ec2.describeInstances().reservations()).isEmpty();
    assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    assertThat(ec2.describeVolumes().volumes()).isEmpty();
  }

  @Test
  void groups_may_be_named_in_the_default_vpc() {
    String group = ec2.createSecurityGroup(r -> r.groupName("web").description("web")).groupId();
    assertThat(launches.launch(r -> r.securityGroups("web")).securityGroups())
        .extracting(GroupIdentifier::groupId)
        .containsExactly(group);
    refused(() -> launches.id(r -> r.securityGroups("db")), "InvalidGroup.NotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1c, us-east-1c",
    "use1-az2, us-east-1b",
  })
  void a_zone_chooses_the_default_subnet_there(String asked, String zone) {
    Instance made =
        launches.launch(r ->
            r.placement(p ->
                p.applyMutation(place ->
                    (asked.startsWith("use1")
                            ? place.availabilityZoneId(asked)
                            : place.availabilityZone(asked))
                        .build())));
    assertThat(made.placement().availabilityZone()).isEqualTo(zone);
  }

  @Test
  void what_does_not_exist_here_is_refused_by_name() {
    refused(
        () -> launches.id(r -> r.placement(p -> p.groupName("close"))),
        "InvalidPlacementGroup.Unknown");
    refused(
        () -> launches.id(r -> r.launchTemplate(t -> t.launchTemplateName("web"))),
        "UnsupportedOperation");
    refused(
        () -> launches.id(r -> r.instanceMarketOptions(m -> m.marketType("spot"))),
        "UnsupportedOperation");
    refused(
        () -> launches.id(r -> r.cpuOptions(c -> c.coreCount(9).threadsPerCore(2))),
        "InvalidParameterValue");
    refused(
        () -> launches.id(r -> r.creditSpecification(c -> c.cpuCredits("plenty"))),
        "InvalidParameterValue");
    refused(() -> launches.id(r -> r.userData("%%%")), "InvalidParameterValue", "Invalid BASE64");
    refused(() -> launches.id(r -> r.imageId("image-1")), "InvalidAMIID.Malformed");
  }

  @Test
  void an_image_and_a_type_of_one_architecture_go_together() {
    String arm =
        ec2.describeImages(r -> r.owners("amazon").filters(Filtered.by("architecture", "arm64")))
            .images()
            .getFirst()
            .imageId();
    refused(() -> launches.id(r -> r.imageId(arm)), "InvalidParameterValue", "'arm64'");
    assertThat(
            launches.launch(r -> r.imageId(arm).instanceType("t4g.small")).architectureAsString())
        .isEqualTo("arm64");
  }

  static Set<String> filterNames() {
    return InstanceFilters.all().names();
  }

  @ParameterizedTest
  @MethodSource("filterNames")
  void every_documented_filter_is_known_and_finds_nothing_by_a_strange_value(String name) {
    launches.id(r -> {});
    assertThat(ec2.describeInstances(r -> r.filters(Filtered.by(name, "strange"))).reservations())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "instance-state-name, running",
    "instance-state-code, 16",
    "instance-type, t3.*",
    "image-id, ami-0123456789abcdef0",
    "availability-zone, us-east-1a",
    "availability-zone-id, use1-az1",
    "block-device-mapping.device-name, /dev/xvda",
    "block-device-mapping.status, attached",
    "metadata-options.http-tokens, optional",
    "metadata-options.http-protocol-ipv4, enabled",
    "monitoring-state, disabled",
    "network-interface.attachment.device-index, 0",
    "network-interface.association.ip-owner-id, amazon",
    "network-interface.group-name, default",
    "network-interface.status, in-use",
    "network-interface.source-dest-check, true",
    "instance.group-name, default",
    "owner-id, 111111111111",
    "reservation-id, r-*",
    "private-dns-name, ip-172-31-*",
    "dns-name, ec2-54-*.compute-1.amazonaws.com",
    "launch-index, 0",
    "tenancy, default",
    "usage-operation, RunInstances",
    "tag-key, Name",
    "tag:Name, web",
  })
  void filters(String name, String value) {
    String wanted =
        launches.id(r ->
            r.tagSpecifications(
                t -> t.resourceType("instance").tags(tag -> tag.key("Name").value("web"))));
    assertThat(ec2.describeInstances(r -> r.filters(Filtered.by(name, value))).reservations())
        .singleElement()
        .satisfies(
            found -> assertThat(found.instances().getFirst().instanceId()).isEqualTo(wanted));
  }
}
