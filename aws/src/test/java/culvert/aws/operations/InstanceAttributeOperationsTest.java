package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.Subnet;

class InstanceAttributeOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final Launches launches = new Launches(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private DescribeInstanceAttributeResponse attribute(String id, InstanceAttributeName name) {
    return ec2.describeInstanceAttribute(r -> r.instanceId(id).attribute(name));
  }

  @Test
  void a_launch_without_wishes_has_the_defaults() {
    String id = launches.id(r -> {});
    assertThat(
            attribute(id, InstanceAttributeName.DISABLE_API_TERMINATION)
                .disableApiTermination()
                .value())
        .isFalse();
    assertThat(
            attribute(id, InstanceAttributeName.INSTANCE_INITIATED_SHUTDOWN_BEHAVIOR)
                .instanceInitiatedShutdownBehavior()
                .value())
        .isEqualTo("stop");
    assertThat(attribute(id, InstanceAttributeName.USER_DATA).userData().value()).isNull();
    assertThat(attribute(id, InstanceAttributeName.GROUP_SET).groups())
        .extracting(GroupIdentifier::groupName)
        .containsExactly("default");
    assertThat(attribute(id, InstanceAttributeName.ROOT_DEVICE_NAME).rootDeviceName().value())
        .isEqualTo("/dev/xvda");
    assertThat(attribute(id, InstanceAttributeName.BLOCK_DEVICE_MAPPING).blockDeviceMappings())
        .hasSize(1);
  }

  @Test
  void r1_8_1_the_check_of_an_instance_is_its_interfaces_and_forwarding_obeys_it() {
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    Subnet inside = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24")).subnet();
    Subnet outside = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.2.0/24")).subnet();
    String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    String table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(outside.subnetId()));
    String asker = launches.id(r -> r.subnetId(inside.subnetId()));
    String nat =
        launches.id(r ->
            r.networkInterfaces(
                n -> n.deviceIndex(0).subnetId(outside.subnetId()).associatePublicIpAddress(true)));
    String main =
        ec2.describeRouteTables(
                r -> r.filters(Filtered.by("vpc-id", vpc), Filtered.by("association.main", "true")))
            .routeTables()
            .getFirst()
            .routeTableId();
    ec2.createRoute(r -> r.routeTableId(main).destinationCidrBlock("0.0.0.0/0").instanceId(nat));
    assertThat(launches.why(asker, "internet/203.0.113.9").blockers())
        .extracting(blocker -> blocker.code().toString())
        .contains("ENI_SOURCE_DEST_CHECK_RESTRICTION");
    ec2.modifyInstanceAttribute(r -> r.instanceId(nat).sourceDestCheck(v -> v.value(false)));
    assertThat(launches.described(nat).sourceDestCheck()).isFalse();
    assertThat(attribute(nat, InstanceAttributeName.SOURCE_DEST_CHECK).sourceDestCheck().value())
        .isFalse();
    assertThat(launches.why(asker, "internet/203.0.113.9").blockers())
        .extracting(blocker -> blocker.code().toString())
        .doesNotContain("ENI_SOURCE_DEST_CHECK_RESTRICTION");
    ec2.resetInstanceAttribute(r -> r.instanceId(nat).attribute("sourceDestCheck"));
    assertThat(launches.described(nat).sourceDestCheck()).isTrue();
  }

  @Test
  void an_instance_with_two_interfaces_wants_to_know_which() {
    String id =
        launches.id(r ->
            r.networkInterfaces(
                InstanceNetworkInterfaceSpecification.builder().deviceIndex(0).build(),
                InstanceNetworkInterfaceSpecification.builder().deviceIndex(1).build()));
    refused(
        () ->
            ec2.modifyInstanceAttribute(r -> r.instanceId(id).sourceDestCheck(v -> v.value(false))),
        "InvalidInstanceID",
        "There are multiple interfaces attached to instance '" + id + "'.");
  }

  @Test
  void groups_are_the_interfaces() {
    String id = launches.id(r -> {});
    String group = ec2.createSecurityGroup(r -> r.groupName("web").description("web")).groupId();
    ec2.modifyInstanceAttribute(r -> r.instanceId(id).groups(group));
    assertThat(launches.described(id).securityGroups())
        .extracting(GroupIdentifier::groupId)
        .containsExactly(group);
    refused(() -> ec2.deleteSecurityGroup(r -> r.groupId(group)), "DependencyViolation");
    refused(
        () -> ec2.modifyInstanceAttribute(r -> r.instanceId(id).groups("sg-0123456789abcdef0")),
        "InvalidGroup.NotFound");
  }

  @Test
  void type_and_user_data_change_while_the_instance_is_stopped() {
    String id = launches.id(r -> {});
    SdkBytes script = SdkBytes.fromString("#!/bin/sh\n", StandardCharsets.UTF_8);
    refused(
        () -> ec2.modifyInstanceAttribute(r -> r.instanceId(id).userData(v -> v.value(script))),
        "IncorrectInstanceState",
        "The instance '" + id + "' is not in the 'stopped' state.");
    refused(
        () ->
            ec2.modifyInstanceAttribute(
                r -> r.instanceId(id).instanceType(v -> v.value("m5.large"))),
        "IncorrectInstanceState");
    launches.stop(id);
    ec2.modifyInstanceAttribute(r -> r.instanceId(id).userData(v -> v.value(script)));
    assertThat(attribute(id, InstanceAttributeName.USER_DATA).userData().value())
        .isEqualTo(Base64.getEncoder().encodeToString(script.asByteArray()));
    ec2.modifyInstanceAttribute(r -> r.instanceId(id).instanceType(v -> v.value("m5.large")));
    assertThat(launches.described(id).instanceTypeAsString()).isEqualTo("m5.large");
    refused(
        () ->
            ec2.modifyInstanceAttribute(
                r -> r.instanceId(id).instanceType(v -> v.value("m5.tiny"))),
        "InvalidInstanceAttributeValue");
  }

  @ParameterizedTest
  @CsvSource({
    "disableApiStop, true",
    "disableApiTermination, true",
    "instanceInitiatedShutdownBehavior, terminate",
  })
  void an_attribute_may_be_given_by_name_and_value(String name, String value) {
    String id = launches.id(r -> {});
    ec2.modifyInstanceAttribute(r -> r.instanceId(id).attribute(name).value(value));
    assertThat(attribute(id, InstanceAttributeName.fromValue(name)).toString())
        .containsIgnoringCase("Value=" + value);
  }

  @Test
  void one_attribute_a_call() {
    String id = launches.id(r -> {});
    refused(
        () ->
            ec2.modifyInstanceAttribute(r ->
                r.instanceId(id)
                    .disableApiStop(v -> v.value(true))
                    .disableApiTermination(v -> v.value(true))),
        "InvalidParameterCombination",
        "Fields for multiple attribute types specified");
    refused(
        () -> ec2.modifyInstanceAttribute(r -> r.instanceId(id)), "InvalidParameterCombination");
    refused(
        () ->
            ec2.modifyInstanceAttribute(
                r -> r.instanceId(id).instanceInitiatedShutdownBehavior(v -> v.value("sleep"))),
        "InvalidInstanceAttributeValue");
    refused(
        () ->
            ec2.modifyInstanceAttribute(r -> r.instanceId(id).attribute("productCodes").value("x")),
        "UnsupportedInstanceAttribute");
    refused(
        () -> ec2.resetInstanceAttribute(r -> r.instanceId(id).attribute("userData")),
        "InvalidParameterValue");
  }

  @Test
  void user_data_has_16_kib_at_most() {
    String most = Base64.getEncoder().encodeToString(new byte[16_384]);
    String more = Base64.getEncoder().encodeToString(new byte[16_385]);
    launches.id(r -> r.userData(most));
    refused(
        () -> launches.id(r -> r.userData(more)),
        "InvalidParameterValue",
        "User data is limited to 16384 bytes");
  }

  @Test
  void a_volume_may_be_told_to_outlive_its_instance() {
    String id = launches.id(r -> {});
    ec2.modifyInstanceAttribute(r ->
        r.instanceId(id)
            .blockDeviceMappings(
                b -> b.deviceName("/dev/xvda").ebs(e -> e.deleteOnTermination(false))));
    ec2.terminateInstances(r -> r.instanceIds(id));
    assertThat(ec2.describeVolumes().volumes())
        .singleElement()
        .satisfies(volume -> {
          assertThat(volume.stateAsString()).isEqualTo("available");
          ec2.deleteVolume(r -> r.volumeId(volume.volumeId()));
        });
    assertThat(ec2.describeVolumes().volumes()).isEmpty();
    refused(
        () ->
            ec2.modifyInstanceAttribute(r ->
                r.instanceId(launches.id(q -> {}))
                    .blockDeviceMappings(
                        b -> b.deviceName("/dev/sdz").ebs(e -> e.deleteOnTermination(false)))),
        "InvalidInstanceAttributeValue",
        "/dev/sdz");
  }

  @Test
  void options_have_operations_of_their_own() {
    String id = launches.id(r -> {});
    assertThat(
            ec2.modifyInstanceMetadataOptions(r -> r.instanceId(id).httpTokens("required"))
                .instanceMetadataOptions()
                .stateAsString())
        .isEqualTo("pending");
    assertThat(launches.described(id).metadataOptions().stateAsString()).isEqualTo("applied");
    assertThat(launches.described(id).metadataOptions().httpTokensAsString()).isEqualTo("required");
    refused(
        () -> ec2.modifyInstanceMetadataOptions(r -> r.instanceId(id).httpPutResponseHopLimit(65)),
        "InvalidParameterValue");
    ec2.modifyInstanceMaintenanceOptions(r -> r.instanceId(id).autoRecovery("disabled"));
    assertThat(launches.described(id).maintenanceOptions().autoRecoveryAsString())
        .isEqualTo("disabled");
    ec2.modifyPrivateDnsNameOptions(r -> r.instanceId(id).privateDnsHostnameType("resource-name"));
    assertThat(launches.described(id).privateDnsName()).isEqualTo(id + ".ec2.internal");
  }

  @Test
  void burstable_instances_have_credits() {
    String unlimited = launches.id(r -> {});
    String standard = launches.id(r -> r.instanceType("t2.micro"));
    String steady = launches.id(r -> r.instanceType("m5.large"));
    assertThat(ec2.describeInstanceCreditSpecifications(r -> {}).instanceCreditSpecifications())
        .extracting(each -> each.instanceId())
        .containsExactly(unlimited);
    assertThat(
            ec2.describeInstanceCreditSpecifications(r -> r.instanceIds(standard))
                .instanceCreditSpecifications()
                .getFirst()
                .cpuCredits())
        .isEqualTo("standard");
    refused(
        () -> ec2.describeInstanceCreditSpecifications(r -> r.instanceIds(steady)),
        "InstanceCreditSpecification.NotSupported");
    var changed =
        ec2.modifyInstanceCreditSpecification(r ->
            r.instanceCreditSpecifications(
                c -> c.instanceId(standard).cpuCredits("unlimited"),
                c -> c.instanceId(steady).cpuCredits("unlimited")));
    assertThat(changed.successfulInstanceCreditSpecifications()).hasSize(1);
    assertThat(changed.unsuccessfulInstanceCreditSpecifications().getFirst().error().codeAsString())
        .isEqualTo("InstanceCreditSpecification.NotSupported");
    assertThat(ec2.describeInstanceCreditSpecifications(r -> {}).instanceCreditSpecifications())
        .hasSize(2);
  }

  @Test
  void a_profile_is_associated_replaced_and_taken_away() {
    String id = launches.id(r -> r.iamInstanceProfile(p -> p.name("web")));
    var first =
        ec2.describeIamInstanceProfileAssociations(r -> {}).iamInstanceProfileAssociations();
    assertThat(first)
        .singleElement()
        .satisfies(each -> {
          assertThat(each.instanceId()).isEqualTo(id);
          assertThat(each.stateAsString()).isEqualTo("associated");
          assertThat(each.iamInstanceProfile().arn())
              .isEqualTo("arn:aws:iam::111111111111:instance-profile/web");
        });
    refused(
        () ->
            ec2.associateIamInstanceProfile(
                r -> r.instanceId(id).iamInstanceProfile(p -> p.name("app"))),
        "IncorrectState",
        "There is an existing association for instance " + id);
    String replaced =
        ec2.replaceIamInstanceProfileAssociation(r ->
                r.associationId(first.getFirst().associationId())
                    .iamInstanceProfile(p -> p.name("app")))
            .iamInstanceProfileAssociation()
            .associationId();
    assertThat(launches.described(id).iamInstanceProfile().arn()).endsWith("/app");
    ec2.disassociateIamInstanceProfile(r -> r.associationId(replaced));
    assertThat(launches.described(id).iamInstanceProfile()).isNull();
    refused(
        () -> ec2.disassociateIamInstanceProfile(r -> r.associationId(replaced)),
        "InvalidAssociationID.NotFound");
    ec2.associateIamInstanceProfile(r -> r.instanceId(id).iamInstanceProfile(p -> p.name("web")));
    ec2.terminateInstances(r -> r.instanceIds(id));
    assertThat(ec2.describeIamInstanceProfileAssociations(r -> {}).iamInstanceProfileAssociations())
        .isEmpty();
  }
}
